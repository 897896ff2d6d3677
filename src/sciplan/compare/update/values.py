"""What a cell says: text, a date, yes or no, an id. What is no such thing is told, not guessed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sciplan.base.marks import one_width, tight
from sciplan.base.unseen import BYTE_ORDER, LINE_END, TURNING, ZERO_WIDTH
from sciplan.compare.sheetgrid import Blind

_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s+0?0:00(?::00)?)?"
)
_ID = re.compile(r"[0-9]+(?:\.[0-9]+)*")
# What the CSV format puts before a text that a spreadsheet would take for a formula.
_GUARD = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_UNSEEN = re.compile(f"[{ZERO_WIDTH}{TURNING}{BYTE_ORDER}]")
_LONGEST = 32_767
"""Characters that a cell holds in Excel."""
_BLIND = "是出错的或没有算出结果的公式；请改成文字"
_YES = frozenset({"等", "是", "true", "1"})
_NO = frozenset({"", "否", "false", "0"})


class UnreadError(Exception):
    """A cell says nothing that can be taken.

    Args:
        message: Why, and what to do, in Chinese.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def plain(text: str) -> str:
    """Return a text as a cell shows it.

    Without spaces around it and marks that nobody sees, with one kind of line end, and no longer
    than a cell may be: so a sheet that nobody edited says what the plan says.
    """
    if not text.isprintable():
        text = _UNSEEN.sub("", re.sub(LINE_END, "\n", text))
    return text[:_LONGEST].strip()


def text_of(cell: object) -> str:
    """Return what a cell says as text.

    Raises:
        UnreadError: It holds a date, or a formula without a value.
    """
    if isinstance(cell, str):
        if cell.startswith("#") and _ERROR.fullmatch(cell):
            raise UnreadError(_BLIND)
        return plain(_GUARD.sub("", cell, count=1) if cell.startswith("'") else cell)
    if cell is None:
        return ""
    if isinstance(cell, Blind):
        raise UnreadError(_BLIND)
    if isinstance(cell, date | datetime | time | timedelta):
        raise UnreadError("成了日期或时间；请把单元格格式设为“文本”，再照原话填写")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def day_of(cell: object) -> date | None:
    """Return the day in a cell; None where it is empty.

    Raises:
        UnreadError: It holds something else.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = one_width(text_of(cell))
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise UnreadError(f"写作“{text[:40]}”，不是日期；写 2025-12-31 这样的日期，文字写在“完成时限”")


def flag_of(cell: object) -> bool:
    """Return whether a cell says 等.

    Raises:
        UnreadError: It says something else.
    """
    text = text_of(cell).lower()
    if text in _YES | _NO:
        return text in _YES
    raise UnreadError(f"写作“{text[:40]}”；名单以“等”结尾的填“等”，否则空着")


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

    def read(self, cell: object, title: str, *, typed: bool) -> str:
        """Return the id in a cell.

        Args:
            cell: The cell.
            title: The title in its row.
            typed: Whether a text in it is what was typed; in CSV it may have been a number since.

        Raises:
            UnreadError: It holds none, or a number that may stand for another one.
        """
        if isinstance(cell, float) and not cell.is_integer():
            return self._meant(repr(cell), title)
        text = tight(one_width(text_of(cell)))
        if not text:
            raise UnreadError("空着；请填编号")
        if not _ID.fullmatch(text):
            said = text_of(cell)[:40]
            raise UnreadError(f"写作“{said}”，不是编号（如 2.1.1）；合计、说明等行请删去")
        if not typed and self._alike.get(text, [text]) != [text]:
            return self._meant(text, title)
        return text

    def _meant(self, number: str, title: str) -> str:
        found = self._alike.get(number, [])
        fitting = [ident for ident in found if title == self.titles[ident]]
        if not title and len(found) == 1:
            return found[0]
        if len(fitting) == 1:
            return fitting[0]
        raise UnreadError(
            f"成了数字 {number}，看不出是 {number} 还是 {number}0；"
            "请把单元格格式设为“文本”，重填编号"
        )
