"""The page as a file: closed, small, old browsers' script, whatever a plan says."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from browsing import HOSTILE, Pages
from sciplan.formats.page import render
from support import Run

FILES = Path(render.__file__).parent
SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in FILES.glob("script/*.js")}
STYLE = (FILES / "page.css").read_text(encoding="utf-8")
NAMES = ("shipped", "several", "hostile")


@pytest.mark.parametrize("name", NAMES)
def test_its_policy_allows_its_own_style_and_script_only(pages: Pages, name: str) -> None:
    text = pages.page(name).read_text(encoding="utf-8")
    tree: Any = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')] | //@src")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert len(tree.xpath("//*[@id]/@id")) == len(set(tree.xpath("//*[@id]/@id")))


def test_sizes_stay_within_budget(pages: Pages) -> None:
    assert pages.page("shipped").stat().st_size <= 150_000
    assert pages.page("wide").stat().st_size <= 1_000_000


def test_only_what_old_browsers_know() -> None:
    younger = (
        r"\?\.|\?\?|\|\|=|&&=|replaceAll|\.at\(|structuredClone|hasOwn|import |innerHTML|eval\("
    )
    assert {*SCRIPTS} == {*render._SCRIPTS}
    for script in SCRIPTS.values():
        assert not re.search(younger, re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.DOTALL))
    assert not re.search(r":has\(|\binset:|aspect-ratio|@layer|@container|accent-color", STYLE)
    assert "url(" not in STYLE


@pytest.mark.parametrize("text", HOSTILE)
def test_facts_never_end_their_element(text: str) -> None:
    found = render._data({"a": [text]})
    assert not set(found) & set("<\u2028\u2029")
    assert json.loads(found)["a"] == [text.replace("\u2028", "\n")]


def test_an_empty_list_stays_one() -> None:
    assert json.loads(render._data({"units": [], "pairs": [1, 2]})) == {"units": [], "pairs": "^_"}


@given(st.lists(st.integers(0, 30_000)))
def test_packed_numbers_are_what_the_script_unpacks(numbers: list[int]) -> None:
    codes = [ord(char) for char in json.loads(render._data([1, *numbers]))]
    assert [code - 93 if code < 256 else code - 256 for code in codes] == [1, *numbers]


def test_every_way_to_ask_gives_the_page(run: Run, tmp_path: Path) -> None:
    asked = run("overview", "-f", "html").out
    assert "Content-Security-Policy" in asked
    assert run("-f", "html").out == asked
    for number, command in enumerate((["overview"], ["总览"], [])):
        path = tmp_path / f"{number}.html"
        assert run(*command, "-o", str(path)).code == 0
        assert path.read_text(encoding="utf-8") == asked
    assert run("overview").out == run().out
    assert "实施期已满（2021—2025年）" in asked


def test_a_plan_with_nothing_in_it_has_a_page_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("format: sciplan/1\nplan: {id: p, title: 空}\nunits: {甲局: {}}\n", "utf-8")
    done = run("overview", "-p", str(path), "-f", "html")
    assert done.code == 0
    assert "责任矩阵" in done.out
