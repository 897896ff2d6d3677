"""`sciplan targets`."""

from sciplan.cli.options import FormatOption, OutputOption, PlanOption


def run(
    *, plan: PlanOption = None, format_: FormatOption = None, output: OutputOption = None
) -> None:
    """方案承诺的数字，附原文。"""
    from sciplan.cli.session import Session
    from sciplan.queries import targets

    session = Session(plan, format_, output)
    session.send(targets.answer(session.plans, targets.targets(session.plans)))
