"""Plans for pages in a real browser, and the pages."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sciplan.cli.program import main
from support import PLAN_FILE, ROOT, Once, as_text, small

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "]]>",
    "引号\"和'与`${1}`",
    "甲\u2028乙",
    "<img src=x onerror=alert(3)>",
    "{{模板}} $policy %s &amp; &lt;",
    "a=1&plan=2,3#4%",
)
HOSTILE_UNITS = ("甲&乙局", "“引号”局", "a=b,c局", "100%局", "<b>局", "丙局")


def hostile() -> dict[str, Any]:
    """Return a plan whose words look like markup, links and script."""
    measures = [
        {
            "id": f"1.{number}",
            "title": title,
            "lead": [HOSTILE_UNITS[number % 6]],
            "cooperating": [HOSTILE_UNITS[(number + 1) % 6], HOSTILE_UNITS[(number + 2) % 6]],
            "summary": title,
            "targets": [{"what": title, "at_least": 1, "quote": title}],
        }
        for number, title in enumerate(HOSTILE, 1)
    ]
    return small(
        plan={"id": "hostile", "title": HOSTILE[1], "number": HOSTILE[5]},
        units={name: {} for name in HOSTILE_UNITS},
        sections=[{"id": "1", "title": HOSTILE[0], "measures": measures}],
    )


def several() -> dict[str, Any]:
    """Return a second plan of the shipped one's place: with 负责, another role, a collective."""
    return small(
        plan={"id": "second", "title": "第二个方案", "jurisdiction": "云南省曲靖市"},
        units={"市科协": {}, "团市委": {}, "市第二局": {}, "各成员单位": {"collective": True}},
        sections=[
            {
                "id": "1",
                "title": "第一部分",
                "measures": [
                    {
                        "id": "1.1",
                        "title": "办第一件事",
                        "lead": ["市科协"],
                        "cooperating": ["团市委", "各成员单位"],
                        "others": {"指导": ["市第二局"]},
                    },
                    {"id": "1.2", "title": "办第二件事", "responsible": ["市第二局", "市科协"]},
                ],
            }
        ],
    )


def colours() -> dict[str, Any]:
    """Return a plan whose page has every colour: each role, one to five measures of a pair."""
    partners = ["乙局", "丙局", "丁局", "戊局", "己局"]
    measures = [
        {"id": f"1.{most}", "title": "办事", "lead": ["甲局"], "cooperating": partners[:most]}
        for most in range(1, 6)
    ]
    apart = {"id": "1.6", "title": "另办", "responsible": ["甲局"], "others": {"指导": ["乙局"]}}
    return small(
        units={name: {} for name in ("甲局", *partners)},
        sections=[{"id": "1", "title": "第一部分", "measures": [*measures, apart]}],
        targets=[{"what": "比例", "at_least": 13, "unit": "%", "by": 2025, "quote": "13%以上"}],
        errata=[{"at": "1.1", "printed": "甲局印了两次", "reading": "按一次计"}],
    )


LONG = "某某市经济技术开发区管理委员会社会事务和应急管理综合服务中心"


def long() -> dict[str, Any]:
    """Return a plan with a unit of a long name."""
    measure = {"id": "1.1", "title": "办事" * 60, "lead": [LONG], "cooperating": ["乙局"]}
    return small(
        units={LONG: {}, "乙局": {}},
        sections=[{"id": "1", "title": "第一部分", "measures": [measure]}],
    )


def nobody() -> dict[str, Any]:
    """Return a plan in which nobody leads."""
    measure = {"id": "1.1", "title": "办事", "cooperating": ["甲局", "乙局"]}
    return small(
        units={"甲局": {}, "乙局": {}},
        sections=[{"id": "1", "title": "第一部分", "measures": [measure]}],
    )


def empty() -> dict[str, Any]:
    """Return a plan of nothing."""
    return small(units={}, sections=[])


def idle() -> dict[str, Any]:
    """Return a plan of a unit that has nothing to do."""
    return small(units={"甲局": {}}, sections=[])


MADE = {
    "hostile": hostile,
    "second": several,
    "colours": colours,
    "long": long,
    "nobody": nobody,
    "empty": empty,
    "idle": idle,
}
WIDE = {"wide": ("1000", "200"), "large": ("200", "200"), "broad": ("10", "200")}
"""Name → how many measures and units."""
DATED = {"reforms": ("--as-of", "2026-01-01")}
"""Name → the day on which duties are shown."""


class Pages:
    """Plans and their pages, each made when it is first asked for."""

    def __init__(self, once: Once) -> None:
        self.once = once
        self.plans = cache(self._plans)
        self.page = cache(self._page)

    def _plans(self, name: str) -> list[Path]:
        if name in ("shipped", "several"):
            return [PLAN_FILE, *(self.plans("second") if name == "several" else [])]
        if name == "reforms":
            return [ROOT / "docs" / "reforms-example.yaml"]

        def make(path: Path) -> None:
            if name in WIDE:
                command = [sys.executable, str(ROOT / "bench" / "wide.py"), *WIDE[name], str(path)]
                subprocess.run(command, check=True)
            else:
                path.write_text(as_text(MADE[name]()), "utf-8")

        return [self.once(f"{name}.yaml", make)]

    def _page(self, name: str) -> Path:
        given = [each for file in self.plans(name) for each in ("-p", str(file))]

        def make(path: Path) -> None:
            assert main(["overview", "-o", str(path), *given, *DATED.get(name, ())]) == 0

        return self.once(f"{name}.html", make)


Visit = Callable[..., "Page"]
Watched = Callable[..., "Page"]
Ask = Callable[..., list[dict[str, Any]]]


# What a page shows -----------------------------------------------------------------------------


def shown(page: "Page", css: str) -> list[str]:
    """Return the texts of the elements that are shown, laid out yet or not."""
    found: list[str] = page.eval_on_selector_all(
        css,
        "all => all.filter(one => !one.closest('[hidden]')).map(one => one.textContent.trim())",
    )
    return found


def listed(page: "Page") -> list[str]:
    """Return the measures that the matrix lists."""
    return shown(page, "[data-grid=matrix] .line .name a")


def rows_of(page: "Page", css: str) -> list[list[str]]:
    found: list[list[str]] = page.eval_on_selector_all(
        css, "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def cells_of(page: "Page", css: str) -> dict[tuple[str, str], str]:
    """Return (row, column) → what a grid's cell says."""
    found = page.eval_on_selector(
        css,
        """grid => {
          const heads = [...grid.querySelectorAll('.up')].map(head => head.textContent);
          return [...grid.querySelectorAll('[role=gridcell]')].map(cell => [
            cell.closest('.row').querySelector('.name a').textContent,
            heads[cell.getAttribute('aria-colindex') - 2], cell.textContent]);
        }""",
    )
    return {(row, column): said for row, column, said in found}
