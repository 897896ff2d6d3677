"""What a cell says: text, a date, yes or no, an id. What is no such thing is told, not guessed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sciplan.base.marks import one_width, tight
from sciplan.base.unseen import BYTE_ORDER, CONTROL, LINE_END, NO_TEXT, TURNING, ZERO_WIDTH
from sciplan.compare.sheetgrid import Blind

_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s+0?0:00(?::00)?)?"
)
_ID = re.compile(r"[0-9]+(?:\.[0-9]+)*")
# What the CSV format puts before a text that a spreadsheet would take for a formula.
_GUARD = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_UNSEEN = re.compile(f"[{ZERO_WIDTH}{TURNING}{BYTE_ORDER}]")
_NO_TEXT = re.compile(f"[{CONTROL}{NO_TEXT}]")
LONGEST = 32_767
"""Characters that a cell holds in Excel."""
_BLIND = "是出错的或没有算出结果的公式；请改成文字"
_STRANGE = "里有看不见的控制字符（U+{:04X}）；请清空这一格，重新键入"
_YES = frozenset({"等", "是", "true", "1"})
_NO = frozenset({"", "否", "false", "0"})


class Unread(NamedTuple):
    """What stands for the value of a cell that says nothing that can be taken.

    Args:
        message: Why, and what to do, in Chinese.
    """

    message: str


def plain(text: str) -> str:
    """Return a text as a cell shows it.

    Without spaces around it and marks that nobody sees, with one kind of line end, and no longer
    than a cell may be: so a sheet that nobody edited says what the plan says.
    """
    if not text.isprintable():
        text = _UNSEEN.sub("", re.sub(LINE_END, "\n", text))
    return text[:LONGEST].strip()


def text_of(cell: object) -> str | Unread:
    """Return what a cell says as text."""
    if _is_error(cell):
        return Unread(_BLIND)
    if isinstance(cell, str):
        said = plain(_GUARD.sub("", cell, count=1) if cell.startswith("'") else cell)
        strange = None if said.isprintable() else _NO_TEXT.search(said)
        return Unread(_STRANGE.format(ord(strange[0]))) if strange else said
    if cell is None:
        return ""
    if isinstance(cell, date | datetime | time | timedelta):
        return Unread("成了日期或时间；请把单元格格式设为“文本”，再照原话填写")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def _is_error(cell: object) -> bool:
    if isinstance(cell, str):
        return cell.startswith("#") and bool(_ERROR.fullmatch(cell))
    return isinstance(cell, Blind)


def day_of(cell: object) -> date | Unread | None:
    """Return the day in a cell; None where it is empty."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text_of(cell)
    if not said or isinstance(said, Unread):
        return said or None
    text = one_width(said)
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    return Unread(f"写作“{text[:40]}”，不是日期；写 2025-12-31 这样的日期，文字写在“完成时限”")


def flag_of(cell: object) -> bool | Unread:
    """Return whether a cell says 等."""
    said = text_of(cell)
    if isinstance(said, Unread):
        return said
    text = said.lower()
    if text in _YES | _NO:
        return text in _YES
    return Unread(f"写作“{text[:40]}”；名单以“等”结尾的填“等”，否则空着")


class Ids:
    """The plan's ids, to read those of a sheet by.

    A spreadsheet takes 2.10 for a number and shows 2.1; the title then tells which is meant, or
    nothing does.

    Args:
        titles: Id → title.
    """

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.titles = titles
        self._alike: dict[str, list[str]] = {}
        for ident in titles:
            if ident.count(".") == 1:
                self._alike.setdefault(ident.rstrip("0"), []).append(ident)

    def read(self, cell: object, title: str, *, typed: bool) -> str | Unread:
        """Return the id in a cell.

        Args:
            cell: The cell.
            title: The title in its row.
            typed: Whether a text in it is what was typed; in CSV it may have been a number since.
        """
        if isinstance(cell, float) and not cell.is_integer():
            return self._meant(repr(cell), title)
        said = text_of(cell)
        if isinstance(said, Unread):
            return said
        text = tight(one_width(said))
        if not text:
            return Unread("空着；请填编号")
        if not _ID.fullmatch(text):
            return Unread(f"写作“{said[:40]}”，不是编号（如 2.1.1）；合计、说明等行请删去")
        if not typed and self._alike.get(text, [text]) != [text]:
            return self._meant(text, title)
        return text

    def _meant(self, number: str, title: str) -> str | Unread:
        found = self._alike.get(number, [])
        fitting = [ident for ident in found if title == self.titles[ident]]
        if not title and len(found) == 1:
            return found[0]
        if len(fitting) == 1:
            return fitting[0]
        return Unread(
            f"成了数字 {number}，看不出是 {number} 还是 {number}0；"
            "请把单元格格式设为“文本”，重填编号"
        )
