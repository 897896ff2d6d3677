"""Readers, one kind of file each: `read(bytes, path, heads)` gives a `Document`.

`READERS` is where one is registered.
"""

from collections.abc import Mapping
from pathlib import PurePath

from sciplan.base.errors import SciplanError
from sciplan.base.extras import missing
from sciplan.base.lazy import Lazy
from sciplan.documents.readers.document import Block, ColumnHeads, Document, Paragraph

_Read = Lazy[[bytes, str, ColumnHeads], Document]


def _beside(module: str) -> _Read:
    return Lazy(f"{__package__}.{module}", "read")


_TXT, _HTML, _DOCX, _PDF, _SHEET = map(_beside, ("txt", "html", "docx", "pdf", "sheet"))
READERS: Mapping[str, _Read] = {
    ".txt": _TXT,
    ".md": _TXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": _DOCX,
    ".docm": _DOCX,
    ".dotx": _DOCX,
    ".pdf": _PDF,
    ".xlsx": _SHEET,
    ".csv": _SHEET,
}
"""Suffix → the reader of such files."""

_SAVE_AS: Mapping[str, str] = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".dot": ".docx",
    ".odt": ".docx",
    ".xlsm": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".ofd": ".pdf",
    ".ceb": ".pdf",
}
_MAGIC: Mapping[bytes, _Read] = {b"%PDF-": _PDF, b"PK\x03\x04": _DOCX, b"<!DOCTYPE html": _HTML}


def read(raw: bytes, path: str, heads: ColumnHeads) -> Document:
    """Read a document; its kind follows from the suffix.

    Args:
        raw: The file's bytes.
        path: The file as the user named it.
        heads: What readers are told of the headings of tables.

    Raises:
        SciplanError: It is of no known kind, can't be read, or needs a library that is missing.
    """
    reader = _reader(raw, path)
    try:
        document = reader(raw, path, heads)
    except ImportError as error:
        raise missing("import", f"读 {PurePath(path).suffix} 文件", error) from error
    if not any(_says_something(block) for block in document.blocks):
        raise SciplanError(f"{path} 里没有文字")
    return document


def _reader(raw: bytes, path: str) -> _Read:
    suffix = PurePath(path).suffix.lower()
    if suffix in _SAVE_AS:
        raise SciplanError(
            f"不能直接读 {suffix} 文件：请用 WPS 或 Word 打开 {path}，"
            f"“另存为”{_SAVE_AS[suffix]} 后再导入"
        )
    if suffix in READERS:
        return READERS[suffix]
    for magic, reader in _MAGIC.items():
        if raw.startswith(magic):
            return reader
    if suffix:
        raise SciplanError(f"不认识 {suffix} 文件；可导入的有 {'、'.join(READERS)}")
    return _TXT


def _says_something(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.strip() for row in block.rows for cell in row)
