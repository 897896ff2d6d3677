"""The built site as an office has it: a folder, in a browser, without a network."""

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import Watched
from support import ROOT, Once

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("sphinx", reason="the extra docs is not installed")
DOCS = ROOT / "docs"
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    def build(folder: Path) -> None:
        command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), str(folder)]
        built = subprocess.run(command, capture_output=True, check=False)
        assert (built.returncode, built.stderr.decode()) == (0, "")

    return once("带 空格", build)


@pytest.fixture
def page(watched: Watched) -> "Page":
    """Return a page, which may ask for nothing from outside."""
    return watched(lambda asked: asked.startswith(("file:", "data:")), width=390)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_narrow_screen(site: Path, page: "Page", name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_page_is_in_the_navigation(site: Path, page: "Page") -> None:
    page.goto((site / "index.html").as_uri())
    links = page.locator(".sidebar-tree a").evaluate_all("all => all.map(a => a.href)")
    found = {re.sub(r".*/(.*)\.html$", r"\1", link) for link in links}
    assert found == {*PAGES} - {"index"}


@pytest.mark.parametrize("words", ["任务分解表", "待核", "签到表", "unknown-unit", "errata 别名"])
def test_the_search_finds_the_pages_that_say_it(site: Path, page: "Page", words: str) -> None:
    saying = {
        name
        for name in PAGES
        if all(word in (DOCS / f"{name}.md").read_text(encoding="utf-8") for word in words.split())
    }
    page.goto((site / "search.html").as_uri() + f"?q={words}")
    links = page.locator("#search-results li a")
    # The summary is filled in once every result stands.
    page.wait_for_function("document.querySelector('.search-summary')?.innerText.trim()")
    found = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert saying
    assert {link.split(".html")[0] for link in found} >= saying


def test_the_search_finds_nothing_where_nobody_says_it(site: Path, page: "Page") -> None:
    page.goto((site / "search.html").as_uri() + "?q=琴棋书画")
    page.get_by_text("没有匹配到文档").wait_for()
    assert page.locator("#search-results li").count() == 0
