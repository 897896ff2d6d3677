"""`sciplan workload`."""

from typing import Annotated

import typer

from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    MaxUnitsOption,
    OutputOption,
    PlanOption,
    SectionOption,
    UnitsOption,
    choice,
    completer_of,
)

SORTS = {
    "total": ("total", "参与"),
    "lead": ("lead", "牵头"),
    "sole": ("sole", "其中单独"),
    "first": ("first", "其中列首位"),
    "cooperating": ("cooperating", "配合"),
    "responsible": ("responsible", "负责"),
    "sections": ("sections", "节数"),
    "partners": ("partners", "共事单位数"),
    "unit": ("unit", "单位"),
    "category": ("category", "类别"),
    "jurisdiction": ("jurisdiction", "地区"),
}
"""Every heading that the answer has on a screen or in a file."""
_BY = {"section": ("section", "章节"), "unit": ("unit", "单位")}


def run(
    *,
    by: Annotated[
        str | None,  # a bool would make Typer take the option for a flag
        typer.Option(
            "--by",
            metavar="口径",
            parser=choice(_BY),
            autocompletion=completer_of(_BY),
            help="unit（单位）或 section（章节）",
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="列",
            parser=choice(SORTS),
            autocompletion=completer_of(SORTS),
            help="按一列从多到少排：total（参与）、lead（牵头）、cooperating（配合）等；"
            "不写或写 unit（单位）则按排列次序",
        ),
    ] = None,
    section: SectionOption = None,
    unit: UnitsOption = None,
    max_units: MaxUnitsOption = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """各单位承担任务的项数：参与、牵头、单独、列首位、配合。

    只计项数，不代表轻重，不作排名。

    例：sciplan workload --sort 牵头；sciplan workload --by 章节 -o 工作量.docx
    """
    from sciplan.cli.session import Session
    from sciplan.plan.model import UnitKey
    from sciplan.queries import workload

    session = Session(plan, format_, output, as_of)
    by_section, most, wanted = by == "section", max_units or 0, session.within(section)
    rows = (
        workload.workload(
            session.graph, by_section=True, max_units=most, sort=sort or "", wanted=wanted
        )
        if by_section
        else workload.over(session.plans, max_units=most, sort=sort or "", wanted=wanted)
    )
    if chosen := session.units(unit or ()):
        rows = tuple(row for row in rows if UnitKey(row.jurisdiction, row.unit) in chosen)
    session.send(
        workload.answer(session.plans, rows, by_section=by_section, max_units=most, wanted=wanted)
    )
