"""A form that came back: its kind, plan, unit and period, and what each row says, with places.

`papers/forms.py` says how a form is laid out. The hidden sheet tells whose form it is; where it is
gone, as in a file saved as CSV, the lines above the table do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.compare.returns.formrows import FormRow, RowReader
from sciplan.compare.returns.leftover import leftover, written_above
from sciplan.compare.sheetgrid import SheetGrid, grid_at, title_in
from sciplan.compare.values import Unread, plain, text_of
from sciplan.documents.readers.sheet import Sheet
from sciplan.papers import forms
from sciplan.papers.forms import FormKind
from sciplan.plan.periods import period_of

_WITHIN = 50
"""Rows in which the table's head may stand."""
_LEAST = 2
"""Titles that make a row the table's head; the first column's among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedForm:
    """What a form that came back says.

    Args:
        kind: What it is.
        plan: The plan's id.
        unit: The unit's short name.
        period: The period; empty where the form has none.
        fields: What was filled in above the table, by key.
        rows: The rows, as they stand in the sheet. A key may stand in several.
        sent: Key → texts of the row as it went out, by column; None where the hidden sheet is gone.
        problems: What could not be read, and what was changed that is only printed.
        grid: The table, for its addresses.
    """

    kind: FormKind
    plan: str
    unit: str
    period: str
    fields: Mapping[str, str]
    rows: tuple[FormRow, ...]
    sent: Mapping[str, Mapping[str, str]] | None
    problems: tuple[Problem, ...]
    grid: SheetGrid

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys that went out and did not come back."""
        back = {row.key for row in self.rows}
        return tuple(key for key in self.sent or () if key not in back)

    @property
    def untouched(self) -> bool:
        """Whether it came back as it went out: nothing is filled in that says anything."""
        filled_in = [column.key for column in self.kind.columns if not column.given]
        said = (row.texts[key] for row in self.rows for key in filled_in)
        return not any(said) and not any(self.fields[key] for key in self.kind.answers)

    def location(self, row: FormRow, column: str) -> Location:
        """Return the place of a row's cell."""
        return self.grid.location([row.line], column)


class _Sent(NamedTuple):
    """What the hidden sheet says.

    Args:
        head: `kind`, `plan`, `unit` and `period`.
        titles: Column's key → what it was called on the sheet.
        rows: Key → texts by column; None where the sheet is gone.
        above: Lines above the table, but for those with labels.
    """

    head: Mapping[str, str]
    titles: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]] | None
    above: tuple[str, ...]


def read(
    sheets: Sequence[Sheet], path: str, kinds: Iterable[FormKind], headings: Mapping[str, str]
) -> ReturnedForm:
    """Read a form that came back.

    Args:
        sheets: The sheets of its file.
        path: The file as the user named it.
        kinds: The kinds of forms there are.
        headings: Column's key → what a plan's papers call it, for files without the hidden sheet.

    Raises:
        SciplanError: It is no form, doesn't say whose it is, or its table has no head.
    """
    known = {kind.kind: kind for kind in kinds}
    sent = _sent_in(sheets) or _Sent({}, {}, None, ())
    if sent.head and sent.head["kind"] not in known:
        raise SciplanError(f"{path} 是“{sent.head['kind']}”表，本版不认识；请换新版 sciplan 再读")
    kind = known[sent.head["kind"]] if sent.head else _titled(sheets, known.values(), path)
    titles = _titles(kind, sent, headings)
    (sheet, header), *others = _tables(sheets, kind, titles, path)
    above, unlabelled = _above(sheet.rows[:header], kind)
    head = sent.head or _shown(above, kind, path)
    grid = grid_at(sheet, path, header, titles)
    reader = RowReader(kind, grid, sent.rows)
    rows = reader.rows()
    return ReturnedForm(
        kind=kind,
        plan=head["plan"],
        unit=head["unit"],
        period=_period(head.get("period", "")),
        fields={field.key: above.get(field.key, "") for field in kind.fields},
        rows=tuple(rows),
        sent=sent.rows,
        problems=(
            *_renamed(kind, head, above, path),
            *written_above(unlabelled, sent.above, path),
            *leftover(sheets, others, grid, kind, titles),
            *reader.problems,
        ),
        grid=grid,
    )


# Whose form it is ------------------------------------------------------------------------------


def _sent(sheet: Sheet) -> _Sent | None:
    """Return what a hidden sheet says of the form; None where a sheet is no such sheet."""
    texts = ([_text(cell) for cell in row] for row in (sheet.rows if sheet.hidden else ()))
    rows = [row for row in texts if any(row)]
    if not rows or rows[0][:2] != [forms.HEAD[0], forms.FORMAT]:
        return None
    said = {row[0]: row[1:] for row in rows if row[0] != forms.ROW}
    head = {key: (said.get(key) or [""])[0] for key in forms.HEAD}
    keys = [key for key in said.get(forms.COLUMN, ()) if key]
    if not keys or not (head["kind"] and head["plan"] and head["unit"]):
        return None
    bodies = (row[1:] for row in rows if row[0] == forms.ROW)
    sent = (dict(zip(keys, row, strict=False)) for row in bodies if any(row))
    return _Sent(
        head,
        dict(zip(keys, said.get(forms.TITLE, ()), strict=False)),
        {row[keys[0]]: row for row in sent},
        tuple(row[1] for row in rows if row[0] == forms.ABOVE),
    )


