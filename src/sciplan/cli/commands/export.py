"""`sciplan export DIR`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sciplan.base.errors import SciplanError
from sciplan.base.streams import progress, say
from sciplan.cli.options import (
    AsOfOption,
    PeriodOption,
    choice,
    complete_id,
    complete_unit,
    completer_of,
)
from sciplan.papers.registry import PAPERS, chosen

if TYPE_CHECKING:
    from sciplan.cli.session import Session
    from sciplan.plan.periods import ReportingPeriod
    from sciplan.queries.progress import Looked

_ON_REQUEST = "、".join(paper.chinese for paper in PAPERS if paper.on_request)
_NAMES = {paper.key: (paper.key, paper.chinese) for paper in PAPERS}


def run(
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="材料写入这个文件夹；没有就新建")],
    *,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="材料",
            parser=choice(_NAMES),
            autocompletion=completer_of(_NAMES),
            help=f"只做这些：{'、'.join(paper.chinese for paper in PAPERS)}；"
            f"{_ON_REQUEST}写明才做；可重复",
        ),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="单位",
            autocompletion=complete_unit,
            help="只做这些单位自己的材料；可重复",
        ),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            metavar="议题",
            autocompletion=complete_id,
            help="会议的议题，用于签到表、通知、回执、议程、汇报提纲、座签：编号、章节、标题中的字词；"
            "不写则为全部举措；可重复",
        ),
    ] = None,
    by_lead: Annotated[
        bool, typer.Option("--by-lead", help="工作台账、年度考核表另按牵头单位各列一张工作表")
    ] = False,
    as_of: AsOfOption = None,
    seats: Annotated[
        str | None,
        typer.Option("--seats", metavar="名单", help="座签的名单：文本文件，一行一个，照先后做"),
    ] = None,
    period: PeriodOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="与 --period 合用：在方案实施期以外的也不询问")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖文件夹里的同名文件")] = False,
    plan: Annotated[
        list[str] | None,
        typer.Option("-p", "--plan", metavar="路径", help="方案文件；几个方案合起来只做职责清单"),
    ] = None,
) -> None:
    """导出会议材料：Word、Excel 文件和一份目录。

    例：sciplan export 材料；sciplan export 市科协材料 --only 职责清单 --unit 市科协
    """
    from sciplan.cli.session import Session
    from sciplan.papers import folder as export
    from sciplan.papers import periods
    from sciplan.papers.source import Source
    from sciplan.plan.reporting import day_in
    from sciplan.plan.resolve import spread
    from sciplan.queries import meeting
    from sciplan.queries.returned import Returned

    beside = {"--unit": unit, "--topic": topic, "--by-lead": by_lead, "--seats": seats}
    beside["--period"] = period
    papers = chosen(only, [option for option, value in beside.items() if value])
    session = Session(plan, None, None, as_of)
    papers, not_made = export.of_plans(session.plans, papers, named=bool(only))
    if any(paper.of_period for paper in papers):
        period = periods.to_ask(session.plans[0], period, yes=yes)
        as_of = as_of or day_in(session.plans[0], period)
        session = Session(plan, None, None, as_of) if as_of else session
    looked = _looked(session, period) if any(paper.of_reports for paper in papers) else None
    reports = session.reports() if period else None
    source = Source(
        graph=session.graph,
        style=session.style,
        units=session.units(unit or ()),
        topics=meeting.chosen(session.plans, spread(session.plans, topic)) if topic else (),
        by_lead=by_lead,
        contacts=session.contacts() if any(paper.with_contacts for paper in papers) else {},
        seats=export.names_in(seats) if seats else (),
        period=period,
        before=reports.before(period) if reports else {},
        returned=Returned(session.plans[0], reports) if reports else None,
        looked=looked,
    )
    session.refuse("bad-papers")
    made = export.make(source, papers)
    written = export.write(source, made, folder, force=force, report=progress())
    say("\n".join([written, *export.lacking(source, papers), *not_made]))
    if session.failed:
        raise typer.Exit(1)


def _looked(session: "Session", period: "ReportingPeriod | None") -> "Looked":
    """Return what units reported of a period, the newest unless given; duties are its end's.

    Raises:
        SciplanError: Files can't be read, or other papers need duties of another day.
    """
    from sciplan.plan.reporting import day_in
    from sciplan.queries.progress import Wanted, look
    from sciplan.queries.returned import Returned

    returned = Returned(session.plans[0], session.reports())
    period = period or (returned.periods[-1] if returned.periods else None)
    day = day_in(session.plans[0], period) if period else None
    if session.as_of and session.as_of != day:
        raise SciplanError("进展的材料按填报期末的职责做；请去掉 --as-of，或与别的材料分开做")
    if day:
        session.turn_to(day)
        returned = Returned(session.plans[0], returned.reports)
    looked = look(returned, period, Wanted())
    if period:
        for filed in returned.stray(period):
            say(f"方案没有登记的单位报来的，没有列：{filed.value.unit}（{filed.path}）")
    return looked
