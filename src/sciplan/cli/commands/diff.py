"""`sciplan diff OLD [NEW]`."""

from typing import Annotated

import typer

from sciplan.base.streams import say
from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    PlanOption,
    choice,
    completer_of,
)

_BY = {"measure": ("measure", "举措"), "unit": ("unit", "单位")}
_SIDE_BY_SIDE = ("docx", "xlsx", "html")
"""Formats in which measures stand old beside new, as 新旧对照表."""


def run(
    old: Annotated[
        str,
        typer.Argument(metavar="旧", help="方案文件、文件夹，或 git 版本：HEAD~1、A..B、版本:路径"),
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="新", help="同上；不写则用查询所用的那个")
    ] = None,
    *,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="口径",
            parser=choice(_BY),
            autocompletion=completer_of(_BY),
            help="measure（举措，逐项列出）或 unit（单位，只列各单位增减）",
        ),
    ] = None,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """两个方案或同一方案的两个版本相差什么；有差异时退出码为 1，没有为 0，比不了为 2。

    先列各单位牵头、参与的增减，再逐项列举措的变动。版式、注释、引号不算差异；编号改了而标题相同的，
    按同一项比较。-f md 适合贴在合并请求里，-o 对照表.docx 为新旧对照表。

    更名、加挂牌子的单位总按一个单位比；其他机构变动写 --as-of 日期才计入。

    例：sciplan diff HEAD~1；sciplan diff 旧方案.yaml 新方案.yaml -o 对照表.docx
    """
    from sciplan.cli.session import Session, say_refused
    from sciplan.compare.editions import comparing, telling
    from sciplan.formats.registry import FORMATS
    from sciplan.planfile.versions import sides

    session = Session(plan, format_, output)
    named = sides(old, new, plan or ())
    found, alone = comparing.compared(named, as_of)
    session.hold([(each.new.version.path, each.new.plan) for each in found], named.paths)
    for each in found:
        for read in (each.old, each.new):
            say_refused(read.plan, read.version.path)
    answer = telling.answer(
        [each.difference for each in found],
        [each.whence for each in found],
        by_unit=by == "unit",
        side_by_side=any(session.format is FORMATS[name] for name in _SIDE_BY_SIDE),
    )
    session.send(answer)
    for line in alone:
        say(line)
    raise typer.Exit(int(bool(alone) or any(each.differs for each in found)))
