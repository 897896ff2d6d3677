"""What several tests need: the real plan as plain data, small plans, and running the program."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st
from rich.cells import cell_len

from sciplan.base.problem import Location, Problem, Severity
from sciplan.papers.registry import PAPERS
from sciplan.plan.model import Plan
from sciplan.planfile.load import load

ROOT = Path(__file__).parents[1]
PLAN_FILE = ROOT / "data" / "plan.yaml"
EVERY_PAPER = (
    *(word for paper in PAPERS for word in ("--only", paper.chinese)),
    *("--period", "2025-11"),
)
"""What `export` is told to make, those papers too that are made on request only."""
PLAN_TEXT = PLAN_FILE.read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden"

Data = dict[str, Any]


class Ran(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Screen = Callable[..., Ran]
Once = Callable[[str, Callable[[Path], object]], Path]


# The real plan as plain data, so that sciplan's counts are held against other code ------------


@cache
def facts() -> Data:
    """Return the shipped file as PyYAML reads it."""
    data: Data = yaml.safe_load(PLAN_TEXT)
    return data


def headings(block: Data) -> Iterator[Data]:
    """Yield every section, each before those below it."""
    for section in block.get("sections", ()):
        yield section
        yield from headings(section)


def measures_in(block: Data) -> Iterator[Data]:
    """Yield every measure in document order."""
    yield from block.get("measures", ())
    for section in block.get("sections", ()):
        yield from measures_in(section)


def roles_of(data: Data, measure: Data) -> dict[str, str]:
    """Return unit → its highest role in a measure; aliases and misprints mean their unit."""
    meant: dict[str, str] = {}
    for name, unit in data["units"].items():
        for other in (unit or {}).get("aliases", []) + (unit or {}).get("misprints", []):
            meant.setdefault(other, name)
    roles: dict[str, str] = {}
    for role in ("lead", "responsible", "cooperating"):
        for name in measure.get(role, ()):
            roles.setdefault(name if name in data["units"] else meant[name], role)
    return roles


# Small plans -----------------------------------------------------------------------------------


def small(**changes: Any) -> Data:
    """Return a plan of three units and two measures as plain data, with changes on top."""
    data: Data = {
        "format": "sciplan/1",
        "plan": {"id": "small", "title": "小方案", "number": "某政发〔2024〕1号"},
        "units": {"甲局": {"aliases": ["甲委"]}, "乙局": {}, "丙会": {"full_name": "某市丙会"}},
        "sections": [
            {
                "id": "1",
                "title": "第一部分",
                "measures": [
                    {"id": "1.1", "title": "办第一件事", "lead": ["甲局"], "cooperating": ["乙局"]},
                    {"id": "1.2", "title": "办第二件事", "lead": ["乙局", "丙会"]},
                ],
            }
        ],
    }
    return data | changes


def with_measure(**keys: Any) -> Data:
    """Return a small plan whose only measure has these keys."""
    return small(sections=[], measures=[{"id": "1", "title": "办事", "lead": ["甲局"]} | keys])


def as_text(data: Any) -> str:
    """Return plain data as YAML; JSON is YAML."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def plan_of(data: Any) -> Plan:
    """Return plain data as a plan."""
    loaded = load(as_text(data), "plan.yaml")
    assert loaded.problems == ()
    assert loaded.plan is not None
    return loaded.plan


@cache
def real_plan() -> Plan:
    """Return the shipped plan."""
    plan = load(PLAN_TEXT, "data/plan.yaml").plan
    assert plan is not None
    return plan


@st.composite
def plain_plans(draw: st.DrawFn, ident: str = "p") -> Data:
    """Draw small plans as plain data: aliases, units named twice, measures at any level."""
    names = [f"{char}局" for char in "甲乙丙丁戊"[: draw(st.integers(1, 5))]]
    units: Data = {}
    for name in names:
        units[name] = {
            "aliases": [name[0] + "委"] if draw(st.booleans()) else [],
            "collective": "true" if draw(st.integers(0, 4)) == 0 else "false",
        }
    printed = [*names, *(alias for unit in units.values() for alias in unit["aliases"])]
    lists = st.lists(st.sampled_from(printed), max_size=4)
    ids = iter(range(1, 100))

    def some_measures(most: int) -> list[Data]:
        return [
            {
                "id": f"9.{next(ids)}",
                "title": f"办事{number}",
                "lead": draw(lists),
                "responsible": draw(lists) if draw(st.integers(0, 3)) == 0 else [],
                "cooperating": draw(lists),
            }
            for number in range(draw(st.integers(0, most)))
        ]

    sections = [
        {
            "id": f"{number}",
            "title": f"标题{number}",
            "measures": some_measures(3),
            "sections": [
                {"id": f"{number}.1", "title": f"小标题{number}", "measures": some_measures(2)}
            ],
        }
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    head = {"id": ident, "title": "方案", "jurisdiction": "某市"}
    return {
        "format": "sciplan/1",
        "plan": head,
        "units": units,
        "measures": some_measures(2),
        "sections": sections,
    }


# Reading answers back --------------------------------------------------------------------------


def md_rows(text: str) -> list[list[str]]:
    """Return the rows of a Markdown answer's tables, without headers, groups and totals."""
    rows = []
    lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line[:1] == "|"]
    for number, cells in enumerate(lines):
        plain = [cell.strip() for cell in cells]
        below = lines[number + 1] if number + 1 < len(lines) else [""]
        is_rule = set("".join(plain)) <= set("-:") and "-" in plain[0]
        is_head = set("".join(below).replace(" ", "")) == set("-") or "---:" in "".join(below)
        if not (is_rule or is_head or plain[0].startswith("**")):
            rows.append(plain)
    return rows


def columns_of(text: str) -> int:
    """Return the columns a terminal needs for a line, as rich counts them."""
    return cell_len(text)


def without_colour(text: str) -> str:
    """Return what a terminal shows: no escape sequences, no spaces at line ends."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return re.sub(r" +$", "", plain, flags=re.MULTILINE)


# Processes -------------------------------------------------------------------------------------


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a clean environment for a subprocess."""
    unwanted = ("SCIPLAN", "_SCIPLAN", "_TYPER", "PYTHON", "LC_", "LANG", "COLUMNS", "LINES")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
    return {**kept, "LANG": "C.UTF-8", **(changes or {})}


def process(
    args: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    timeout: float = 60,
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m sciplan` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sciplan", *args],
        env=environment(env),
        cwd=cwd,
        timeout=timeout,
        capture_output=True,
        check=False,
    )


# Problems --------------------------------------------------------------------------------------


def a_problem(**changes: Any) -> Problem:
    """Return an error on the third line of p.yaml, with changes on top."""
    facts: Data = {
        "code": "unknown-unit",
        "severity": Severity.ERROR,
        "message": "没有登记“市科斜”这个单位",
        "location": Location("p.yaml", 3, 5, 3, 8),
        "hint": "是不是“市科协”？",
        "source": "  - 市科斜",
    }
    return Problem(**facts | changes)
