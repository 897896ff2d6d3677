"""`sciplan measures [WORDS]`."""

from typing import Annotated

import typer

from sciplan.base.streams import say
from sciplan.cli.options import FormatOption, FullOption, OutputOption, PlanOption, SectionOption
from sciplan.plan import resolve


def run(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="字词", help="标题、概括、原文里要有的字词")
    ] = None,
    *,
    section: SectionOption = None,
    full: FullOption = False,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """查找举措；不写字词，列出全部。

    例：sciplan measures 应急；sciplan measures 科普 基地 --section 三（三）
    """
    from sciplan.cli.session import Session
    from sciplan.queries import measures

    session = Session(plan, format_, output)
    rows = measures.measures(session.plans, words or (), session.within(section))
    if not rows:
        typed = " ".join(words or ())
        say(resolve.no_measure(session.plans, typed))
    session.send(measures.answer(session.plans, rows), full=full)
