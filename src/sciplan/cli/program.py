"""The program: its commands, and what happens around them."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from sciplan import __version__
from sciplan.base.errors import SciplanError
from sciplan.base.streams import prepare, say, write_out
from sciplan.cli.chinese_typer import (
    PROGRAM,
    CommandEntry,
    LazyGroup,
    in_words,
    install_completion,
    prepare_completion,
)
from sciplan.cli.options import FormatOption, OutputOption, PlanOption, unit_names

COMMANDS = (
    CommandEntry(name="duties", chinese="职责", about="一个单位的职责清单"),
    CommandEntry(name="workload", chinese="任务", about="各单位承担任务的项数"),
    CommandEntry(name="overlaps", chinese="协同", about="单位之间共同承担的举措"),
    CommandEntry(name="matrix", chinese="矩阵", about="举措与单位的责任矩阵"),
    CommandEntry(name="meeting", chinese="会议", about="议几项举措，要请哪些单位"),
    CommandEntry(name="measures", chinese="举措", about="查找举措"),
    CommandEntry(name="show", chinese="查看", about="一项举措的全部内容"),
    CommandEntry(name="units", chinese="单位", about="单位名册"),
    CommandEntry(name="targets", chinese="指标", about="方案承诺的数字"),
    CommandEntry(name="export", chinese="导出", about="会议材料：Word、Excel 文件"),
    CommandEntry(name="init", chinese="新建", about="从无到有写一个方案文件"),
    CommandEntry(name="validate", chinese="校验", about="检查方案文件"),
    CommandEntry(name="rules", chinese="规则", about="校验的规则和说明"),
    CommandEntry(name="schema", chinese="模式", about="方案文件的 JSON Schema，供编辑器补全"),
    CommandEntry(name="import", chinese="导入", about="正式文件变为方案文件"),
    CommandEntry(name="verify", chinese="核对", about="方案文件与正式文件对照"),
    CommandEntry(name="rename", chinese="改简称", about="改一个单位在方案文件里的简称"),
    CommandEntry(name="doctor", chinese="环境检查", about="这份安装有什么、缺什么"),
)


class _Program(LazyGroup):
    entries = COMMANDS

    @staticmethod
    def route(word: str, args: Sequence[str]) -> str:
        """Return the command that a bare word means: show, duties, measures, or none."""
        from sciplan.plan import resolve
        from sciplan.planfile.registered import units_only

        if resolve.is_id(word):
            return "show"
        if resolve.means_a_unit(units_only(_plans_in(args)), word):
            return "duties"
        return "" if word.isascii() else "measures"

    @staticmethod
    def complete_word(start: str) -> Sequence[str]:
        """Return the units whose names begin so."""
        return unit_names((), start)


def _plans_in(args: Sequence[str]) -> list[str]:
    """Return the plans that arguments name, before they are parsed for a command."""
    found: list[str] = []
    for place, arg in enumerate(args):
        if arg in ("-p", "--plan"):
            found += args[place + 1 : place + 2]
        elif arg.startswith("--plan="):
            found.append(arg.removeprefix("--plan="))
        elif arg.startswith("-p") and not arg.startswith("--"):
            found.append(arg.removeprefix("-p"))
    return found


app = typer.Typer(
    cls=_Program, invoke_without_command=True, add_completion=False, rich_markup_mode=None
)


def _print_version(value: bool) -> None:
    if value:
        write_out(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def _install_completion(value: bool) -> None:
    if value:
        shell, path = install_completion()
        write_out(f"已为 {shell} 装好补全（{path}），重开终端后生效\n")
        raise typer.Exit


@app.callback()
def program(
    ctx: typer.Context,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本")
    ] = False,
    _completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="为当前终端装上 Tab 补全（bash、zsh、fish、PowerShell）",
        ),
    ] = False,
) -> None:
    """方案责任矩阵：谁牵头、谁配合、谁与谁协同。

    不带命令时列出方案概况。直接写单位名称等于 duties，写编号等于 show，写其他字词等于 measures。
    """
    if ctx.invoked_subcommand is None:
        from sciplan.cli.session import Session
        from sciplan.queries import overview

        session = Session(plan, format_, output)
        rows = overview.overview(session.plans)
        session.send(overview.answer(session.plans, rows, session.paths))


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    prepare()
    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:
        prepare_completion()
    command = typer.main.get_command(app)
    try:
        result = command.main(args=args, prog_name=PROGRAM, standalone_mode=False)
    except SciplanError as error:
        say(error.message)
        return error.exit_code
    except typer.TyperException as error:
        say(in_words(error))
        return 2
    return result if isinstance(result, int) else 0
