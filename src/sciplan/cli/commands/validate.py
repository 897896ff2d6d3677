"""`sciplan validate [FILES|-]`."""

from typing import Annotated

import typer

from sciplan.base.files import refuse_overwriting
from sciplan.base.problem import Severity
from sciplan.base.streams import say, write_text
from sciplan.checks.rules.registry import BY_CODE
from sciplan.cli.options import (
    PlanOption,
    ReportFormatOption,
    ReportOutputOption,
    choice,
    completer,
    completer_of,
)

LEVELS = {severity.value: (severity, severity.word) for severity in Severity}


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件", help="方案文件或文件夹，- 为标准输入；不写则检查查询所用的那个"
        ),
    ] = None,
    *,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="代码",
            autocompletion=completer(BY_CODE),
            help="只用这些校验；可重复，也可用逗号隔开",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="代码",
            autocompletion=completer(BY_CODE),
            help="不用这些校验；可重复，也可用逗号隔开",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="改正只有一种改法的问题，文件其余部分一字不动")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示 --fix 会改什么，不改文件")] = False,
    level: Annotated[
        Severity | None,
        typer.Option(
            "--level",
            metavar="级别",
            parser=choice(LEVELS),
            autocompletion=completer_of(LEVELS),
            help="列到哪一级：error（错误）、warning（警告）、info（提示，连同已说明的问题）",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="全部列出，同 --level info；平常列到警告")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="只列问题，不说检查了多少")] = False,
    skip_others: Annotated[
        bool,
        typer.Option("--skip-others", help="开头没有 format: sciplan/… 的文件跳过"),
    ] = False,
    format_: ReportFormatOption = None,
    output: ReportOutputOption = None,
    plan: PlanOption = None,
) -> None:
    """检查方案文件，列出问题及其行列、改法。

    没有错误时退出码为 0，有错误（--strict 时警告也算）为 1，无法检查为 2。印发文本本身的问题，
    在 errata 里说明后不算问题。没有问题时只有一行；提示和已说明的问题加 --verbose 列出（json 等供
    程序读取的格式一律列全）。全部校验：sciplan rules

    例：sciplan validate plan.yaml；sciplan validate plan.yaml --fix
    """
    from sciplan.checks import settings, validation

    given = settings.of_command_line(select, ignore, strict=strict)
    if diff and format_:
        raise typer.BadParameter("--diff 不用 -f：差异只有一种写法")
    if verbose and level:
        raise typer.BadParameter("--verbose 就是 --level info，两个只写一个")
    # Who names rules wants to see what they find.
    level = Severity.INFO if verbose or (select and not level) else level
    files = validation.files_in([*(paths or ()), *(plan or ())], skip_others=skip_others)
    refuse_overwriting(output, files)
    found, failures = validation.validate_all(
        files, given, mend=fix or diff, write=fix and not diff
    )
    untold = 0
    if diff:
        write_text("".join(item.diff for item in found), output)
    else:
        untold = validation.report(found, format_ or "text", output, level)
    for message in failures:
        say(message)
    if not quiet:
        say(validation.summary(found, mended=fix and not diff, untold=untold))
    raise typer.Exit(validation.exit_code(found, failures, diff=diff))
