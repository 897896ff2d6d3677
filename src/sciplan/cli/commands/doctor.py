"""`sciplan doctor`."""

from sciplan.base.streams import write_out
from sciplan.cli.options import FormatOption, OutputOption, PlanOption


def run(
    *, plan: PlanOption = None, format_: FormatOption = None, output: OutputOption = None
) -> None:
    """环境检查：版本、组件、编码、字体，哪个方案文件会被用到。

    不写个人文件夹的名称，可以整段贴进问题报告。缺的组件附有装上它的命令。

    例：sciplan doctor；sciplan doctor -p plan.yaml
    """
    from sciplan.cli.session import Session
    from sciplan.queries import doctor

    session = Session(None, format_, output)
    answer = doctor.answer(doctor.facts(plan or ()))
    if format_ or output:
        session.send(answer)
    else:  # never broken at a screen's width: its commands are there to be copied
        write_out(session.format.render(answer))
