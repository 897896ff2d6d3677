"""Typer in Chinese: help pages, usage errors, and commands that are imported when they are run.

The only user of Typer's private parts, which is why pyproject.toml holds Typer to one series:
Typer has no translations, and its own English would reach the user.
"""

import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from keyword import iskeyword
from typing import NoReturn

import typer
from typer._click import Command as AnyCommand
from typer._click import Context, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup, TyperOption

from sciplan.base.errors import SciplanError
from sciplan.base.files import reason
from sciplan.base.lazy import Lazy
from sciplan.base.likeness import nearest
from sciplan.base.streams import write_out
from sciplan.base.width import pad, width, wrapped

PROGRAM = "sciplan"
HELP_OPTIONS = ("-h", "--help")
_HELP = ("help", "帮助")
_INDENT = 2
_WIDEST_NAME = 24
_EXAMPLE = "例："
_LINE_END = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
"""The end of a line between two Chinese characters, which have no blank between them."""


AsOptions = Callable[[Sequence[str], Collection[str], Sequence[str]], Sequence[str]]
"""Words, the options that a command has, and plans → the words as options; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandEntry:
    """A command's line in the registry.

    Args:
        name: English name, also that of its module in `sciplan.cli.commands`.
        chinese: Chinese name.
        about: One line for the list of commands.
        words: Words of the trade, apart by blanks, that lead to it and are no command's name.
    """

    name: str
    chinese: str
    about: str
    words: str = ""

    @property
    def label(self) -> str:
        """Both names: workload（任务）."""
        return f"{self.name}（{self.chinese}）"

    @property
    def run(self) -> Lazy[..., None]:
        """The command; a module whose name Python's grammar claims takes an underscore."""
        return Lazy(f"sciplan.cli.commands.{self.name}{'_' if iskeyword(self.name) else ''}", "run")


class ChineseCommand(TyperCommand):
    """A command whose help and usage errors are Chinese."""

    allow_extra_args = True
    as_options: AsOptions = staticmethod(lambda *_: ())

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse; words too many are options where they can mean but one, else told in Chinese."""
        rest = self._parsed(ctx, [*args])
        if rest and not ctx.resilient_parsing:
            names = {name for param in self.params for name in param.opts}
            options = self.as_options(rest, names, ctx.params.get("plan") or ())
            if not options:
                raise UsageError(f"多出的内容：{' '.join(rest)}", ctx)
            ctx.params.clear()
            self._parsed(ctx, [*args, *options])
            return []
        return rest

    def _parsed(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return help_page(self, ctx)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return `--help` with Chinese words."""
        return _in_chinese(super().get_help_option(ctx))


