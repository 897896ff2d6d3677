"""What commands share: their common options, the open plans, and sending an answer."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from sciplan import files, resolve
from sciplan.errors import SciplanError
from sciplan.formats import FORMATS, Format
from sciplan.load import load, load_units
from sciplan.model import Entry, Plan, Role, Unit, UnitKey
from sciplan.reporters import text as problem_text
from sciplan.table import Answer
from sciplan.wording import ROLE_WORDS

if TYPE_CHECKING:
    from sciplan.graph import PlanGraph

_T = TypeVar("_T")
Wanted = Callable[[Plan, Entry], bool]


def say(message: str) -> None:
    """Print what is no result: to stderr, so that results can be piped."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201


# Options -------------------------------------------------------------------------------------


def choice(words: Mapping[str, tuple[_T, str]]) -> Callable[[str], _T]:
    """Return a parser of English names and their Chinese words.

    Args:
        words: English name → (value, Chinese word).
    """
    by_word = {name: value for name, (value, word) in words.items()}
    by_word |= {word: value for value, word in words.values()}

    def parse(typed: str | _T) -> _T:
        if not isinstance(typed, str):
            return typed
        if typed not in by_word:
            allowed = "、".join(f"{name}（{word}）" for name, (_, word) in words.items())
            raise typer.BadParameter(f"没有“{typed}”，可用：{allowed}")
        return by_word[typed]

    return parse


def completer(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion of fixed words."""
    fixed = tuple(words)
    return lambda incomplete: [word for word in fixed if word.startswith(incomplete)]


def _parse_format(typed: str) -> str:
    if typed not in FORMATS:
        raise typer.BadParameter(f"没有“{typed}”这种格式，可用：{'、'.join(FORMATS)}")
    return typed


def _complete_unit(ctx: typer.Context, incomplete: str) -> list[str]:
    return unit_names(ctx.params.get("plan") or (), incomplete)


def unit_names(plan: Sequence[str], start: str) -> list[str]:
    """Return the units' names that begin so; nothing where no plan can be read."""
    try:
        return [unit.name for unit in units_only(plan) if unit.name.startswith(start)]
    except SciplanError:
        return []


ROLES = {role.value: (role, word) for role, word in ROLE_WORDS.items()}
PlanOption = Annotated[
    list[str] | None,
    typer.Option("-p", "--plan", metavar="路径", help="方案文件或文件夹；可重复，同时打开几个方案"),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="格式",
        parser=_parse_format,
        autocompletion=completer(FORMATS),
        help=f"输出格式：{'、'.join(f'{name}（{item.about}）' for name, item in FORMATS.items())}",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="文件", help="写入文件，格式按扩展名"),
]
FullOption = Annotated[bool, typer.Option("--full", help="在终端上也列出全部单位名称")]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section", metavar="章节", help="只看这些章节：2.1、二（一）或标题中的字词；可重复"
    ),
]
RoleOption = Annotated[
    Role | None,
    typer.Option(
        "--role",
        metavar="身份",
        parser=choice(ROLES),
        autocompletion=completer([*ROLES, *ROLE_WORDS.values()]),
        help="只看一种身份：lead（牵头）、responsible（负责）、cooperating（配合）",
    ),
]
UnitArgument = Annotated[
    str | None,
    typer.Argument(metavar="单位", autocompletion=_complete_unit, help="单位名称，可只写一部分"),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit", metavar="单位", autocompletion=_complete_unit, help="只看这些单位；可重复"
    ),
]


# Plans ---------------------------------------------------------------------------------------


def units_only(plan: Sequence[str]) -> list[Unit]:
    """Return the units of the plans without reading their measures; never fails on a bad plan.

    Raises:
        SciplanError: A file can't be opened.
    """
    paths, _ = files.plan_files(plan)
    return [unit for path in paths for unit in load_units(files.read_text(path), path)]


