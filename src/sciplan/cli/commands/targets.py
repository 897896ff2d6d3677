"""`sciplan targets`."""

from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    LeadOption,
    OutputOption,
    PlanOption,
    SectionOption,
    UnitsOption,
)


def run(
    *,
    section: SectionOption = None,
    unit: UnitsOption = None,
    lead: LeadOption = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """方案承诺的数字，附原文；写明章节或单位，只列那些举措的。

    例：sciplan targets；sciplan targets --section 2.1 --lead 市科协
    """
    from sciplan.cli.session import Session
    from sciplan.queries import targets

    session = Session(plan, format_, output, as_of)
    wanted = session.naming(section=section, unit=unit, lead=lead)
    session.send(targets.answer(session.plans, targets.targets(session.plans, wanted)))
