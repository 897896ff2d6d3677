"""An invented plan whose units report on it, and forms filled in by a program."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

TITLE = "进展填报表"
NAMES = "教科工农林水文体卫商财税审计民司人交住环应急信访统能数外旅粮烟邮气震档广供残"
UNITS = tuple(f"市{sign}局" for sign in NAMES)
"""38 bodies of some place."""
FIRST, SECOND = "培训骨干", "开展活动"
Fields = Mapping[str, str]
Said = Mapping[str, Fields]
"""Row's key → column's title → what is typed there."""


def measures(place: int) -> list[str]:
    """Return the ids of the measures that a unit leads, in document order.

    The unit at a place leads its own; every third one leads the measure of the one before it too.
    """
    own = [f"1.1.{place + 1}"]
    return [f"1.1.{place}", *own] if place % 3 == 2 else own


def plan_text(progress: str = "") -> str:
    """Return the plan: measure n by unit n; targets with both ends, two of them in every third."""
    lines = [
        "format: sciplan/1",
        "plan: {id: demo, title: 某市提升行动, period: {from: 2025, to: 2027}}",
        "units:",
        *(f"  {unit}: {{}}" for unit in UNITS),
        "sections:",
        "  - id: '1'",
        "    title: 行动",
        "    sections:",
        "      - id: '1.1'",
        "        title: 各项",
        "        measures:",
    ]
    for place, unit in enumerate(UNITS):
        lines += [f"          - id: 1.1.{place + 1}", f"            title: 第{place + 1}项工作"]
        lines += ["            lead:", f"              - {unit}"]
        if place % 3 == 1 and place + 1 < len(UNITS):
            lines.append(f"              - {UNITS[place + 1]}")
        lines += ["            cooperating:", f"              - {UNITS[(place + 5) % len(UNITS)]}"]
        if place % 3 != 2:
            lines.append("            targets:")
            lines.append(
                f"              - {{what: {FIRST}, at_least: 3000, unit: 人, from: 2025, by: 2027,"
                " quote: 3000人以上}"
            )
        if place % 3 == 0:
            lines.append(
                f"              - {{what: {SECOND}, at_least: 30, unit: 场, from: 2025, by: 2026,"
                " quote: 30场以上}"
            )
        if place % 4 == 0:
            lines.append("            deadline: 年底前")
    return "\n".join([*lines, progress.rstrip(), ""])


Edit = Callable[[Any, Mapping[str, int]], None]
"""Changes a form's sheet, given column's title → number."""


def edited(raw: bytes, edit: Edit, when: str = "2025-11-20T08:00:00Z") -> bytes:
    """Return a form as a unit leaves it, saved at a moment."""
    book: Any = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book[TITLE]
    head: Any = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    edit(sheet, {cell.value: cell.column for cell in head})
    out = io.BytesIO()
    book.save(out)
    return saved_at(out.getvalue(), when)


def saved_at(raw: bytes, when: str) -> bytes:
    """Return a workbook that says when it was saved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                text = content.decode()
                begin = text.index("<dcterms:modified")
                inner = text.index(">", begin) + 1
                end = text.index("<", inner)
                content = (text[:inner] + when + text[end:]).encode()
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def row_of(sheet: Any, key: str) -> int:
    """Return the number of a row by its key."""
    found: int = next(row[0].row for row in sheet.iter_rows() if row[0].value == key)
    return found


def filling(said: Said, person: str = "") -> Edit:
    """Return an edit that types into cells, and the name of who filled it in."""

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        for key, fields in said.items():
            for title, text in fields.items():
                sheet.cell(row_of(sheet, key), columns[title]).value = text
        if person:
            cells = (cell for row in sheet.iter_rows(max_row=8) for cell in row)
            line = next(cell for cell in cells if "填报人：" in str(cell.value))
            line.value = line.value.partition("填报人：")[0] + f"填报人：{person}"

    return edit


def as_csv(raw: bytes, encoding: str) -> bytes:
    """Return a form's sheet as a spreadsheet saves it as CSV."""
    text = io.StringIO()
    sheet: Any = openpyxl.load_workbook(io.BytesIO(raw))[TITLE]
    csv.writer(text).writerows(sheet.iter_rows(values_only=True))
    return text.getvalue().encode(encoding)


def forms_in(folder: Path) -> dict[str, Path]:
    """Return unit → its form."""
    return {path.stem.partition("-")[2]: path for path in sorted(folder.glob(f"*-{TITLE}*/*.xlsx"))}
