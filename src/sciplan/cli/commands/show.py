"""`sciplan show ID`."""

from typing import Annotated

import typer

from sciplan.base import files
from sciplan.base.streams import write_text
from sciplan.cli.options import AsOfOption, FormatOption, OutputOption, PlanOption, complete_id
from sciplan.plan import resolve


def run(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="编号",
            autocompletion=complete_id,
            help="如 2.1.5、3.4，3.4.1至3.4.3；几个方案时写 方案代号/2.1.5",
        ),
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="文件", help="正式文件；显示其中这一项的原文"),
    ] = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """一项举措的全部内容；写章节编号，列出其下各项；也可查看统筹职责。

    例：sciplan show 2.1.5；sciplan show 3.4；sciplan show 2.1.1 --source 方案.docx
    """
    from sciplan.cli.session import Session
    from sciplan.queries import show

    session = Session(plan, format_, output, as_of)
    wanted = resolve.spread(session.plans, [ident])
    found = [resolve.by_id(session.plans, each) for each in wanted]
    if not source:
        session.send(show.answer_of(session.plans, found), full=True)
        return
    if len(found) > 1:
        raise typer.BadParameter("--source 一次只显示一项的原文")
    home, item = found[0]
    if format_:
        raise typer.BadParameter("--source 只显示原文，不用 -f")
    from sciplan.compare.verify import comparing

    text = comparing.wording(home, item, source)
    files.refuse_overwriting(output, [source])
    write_text(f"{text}\n", output)
