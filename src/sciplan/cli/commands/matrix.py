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
    from sciplan.plan.resolve import registered
    from sciplan.queries import matrix

    session = Session(plan, format_, output, as_of)
    chosen = session.units(unit or ())
    keys = chosen or [*registered(session.plans)]
    wanted = session.within(section)
    # Measures of places that know none of the units name none of them.
    matrix.refuse_too_many(session.plans_around(chosen), keys, wanted)
    graph = session.graph_around(chosen)
    rows = matrix.matrix(graph, keys, wanted)
    # Units that were asked for stand there, whether the section names them or not.
    concerned = section is not None and unit is None
    session.send(matrix.answer(graph, keys, rows, concerned=concerned))
