"""`sciplan verify --source DOC`."""

from typing import Annotated

import typer

from sciplan import files
from sciplan.errors import SciplanError
from sciplan.load import load
from sciplan.options import PlanOption
from sciplan.problem import Severity
from sciplan.reporters import REPORTERS
from sciplan.streams import say, write_out
from sciplan.wording import erratum_text


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="方案文件", help="不写则用查询所用的那个"),
    ] = None,
    *,
    source: Annotated[
        str,
        typer.Option("--source", metavar="文件", help="正式文件：txt、html、docx、pdf、xlsx、csv"),
    ],
    plan: PlanOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告时退出码也为 1")] = False,
) -> None:
    """方案文件与正式文件逐项对照；有说明不了的差异时退出码为 1。

    例：sciplan verify plan.yaml --source 方案.docx
    """
    from sciplan import importers
    from sciplan import verify as verifying
    from sciplan.importers.draft import draft

    opened, _ = files.plan_files([*(paths or ()), *(plan or ())])
    if len(opened) != 1:
        raise SciplanError("核对时只能打开一个方案文件")
    loaded = load(files.read_text(opened[0]), opened[0])
    if loaded.plan is None:
        raise SciplanError(
            REPORTERS["text"].render(loaded.problems) + "方案文件有错误，改正后再核对。"
        )
    made = draft(importers.read(files.read_bytes(source), source))
    found = verifying.verify(loaded.plan, made, loaded.document.place)
    write_out(REPORTERS["text"].render(found.problems))
    for problem, reason in found.known:
        say(f"已知差异：{problem.message}；{reason}")
    for erratum in found.errata:
        say(f"文本说明 {erratum.at}：{erratum_text(erratum)}")
    errors = [one for one in found.problems if one.severity is Severity.ERROR]
    say(
        f"对照了 {found.compared} 项举措：差异 {len(errors)} 处，"
        f"警告 {len(found.problems) - len(errors)} 处，"
        f"已知 {len(found.known)} 处，文本说明 {len(found.errata)} 条"
    )
    if errors or (strict and found.problems):
        raise typer.Exit(1)