class LazyGroup(TyperGroup):
    """The program: knows its commands by their registry lines and imports one when it is run."""

    entries: tuple[CommandEntry, ...] = ()
    route: Callable[[str, Sequence[str]], str] = staticmethod(lambda _word, _args: "")
    arrange: Callable[[Sequence[str], Sequence[str]], Sequence[str]] = staticmethod(
        lambda words, _args: words
    )
    everywhere: Collection[str] = ()
    """Names of the program's options that stand behind a command as well."""
    as_options: AsOptions = staticmethod(lambda *_: ())
    complete_word: Callable[[str], Sequence[str]] = staticmethod(lambda _start: ())

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """Return the English names."""
        return [entry.name for entry in self.entries]

    def _entry(self, name: str) -> CommandEntry | None:
        return next((each for each in self.entries if name in (each.name, each.chinese)), None)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002
        """Import and return a command by either name."""
        entry = self._entry(cmd_name)
        if entry is None:
            return None
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(entry.name, cls=ChineseCommand)(entry.run.load())
        command = typer.main.get_command(app)
        command.as_options = self.as_options  # type: ignore[attr-defined]
        command.params += [param for param in self.params if param.name in self.everywhere]
        for param in command.params:
            _offer_more(param)
        return command

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command of a first word; a word that is none goes to the one it means.

        Common options that stand before the command are handed on to it.
        """
        before = list(_given(ctx))
        if not args[0].strip():
            raise UsageError("写了空的内容；请写命令、单位、编号或字词", ctx)
        if args[0] in _HELP:
            return self._help_of(ctx, [arg for arg in args[1:] if not arg.startswith("-")])
        if not ctx.resilient_parsing:
            args = self._arranged(args, before)
        word, rest = args[0], args[1:]
        if self._entry(word) is None and not ctx.resilient_parsing:
            meant = "" if word.startswith("-") else self.route(word, [*before, *rest])
            if not meant:
                self._no_such_command(ctx, word)
            word, rest = meant, args
        command = self.get_command(ctx, word)
        return (command.name if command else None), command, [*before, *rest]

    def _arranged(self, args: list[str], before: Sequence[str]) -> list[str]:
        """Return the words before the first option in the order that a command wants them."""
        size = next((place for place, arg in enumerate(args) if arg.startswith("-")), len(args))
        words, options = args[:size], args[size:]
        if len(words) < 2 or self._entry(words[0]):
            return args
        return [*self.arrange(words, [*before, *options]), *options]

    def _help_of(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Return the command of `help COMMAND`, asked for its help; show the program's for none."""
        if not args:
            write_out(ctx.get_help() + "\n")
            ctx.exit()
        command = self.get_command(ctx, args[0])
        if command is None:
            self._no_such_command(ctx, args[0])
        return command.name, command, ["--help"]

    def _no_such_command(self, ctx: Context, word: str) -> NoReturn:
        names = {name: e for e in self.entries for name in (e.name, e.chinese)}
        if word.endswith((".yaml", ".yml")):
            raise UsageError(f"没有 {word} 命令；要打开方案文件，写 -p {word}", ctx)
        likely = [names[name] for name in nearest(word, names, limit=1)]
        hint = "".join(f"，是不是 {e.label}？" for e in likely)
        raise UsageError(f"没有 {word} 命令{hint}", ctx)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands by their names, and other words as `complete_word` knows them.

        Without help texts: Typer imports rich for those.
        """
        names = [name for e in self.entries for name in (e.name, e.chinese)]
        words = [*names, *self.complete_word(incomplete)] if incomplete else self.list_commands(ctx)
        found = [CompletionItem(word) for word in offered(words, incomplete)]
        return found + (AnyCommand.shell_complete(self, ctx, incomplete))

    def get_help(self, ctx: Context) -> str:
        """Return the help page, which imports no command."""
        page = help_page(self, ctx)
        longest = max(len(e.name) for e in self.entries)
        rows = [(f"{e.name:<{longest}}  {e.chinese}", e.about) for e in self.entries]
        return "\n".join([page, "", "命令：", *_rows(rows, _columns())])

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return `--help` with Chinese words."""
        return _in_chinese(super().get_help_option(ctx))


def _given(ctx: Context) -> Iterator[str]:
    """Yield the options before the command, as they would stand after it."""
    for option, key in (("--plan", "plan"), ("--format", "format_"), ("--output", "output")):
        value = ctx.params.get(key)
        for each in value if isinstance(value, list | tuple) else (value,):
            if each:
                yield from (option, each)


