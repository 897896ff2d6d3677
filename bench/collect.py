"""Measure how long forms take to be collected: `python bench/collect.py`.

Plans of ever more units, each of which reports on as many measures; their forms go out, are filled
in, and are collected in a process of its own, by the processor's clock. What a run takes that has
nothing to collect (`--version`) is taken off. Ends with 1 where 38 forms take more than 2 seconds,
or four times as many units more than six times as long.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import openpyxl

_SIZES = (38, 50, 100, 200)
"""Units; the last two are four times and twice as many as others before them."""
_EACH, _BESIDE = 5, 20
"""Measures that a unit leads, and that it cooperates in: 200 units make 1,000 measures."""
_ROUNDS = 3
_PAPER = "进展填报表"
_MOST_SECONDS, _MOST_RATIO = 2.0, 6.0


def plan_text(units: int) -> str:
    """Return a plan in which all units carry as much."""
    lines = ["format: sciplan/1", "plan: {id: made, title: 某市方案}", "units:"]
    lines += [f"  第{number}局: {{}}" for number in range(units)]
    lines += ["sections:", "  - id: '1'", "    title: 行动", "    measures:"]
    for number in range(units * _EACH):
        lead = number % units
        beside = [(lead + step * 7 + 1) % units for step in range(_BESIDE // _EACH)]
        names = ", ".join(f"第{other}局" for other in beside if other != lead)
        lines += [f"      - id: 1.{number + 1}", f"        title: 第{number + 1}项工作"]
        lines += [f"        lead: [第{lead}局]", f"        cooperating: [{names}]"]
        target = "what: 培训, at_least: 3000, unit: 人, from: 2025, by: 2027, quote: 3000人以上"
        lines += ["        targets:", f"          - {{{target}}}"]
    return "\n".join([*lines, "progress: {also_cooperating: true}", ""])


def _fill(path: Path) -> int:
    """Fill in a form and return its number of rows."""
    book = openpyxl.load_workbook(path)
    rows = list(book[_PAPER].iter_rows())
    at = next(number for number, row in enumerate(rows) if row[0].value == "序号")
    columns = {cell.value: place for place, cell in enumerate(rows[at])}
    for row in rows[at + 1 :]:
        row[columns["本期进展"]].value = "按计划开展了有关工作，进展顺利。" * 3
        row[columns["累计完成数"]].value = "1,200人"
        row[columns["完成情况"]].value = "推进中"
    book.save(path)
    return len(rows) - at - 1


def _seconds(args: Sequence[str]) -> float:
    """Return what a run takes of the processor."""
    with subprocess.Popen(
        [sys.executable, "-m", "sciplan", *args],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        _, _, used = os.wait4(running.pid, 0)
        running.returncode = 0
    return used.ru_utime + used.ru_stime


def _measured(units: int, folder: Path) -> tuple[float, int]:
    """Return the seconds that the forms of a plan take beyond start-up, and their rows."""
    plan = folder / "plan.yaml"
    plan.write_text(plan_text(units), encoding="utf-8")
    told = ["export", str(folder / "out"), "--only", _PAPER, "--period", "2025-11"]
    subprocess.run(
        [sys.executable, "-m", "sciplan", *told, "-p", str(plan)], check=True, capture_output=True
    )
    forms = sorted((folder / "out").glob(f"*{_PAPER}*/*.xlsx"))
    if len(forms) != units:
        sys.exit(f"{len(forms)} forms for {units} units")
    rows = sum(map(_fill, forms))
    command = ["collect", *map(str, forms), "-p", str(plan), "--dry-run"]
    return median(_seconds(command) for _ in range(_ROUNDS)), rows


def main() -> int:
    """Print a row a size; return 1 where one takes too long."""
    start = median(_seconds(["--version"]) for _ in range(_ROUNDS))
    found: dict[int, float] = {}
    print("units  measures    rows  seconds over start-up")
    for units in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, rows = _measured(units, Path(folder))
        found[units] = seconds - start
        print(f"{units:5}  {units * _EACH:8}  {rows:6}  {found[units]:.2f}")
    ratio = found[200] / found[50]
    print(f"200 units against 50: {ratio:.2f} times (4 is a straight line)")
    return int(found[38] > _MOST_SECONDS or ratio > _MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
