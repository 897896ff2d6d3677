"""The page in a real browser."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from referees import chromium
from sciplan.cli.program import main
from support import PLAN_FILE, ROOT, as_text, small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "]]>",
    '引号"和\'与`${1}`',
    "甲\u2028乙",
    "<img src=x onerror=alert(3)>",
    "{{模板}} $policy %s &amp; &lt;",
    "a=1&plan=2,3#4%",
)
_HOSTILE_UNITS = ("甲&乙局", "“引号”局", "a=b,c局", "100%局", "<b>局", "丙局")


def hostile() -> dict[str, Any]:
    """Return a plan whose words look like markup, links and script."""
    measures = [
        {
            "id": f"1.{number}",
            "title": title,
            "lead": [_HOSTILE_UNITS[number % 6]],
            "cooperating": [_HOSTILE_UNITS[(number + 1) % 6], _HOSTILE_UNITS[(number + 2) % 6]],
            "summary": title,
            "targets": [{"what": title, "at_least": 1, "quote": title}],
        }
        for number, title in enumerate(HOSTILE, 1)
    ]
    return small(
        plan={"id": "hostile", "title": HOSTILE[1], "number": HOSTILE[5]},
        units=dict.fromkeys(_HOSTILE_UNITS, {}),
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


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Return name → plan files."""
    folder = tmp_path_factory.mktemp("plans")
    made = {"hostile": hostile(), "second": several()}
    for name, data in made.items():
        (folder / f"{name}.yaml").write_text(as_text(data), encoding="utf-8")
    wide = folder / "wide.yaml"
    command = [sys.executable, str(ROOT / "bench" / "wide.py"), "1000", "200", str(wide)]
    subprocess.run(command, check=True)
    return {
        "shipped": [PLAN_FILE],
        "several": [PLAN_FILE, folder / "second.yaml"],
        "hostile": [folder / "hostile.yaml"],
        "wide": [wide],
    }


@pytest.fixture(scope="session")
def pages(
    plans: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Return name → the page of its plans."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, files in plans.items():
        found[name] = folder / f"{name}.html"
        given = [each for file in files for each in ("-p", str(file))]
        assert main(["overview", "-o", str(found[name]), *given]) == 0
    return found


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a browser that all tests of a worker share."""
    with chromium() as started:
        yield started


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: "Browser", pages: dict[str, Path]) -> Iterator[Visit]:
    """Return a function that opens a page; nothing may complain or be asked for meanwhile."""
    complaints: list[str] = []
    contexts = []

    def open_page(name: str, fragment: str = "", **options: Any) -> "Page":
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        address = pages[name].as_uri()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request",
            lambda asked: None if asked.url == address else complaints.append(asked.url),
        )
        page.goto(address + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
