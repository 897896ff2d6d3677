"""`sciplan import DOC -o plan.yaml`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from sciplan.base import files
from sciplan.base.streams import progress, say
from sciplan.cli.options import ReportFormatOption

_LONG = 500_000
"""Bytes of a document that takes long enough to tell how far it is."""


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
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="与 --update 合用：只显示会改什么，不写")
    ] = False,
    remove_missing: Annotated[
        bool,
        typer.Option(
            "--remove-missing",
            help="与 --update 合用：表就是全部，表里没有的举措、单位从方案文件中删去",
        ),
    ] = False,
    removals: Annotated[
        int | None,
        typer.Option(
            "--removals",
            metavar="项数",
            min=0,
            help="与 --remove-missing 合用：会删去几项举措，写明了就不询问项数",
        ),
    ] = None,
    format_: ReportFormatOption = None,
) -> None:
    """从正式文件生成方案文件；需要人工核对的地方标有“待核”。

    例：sciplan import 方案.docx -o plan.yaml

    加 -f 时，需要核对的内容按所选格式写到标准输出，方案文件要用 -o 写明。

    任务分解表的数据表在 Excel 或 WPS 里改过后，用 --update 写回：先显示差异，再询问；
    不在终端时只显示，有差异退出码为 1，加 --yes 才写入。表里读不懂的，写明单元格，一处也不改；
    加 -f，屏幕上不显示差异，这些写成报告。只有一部分举措、单位的表，其余的不删。

    例：sciplan import 任务分解表.xlsx --update data/plan.yaml
    """
    if update is not None:
        _refuse_beside_update(
            {"-o": output, "--force": force, "--strict": strict, "--details": details}
        )
        if removals is not None and not remove_missing:
            raise typer.BadParameter("--removals 要与 --remove-missing 合用")
        from sciplan.compare.update.dialogue import bring_up
        from sciplan.planfile.changing import Consent

        consent = Consent(yes, remove_missing, removals, dry_run)
        raise typer.Exit(bring_up(source, update, consent, report=format_))
    _refuse_without_update(
        {
            "--yes": yes,
            "--dry-run": dry_run,
            "--remove-missing": remove_missing,
            "--removals": removals is not None,
        }
    )
    from sciplan.checks import validation
    from sciplan.documents.draft import told
    from sciplan.documents.draft.draft import draft
    from sciplan.documents.reading import read
    from sciplan.planfile import newfile
    from sciplan.planfile.dump import dump

    output = None if output == "-" else output
    if format_ and not output:
        raise typer.BadParameter("-f 的报告写到标准输出，方案文件请用 -o 写明，如 -o plan.yaml")
    newfile.refuse(output, source, force=force)
    raw = files.read_bytes(source)
    report = progress(slow=len(raw) > _LONG)
    report(f"读 {source}")
    made = draft(read(raw, source), report)
    newfile.write(output, dump(made.plan, made.comments))
    if output:
        say(f"已写入 {output}")
    if format_:
        validation.send(made.problems, [source], format_, None)
    for line in told.lines(made, details=details, listed=not format_):
        say(line)
    if strict and made.problems:
        raise typer.Exit(1)


def _refuse_beside_update(given: Mapping[str, object]) -> None:
    """Refuse options that a new plan file takes and an update doesn't."""
    wrong = [option for option, value in given.items() if value]
    if wrong:
        raise typer.BadParameter(f"{'、'.join(wrong)} 不能与 --update 合用：更新就写在原文件里")


def _refuse_without_update(given: Mapping[str, bool]) -> None:
    wrong = [option for option, value in given.items() if value]
    if wrong:
        raise typer.BadParameter(f"{'、'.join(wrong)} 要与 --update 合用")
