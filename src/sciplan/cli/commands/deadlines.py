"""`sciplan deadlines`."""

from typing import Annotated

import typer

from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    LeadOption,
    OutputOption,
    PlanOption,
    SectionOption,
    UnitsOption,
    whole_number,
)


def run(
    *,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年份", parser=whole_number, help="只看这一年到期的"),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar="N", parser=whole_number, help="只看今天起 N 天以内到期的"),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看期限已过的")] = False,
    section: SectionOption = None,
    unit: UnitsOption = None,
    lead: LeadOption = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """举措和指标何时到期：期限已过、30 天以内、今年以内、以后；只有文字的另列。

    例：sciplan deadlines --days 60 --lead 市科协
    """
    from sciplan.base.clock import today
    from sciplan.base.errors import SciplanError
    from sciplan.cli.session import Session
    from sciplan.queries import deadlines

    if (year is not None) + (days is not None) + overdue > 1:
        raise SciplanError("--year、--days、--overdue 只用一个")
    day = today()
    try:
        span = deadlines.span(day, year=year, days=days, overdue=overdue)
    except (OverflowError, ValueError) as error:
        raise SciplanError("年份或天数太大，没有这样的日子") from error
    session = Session(plan, format_, output, as_of)
    wanted = session.naming(section=section, unit=unit, lead=lead)
    rows = deadlines.deadlines(session.plans, wanted)
    soon = deadlines.SOON if days is None else days
    session.send(deadlines.answer(session.plans, rows, day, span, soon))
