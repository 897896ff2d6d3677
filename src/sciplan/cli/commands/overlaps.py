"""`sciplan overlaps [UNIT [UNIT]]`."""

from typing import Annotated

import typer

from sciplan.base.errors import SciplanError
from sciplan.base.streams import say
from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    PlanOption,
    UnitArgument,
    choice,
    completer_of,
)

_CHANCES = {
    "expected": ("expected", "随机预计"),
    "p": ("p", "偶然达到此数的可能"),
    "p_adjusted": ("p_adjusted", "校正后"),
}
SORTS = {
    "unit": ("unit", "单位甲"),
    "together": ("together", "协作"),
    "shared": ("shared", "共同"),
    "both_lead": ("both_lead", "共同牵头"),
    "a_leads_b": ("a_leads_b", "甲牵头"),
    "b_leads_a": ("b_leads_a", "乙牵头"),
    "both_cooperate": ("both_cooperate", "同为配合"),
    **_CHANCES,
}
_MANY = 1_000_000
_parse = choice(SORTS)


def _sort(typed: str) -> str:
    """Parse a sort; headings that name the unit asked about or say 负责 mean the plain ones."""
    word = typed.replace("牵头或负责", "牵头")
    words = {word for _, word in SORTS.values()}
    if word.endswith("牵头") and word not in {"牵头", *words}:
        word = "乙牵头" if word == "对方牵头" else "甲牵头"
    return _parse(word)


def run(
    unit: UnitArgument = None,
    other: UnitArgument = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="在终端上也列出全部")] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="附共同举措数、随机预计、偶然达到此数的可能、校正后")
    ] = False,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="列",
            parser=_sort,
            autocompletion=completer_of(SORTS),
            help="按一列排：together（协作，不写时即此）、shared（共同）、unit（单位次序）、"
            "p_adjusted（校正后）等",
        ),
    ] = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """单位之间共同承担的举措；协作是其中至少一方牵头的。

    不写单位，列出全部单位对；写一个，列出与它协同的单位；写两个，列出它们共同的举措。

    例：sciplan overlaps 市科协；sciplan overlaps 市科协 团市委；sciplan overlaps --stats
    """
    from sciplan.cli.session import Session
    from sciplan.queries import overlap_rows, overlaps, pairs

    if sort in _CHANCES and not stats:
        raise SciplanError(f"按“{SORTS[sort][1]}”排要加 --stats")
    session = Session(plan, format_, output, as_of)
    typed = [name for name in (unit, other) if name is not None]
    keys = [key for name in typed for key in session.units([name])]
    sort = sort or "together"
    count = pairs.meetings(session.plans_around(keys)) if stats or not keys else 0
    if count > _MANY:
        say(f"要数 {count / 10_000:.0f} 万对单位，请稍候；只看一个单位快得多：overlaps 单位")
    if keys:
        graph = session.graph_around(keys)
        session.send(overlaps.answer_of(graph, keys, stats=stats, every=every, sort=sort))
    else:
        found = overlap_rows.over(session.plans, stats=stats, sort=sort)
        session.send(overlaps.answer(session.plans, found, stats=stats, every=every))
