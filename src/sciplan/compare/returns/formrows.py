"""The rows of a form that came back: which each is, and what its cells say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Problem, Severity, told
from sciplan.compare.sheetgrid import SheetGrid, SheetLine
from sciplan.compare.values import Ids, Unread, plain, text_of
from sciplan.papers.forms import FormKind


class FormRow(NamedTuple):
    """A row that says something.

    Args:
        key: Its first cell: an id; empty where the unit added the row.
        texts: Column's key → what its cell says; "" where it could not be read.
        line: Where it stands.
    """

    key: str
    texts: Mapping[str, str]
    line: SheetLine


class RowReader:
    """Reads the rows of a table.

    Args:
        kind: The form's kind.
        grid: The table.
        sent: Key → texts of the rows that went out, by column, if that is known.
    """

    def __init__(
        self, kind: FormKind, grid: SheetGrid, sent: Mapping[str, Mapping[str, str]] | None
    ) -> None:
        self.kind = kind
        self.grid = grid
        self.sent = sent
        self.problems: list[Problem] = []
        rows = sent or {}
        self.first = kind.columns[0].key
        self.given = [column.key for column in kind.columns[1:] if column.given]
        self.ids = Ids({key: _together(texts, self.given) for key, texts in rows.items()})
        self.known = {tight(one_width(key)): key for key in rows}
        self.by_print: dict[tuple[str, ...], dict[str, list[str]]] = {}

    def rows(self) -> list[FormRow]:
        """Return the rows that say something; problems are collected on the way."""
        said = [
            {column.key: self._text(line, column.key) for column in self.kind.columns}
            for line in self.grid.lines
        ]
        here = Counter(self._as_sent(texts) for texts in said)
        rows = []
        for line, texts in zip(self.grid.lines, said, strict=True):
            key = self._key(line, texts, here)
            if self.sent and key:
                self._compare(line, key, texts)
            rows.append(FormRow(key, texts, line))
        return rows

    def _as_sent(self, texts: Mapping[str, str]) -> str:
        """Return what a row's first cell says, as it went out if only its width is another."""
        text = tight(texts[self.first])
        return self.known.get(one_width(text), text)

    def _key(self, line: SheetLine, texts: Mapping[str, str], here: Mapping[str, int]) -> str:
        """Return a row's key; where its cell has none of its own, by what is printed beside it.

        Args:
            line: The row.
            texts: What it says.
            here: First cell's text → the number of rows in which it stands.
        """
        cell = line.cells.get(self.first)
        if isinstance(cell, float) and not cell.is_integer():
            said = self.ids.read(cell, _together(texts, self.given), typed=True)
            if isinstance(said, Unread):
                self._report(line, self.first, said.message, code="unread-cell")
                return ""
            return said
        key = self._as_sent(texts)
        if key and (self.first not in line.shared or here[key] == 1):
            return key
        meant = self._meant(line, texts)
        if not key:
            if not meant or meant in here:
                return ""
            self._report(line, self.first, f"空着，按同一行印着的内容认作“{meant}”")
        elif not meant and any(texts[each.key] for each in self.kind.columns if not each.given):
            why = "是合并的单元格，看不出这一行是哪一项；请取消合并，照发出的表补上"
            self._report(line, self.first, why, code="unread-cell")
        return meant

    def _meant(self, line: SheetLine, texts: Mapping[str, str]) -> str:
        """Return the key of the only row that went out with what is printed in one; else ""."""
        own = tuple(key for key in self.given if key not in line.shared)
        if own not in self.by_print:
            index = self.by_print[own] = {}
            for key, sent in (self.sent or {}).items():
                index.setdefault(_together(sent, own), []).append(key)
        said = _together(texts, own)
        found = self.by_print[own].get(said, []) if said else []
        return found[0] if len(found) == 1 else ""

    def _text(self, line: SheetLine, column: str) -> str:
        said = text_of(line.cells.get(column, ""))
        if isinstance(said, Unread):
            self._report(line, column, said.message, code="unread-cell")
            return ""
        return said

    def _compare(self, line: SheetLine, key: str, texts: Mapping[str, str]) -> None:
        """Tell of a row that did not go out, and of what was printed and says something else."""
        before = (self.sent or {}).get(key)
        if before is None:
            self._report(line, self.first, f"写作“{key}”，发出的表里没有；另加的行，这一格请空着")
            return
        for column in self.given:
            was = plain(before.get(column, ""))
            if was and column not in line.shared and tight(texts[column]) != tight(was):
                self._report(line, column, f"只供查看，改了不算；发出时是“{was}”")

    def _report(
        self, line: SheetLine, column: str, message: str, *, code: str = "form-altered"
    ) -> None:
        severity = Severity.ERROR if code == "unread-cell" else Severity.WARNING
        place = self.grid.location([line], column)
        said = f"“{self.grid.titles[column]}”{message}"
        self.problems.append(told(code, severity, place, said))


def _together(texts: Mapping[str, str], keys: Iterable[str]) -> str:
    """Return what some cells of a row say, as one text without blanks."""
    return tight("\n".join(plain(texts.get(key, "")) for key in keys))
