"""`sciplan matrix`."""

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
    """举措与单位的责任矩阵：牵、配、责。

    例：sciplan matrix --section 3.4；sciplan matrix -o 矩阵.xlsx
    """
    from sciplan.cli.session import Session
    from sciplan.plan.graph import units_of
    from sciplan.queries import matrix

    session = Session(plan, format_, output, as_of)
    keys = session.units(unit) if unit else [key for key, _ in units_of(session.graph)]
    rows = matrix.matrix(session.graph, keys, session.within(section))
    # Units that were asked for stand there, whether the section names them or not.
    concerned = section is not None and unit is None
    session.send(matrix.answer(session.graph, keys, rows, concerned=concerned))
