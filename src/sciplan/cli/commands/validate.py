"""`sciplan validate [FILES|-]`."""

from typing import Annotated

import typer

from sciplan.base.streams import say
from sciplan.checks.rules.registry import BY_CODE
from sciplan.cli.options import PlanOption, ReportFormatOption, ReportOutputOption, completer


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
    format_: ReportFormatOption = None,
    output: ReportOutputOption = None,
    plan: PlanOption = None,
) -> None:
    """检查方案文件，列出全部问题及其行列、改法。

    没有错误时退出码为 0，有错误（--strict 时警告也算）为 1，无法检查为 2。印发文本本身的异常，
    在 errata 里说明后不算问题。全部校验：sciplan rules
    """
    from sciplan.checks import settings, validation

    given = settings.of_command_line(select, ignore, strict=strict)
    if diff and format_:
        raise typer.BadParameter("--diff 不用 -f：差异只有一种写法")
    validation.refuse_overwriting([*(paths or ()), *(plan or ())], output)
    found, failures = validation.validate_all(
        [*(paths or ()), *(plan or ())], given, mend=fix or diff, write=fix and not diff
    )
    if diff:
        validation.report_diff(found, output)
    else:
        validation.report(found, format_ or "text", output)
    for message in [*failures, validation.summary(found, mended=fix and not diff)]:
        say(message)
    raise typer.Exit(validation.exit_code(found, failures, diff=diff))