class Session:
    """One run of a query: opens the plans it is asked about and sends its answer.

    Args:
        plan: Files and folders from the command line.
        format_: A key of `FORMATS`, if given.
        output: A file to write, if given.
    """

    def __init__(self, plan: Sequence[str] | None, format_: str | None, output: str | None) -> None:
        self.given = tuple(plan or ())
        self.output = output
        self.format = _format_for(format_, output)
        self.failed = False

    @cached_property
    def _opened(self) -> list[tuple[str, Plan]]:
        """Each plan with its path; not the documents, whose nodes outweigh all else."""
        paths, shipped = files.plan_files(self.given)
        loaded = [load(files.read_text(path), path) for path in paths]
        bad = [item for item in loaded if item.plan is None]
        report = "".join(problem_text.render(item.problems) for item in bad)
        if len(bad) == len(loaded):
            count = sum(len(item.problems) for item in bad)
            raise SciplanError(f"{report}方案文件有 {count} 个错误，改正后再查询。")
        if bad:
            say(f"{report}以下只含能读的 {len(loaded) - len(bad)} 个方案。")
            self.failed = True
        good = [(item.document.path, item.plan) for item in loaded if item.plan is not None]
        _refuse_same_ids(good)
        if shipped:
            say(f"未指定方案文件，用随软件附带的《{good[0][1].head.title}》；换方案：-p 文件")
        return good

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that could be read.

        Raises:
            SciplanError: None could; the message holds all problems.
        """
        return tuple(plan for _, plan in self._opened)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the plans were read from."""
        return tuple(path for path, _ in self._opened)

    @cached_property
    def graph(self) -> "PlanGraph":
        """The graph of the plans; networkx is imported here and not before."""
        from sciplan.graph import build

        return build(self.plans)

    def unit(self, typed: str) -> UnitKey:
        """Return the unit that is meant, and say so where it was not typed in full.

        Raises:
            SciplanError: None or several fit.
        """
        found = resolve.unit(self.plans, typed)
        if not found.exact:
            say(f"“{typed}”按“{found.key.unit}”理解")
        return found.key

    def within(self, sections: Sequence[str] | None) -> Wanted | None:
        """Return a test for measures under any of the headings that are meant; None for all.

        Raises:
            SciplanError: No heading or several fit one of them.
        """
        found = [resolve.section(self.plans, typed) for typed in sections or ()]
        if not found:
            return None
        return lambda plan, entry: any(
            plan is item.plan and resolve.within(entry, item.section) for item in found
        )

    def send(self, answer: Answer, *, full: bool = False) -> None:
        """Write the answer where it was asked to go.

        Args:
            answer: The answer.
            full: On a terminal, show every name.

        Raises:
            SciplanError: The file can't be written.
            typer.Exit: With 1, when some of several plans could not be read.
        """
        if self.format.flat:
            _say_what_records_leave_out(answer)
        if self.output:
            content = self.format.render(answer).encode("utf-8-sig" if self.format.bom else "utf-8")
            files.write_whole(self.output, content)
            say(f"已写入 {self.output}")
        elif self.format is FORMATS["table"] and sys.stdout.isatty():
            from sciplan import console

            console.show(answer, sys.stdout, full=full)
        else:
            write_out(self.format.render(answer))
        if self.failed:
            raise typer.Exit(1)


def write_out(text: str) -> None:
    """Write results to stdout; a reader that closes the pipe early has what it wanted.

    Raises:
        SciplanError: They can't be written, the disk being full perhaps.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SciplanError(f"结果写不出去：{error.strerror}") from error


def _format_for(format_: str | None, output: str | None) -> Format:
    if format_:
        return FORMATS[format_]
    if not output:
        return FORMATS["table"]
    suffix = Path(output).suffix.lower()
    for item in FORMATS.values():
        if suffix in item.suffixes:
            return item
    known = "、".join(suffix for item in FORMATS.values() for suffix in item.suffixes)
    raise SciplanError(f"不知道 {output} 要写成什么格式；扩展名可用 {known}，或用 -f 写明格式")


def _refuse_same_ids(opened: Sequence[tuple[str, Plan]]) -> None:
    seen: dict[str, str] = {}
    for path, plan in opened:
        first = seen.setdefault(plan.id, path)
        if first != path:
            raise SciplanError(
                f"{first} 和 {path} 的方案代号都是 {plan.id}；请给其中一个改 plan.id"
            )


def _say_what_records_leave_out(answer: Answer) -> None:
    say(answer.heading)
    for part in answer.parts:
        for note in part.notes:
            say(note)
