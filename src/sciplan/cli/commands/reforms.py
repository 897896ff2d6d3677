"""`sciplan reforms`."""

from sciplan.cli.options import AsOfOption, FormatOption, OutputOption, PlanOption


def run(
    *,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """机构变动：后来的文件改了由谁承担的，方案本身不改；待定的另列。

    按某一天的职责看：任何查询和导出加 --as-of 日期。写明 --as-of，只列到这天为止的。

    例：sciplan reforms；sciplan duties 市科协 --as-of 今天
    """
    from sciplan.cli.session import Session
    from sciplan.queries import reforms

    session = Session(plan, format_, output, as_of)
    session.send(reforms.answer(session.plans, reforms.reforms(session.plans, as_of)))
