"""Answers to write as office files, and ways to read such files back."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.registry import FORMATS
from sciplan.plan.style import PaperStyle

COMMANDS = (
    "", "duties 市科协", "duties --all", "workload", "workload --by section", "overlaps",
    "overlaps --stats", "overlaps 市科协 --stats", "overlaps 市科协 市科技局 --stats", "matrix",
    "matrix --section 2.1", "meeting 2.1", "measures", "measures 应急", "show 2.1.5", "show 2.1",
    "show 4.1.1", "units", "targets",
)  # fmt: skip
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "<b>&amp;\"'", "]]>",
    "甲\x00\x0b\x1f乙", "甲\ud800乙", "甲\ufffe\uffff乙", "甲\u202e乙",
    "第一行\n第二行\r\n第三行\u2028尾", "𠮷野家 \U0001f469\u200d\U0001f467 é", "_x0041_",
    "很长" * 20_000, "'引号", "http://example.com", "007", "1e5", "TRUE", "", " ", "\t=1",
]  # fmt: skip


def answer_of(*tables: Table, **changes: Any) -> Answer:
    """Return an answer of one part that holds these tables."""
    part = {
        key: changes.pop(key)
        for key in ("lead", "landscape", "own_pages", "short")
        if key in changes
    }
    facts: dict[str, Any] = {
        "heading": "某方案  某政发〔2024〕1号，按印发时口径",
        "parts": (Part(title="某表", tables=tables, **part),),
        "records": Records(columns=(), rows=[]),
    }
    return Answer(**facts | changes)


def table_of(*rows: Row, **changes: Any) -> Table:
    """Return a table of three columns: an id, a title, a number."""
    columns = (
        Column(key="measure", title="编号"),
        Column(key="lead", title="牵头单位", weight=20),
        Column(key="count", title="项数", number=True),
    )
    return Table(**{"columns": columns, "rows": rows} | changes)


def content(format_: str, answer: Answer, style: PaperStyle | None = None) -> bytes:
    """Return an answer as a file."""
    return FORMATS[format_].content(answer, style or PaperStyle())


def word(raw: bytes | Path) -> Any:
    """Open a document."""
    return Document(io.BytesIO(raw) if isinstance(raw, bytes) else str(raw))


def book(raw: bytes | Path) -> Workbook:
    """Open a workbook."""
    return openpyxl.load_workbook(io.BytesIO(raw) if isinstance(raw, bytes) else raw)


def texts(sheet: Worksheet) -> list[list[Any]]:
    """Return a sheet's values, row by row, without the empty cells."""
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if row]


def xml_of(raw: bytes, name: str) -> str:
    """Return one file of a package."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def attribute(element: Any, path: str, name: str) -> Any:
    """Return a w: attribute of the first element at a path."""
    return element.find(path).get(qn(name))
