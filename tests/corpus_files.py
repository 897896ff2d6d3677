"""Labelled documents as files of other kinds: the same words, so the same labels."""

import csv
import html
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import corpus_office as office
import import_samples as samples
from sciplan.base.width import pad, width
from scoring import gold_of, labelled_in
from wrapped import Broken, by_characters, by_columns, kinsoku, plain

CORPUS = Path(__file__).parent / "corpus"
_AS_TEXT = {"01-brackets", "03-label-lines", "05-first-listed", "12-several-clauses", "18-untitled"}
"""Documents that are made into files of every kind of text."""
_AS_TABLES = {"09-table"}
"""Tables that are made into tables of every other form."""
_AS_OFFICE = {"09-table", "27-merged"}
"""Tables that are made into files of office programs, with merged cells and hidden ones."""
_NUMBERED = "01-brackets"
"""The one that is made into files that number it, 一、（一）1., as office programs do."""
_IN_COLUMNS = {"03-label-lines", "05-first-listed", "06-sentences"}
"""Those set in the columns of a gazette: in one paragraphs fill them, in others lines are short."""
_OPEN = "09-table"
"""The one that is printed without rules."""

Made = tuple[str, bytes, dict[str, Any]]
"""Name, bytes and label of a document."""


def documents() -> Iterator[Made]:
    """Yield all documents of the corpus, then those made of them."""
    for path in labelled_in(CORPUS):
        raw, gold = path.read_bytes(), gold_of(path)
        yield path.name, raw, gold
        for kind, make in _kinds(path):
            yield f"{path.stem}.{kind}", make(raw.decode()), gold


def _kinds(path: Path) -> Iterator[tuple[str, Callable[[str], bytes]]]:
    if path.stem in _AS_TEXT:
        yield "docx", lambda text: samples.docx(text.splitlines())
        yield "html", lambda text: _page("".join(f"<p>{html.escape(s)}</p>" for s in _lines(text)))
        yield "pdf", lambda text: samples.pdf(text.splitlines())
        yield "wrapped.txt", lambda text: _wrapped(text, Broken(52, kinsoku, by_columns, "　　"))
        yield "narrow.txt", lambda text: _wrapped(text, Broken(16, plain, by_characters))
    if path.stem == "15-articles":
        yield "joined.txt", lambda text: "".join(text.splitlines()).encode()
    if path.stem == _NUMBERED:
        yield "numbered.docx", lambda text: office.numbered_word(text.splitlines())
        yield "listed.html", lambda text: office.listed_page(text.splitlines())
        yield "marked.pdf", lambda text: office.marked_pdf(text.splitlines())
    if path.stem in _IN_COLUMNS:
        yield "columns.pdf", lambda text: office.columns_pdf(text.splitlines())
    if path.stem == _OPEN:
        yield "open.pdf", lambda text: office.open_pdf(_rows(text)[1:])
        yield "heading-below.pages.pdf", lambda text: office.ruled_pdf(_rows(text)[1:], 3)
        yield "heading-above.pages.pdf", lambda text: office.ruled_pdf(_rows(text)[1:], 4)
    if path.suffix == ".csv":
        yield "xlsx", lambda text: _book(_rows(text))
        yield "docx", lambda text: samples.docx(_rows(text)[0][:1], _whole(_rows(text)[1:]))
        yield "html", lambda text: _page(_table(_rows(text)))
        yield "pdf", lambda text: _ruled(_rows(text)[1:])
    if path.stem in _AS_TABLES:
        yield "aligned.txt", lambda text: _aligned(_rows(text))
        yield "cells.txt", lambda text: _a_cell_a_line(_rows(text))
        yield "cards.html", lambda text: _page(_cards(_rows(text)))
        yield "pages.html", lambda text: _page(_over_pages(_rows(text)))
    if path.stem in _AS_OFFICE:
        yield "framed.docx", lambda text: office.word_table(_rows(text)[0][0], _rows(text)[1:])
        yield "shown.xlsx", lambda text: office.workbook(_rows(text))
        yield "pages.pdf", lambda text: office.ruled_pdf(_rows(text)[1:])


def _lines(text: str) -> list[str]:
    return text.splitlines()


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _whole(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return rows; one that is a heading fills all its cells, as a merged row does."""
    return [row if any(row[1:]) else [row[0]] * len(row) for row in rows]


def _page(inner: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{inner}</body></html>".encode()


def _table(rows: Sequence[Sequence[str]]) -> str:
    title, *body = rows
    return f"<p>{title[0]}</p>{_grid(_whole(body))}"


def _grid(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{_broken(html.escape(cell))}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _over_pages(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of which a page's end tears the middle row; the next repeats the headings."""
    title, head, *body = rows
    middle = len(body) // 2 - 1
    number, task, *others = body[middle]
    half = len(task) // 2
    above = [head, *body[:middle], [number, task[:half], *others]]
    below = [head, ["", task[half:], *[""] * len(others)], *body[middle + 1 :]]
    return f"<p>{title[0]}</p>{_grid(_whole(above))}{_grid(_whole(below))}"


def _cards(rows: Sequence[Sequence[str]]) -> str:
    """Return a table with a card for each row: its cells behind their labels, two on a line."""
    title, head, *body = rows
    pairs = [pair for row in body if any(row[1:]) for pair in zip(head[1:], row[1:], strict=True)]
    lines = [[*one, *two] for one, two in zip(pairs[::2], pairs[1::2], strict=True)]
    return f"<p>{title[0]}</p>{_grid(lines)}"


def _aligned(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table whose columns nothing but blanks part."""
    title, *body = rows
    sizes = [max(map(width, column)) + 2 for column in zip(*body, strict=True)]
    lines = ("".join(map(pad, row, sizes)).rstrip() for row in body)
    return "\n".join([title[0], *lines]).encode()


def _a_cell_a_line(rows: Sequence[Sequence[str]]) -> bytes:
    title, *body = rows
    whole = [[cell or "/" for cell in row] if any(row[1:]) else row[:1] for row in body]
    return "\n".join([title[0], *(cell for row in whole for cell in row)]).encode()


def _wrapped(text: str, broken: Broken) -> bytes:
    title, *others = text.splitlines()
    return broken.lines_of("\n ".join([title, *others])).encode()


def _broken(cell: str) -> str:
    return cell.replace("\n", "<br>")


def _book(rows: Sequence[Sequence[str]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        sheet.append(list(row))
        if not any(row[1:]):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ruled(rows: Sequence[Sequence[str]]) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = Table([list(row) for row in rows])
    spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if not any(row[1:])]
    font = ("FONT", (0, 0), (-1, -1), "STSong-Light")
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), font, *spans])
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([made])
    return out.getvalue()