def _in_chinese(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "显示这页说明"
        option.opts = [*HELP_OPTIONS]  # the framework keeps them in a set, in any order
        option.callback = _show_help
    return option


def _show_help(ctx: Context, _param: Parameter, value: bool) -> None:
    """Show the help page through our own stream: Typer's echo knows no full disk."""
    if value and not ctx.resilient_parsing:
        write_out(ctx.get_help() + "\n")
        ctx.exit()


# Completion ----------------------------------------------------------------------------------


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def prepare_completion() -> None:
    """Register Typer's shells, when a shell asks for completions."""
    from typer._completion_classes import completion_init

    completion_init()


def offered(words: Iterable[str], start: str) -> list[str]:
    """Return the words that begin so, else those that do behind a level: 科 completes 市科协."""
    every = list(words)
    # A level is 市, or 市委; what is typed in ASCII has none.
    ways = ([word for word in every if word.startswith(start, place)] for place in range(3))
    return next(ways) if start.isascii() else next(filter(None, ways), [])


def _offer_more(param: Parameter) -> None:
    """Choose a parameter's completions as `offered` does: Typer drops all that don't begin so."""
    complete = param._custom_shell_complete  # noqa: SLF001
    if complete is None:
        return

    def offer(ctx: Context, param: Parameter, start: str) -> list[CompletionItem]:
        words = (getattr(item, "value", str(item)) for item in complete(ctx, param, ""))
        return [CompletionItem(word) for word in offered(words, start)]

    param._custom_shell_complete = offer  # noqa: SLF001


def install_completion() -> tuple[str, str]:
    """Install completion for the shell that runs the program; return the shell and the file."""
    from subprocess import SubprocessError

    from typer._completion_shared import _get_shell_name, install

    shell = _get_shell_name()
    if shell not in SHELLS:
        raise SciplanError(
            "装不了补全：认不出现在用的终端；请在 bash、zsh、fish 或 PowerShell 里运行"
        )
    try:
        shell, path = install(shell=shell, prog_name=PROGRAM)
    except (OSError, ValueError, RuntimeError, SubprocessError) as error:
        raise SciplanError(f"装不了补全，写不了终端的启动文件：{_why(error)}") from error
    return shell, str(path)


def _why(error: Exception) -> str:
    return reason(error) if isinstance(error, OSError | ValueError) else str(error)


# Help ----------------------------------------------------------------------------------------


def help_page(command: AnyCommand, ctx: Context) -> str:
    """Return usage line, description, arguments and options."""
    columns = _columns()
    shown = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    options = [param for param in shown if param.param_type_name == "option"]
    pieces = [ctx.command_path, *(_argument_name(param) for param in arguments), "[选项]"]
    if isinstance(command, TyperGroup):
        pieces = [PROGRAM, "[选项]", "[命令|单位|编号|字词]"]
    lines = [f"用法：{' '.join(pieces)}", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [*_paragraph(_LINE_END.sub("", paragraph).replace("\n", " "), columns), ""]
    if arguments:
        lines += ["参数：", *_rows([_record(param) for param in arguments], columns), ""]
    return "\n".join([*lines, "选项：", *_rows([_record(param) for param in options], columns)])


def _columns() -> int:
    return min(shutil.get_terminal_size().columns, 100)


def _argument_name(param: Parameter) -> str:
    name = param.metavar or param.name or ""
    name = f"{name}..." if param.nargs == -1 else name
    return name if param.required else f"[{name}]"


def _record(param: Parameter) -> tuple[str, str]:
    about = str(getattr(param, "help", None) or "")
    if param.param_type_name == "argument":
        return _argument_name(param), about
    names = ", ".join(param.opts)
    takes_value = not getattr(param, "is_flag", False)
    return (f"{names} {param.metavar}" if takes_value else names), about


def _rows(records: Sequence[tuple[str, str]], columns: int) -> Iterator[str]:
    size = min(max((width(name) for name, _ in records), default=0), _WIDEST_NAME)
    left = _INDENT + size + 2
    for name, about in records:
        lines = list(_indented(about, columns, left)) or [""]
        if width(name) > size:
            yield " " * _INDENT + name
        else:
            yield " " * _INDENT + pad(name, size) + "  " + lines.pop(0).lstrip()
        yield from lines


def _paragraph(text: str, columns: int) -> Iterator[str]:
    if text.startswith(_EXAMPLE):  # one a line, never broken: they are there to be copied
        yield from (f"{' ' * _INDENT}{_EXAMPLE}{each.strip()}" for each in text[2:].split("；"))
    else:
        yield from _indented(text, columns, _INDENT)


def _indented(text: str, columns: int, indent: int) -> Iterator[str]:
    for line in wrapped(text, columns - indent):
        yield " " * indent + line


# Usage errors --------------------------------------------------------------------------------


def in_words(error: typer.TyperException) -> str:
    """Return a usage error in Chinese, with where to look it up."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path.split(" [")[0] if ctx else PROGRAM
    return f"错误：{_message(error)}\n用法见 {path} --help"


def _message(error: typer.TyperException) -> str:
    if isinstance(error, NoSuchOption):
        params = error.ctx.command.get_params(error.ctx) if error.ctx else []
        names = [name for param in params for name in param.opts]
        hint = "".join(f"，是不是 {n}？" for n in nearest(error.option_name, names, limit=1))
        return f"没有 {error.option_name} 选项{hint}"
    if isinstance(error, MissingParameter):
        return f"缺少{_param_name(error)}"
    if isinstance(error, BadOptionUsage):
        takes_none = "does not take" in error.message
        return f"选项 {error.option_name} " + ("后面不带值" if takes_none else "后面要有值")
    if isinstance(error, BadParameter):
        return "：".join(filter(None, (_param_name(error), error.message)))
    return error.format_message()


def _param_name(error: BadParameter) -> str:
    param = error.param
    if param is None:
        return ""
    if param.param_type_name == "argument":
        return f"“{param.metavar or param.name}”"
    return f"选项 {'/'.join(param.opts)}"
