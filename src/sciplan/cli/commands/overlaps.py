"""`sciplan overlaps [UNIT [UNIT]]`."""

from typing import Annotated

import typer

from sciplan.base.errors import SciplanError
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
    from sciplan.plan.graph import unit_of
    from sciplan.queries import overlaps

    session = Session(plan, format_, output)
    key = session.unit(unit) if unit is not None else None
    for each in (key, session.unit(other)) if other is not None else (key,):
        if each and unit_of(session.graph, each).collective:
            raise SciplanError(f"{each.unit} 是集合称谓，不计入协同统计")
    if key and other is not None:
        if session.unit(other) == key:
            raise SciplanError("请写两个不同的单位")
        session.send(overlaps.shared_answer(session.graph, key, session.unit(other)))
        return
    pairs = overlaps.overlaps(session.graph, unit=key, stats=stats)
    asked = unit_of(session.graph, key) if key else None
    session.send(overlaps.answer(session.graph, pairs, unit=asked, stats=stats, every=every))
