"""Reads a Word file: paragraphs with their automatic numbers, and tables, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.numerals import chinese_number
from sciplan.documents.readers.archive import Archive
from sciplan.documents.readers.document import (
    IN_PARAGRAPHS,
    Block,
    ColumnHeads,
    Document,
    Paragraph,
    grid,
)

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = frozenset(
    f"{_W}{name}"
    # What is struck out, a field's code, properties, pinyin above a word, and a box of text,
    # which is a paragraph of its own.
    for name in "del moveFrom instrText delText rPr pPr sdtPr rt txbxContent".split()
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(f"{_W}{name}" for name in "sdt sdtContent ins moveTo customXml".split())
_CHINESE = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting "
    "taiwaneseCountingThousand japaneseDigitalTenThousand".split()
)
_SPAN_LIMIT = 60


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a Word file's paragraphs and tables.

    Raises:
        SciplanError: It is broken, too large, or no Word file.
    """
    archive = Archive(raw, path)
    root = archive.xml("word/document.xml")
    if root is None:
        raise SciplanError(f"{path} 不是 Word 文件（.docx）")
    if root.tag.startswith(f"{{{_STRICT}}}"):
        raise SciplanError(f"{path} 是“严格 Open XML”格式；请在 Word 里另存为普通 .docx")
    body = root.find(f"{_W}body")
    if body is None:
        raise SciplanError(f"{path} 里没有正文")
    reader = _WordReader(_Numbering.of(archive), _title_styles(archive))
    blocks = tuple(reader.blocks(body))
    meta = {"题名": "".join(reader.title)} if reader.title else {}
    return Document(path, blocks, IN_PARAGRAPHS, meta)


@dataclass(slots=True)
class _WordReader:
    """The body's paragraphs and tables in order.

    Args:
        numbering: Automatic numbers.
        title_styles: Styles of titles.
        number: Paragraphs and rows so far.
        title: The lines in a style of titles that stand together first.
    """

    numbering: "_Numbering"
    title_styles: frozenset[str]
    number: int = 0
    title: list[str] = field(default_factory=list)
    titled: int = 0

    def blocks(self, parent: "Element") -> Iterator[Block]:
        for element in _flat(parent):
            self.number += 1
            if element.tag == f"{_W}p":
                yield from self.paragraphs(element)
            elif _is_layout(element):
                for row in _own_rows(element):
                    for cell in _cells(row):
                        yield from self.blocks(cell)
            else:
                rows = _rows(element)
                yield grid(rows, self.number)
                self.number += len(rows)

    def paragraphs(self, element: "Element") -> Iterator[Paragraph]:
        text = self.numbering.mark(element) + _text(element)
        for line in text.split("\n"):
            if line.strip():
                self.note_title(element, line.strip())
                yield Paragraph(line, self.number)
        for box in _boxes(element):
            yield from (one for one in self.blocks(box) if isinstance(one, Paragraph))

    def note_title(self, element: "Element", line: str) -> None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        named = style is not None and style.get(f"{_W}val", "") in self.title_styles
        if named and (not self.title or self.titled == self.number - 1):
            self.title.append(line)
            self.titled = self.number


