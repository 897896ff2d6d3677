"""`sciplan import DOC -o plan.yaml`."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_out
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.cli.options import ReportFormatOption

if TYPE_CHECKING:
    from sciplan.documents.draft.draft import Draft

_LONG = 500_000
"""Bytes of a document that takes long enough to tell how far it is."""
_SUFFIXES = (".yaml", ".yml")


def run(
    source: Annotated[
        str, typer.Argument(metavar="文件", help="正式文件：txt、html、docx、pdf、xlsx、csv")
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="写入的方案文件（.yaml）；不写或 - 为屏幕",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="方案文件已存在时覆盖")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有需要核对的内容时退出码为 1")] = False,
    details: Annotated[bool, typer.Option("--details", help="逐条列出对文字的修补")] = False,
    update: Annotated[
        str | None,
        typer.Option(
            "--update", metavar="方案文件", help="照改过的任务分解表（数据表）更新这个方案文件"
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="与 --update 合用：不询问，直接写入")] = False,
    format_: ReportFormatOption = None,
) -> None:
    """从正式文件生成方案文件；需要人工核对的地方标有“待核”。

    例：sciplan import 方案.docx -o plan.yaml

    任务分解表的数据表在 Excel 或 WPS 里改过后，用 --update 写回：先显示差异，再询问；
    不在终端时只显示，有差异退出码为 1，加 --yes 才写入。表里读不懂的，写明单元格，一处也不改；
    加 -f，屏幕上不显示差异，这些写成报告。

    例：sciplan import 任务分解表.xlsx --update data/plan.yaml
    """
    if update is not None:
        _refuse_beside_update(
            {"-o": output, "--force": force, "--strict": strict, "--details": details}
        )
        from sciplan.compare.update.dialogue import bring_up

        raise typer.Exit(bring_up(source, update, yes=yes, report=format_))
    if yes:
        raise typer.BadParameter("--yes 要与 --update 合用")
    if format_:
        raise typer.BadParameter("-f 要与 --update 合用")
    from sciplan.documents.draft.draft import draft
    from sciplan.documents.readers import registry as importers
    from sciplan.planfile.dump import dump

    output = None if output == "-" else output
    _refuse(source, output, force=force)
    raw = files.read_bytes(source)
    report = _progress if len(raw) > _LONG and sys.stderr.isatty() else _quiet
    report(f"读 {source}")
    made = draft(importers.read(raw, source), report)
    content = dump(made.plan, made.comments)
    if output:
        files.write_whole(output, content.encode())
        say(f"已写入 {output}")
    else:
        write_out(content)
    _summary(made, details=details)
    if strict and made.problems:
        raise typer.Exit(1)


def _refuse(source: str, output: str | None, *, force: bool) -> None:
    """Refuse at once what could not be written at the end.

    Raises:
        SciplanError: The output is a folder, stands in none, is named as another kind of file, is
            the document, or exists already.
    """
    if not output:
        return
    target = Path(output)
    if target.is_dir():
        raise SciplanError(f"{output} 是文件夹；请写明文件名，如 {target / 'plan.yaml'}")
    if not target.parent.is_dir():
        raise SciplanError(f"没有 {target.parent} 这个文件夹，请先建好")
    files.refuse_overwriting(output, [source])
    if target.suffix and target.suffix.lower() not in _SUFFIXES:
        raise SciplanError(
            f"import 只写方案文件（.yaml），不写 {target.suffix}；"
            f"请写 -o {target.with_suffix('.yaml')}"
        )
    if target.is_file() and not force:
        raise SciplanError(f"{output} 已存在；要覆盖请加 --force")


def _refuse_beside_update(given: Mapping[str, object]) -> None:
    """Refuse options that a new plan file takes and an update doesn't."""
    wrong = [option for option, value in given.items() if value]
    if wrong:
        raise typer.BadParameter(f"{'、'.join(wrong)} 不能与 --update 合用：更新就写在原文件里")


def _progress(stage: str) -> None:
    say(f"正在{stage}……")


def _quiet(_stage: str) -> None:
    """Say nothing: a short document is done before it could be read."""


def _summary(made: "Draft", *, details: bool) -> None:
    """Tell what was read, repaired and left to check."""
    plan = made.plan
    if details:
        for repair in made.repairs:
            after = repair.after or "（去掉）"
            place = f"第 {repair.line} {made.counted}"
            say(f"{place} {repair.kind}：{repair.before} → {after}")
    if made.problems:
        say(REPORTERS["text"].render(made.problems).rstrip("\n"))
    kinds = Counter(repair.kind for repair in made.repairs)
    repaired = "、".join(f"{kind} {count} 处" for kind, count in kinds.items()) or "无"
    unread = sum(problem.code == "unread-clause" for problem in made.problems)
    say(
        f"《{plan.head.title}》：举措 {len(plan.entries)} 项，责任条款读懂 {made.clauses} 条、"
        f"没有读懂 {unread} 条，单位 {len(plan.units)} 个，需要核对 {len(made.problems)} 处"
    )
    say(f"文字修补：{repaired}{'；逐条查看加 --details' if kinds and not details else ''}")
