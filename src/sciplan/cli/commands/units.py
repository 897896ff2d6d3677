"""`sciplan units`."""

from sciplan.cli.options import FormatOption, OutputOption, PlanOption


def run(
    *, plan: PlanOption = None, format_: FormatOption = None, output: OutputOption = None
) -> None:
    """单位名册：简称、全称、别名，按排列次序。"""
    from sciplan.cli.session import Session
    from sciplan.queries import units

    session = Session(plan, format_, output)
    session.send(units.answer(session.plans, units.units(session.plans)))
