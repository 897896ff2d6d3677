"""`sciplan collect FILES`."""

from typing import Annotated

import typer

from sciplan.base.streams import progress
from sciplan.cli.options import PeriodOption, ReportFormatOption


def run(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="文件", help="退回的表（.xlsx、.csv），或放这些表的文件夹"),
    ],
    *,
    period: PeriodOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="不询问，直接写入")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会写什么，不写")] = False,
    check: Annotated[bool, typer.Option("--check", help="有单位没有报的，退出码也为 1")] = False,
    format_: ReportFormatOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="意见汇总表、参会人员名单写入文件，格式按扩展名",
        ),
    ] = None,
    plan: Annotated[
        list[str] | None,
        typer.Option("-p", "--plan", metavar="路径", help="方案文件；一次汇总一个方案"),
    ] = None,
) -> None:
    """汇总各单位填好退回的表：进展填报表、征求意见表、参会回执、任务分解表。

    是哪个单位、哪一期的什么表，看表里的内容，不看文件名；存为 .csv 的也行。读不懂的写明单元格；
    没报的、交了几份的、别期别方案的、没有填的，都说出来。进展先显示，再询问，写成一个单位一个文件，
    在方案文件旁的 progress 里；不在终端时只显示，退出码为 1，加 --yes 才写入。

    例：sciplan collect 退回 --period 2025-11；sciplan collect 退回 -o 意见汇总表.xlsx
    """
    from sciplan.cli.session import Session
    from sciplan.compare.returns.dialogue import Ways, Wishes, bring_in
    from sciplan.compare.update.dialogue import bring_up
    from sciplan.papers.source import Source
    from sciplan.planfile.changing import Consent

    session = Session(plan, None, output)
    session.refuse_shipped("汇总")
    session.refuse_several("汇总")
    path = session.paths[0]
    consent = Consent(yes, dry_run=dry_run)
    wishes = Wishes(period, yes, dry_run, check, format_, output)
    ways = Ways(
        source=lambda: Source(graph=session.graph, style=session.style),
        send=session.send,
        show=session.show,
        report=progress(),
        update=lambda sheet: bring_up(sheet, path, consent),
    )
    raise typer.Exit(bring_in(session.plans[0], path, paths, wishes, ways))
