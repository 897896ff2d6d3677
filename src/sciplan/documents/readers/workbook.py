"""A workbook's sheets (.xlsx), as their XML has them: values, number formats, what is hidden."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.raised import lowered, raised
from sciplan.documents.readers import markup, numberformat
from sciplan.documents.readers.archive import Archive, part_of_kind

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

Place = tuple[int, int]
"""Row and column of a cell, from 0."""
Area = tuple[Place, Place]
"""A merged area's first and last cell."""
MAX_CELLS = 3_000_000
"""A sheet's area from A1 to its last filled cell: rows are held whole."""

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_SHEETS = 30
_USUAL = "xl/workbook.xml"
_RELATION = re.compile(r"\{[^}]*/relationships\}id")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTERS = frozenset(ascii_uppercase)
_TRUE = ("1", "true", "on")
_SHIFTED: Mapping[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
_ROW_PARTS = ("row", "col", "mergeCell", "filterColumn", "sheetPr")


class Failed(NamedTuple):
    """A cell that holds no value that could be read.

    Args:
        why: Why, in Chinese.
    """

    why: str


class Rich(NamedTuple):
    """A text, and what of it is not struck out."""

    text: str
    kept: str


NOT_WORKED_OUT = Failed("公式没有算出的值")
"""A formula that no program has worked out: some write none when they save."""
_NO_STRING = Failed("所指的文字不在文件里")


@dataclass(slots=True)
class SheetCells:
    """A sheet's cells as they are, from A1 on.

    Args:
        name: Its name.
        hidden: Whether the sheet is hidden.
        rows: Cells: str, float, bool or `Failed`; "" where empty.
        codes: Number formats of the cells that have one of their own.
        merged: Merged areas.
        hidden_rows: Rows that are hidden one by one; a filter's are not.
        hidden_columns: Columns that are hidden.
        struck: What stands in a cell without what is struck out in it, where something is.
        notes: Notes beside cells, by the cells' addresses.
        has_pictures: Whether pictures, charts or boxes of text lie on it.
    """

    name: str
    hidden: bool
    rows: list[list[object]] = field(default_factory=list)
    codes: dict[Place, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: dict[Place, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    has_pictures: bool = False


def letters(column: int) -> str:
    """Return a column's letters, as spreadsheets count: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def sheets_in(archive: Archive) -> Iterator[SheetCells]:
    """Yield a workbook's sheets of cells in their order.

    Raises:
        SciplanError: The workbook is broken or too large, or is none.
    """
    main = part_of_kind(archive.relations(""), "officeDocument") or _USUAL
    book = archive.xml(main)
    if book is None:
        raise SciplanError(f"{archive.path} 不是 Excel 文件（.xlsx）")
    relations = archive.relations(main)
    worksheets = {one.ident: one.part for one in relations if one.kind == "worksheet"}
    common = _Common(
        archive,
        _strings(archive, part_of_kind(relations, "sharedStrings")),
        *_styles(archive, part_of_kind(relations, "styles")),
        any(_is_true(one.get("date1904")) for one in book.iterfind("{*}workbookPr")),
    )
    listed = [(one, worksheets.get(_relation(one), "")) for one in book.iterfind(".//{*}sheet")]
    cells = 0
    for sheet, part in [(one, part) for one, part in listed if part][:_SHEETS]:
        found = SheetCells(sheet.get("name", ""), sheet.get("state", "visible") != "visible")
        _SheetReader(common, found).read(archive.part(part))
        beside = archive.relations(part)
        found.notes = _notes(archive.xml(part_of_kind(beside, "comments")))
        # LibreOffice writes a drawing with nothing in it, too.
        drawing = archive.xml(part_of_kind(beside, "drawing"))
        found.has_pictures = drawing is not None and len(drawing) > 0
        cells += sum(map(len, found.rows))
        if cells > 2 * MAX_CELLS:
            raise archive.too_large()
        yield found


def _relation(sheet: "Element") -> str:
    # The namespace of the usual kind and that of the strict one end alike.
    return next((str(text) for key, text in sheet.items() if _RELATION.fullmatch(str(key))), "")


@dataclass(frozen=True, slots=True)
class _Common:
    """What the sheets of a workbook share.

    Args:
        archive: The file.
        strings: Texts that cells refer to.
        codes: Number formats by the numbers of cell styles; "" for the general one.
        struck: The numbers of the styles that strike a cell out.
        from_1904: Whether days count from 1904.
    """

    archive: Archive
    strings: Sequence[Rich]
    codes: Sequence[str]
    struck: Collection[int]
    from_1904: bool


def _strings(archive: Archive, part: str) -> list[Rich]:
    content = archive.part(part)
    try:
        return [_text(one) for one in markup.parts(content, ("si",))] if content else []
    except ValueError as error:
        raise archive.broken() from error


def _text(element: "Element") -> Rich:
    """Return the text of a string, without its reading aids (rPh)."""
    pieces = [_piece(part) for part in element if markup.name(part) in ("r", "t")]
    whole, kept = ("".join(texts) for texts in zip(*pieces, strict=True)) if pieces else ("", "")
    return Rich(_unescaped(whole), _unescaped(kept))


def _piece(part: "Element") -> Rich:
    """Return the text of a run, or of a string that has none."""
    if markup.name(part) == "t":
        return Rich(part.text or "", part.text or "")
    text = "".join(one.text or "" for one in part.iterfind("{*}t"))
    shifts = (_SHIFTED.get(one.get("val", ""), str) for one in part.iterfind("{*}rPr/{*}vertAlign"))
    text = next(shifts, str)(text)
    return Rich(text, "" if _strikes(part.find("{*}rPr")) else text)


def _strikes(font: "Element | None") -> bool:
    """Whether a font strikes its text out."""
    strike = None if font is None else font.find("{*}strike")
    return strike is not None and _is_true(strike.get("val", "1"))


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML can't hold, which are written as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def _notes(root: "Element | None") -> dict[str, str]:
    """Return cells' addresses → the notes beside them."""
    texts = root.iterfind("{*}commentList/{*}comment") if root is not None else ()
    said = {one.get("ref", ""): _text(text).text for one in texts for text in one.iter("{*}text")}
    return {place: text for place, text in said.items() if text.strip()}


def _styles(archive: Archive, part: str) -> tuple[list[str], frozenset[int]]:
    """Return the cell styles' number formats, and the numbers of those that strike out."""
    styles = archive.xml(part)
    return ([], frozenset()) if styles is None else (_codes(styles), _struck(styles))


def _struck(styles: "Element") -> frozenset[int]:
    fonts = [_strikes(font) for font in styles.iterfind("{*}fonts/{*}font")]
    used = enumerate(_int(one.get("fontId")) for one in styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(style for style, font in used if font < len(fonts) and fonts[font])


def _codes(styles: "Element") -> list[str]:
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    known = {str(number): code for number, code in numberformat.BUILT_IN.items()} | own
    listed = styles.find("{*}cellXfs")
    used = (one.get("numFmtId", "0") for one in (listed if listed is not None else ()))
    codes = (known.get(one) or numberformat.GENERAL for one in used)
    return ["" if code == numberformat.GENERAL else code for code in codes]


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet's XML, a row at a time."""

    common: _Common
    sheet: SheetCells
    filtered: bool = False
    width: int = 0

    def read(self, content: bytes) -> None:
        try:
            for part in markup.parts(content, _ROW_PARTS) if content else ():
                getattr(self, _HANDLERS[markup.name(part)])(part)
        except ValueError as error:
            raise self.common.archive.broken() from error
        if self.filtered:
            # A filter hides rows for its user's eyes; they still belong to the table.
            self.sheet.hidden_rows.clear()
        for row in self.sheet.rows:
            row.extend([""] * (self.width - len(row)))

    def column(self, part: "Element") -> None:
        if _is_hidden(part, "width"):
            first, last = _int(part.get("min")), _int(part.get("max"))
            self.sheet.hidden_columns.update(range(first - 1, min(last, _MAX_COLUMNS)))

    def merge(self, part: "Element") -> None:
        first, _, last = part.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start and end:
            self.sheet.merged.append((start, end))

    def filter(self, part: "Element") -> None:
        mode = markup.name(part) == "filterColumn" or _is_true(part.get("filterMode"))
        self.filtered = self.filtered or mode

    def row(self, part: "Element") -> None:
        told = _int(part.get("r"))
        number = told - 1 if told else len(self.sheet.rows)
        if _is_hidden(part, "ht"):
            self.sheet.hidden_rows.add(number)
        cells: list[object] = []
        for cell in part:
            value, code = self.value(cell)
            kept = value
            if isinstance(value, Rich):
                value, kept = value
            kept = "" if _int(cell.get("s")) in self.common.struck else kept
            if value == "":
                continue
            column = _column(cell.get("r", "").rstrip("0123456789"))
            column = len(cells) if column is None else column
            if column >= self.width:
                self.check(number, column)
            if column >= len(cells):
                cells += [""] * (column + 1 - len(cells))
            cells[column] = value
            if kept != value and not isinstance(value, Failed):
                self.sheet.struck[number, column] = str(kept)
            if code:
                self.sheet.codes[number, column] = code
        if cells:
            self.check(number, len(cells) - 1)
            rows = self.sheet.rows
            rows += [[] for _ in range(number + 1 - len(rows))]
            rows[number] = cells
            self.width = max(self.width, len(cells))

    def check(self, row: int, column: int) -> None:
        height, width = row + 1, max(self.width, column + 1)
        if height > _MAX_ROWS or height * width > MAX_CELLS:
            path = self.common.archive.path
            raise SciplanError(f"{path} 的表格范围过大（{height} 行 × {width} 列）")

    def value(self, cell: "Element") -> tuple[object, str]:
        """Return a cell's value and its number format, where it has one of its own."""
        kind = cell.get("t", "n")
        parts = {one.tag[-1]: one for one in cell}  # v, f, is
        if kind == "inlineStr":
            rich = _text(parts["s"]) if "s" in parts else ""
            return rich, self.text_code(cell)
        printed = parts["v"].text or "" if "v" in parts else ""
        if kind == "e" or not printed:
            return _without_value(kind, printed, parts), ""
        if kind == "s":
            return self.string(printed), self.text_code(cell)
        if kind == "b":
            return _is_true(printed), ""
        if kind == "n":
            return self.number(printed, self.code(cell)), self.code(cell)
        return _unescaped(printed), self.text_code(cell)

    def string(self, printed: str) -> object:
        number, known = _int(printed), self.common.strings
        return known[number] if number < len(known) else _NO_STRING

    def number(self, printed: str, code: str) -> object:
        try:
            number = float(printed)
        except ValueError:
            return printed
        return numberformat.since_1900(number, code) if self.common.from_1904 else number

    def code(self, cell: "Element") -> str:
        style = cell.get("s")
        number, codes = _int(style) if style else 0, self.common.codes
        return codes[number] if number < len(codes) else ""

    def text_code(self, cell: "Element") -> str:
        code = self.code(cell)
        return code if "@" in code and code != "@" else ""


_HANDLERS: Mapping[str, str] = {
    "row": "row",
    "col": "column",
    "mergeCell": "merge",
    "filterColumn": "filter",
    "sheetPr": "filter",
}


def _without_value(kind: str, printed: str, parts: Collection[str]) -> object:
    """Return what stands for an error, or for a formula that no program has worked out."""
    if kind == "e":
        return Failed(printed or "#VALUE!")
    worked_out = kind == "str" and "v" in parts
    return "" if worked_out or "f" not in parts else NOT_WORKED_OUT


def _place(reference: str) -> Place | None:
    found = _REFERENCE.fullmatch(reference)
    column = _column(found[1]) if found else None
    return (int(found[2]) - 1, column) if found and column is not None else None


@lru_cache(_MAX_COLUMNS)
def _column(name: str) -> int | None:
    """Return a column by its letters, from 0."""
    if not 0 < len(name) < 4 or not _LETTERS.issuperset(name):
        return None
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_hidden(part: "Element", size: str) -> bool:
    return _is_true(part.get("hidden")) or part.get(size) == "0"


def _is_true(text: str | None) -> bool:
    return text in _TRUE


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
