"""`sciplan export DIR`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sciplan.base.errors import SciplanError
from sciplan.base.streams import say
from sciplan.cli.options import choice, complete_unit, completer_of
from sciplan.papers.registry import PAPERS, Paper

if TYPE_CHECKING:
    from sciplan.plan.model import Plan

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
            help=f"只做这些：{'、'.join(paper.chinese for paper in PAPERS)}；可重复",
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
            help="会议签到表的议题：编号、章节、标题中的字词；不写则为全部举措；可重复",
        ),
    ] = None,
    by_lead: Annotated[
        bool, typer.Option("--by-lead", help="工作台账、年度考核表另按牵头单位各列一张工作表")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖文件夹里的同名文件")] = False,
    plan: Annotated[
        list[str] | None,
        typer.Option("-p", "--plan", metavar="路径", help="方案文件；一次导出一个方案"),
    ] = None,
) -> None:
    """导出会议材料：Word、Excel 文件和一份目录。

    例：sciplan export 材料；sciplan export 材料 --only 职责清单 --unit 市科协
    """
    from sciplan.cli.session import Session
    from sciplan.papers import folder as export
    from sciplan.papers.source import Source
    from sciplan.queries.meeting import chosen

    papers = _chosen(only, unit)
    _refuse_unused(papers, topic, by_lead=by_lead)
    session = Session(plan, None, None)
    _refuse_several(session.plans)
    source = Source(
        graph=session.graph,
        style=session.style,
        units=[session.unit(typed) for typed in unit or ()],
        topics=chosen(session.plans, topic) if topic else (),
        by_lead=by_lead,
    )
    session.refuse("bad-papers")
    made = export.make(source, papers)
    report = _progress if sys.stderr.isatty() else _quiet
    say(export.write(source, made, folder, force=force, report=report))
    if session.failed:
        raise typer.Exit(1)


def _chosen(only: list[str] | None, unit: list[str] | None) -> list[Paper]:
    """Return the papers asked for, in the registry's order."""
    papers = [paper for paper in PAPERS if not only or paper.key in only]
    if not unit:
        return papers
    whole = [paper.chinese for paper in papers if not paper.of_units]
    if only and whole:
        raise SciplanError(f"{'、'.join(whole)}是整个方案的材料，不能按单位做；请去掉 --unit")
    return [paper for paper in papers if paper.of_units]


def _refuse_unused(papers: list[Paper], topic: list[str] | None, *, by_lead: bool) -> None:
    """Refuse options that no paper asked for heeds."""
    chosen = {paper.key for paper in papers}
    if topic and "attendance" not in chosen:
        raise SciplanError("--topic 只用于会议签到表，所选材料里没有它")
    if by_lead and chosen.isdisjoint({"ledger", "assessment"}):
        raise SciplanError("--by-lead 只用于工作台账、年度考核表，所选材料里没有它们")


def _refuse_several(plans: "tuple[Plan, ...]") -> None:
    if len(plans) > 1:
        titles = "、".join(f"《{plan.head.title}》" for plan in plans)
        raise SciplanError(
            f"一次只导出一个方案，现在打开了 {len(plans)} 个：{titles}；用 -p 写明一个文件"
        )


def _progress(name: str) -> None:
    say(f"正在做{name}……")


def _quiet(_name: str) -> None:
    """Say nothing: no one is watching."""
