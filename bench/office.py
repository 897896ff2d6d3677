"""Measure office files as ratios: `python bench/office.py`.

Each format writes the same answer, in turns; so do the plainest ways to use the two libraries.
"""

import io
import time
from collections.abc import Callable, Iterator
from statistics import median

import docx
import xlsxwriter

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.registry import FORMATS
from sciplan.plan.style import PaperStyle

_SIZES = (1_000, 10_000)
_ROUNDS = 3
_BY_CELL = 1_000
"""Rows beyond which python-docx, cell by cell, takes minutes."""
_COLUMNS = (
    Column(key="measure", title="编号"),
    Column(key="lead", title="牵头单位"),
    Column(key="cooperating", title="配合单位"),
    Column(key="count", title="项数", number=True),
    Column(key="title", title="举措"),
)
_UNITS = ("市科协", "市委宣传部", "市自然资源和规划局", "市教体局", "市工信局", "市发改委")


def _answer(size: int) -> Answer:
    rows = tuple(
        Row(
            cells=(
                f"1.{number}",
                (_UNITS[number % 6], _UNITS[(number + 1) % 6]),
                _UNITS[number % 5 :],
                number,
                f"办好第 {number} 件事，并且一直办下去",
            ),
            group=f"第 {number // 50} 节",
        )
        for number in range(size)
    )
    table = Table(columns=_COLUMNS, rows=rows)
    records = Records(columns=_COLUMNS, rows=[row.cells for row in rows])
    return Answer(heading="某方案", parts=(Part(title="举措", tables=(table,)),), records=records)


def _cells(answer: Answer) -> Iterator[list[str]]:
    for row in answer.records.rows:
        yield [column.text(cell) for column, cell in zip(_COLUMNS, row, strict=True)]


def _plain_docx(answer: Answer) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(_COLUMNS))
    for row in _cells(answer):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(io.BytesIO())


def _plain_xlsx(answer: Answer) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(_cells(answer)):
        sheet.write_row(number, 0, row)
    book.close()


def _ways(answer: Answer, size: int) -> dict[str, Callable[[], object]]:
    ways: dict[str, Callable[[], object]] = {
        name: lambda each=each: each.content(answer, PaperStyle())  # type: ignore[misc]
        for name, each in FORMATS.items()
    }
    ways["plain XlsxWriter"] = lambda: _plain_xlsx(answer)
    if size <= _BY_CELL:
        ways["python-docx by cell"] = lambda: _plain_docx(answer)
    return ways


def main() -> None:
    """Print the table."""
    for size in _SIZES:
        ways = _ways(_answer(size), size)
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(_ROUNDS):
            for name, write in ways.items():
                start = time.perf_counter()
                write()
                times[name].append(time.perf_counter() - start)
        unit = median(times["csv"])
        print(f"{size} rows")
        for name, spent in times.items():
            print(f"  {name:<20} {median(spent) * 1000:8.0f} ms {median(spent) / unit:8.1f} × csv")


if __name__ == "__main__":
    main()
