"""`sciplan verify --source DOC`."""

from typing import Annotated

import typer

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say
from sciplan.cli.options import PlanOption, ReportFormatOption, ReportOutputOption


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
    format_: ReportFormatOption = None,
    output: ReportOutputOption = None,
) -> None:
    """方案文件与正式文件逐项对照；有说明不了的差异时退出码为 1。

    每处差异写明方案文件的行列和正式文件的行（段）；误写、别名和 errata 说明了的列为已说明。

    例：sciplan verify plan.yaml --source 方案.docx
    """
    from sciplan.checks import validation
    from sciplan.compare.verify import comparing

    opened, _ = files.plan_files([*(paths or ()), *(plan or ())])
    if len(opened) != 1:
        raise SciplanError("核对时只能打开一个方案文件")
    files.refuse_overwriting(output, [*opened, source])
    found = comparing.compared(opened[0], source)
    validation.send(found.problems, [opened[0], source], format_ or "text", output)
    for line in comparing.told(found):
        say(line)
    raise typer.Exit(int(comparing.fails(found, strict=strict)))
