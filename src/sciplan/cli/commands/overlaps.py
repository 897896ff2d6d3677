"""`sciplan overlaps [UNIT [UNIT]]`."""

from typing import Annotated

import typer

from sciplan.cli.options import FormatOption, OutputOption, PlanOption, UnitArgument


def run(
    unit: UnitArgument = None,
    other: UnitArgument = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="在终端上也列出全部")] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="附随机预计、偶然达到此数的可能、校正后")
    ] = False,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """单位之间共同承担的举措；协作是其中至少一方牵头的。

    不写单位，列出全部单位对；写一个，列出与它协同的单位；写两个，列出它们共同的举措。
    """
    from sciplan.cli.session import Session
    from sciplan.queries import overlaps

    session = Session(plan, format_, output)
    typed = [name for name in (unit, other) if name is not None]
    keys = [key for name in typed for key in session.units([name])]
    session.send(overlaps.answer_of(session.graph, keys, stats=stats, every=every))
