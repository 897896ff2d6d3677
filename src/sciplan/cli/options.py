"""Options that commands share. Light to import: help pages and completion need no more."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from sciplan.base import files
from sciplan.base.clock import today
from sciplan.base.errors import SciplanError
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.formats.registry import FORMATS
from sciplan.plan.role import Role

if TYPE_CHECKING:
    from sciplan.plan.periods import ReportingPeriod

_T = TypeVar("_T")


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
        if typed in by_word:
            return by_word[typed]
        # 台账 is 工作台账, 列首位 is 其中列首位: no other has it.
        parts = [value for value, word in words.values() if len(typed) > 1 and typed in word]
        if len(parts) == 1:
            return parts[0]
        allowed = "、".join(f"{name}（{word}）" for name, (_, word) in words.items())
        raise typer.BadParameter(f"没有“{typed}”，可用：{allowed}")

    return parse


def whole_number(typed: str | int) -> int:
    """Parse a number from 0 up."""
    if isinstance(typed, int) or (typed.isdecimal() and len(typed) < 10):
        return int(typed)
    raise typer.BadParameter(f"“{typed}”应是不小于 0 的整数")


def reporting_period(typed: "str | ReportingPeriod") -> "ReportingPeriod":
    """Parse a period as files write it, or as people type it."""
    from sciplan.plan.periods import period_of

    found = period_of(typed) if isinstance(typed, str) else typed
    if found is None:
        allowed = "2025-11（2025年11月）、2025-Q4（2025年第四季度）、2025-H2（2025年下半年）、2025"
        raise typer.BadParameter(f"“{typed}”不是填报期，可写：{allowed}")
    return found


_TODAY = ("today", "今天")
_DAY = re.compile(r"([0-9]{4})(?:-|年|\.|/)([0-9]{1,2})(?:-|月|\.|/)([0-9]{1,2})日?")


def day(typed: str | date) -> date:
    """Parse a day: 2024-06-01, 2024年6月1日, today or 今天."""
    if isinstance(typed, date):
        return typed
    if typed.lower() in _TODAY:
        return today()
    try:
        if found := _DAY.fullmatch(typed):
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise typer.BadParameter(f"“{typed}”不是日期，写作 2024-06-01，或 today（今天）")


def completer(words: Iterable[str]) -> Callable[[], list[str]]:
    """Return a completion of fixed words."""
    fixed = list(words)
    return lambda: fixed


def chosen_from(names: Iterable[str]) -> Callable[[str], str]:
    """Return a parser that takes one of some names."""
    allowed = tuple(names)

    def parse(typed: str) -> str:
        if typed.lower() not in allowed:
            raise typer.BadParameter(f"没有“{typed}”，可用：{'、'.join(allowed)}")
        return typed.lower()

    return parse


def completer_of(words: Mapping[str, tuple[object, str]]) -> Callable[[], list[str]]:
    """Return a completion of a `choice`, in either language."""
    return completer([*words, *(word for _, word in words.values())])


def complete_unit(ctx: typer.Context) -> list[str]:
    """Complete the names of the units of the plans that the command line names so far."""
    return unit_names(ctx.params.get("plan") or ())


def complete_id(ctx: typer.Context) -> list[str]:
    """Complete the ids of measures, headings and provisions."""
    return ids(ctx.params.get("plan") or ())


def complete_section(ctx: typer.Context) -> list[str]:
    """Complete the ids of headings: those under which others stand."""
    every = ids(ctx.params.get("plan") or ())
    above = {ident.rpartition(".")[0] for ident in every}
    return [ident for ident in every if ident in above]


def unit_names(plan: Sequence[str]) -> list[str]:
    """Return the units' names; nothing where no plan can be read."""
    from sciplan.planfile.source import keys_of_block

    return [name for text in _texts(plan) for name in keys_of_block(text, "units")]


def ids(plan: Sequence[str]) -> list[str]:
    """Return all ids in the file's order; nothing where no plan can be read."""
    from sciplan.planfile.source import ids_in

    return [ident for text in _texts(plan) for ident in ids_in(text)]


def _texts(plan: Sequence[str]) -> list[str]:
    try:
        # What a shell that completes has on standard input is not the plan.
        return [files.read_text(path) for path in files.plan_files(plan)[0] if path != files.STDIN]
    except SciplanError:
        return []


ROLES = {role.value: (role, role.word) for role in Role}
PlanOption = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--plan",
        metavar="路径",
        help="方案文件或文件夹，- 为标准输入；可重复，同时打开几个方案",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="格式",
        parser=chosen_from(FORMATS),
        autocompletion=completer(FORMATS),
        help=f"输出格式：{'、'.join(f'{name}（{item.about}）' for name, item in FORMATS.items())}",
    ),
]
ReportFormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="格式",
        parser=chosen_from(REPORTERS),
        autocompletion=completer(REPORTERS),
        help=f"报告格式：{'、'.join(REPORTERS)}",
    ),
]
ReportOutputOption = Annotated[
    str | None, typer.Option("-o", "--output", metavar="文件", help="报告写入文件")
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="文件", help="写入文件，格式按扩展名"),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="日期",
        parser=day,
        autocompletion=completer(_TODAY),
        help="按这一天的职责：计入到这天为止的机构变动；2024-06-01，或 today（今天）",
    ),
]
FullOption = Annotated[bool, typer.Option("--full", help="在终端上也列出全部单位名称")]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="章节",
        autocompletion=complete_section,
        help="只看这些章节：2.1、二（一）或标题中的字词；可重复",
    ),
]
RoleOption = Annotated[
    Role | None,
    typer.Option(
        "--role",
        metavar="身份",
        parser=choice(ROLES),
        autocompletion=completer_of(ROLES),
        help="只看一种身份：lead（牵头）、responsible（负责）、cooperating（配合）",
    ),
]
# Typer looks the type up when the command is made: any would do, the parser says which it is.
PeriodOption = Annotated[
    Any,
    typer.Option(
        "--period",
        metavar="填报期",
        parser=reporting_period,
        help="填报期：2025-11（2025年11月）、2025-Q4、2025-H2、2025",
    ),
]
UnitArgument = Annotated[
    str | None,
    typer.Argument(metavar="单位", autocompletion=complete_unit, help="单位名称，可只写一部分"),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit", metavar="单位", autocompletion=complete_unit, help="只看这些单位；可重复"
    ),
]
LeadOption = Annotated[
    list[str] | None,
    typer.Option(
        "--lead", metavar="单位", autocompletion=complete_unit, help="只看这些单位牵头的；可重复"
    ),
]
MaxUnitsOption = Annotated[
    int | None,
    typer.Option(
        "--max-units",
        metavar="N",
        parser=whole_number,
        help="不计涉及单位超过 N 个的举措；0 为不限",
    ),
]
