"""`sciplan measures [WORDS]`."""

from typing import Annotated

import typer

from sciplan.base.streams import say
from sciplan.cli.options import (
    FormatOption,
    FullOption,
    LeadOption,
    OutputOption,
    PlanOption,
    SectionOption,
    UnitsOption,
)
from sciplan.plan import resolve


def run(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="字词", help="标题、概括、原文里要有的字词")
    ] = None,
    *,
    section: SectionOption = None,
    unit: UnitsOption = None,
    lead: LeadOption = None,
    full: FullOption = False,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """查找举措；不写字词，列出全部。

    例：sciplan measures 应急；sciplan measures 科普 基地 --section 三（三）
    """
    from sciplan.cli.registry import likely_command
    from sciplan.cli.session import Session
    from sciplan.queries import measures

    session = Session(plan, format_, output)
    wanted = session.naming(section=section, unit=unit, lead=lead)
    rows = measures.measures(session.plans, words or (), wanted)
    if not rows:
        typed = " ".join(words or ())
        command = likely_command(typed)
        meant = f"没有含“{typed}”的举措；是不是 {command}？" if command else ""
        say(meant or resolve.no_measure(session.plans, typed))
    session.send(measures.answer(session.plans, rows), full=full)
