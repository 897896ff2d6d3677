"""`sciplan progress`."""

from typing import Annotated

import typer

from sciplan.cli.options import (
    FormatOption,
    OutputOption,
    PeriodOption,
    PlanOption,
    SectionOption,
    UnitsOption,
    complete_id,
)


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="rule 编号 核定",
            help="不写则看进展；rule（核定）写下综合协调单位的核定：rule 2.1.5 同意延期",
        ),
    ] = None,
    *,
    period: PeriodOption = None,
    section: SectionOption = None,
    unit: UnitsOption = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="完成情况",
            help="只看这种完成情况的，如 推进中、未报；与 rule 同用时是核定的完成情况",
        ),
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="只看未达到序时的、逾期的")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只看比上期有变化的")] = False,
    history: Annotated[
        str | None,
        typer.Option(
            "--history", metavar="编号", autocompletion=complete_id, help="看一项举措历期的进展"
        ),
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="谁还没有报：提醒各单位的话、应报已报未报的家数")
    ] = False,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="年月", help="与 rule 同用：同意延到何时，如 2026-03"),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="理由", help="与 rule 同用：核定的理由")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="与 rule 同用：不询问，直接写入")] = False,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """各单位报的进展：完成情况、完成数、进度、核定；最近一期，或 --period 写明的一期。

    核定：sciplan progress rule 2.1.5 同意延期 --until 2026-03，另有同意、退回补充、已销号；先显示，
    再询问，写进方案文件旁的核定.yaml；只对一个单位的，加 --unit。

    例：sciplan progress --late

    例：sciplan progress --missing --period 2025年11月
    """
    from sciplan.cli import progress_asking as asking
    from sciplan.cli.session import Session

    only_there = {"--until": until, "--why": why, "--yes": yes}
    ruled = asking.ruling_words(words or (), only_there)
    if not ruled:
        question = asking.Question(
            words or (), period, section, unit, state, late, changed, history, missing
        )
        asking.look(Session(plan, format_, output), question)
        return
    from sciplan.planfile import ruling

    only_here: dict[str, object] = {"--section": section, "--late": late, "--changed": changed}
    only_here |= {"--history": history, "--missing": missing, "-f": format_, "-o": output}
    asking.refuse_looking(only_here)
    session = Session(plan, None, None)
    session.refuse_shipped("核定")
    typed = asking.Typed(ruled[0], ruled[1], period, unit, state, until, why)
    wish = asking.wish(session, typed)
    where = (session.paths[0], session.plans[0].id, wish.period.text)
    raise typer.Exit(ruling.rule(*where, wish.ruling, yes=yes))
