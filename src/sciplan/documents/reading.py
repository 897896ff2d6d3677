"""The door to reading documents: what readers must know of the field's words, and their limits.

Files that may be too much for a library in C, or that crash it, are read in a process of their own.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TypeVar

from sciplan.base.apart import ApartError, Limits, apart
from sciplan.base.errors import SciplanError
from sciplan.base.extras import missing
from sciplan.documents.readers import registry, sheet
from sciplan.documents.readers.document import ColumnHeads, Document, Paragraph
from sciplan.documents.readers.sheet import Sheet
from sciplan.documents.tables.columns import are_heads, is_number_head
from sciplan.documents.words.labels import role_label_ahead
from sciplan.documents.words.verbs import verb_inside, verb_phrase

MAX_ROWS = 40_000
"""Rows of tables in one document: reading each takes half a millisecond."""
MAX_PARAGRAPHS = 12_000
"""Some thousand pages; each that names bodies takes a millisecond."""
MAX_CHARACTERS = 2_000_000
"""Of rows too, with all that merged cells repeat."""
MAX_SHEET_ROWS, MAX_SHEET_CHARACTERS = 150_000, 100_000_000
"""Of a workbook cell by cell: 任务分解表 of 10,000 measures has 115,000 rows, texts in each."""

_R = TypeVar("_R")
_LIMITS = Limits(seconds=20, megabytes=900)
_HEAVY = 2_000_000
"""Bytes from which on a file may take long, unpacked where it is packed."""
_HEAVY_PACKED = 8_000_000
_WHY = {
    "time": f"{_LIMITS.seconds} 秒还没有读完",
    "memory": "文件过大，内存不够",
    "crash": "读的程序中途退出，文件可能已损坏或过大",
}


def _may_be_clause(text: str) -> bool:
    inner = text.strip().strip("（()）")
    return role_label_ahead(inner) or bool(verb_phrase(inner)[1] or verb_inside(inner))


_HEADS = ColumnHeads(are_heads, is_number_head, _may_be_clause)


def read(raw: bytes, path: str) -> Document:
    """Read a document; its kind follows from the suffix.

    Args:
        raw: The file's bytes.
        path: The file as the user named it.

    Raises:
        SciplanError: It is of no known kind, can't be read, is too large, or needs a library that
            is missing.
    """
    document = _run(_document, raw, path)
    _refuse_too_much(_too_much(document), path)
    return document


def sheets(raw: bytes, path: str) -> list[Sheet]:
    """Return a workbook's sheets, hidden ones too, or a CSV file as one, cell by cell.

    Raises:
        SciplanError: As `read` does.
    """
    found = _run(_sheets, raw, path)
    _refuse_too_much(_too_much_in(found), path)
    return found


def _document(raw: bytes, path: str) -> Document:
    return registry.read(raw, path, _HEADS)


def _sheets(raw: bytes, path: str) -> list[Sheet]:
    try:
        return sheet.sheets(raw, path)
    except ImportError as error:
        raise missing("import", "读 .xlsx 文件", error) from error


# Limits ----------------------------------------------------------------------------------------


def _run(function: Callable[[bytes, str], _R], raw: bytes, path: str) -> _R:
    """Call a function here, or apart where the file may be too much."""
    try:
        if needs_care(raw, path):
            return apart(function, _LIMITS, raw, path)
        return function(raw, path)
    except (ApartError, MemoryError) as error:
        why = _WHY[error.reason if isinstance(error, ApartError) else "memory"]
        raise SciplanError(f"{path} 读不了：{why}；请打开后另存一份，或拆开后再来") from error


def needs_care(raw: bytes, path: str) -> bool:
    """Whether a file is read in a process of its own: any PDF, and whatever is large."""
    if raw.startswith(b"%PDF-") or PurePath(path).suffix.lower() == ".pdf":
        return True
    if not raw.startswith(b"PK"):
        return len(raw) > _HEAVY
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return False  # the reader says so
    return sum(part.file_size for part in parts) > _HEAVY_PACKED


def _refuse_too_much(what: str, path: str) -> None:
    if what:
        raise SciplanError(f"{path} 过大（{what}）；请删去与方案无关的内容，或拆开后再来")


def _too_much(document: Document) -> str:
    """Return what a document has too much of, with how much that is; else nothing."""
    paragraphs = rows = characters = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraphs += bool(block.text)
            characters += len(block.text)
        else:
            rows += len(block.rows)
            characters += sum(len(cell) for row in block.rows for cell in row)
    if paragraphs > MAX_PARAGRAPHS:
        return f"{paragraphs} 段，最多 {MAX_PARAGRAPHS} 段"
    if rows > MAX_ROWS:
        return f"表格 {rows} 行，最多 {MAX_ROWS} 行"
    if characters > MAX_CHARACTERS:
        return f"{characters} 字，最多 {MAX_CHARACTERS} 字"
    return ""


def _too_much_in(found: Sequence[Sheet]) -> str:
    """Return what sheets have too much of, with how much that is; else nothing.

    A merged area repeats its text in each of its cells: a small file may hold milliards of signs.
    """
    rows = [row for sheet in found for row in sheet.rows if any(row)]
    if len(rows) > MAX_SHEET_ROWS:
        return f"表格 {len(rows)} 行，最多 {MAX_SHEET_ROWS} 行"
    characters = sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
    if characters > MAX_SHEET_CHARACTERS:
        return f"{characters} 字，最多 {MAX_SHEET_CHARACTERS} 字"
    return ""