def _title_styles(archive: Archive) -> frozenset[str]:
    """Return the ids of the styles for a document's title: Word names it Title in any language."""
    styles = archive.xml("word/styles.xml")
    found: list[str] = []
    for style in styles.iterfind(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        if name is not None and name.get(f"{_W}val", "").lower() in ("title", "标题"):
            found.append(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _is_layout(table: "Element") -> bool:
    """Whether a table has one column: a frame around text, perhaps around other tables."""
    return all(len(list(_cells(row))) == 1 for row in _own_rows(table))


def _flat(body: "Element") -> Iterator["Element"]:
    """Yield paragraphs and tables, also those in content controls, but no table of contents."""
    for element in body:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag == f"{_W}customXml":
            yield from _flat(element)
        elif element.tag == f"{_W}sdt":
            gallery = element.find(f".//{_W}docPartGallery")
            content = element.find(f"{_W}sdtContent")
            contents = gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"
            if content is not None and not contents:
                yield from _flat(content)


def _text(paragraph: "Element") -> str:
    """Return a paragraph's text without what is struck out, hidden in fields or said twice."""
    return "".join(_pieces(paragraph))


def _pieces(element: "Element") -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield " "
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag not in _SKIPPED and tag != _FALLBACK and not _is_hidden(child):
            yield from _pieces(child)


def _boxes(element: "Element") -> Iterator["Element"]:
    """Yield the boxes of text in a paragraph; those within a box come with it."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _is_hidden(run: "Element") -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


# Tables --------------------------------------------------------------------------------------


def _own_rows(table: "Element") -> Iterator["Element"]:
    """Yield a table's rows, not those of tables within, nor those that are struck out."""
    for element in table:
        if element.tag == f"{_W}tr":
            if element.find(f"{_W}trPr/{_W}del") is None:
                yield element
        elif element.tag in _WRAPPERS:
            yield from _own_rows(element)


def _cells(row: "Element") -> Iterator["Element"]:
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _cells(element)


def _rows(table: "Element") -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _own_rows(table):
        above = rows[-1] if rows else []
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        cells: list[str] = [""] * (_value(before) if before is not None else 0)
        for cell in _cells(row):
            text = _cell(cell, above[len(cells)] if len(cells) < len(above) else "")
            cells += [text] * _span(cell)
        rows.append(cells)
    return rows


def _cell(cell: "Element", above: str) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val") != "restart":
        return above
    return "\n".join(_lines(cell)).strip()


def _lines(cell: "Element") -> Iterator[str]:
    for element in _flat(cell):
        if element.tag == f"{_W}p":
            yield _text(element)
            for box in _boxes(element):
                yield from _lines(box)
        else:
            yield from (text for row in _rows(element) for text in dict.fromkeys(row))


def _span(cell: "Element") -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return max(1, _value(span)) if span is not None else 1


def _value(element: "Element") -> int:
    return min(_int(element.get(f"{_W}val")), _SPAN_LIMIT)


# Automatic numbers -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class _Numbering:
    """What Word writes before a paragraph by itself: 一、, （一）, 1.

    Args:
        levels: (List, level) → how it is written.
        styles: Style → (list, level).
    """

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> "_Numbering":
        found = cls()
        root = archive.xml("word/numbering.xml")
        if root is None:
            return found
        abstract = {
            item.get(f"{_W}abstractNumId", ""): item for item in root.iterfind(f"{_W}abstractNum")
        }
        for num in root.iterfind(f"{_W}num"):
            link = num.find(f"{_W}abstractNumId")
            base = abstract.get(link.get(f"{_W}val", "")) if link is not None else None
            for level in base.iterfind(f"{_W}lvl") if base is not None else ():
                depth = _int(level.get(f"{_W}ilvl"))
                found.levels[num.get(f"{_W}numId", ""), depth] = _level(level)
        styles = archive.xml("word/styles.xml")
        for style in styles.iterfind(f"{_W}style") if styles is not None else ():
            place = _num_of(style.find(f"{_W}pPr/{_W}numPr"))
            if place:
                found.styles[style.get(f"{_W}styleId", "")] = place
        return found

    def mark(self, paragraph: "Element") -> str:
        """Return the number that Word shows before a paragraph, and count on."""
        place = _num_of(paragraph.find(f"{_W}pPr/{_W}numPr"))
        if place is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            place = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        level = self.levels.get(place) if place else None
        if place is None or level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            # Which sign it is depends on the font: it parts items all the same.
            return "●"
        number, depth = place
        self.counts[place] = self.counts.get(place, level.start - 1) + 1
        for key in [key for key in self.counts if key[0] == number and key[1] > depth]:
            del self.counts[key]
        text = level.text
        for shown in range(depth + 1):
            other = self.levels.get((number, shown), level)
            count = self.counts.get((number, shown), other.start)
            text = text.replace(f"%{shown + 1}", _written(count, other.format))
        return text


def _num_of(numbering: "Element | None") -> tuple[str, int] | None:
    if numbering is None:
        return None
    ident, depth = numbering.find(f"{_W}numId"), numbering.find(f"{_W}ilvl")
    number = ident.get(f"{_W}val", "0") if ident is not None else "0"
    if number == "0":
        return None
    return number, _int(depth.get(f"{_W}val")) if depth is not None else 0


def _level(level: "Element") -> _Level:
    def value(name: str) -> str:
        found = level.find(f"{_W}{name}")
        return found.get(f"{_W}val", "") if found is not None else ""

    return _Level(value("numFmt") or "decimal", value("lvlText"), _int(value("start") or "1"))


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _written(number: int, form: str) -> str:
    if form in _CHINESE and 0 < number < 100:
        return chinese_number(number)
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)
