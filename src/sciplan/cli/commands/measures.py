"""`sciplan measures [WORDS]`."""

from typing import Annotated

import typer

from sciplan.base import files
from sciplan.base.streams import say
from sciplan.cli.options import (
    AsOfOption,
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
        list[str] | None, typer.Argument(metavar="字词", help="标题、概括、指标等处要有的字词")
    ] = None,
    *,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="文件", help="正式文件；也在它的文字里找"),
    ] = None,
    section: SectionOption = None,
    unit: UnitsOption = None,
    lead: LeadOption = None,
    full: FullOption = False,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """查找举措和统筹职责；不写字词，列出全部举措。

    每处写明字词在标题、概括、原文、指标还是统筹职责里；
    方案文件没有收录原文的，用 --source 到正式文件里找。

    例：sciplan measures 应急；sciplan measures 科普 基地 --section 三（三）；
    sciplan measures 全国科普日 --source 方案.docx
    """
    from sciplan.cli.registry import likely_command
    from sciplan.cli.session import Session
    from sciplan.queries import measures

    session = Session(plan, format_, output, as_of)
    official = None
    if source:
        from sciplan.compare.verify import comparing

        files.refuse_overwriting(output, [source])
        official = comparing.official_text(session.plans, source)
    wanted = session.naming(section=section, unit=unit, lead=lead)
    found = measures.measures(session.plans, words or (), wanted, official)
    if not found.measures:
        typed = " ".join(words or ())
        # A provision may hold a word of the trade: 统计 leads to its command all the same.
        # But not within a body's name: 市统计局.
        body = resolve.is_body_like(session.plans, typed)
        if (command := likely_command(typed)) and not body:
            say(f"没有含“{typed}”的举措；是不是 {command}？")
        elif not (found.provisions or found.elsewhere):
            say(resolve.no_measure(session.plans, typed))
    session.send(measures.answer(session.plans, found), full=full)
