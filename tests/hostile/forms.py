"""Damaged forms that come back through `collect`, beside what units reported before."""

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import yaml

from hostile import oracle, reports
from hostile.damage import damaged
from hostile.plans import NAME, REPORTED
from hostile.rounds import Round
from hostile.running import held, lay, run, tree
from hostile.values import SCALARS, VALUES

BACK = "退回"
_KINDS = ("进展填报表", "征求意见表", "参会回执")
_FILED = re.compile(
    r"progress/demo-2025/\d{4}[^/]*/(?:市科协|市教育局|市财政局|市文广局|市农业农村局)\.yaml"
)
_HEADS = ("序号", "编号")
_TYPED = {
    "本期完成数": ("200", "20人", "一百", "约10", 30),
    "累计完成数": ("1200", "1.2万", "1200余人", "一千二百", 1500, 2400.0),
    "完成情况": ("正常推进", "已完成", "未启动", "推进中"),
}
"""Column → what a unit types there; into others, words."""
_WORDS = ("办了三期", "=1+1", "无", "张某", "2025-11-30")
Files = dict[str, bytes]


@cache
def sent() -> dict[str, bytes]:
    """Return the forms as they went out, by kind and unit."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder, NAME)
        plan.write_text(REPORTED, encoding="utf-8")
        only = [word for kind in _KINDS for word in ("--only", kind)]
        out = Path(folder, "发出")
        done = run("export", str(out), *only, "--period", "2025-11", "-p", str(plan))
        assert done.code == 0, done.err
        return {
            f"{path.parent.name[3:8]}-{path.stem[3:]}.xlsx": path.read_bytes()
            for path in sorted(out.glob("*/*.xlsx"))
        }


def filled(raw: bytes, random: Random, *, odd: float = 0.0) -> bytes:
    """Return a form with something typed into half of its empty cells.

    Args:
        raw: The form as it went out.
        random: What is typed follows from it.
        odd: How likely a cell gets what no unit would type, a printed one too.
    """
    book: Any = openpyxl.load_workbook(io.BytesIO(raw))
    titles: dict[int, str] = {}
    for row in book.worksheets[0].iter_rows():
        if row[0].value in _HEADS:
            titles = {cell.column: cell.value for cell in row}
        for cell in row:
            if random.random() < odd and type(cell).__name__ != "MergedCell":
                _put(cell, random.choice((*VALUES, *SCALARS, 0.65, 1e300, -3, True)))
            elif cell.value is None and titles and random.random() < 0.4:
                _put(cell, random.choice(_typed(row, titles.get(cell.column, ""))))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(row: Sequence[Any], title: str) -> Sequence[object]:
    no_target = title.endswith("完成数") and all(cell.value != "人" for cell in row)
    return (None,) if no_target else _TYPED.get(title, _WORDS)


def _put(cell: Any, value: object) -> None:
    if isinstance(value, str):
        cell._value, cell.data_type = _in_xml(value), "s"
    else:
        cell.value = value


def _in_xml(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == "\n")


def _as_csv(raw: bytes, random: Random) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0].iter_rows(values_only=True)
    )
    return text.getvalue().encode(random.choice(("utf-8-sig", "gb18030")), "replace")


def _rearranged(raw: bytes, random: Random) -> bytes:
    """Drop, repeat or move rows and columns, or show what is hidden."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = random.choice(book.worksheets)
    kind = random.randrange(6)
    row, column = random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)
    if kind == 0:
        sheet.delete_rows(row, random.choice((1, 2)))
    elif kind == 1:
        sheet.delete_cols(column)
    elif kind == 2:
        sheet.append([cell.value for cell in sheet[row]])
    elif kind == 3:
        sheet.insert_rows(row)
    elif kind == 4 and len(book.worksheets) > 1:
        book.remove(book.worksheets[-1])
    else:
        book.copy_worksheet(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def some(this: Round) -> Files:
    """Return one to three forms as units fill them in."""
    names = this.random.sample(list(sent()), this.random.randint(1, 3))
    return {f"{BACK}/{name}": filled(sent()[name], this.random) for name in names}


def attack(this: Round) -> None:
    """Have forms come back with odd words in them, rearranged, as CSV, or damaged."""
    back: Files = {}
    for name, raw in some(this).items():
        ways = this.random.sample(("odd", "rows", "csv", "damage"), this.random.randint(0, 2))
        path, found = name, raw
        if "odd" in ways:
            found = filled(found, this.random, odd=this.random.choice((0.02, 0.3)))
        if "rows" in ways:
            found = _rearranged(found, this.random)
        if "csv" in ways:
            path, found = path.replace(".xlsx", ".csv"), _as_csv(found, this.random)
        if "damage" in ways:
            found = damaged(found, this.random)
        back[path] = found
        this.counts["forms"] += 1
    lay(this.folder, {NAME: REPORTED.encode(), **reports.beside()})
    collected(this, back)


def collected(this: Round, back: Files) -> None:
    """Collect forms: what is written is sound, the forms' own, and written once."""
    for name, raw in back.items():
        (this.folder / name).parent.mkdir(exist_ok=True)
        (this.folder / name).write_bytes(raw)
    before = tree(this.folder)
    args = ("collect", str(this.folder / BACK), "-p", str(this.folder / NAME))
    held(this, *args)
    this.expect(tree(this.folder) == before, "collect wrote without --yes")
    reporter = this.random.choice(list(oracle.REPORTS))
    told = held(this, *args, "-f", reporter, "--dry-run")
    if told.code in (0, 1):
        this.findings += [
            f"collect -f {reporter}: {each}"
            for each in oracle.wrong(oracle.REPORTS[reporter], told.out)
        ]
    done = held(this, *args, "--yes")
    after = tree(this.folder)
    changed = {name for name in {*after, *before} if after.get(name) != before.get(name)}
    this.counts["returns written"] += len(changed)
    this.expect(all(map(_FILED.fullmatch, changed)), f"collect changed {changed}")
    this.expect(not changed or done.code in (0, 1), f"collect wrote with code {done.code}")
    for name in changed:
        reports.sound(this, name, "collect")
        lost = _items(before.get(name)) - _items(after.get(name))
        this.expect(not lost, f"collect lost {lost} of {name}")
    held(this, *args, "--yes")
    this.expect(tree(this.folder) == after, "collect changes more the second time")
    _listed(this, args)


def _items(raw: bytes | None) -> set[str]:
    return set(yaml.safe_load(raw)["items"]) if raw else set()


def _listed(this: Round, args: tuple[str, ...]) -> None:
    """Collect opinions or replies as a list."""
    out = this.folder / f"表.{this.random.choice(('xlsx', 'docx'))}"
    done = held(this, *args, "-o", str(out))
    this.expect(out.exists() <= (done.code in (0, 1)), f"collect -o: code {done.code}")
    if out.exists():
        this.counts["lists"] += 1
        this.findings += oracle.wrong(oracle.FILES[out.suffix], out.read_bytes())
        out.unlink()
