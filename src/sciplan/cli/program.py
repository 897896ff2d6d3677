"""The program: its commands, and what happens around them."""

import os
import sys
from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from sciplan import __version__
from sciplan.base.errors import SciplanError
from sciplan.base.streams import COLOURS, colour, prepare, say, write_out
from sciplan.base.writing import WRITTEN, broken_off, written_so_far
from sciplan.cli.chinese_typer import (
    HELP_OPTIONS,
    PROGRAM,
    SHELLS,
    LazyGroup,
    in_words,
    install_completion,
    prepare_completion,
)
from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    PlanOption,
    chosen_from,
    completer,
    ids,
    unit_names,
)
from sciplan.cli.registry import COMMANDS

_COMPLETE = f"_{PROGRAM.upper()}_COMPLETE"
"""The variable in which a shell asks for completions."""
_BROKEN_OFF = 130
"""The exit code of a run that was broken off: 128 and the number of the signal, as shells say."""


class _Program(LazyGroup):
    entries = COMMANDS
    everywhere = ("_color",)

    @staticmethod
    def route(word: str, args: Sequence[str]) -> str:
        """Return the command that a bare word means: show, duties, measures, or none."""
        from sciplan.cli.reading import Words

        words = Words(_plans_in(args))
        if words.is_id(word) or words.lists_ids(word):
            return "show"
        if words.is_body(word):
            return "duties"
        if word.isascii():
            return ""
        return "duties" if words.asks_for_bodies(word) else "measures"

    @staticmethod
    def arrange(words: Sequence[str], args: Sequence[str]) -> Sequence[str]:
        """Return bare words with the command first that one of them names, if it can take them."""
        from sciplan.cli.reading import arranged

        return arranged(words, _plans_in(args))

    @staticmethod
    def as_options(
        words: Sequence[str], options: Collection[str], plan: Sequence[str]
    ) -> Sequence[str]:
        """Return words that stand where a command expects none as options that it has."""
        from sciplan.cli.reading import as_options

        return as_options(words, options, plan)

    @staticmethod
    def complete_word(start: str) -> Sequence[str]:
        """Return what may begin so: ids or units."""
        return ids(()) if start[:1].isdecimal() else unit_names(())


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
    cls=_Program,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": [*HELP_OPTIONS]},
)


def _version_text(*, verbose: bool) -> str:
    """Return the version, and on what it runs."""
    if not verbose:
        return f"{PROGRAM} {__version__}\n"
    import platform

    from sciplan.base.extras import EXTRAS, requirements, versions

    there = {extra: versions(requirements(extra)) for extra in EXTRAS}
    extras = "、".join(extra for extra, found in there.items() if found and all(found.values()))
    return "".join(
        f"{line}\n"
        for line in (
            f"{PROGRAM} {__version__}",
            f"Python {platform.python_version()}",
            f"系统 {platform.platform()}",
            f"组件 {extras or '没有装'}",
        )
    )


def _set_colour(when: str | None) -> None:
    if when:
        colour(when)


def _install_completion(value: bool) -> None:
    if value:
        shell, path = install_completion()
        write_out(f"已为 {shell} 装好补全（{path}），重开终端后生效\n")
        raise typer.Exit


@app.callback()
def program(
    ctx: typer.Context,
    *,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    _color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="时机",
            parser=chosen_from(COLOURS),
            autocompletion=completer(COLOURS),
            callback=_set_colour,
            is_eager=True,
            expose_value=False,
            help="颜色：auto（在终端上）、always（总是）、never（不用）；设了 NO_COLOR 也不用",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("-V", "--version", help="显示版本")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="与 --version 同用：连同 Python、系统和装好的组件")
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

    命令与单位、章节先后都可以。

    例：sciplan 任务 科协；sciplan 三（四） 矩阵；sciplan 市科协 牵头
    """
    if version:
        write_out(_version_text(verbose=verbose))
        raise typer.Exit
    if verbose:
        raise SciplanError("--verbose 与 --version 同用：sciplan --version --verbose")
    if ctx.invoked_subcommand is None:
        from sciplan.cli.commands.overview import send

        send(plan, format_, output, as_of)


def _complete(args: Sequence[str] | None) -> int:
    """Answer a shell that asks for completions; one that doesn't say what for gets none."""
    wanted, _, shell = os.environ[_COMPLETE].partition("_")
    if wanted not in ("source", "complete") or shell not in SHELLS:
        say(f"{_COMPLETE} 应是 complete_ 或 source_ 加终端名称：{'、'.join(SHELLS)}")
        return 1
    prepare_completion()
    try:
        typer.main.get_command(app).main(args=args, prog_name=PROGRAM)
    except (KeyError, ValueError):
        say(f"{_COMPLETE} 由终端设定，没有说明要补全什么；装补全：{PROGRAM} --install-completion")
        return 1
    return 0


def _is_undecodable(arg: str) -> bool:
    """Whether bytes were typed that are no text where the terminal stands."""
    return any("\ud800" <= char <= "\udfff" for char in arg)


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    prepare()
    colour(COLOURS[0])
    WRITTEN.clear()
    if _COMPLETE in os.environ:
        return _complete(args)
    if any(map(_is_undecodable, sys.argv[1:] if args is None else args)):
        say("命令行里有认不出的字符；请用终端的编码（一般是 UTF-8）重新输入")
        return 2
    command = typer.main.get_command(app)
    try:
        result = command.main(args=args, prog_name=PROGRAM, standalone_mode=False)
    except SciplanError as error:
        say(error.message)
        return error.exit_code
    except typer.TyperException as error:
        say(in_words(error))
        return 2
    except KeyboardInterrupt:
        result = _BROKEN_OFF
    except MemoryError:
        say(f"内存不够，没有做完；{written_so_far()}请把文件拆小，或少选一些再来")
        return 2
    if result == _BROKEN_OFF:  # Typer makes a code of it where a command ran
        # On a terminal the cursor may stand behind a question.
        say(f"\n{broken_off()}" if sys.stderr.isatty() else broken_off())
    return result if isinstance(result, int) else 0
