"""`sciplan units`."""

from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    PlanOption,
    SectionOption,
    UnitsOption,
)


def run(
    *,
    section: SectionOption = None,
    unit: UnitsOption = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """单位名册：简称、全称、别名，按排列次序；写明章节，只列其中点名的。

    例：sciplan units；sciplan units --section 3.4 -o 单位名册.xlsx
    """
    from sciplan.cli.session import Session
    from sciplan.queries import units

    session = Session(plan, format_, output, as_of)
    rows = units.units(session.plans, session.within(section))
    chosen = session.units(unit or ())
    if chosen:
        rows = [(key, named) for key, named in rows if key in chosen]
    session.send(units.answer(session.plans, rows))
