"""From an official document to a draft of its plan: readers, cleaning, outline, attribution."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from sciplan.base.errors import SciplanError
from sciplan.base.extras import missing
from sciplan.documents.readers.document import Block, Document, Paragraph

READERS: Mapping[str, str] = {
    ".txt": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".xlsx": "sheet",
    ".csv": "sheet",
}
"""Suffix → the module here that reads such files: `read(bytes, path) -> Document`."""

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
_MAGIC: Mapping[bytes, str] = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"<!DOCTYPE html": "html"}


def read(raw: bytes, path: str) -> Document:
    """Read a document; its kind follows from the suffix.

    Args:
        raw: The file's bytes.
        path: The file as the user named it.

    Raises:
        SciplanError: It is of no known kind, can't be read, or needs a library that is missing.
    """
    reader = import_module(f"{__package__}.{_reader(raw, path)}")
    try:
        document: Document = reader.read(raw, path)
    except ImportError as error:
        raise missing("import", f"读 {PurePath(path).suffix} 文件", error) from error
    if not any(_says_something(block) for block in document.blocks):
        raise SciplanError(f"{path} 里没有文字")
    return document


def _reader(raw: bytes, path: str) -> str:
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
    return "txt"


def _says_something(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.strip() for row in block.rows for cell in row)
