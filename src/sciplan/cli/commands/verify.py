"""`sciplan verify --source DOC`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.problem import Severity
from sciplan.base.streams import say
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.cli.options import PlanOption, ReportFormatOption, ReportOutputOption
from sciplan.plan.wording import erratum_text
from sciplan.planfile.load import load

if TYPE_CHECKING:
    from sciplan.compare.verify.verifying import Verified


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
    from sciplan.compare.verify import verifying
    from sciplan.documents.draft.draft import draft
    from sciplan.documents.reading import read

    opened, _ = files.plan_files([*(paths or ()), *(plan or ())])
    if len(opened) != 1:
        raise SciplanError("核对时只能打开一个方案文件")
    files.refuse_overwriting(output, [*opened, source])
    loaded = load(files.read_text(opened[0]), opened[0])
    if loaded.plan is None:
        raise SciplanError(
            REPORTERS["text"].render(loaded.problems) + "方案文件有错误，改正后再核对。"
        )
    made = draft(read(files.read_bytes(source), source))
    found = verifying.verify(loaded.plan, made, loaded.document)
    validation.send(found.problems, [opened[0], source], format_ or "text", output)
    _summary(found)
    grave = [one for one in found.left if strict or one.severity is Severity.ERROR]
    raise typer.Exit(int(bool(grave)))


def _summary(found: "Verified") -> None:
    """Tell what the document's own oddities are, and how many differences there are."""
    for erratum in found.errata:
        say(f"文本说明 {erratum.at}：{erratum_text(erratum)}")
    errors = sum(one.severity is Severity.ERROR for one in found.left)
    prose = f"、{found.provisions} 段统筹职责" if found.provisions else ""
    say(
        f"对照了 {found.compared} 项举措{prose}：差异 {errors} 处，"
        f"警告 {len(found.left) - errors} 处，"
        f"已说明 {len(found.problems) - len(found.left)} 处，文本说明 {len(found.errata)} 条"
    )