def sender(sheets: Iterable[Sheet]) -> str:
    """Return whose form a file is by its hidden sheet, whatever its table says; "" if unknown."""
    found = _sent_in(sheets)
    return found.head["unit"] if found else ""


def _sent_in(sheets: Iterable[Sheet]) -> _Sent | None:
    return next((found for sheet in sheets if (found := _sent(sheet))), None)


def _text(cell: object) -> str:
    said = text_of(cell)
    return "" if isinstance(said, Unread) else said


def _titled(sheets: Sequence[Sheet], kinds: Iterable[FormKind], path: str) -> FormKind:
    """Return the kind whose title stands above a table."""
    kinds = list(kinds)
    for sheet in sheets:
        for row in sheet.rows[:_WITHIN]:
            said = {title_in(cell) for cell in row}
            for kind in kinds:
                if title_in(kind.title) in said:
                    return kind
    names = "、".join(kind.title for kind in kinds)
    raise SciplanError(f"{path} 不是能读的表：没有隐藏的“{forms.HIDDEN}”，也没有标题（{names}）")


def _titles(kind: FormKind, sent: _Sent, headings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return what each column may be called: as it went out, as usual, as the office says."""
    return {
        column.key: (
            sent.titles.get(column.key) or column.title,
            column.title,
            headings.get(column.key, column.title),
        )
        for column in kind.columns
    }


def _tables(
    sheets: Sequence[Sheet], kind: FormKind, titles: Mapping[str, tuple[str, ...]], path: str
) -> list[tuple[Sheet, int]]:
    """Return the sheet with the form's table and the row of its head, from 0; then others alike."""
    wanted = [set(map(title_in, names)) for names in titles.values()]
    tables: list[tuple[Sheet, int]] = []
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:_WITHIN] if not sheet.hidden else ()):
            said = {title_in(cell) for cell in row}
            found = [bool(names & said) for names in wanted]
            if found[0] and sum(found) >= _LEAST:
                gone = [
                    names[0]
                    for names, there in zip(titles.values(), found, strict=True)
                    if not there
                ]
                if gone and not tables:
                    raise SciplanError(f"{path} 的表头没有“{'、'.join(gone)}”，列名请改回")
                tables.append((sheet, number))
                break
    if tables:
        return tables
    heads = "、".join(column.title for column in kind.columns)
    raise SciplanError(f"{path} 里没有找到{kind.title}的表头（{heads}）")


def _above(
    rows: Iterable[Sequence[object]], kind: FormKind
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Return what stands above the table behind each label, and the rows without one.

    What is filled in may stand behind the label in its cell, or in the next one.
    """
    labels = {_bare(label.title): label.key for label in kind.labels}
    # A label that is part of another one must not be found in it; 填 报 人 is spaced to a width.
    ordered = sorted(labels, key=len, reverse=True)
    marks = "|".join(r"\s*".join(map(re.escape, title)) for title in ordered)
    label = re.compile(rf"(?<![^\s])({marks})\s*[：:]")
    found: dict[str, str] = {}
    others: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        # A merged cell is read once, and its text again in each cell that it covers.
        said = list(dict.fromkeys(filter(None, map(_said, row))))
        line = _bare("　".join(said))
        pieces = label.split(line)
        for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
            found.setdefault(labels[tight(name)], plain(value))
        if len(pieces) == 1:
            others += [(number, text) for text in said]
    return found, others


def _said(cell: object) -> str:
    """Return what a cell above the table says, days too: a spreadsheet makes one of 2026-1-5."""
    if isinstance(cell, datetime):
        return str(cell.date())
    return str(cell) if isinstance(cell, date) else _text(cell)


def _bare(text: str) -> str:
    """Return a text whose brackets have one width; its blanks stay, which part what it says."""
    return text.replace("(", "（").replace(")", "）")


def _shown(above: Mapping[str, str], kind: FormKind, path: str) -> dict[str, str]:
    """Return whose form it is by the lines above the table."""
    wanted = [each for each in kind.labels if each not in kind.fields]
    gone = [each.title for each in wanted if not above.get(each.key)]
    if gone:
        raise SciplanError(
            f"{path} 看不出是谁填的：表头上面没有写明“{'、'.join(gone)}”；"
            "请照发出的表补上，或用原来的 .xlsx 文件"
        )
    return {each.key: above[each.key] for each in wanted}


def _period(text: str) -> str:
    """Return a period as files write it, where it is one."""
    found = period_of(text)
    return found.text if found else text


def _renamed(
    kind: FormKind, head: Mapping[str, str], above: Mapping[str, str], path: str
) -> Iterator[Problem]:
    """Yield what the lines above the table say otherwise than the hidden sheet.

    One of the two is wrong, and nobody knows which: it may be another unit's form.
    """
    for label in kind.labels:
        said, sent = above.get(label.key, ""), head.get(label.key, "")
        if said and sent and _same(said) != _same(sent):
            message = f"“{label.title}”写作“{said}”，这张表发出时是“{_worded(sent)}”"
            hint = "用错了表的，请用本单位、本期的那份重填"
            yield told("whose-form", Severity.ERROR, Location(path), message, hint)


def _worded(text: str) -> str:
    found = period_of(text)
    return found.words if found else text


def _same(text: str) -> str:
    return tight(one_width(_period(text)))
