"""What the build of the site finds, and the links of the pages beside it."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import build_site
from support import ROOT

TOP = [path.name for path in sorted(ROOT.glob("*.md"))]


def faults(folder: Path, **pages: str) -> list[str]:
    build_site.page_of.cache_clear()
    for name, text in pages.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return [*build_site.faults(folder)]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<a href="gone.html">', "leads nowhere"),
        ('<a href="b.html#三">', "no such anchor"),
        ('<a href="#here">', "no such anchor"),
        ('<img src="p.png">', "leads nowhere"),
        ('<script src="https://example.com/a.js">', "fetched from outside"),
        ('<link href="//example.com/a.css">', "fetched from outside"),
        ('<img src="http://example.com/a.png">', "fetched from outside"),
        ('<style>@import "a.css"</style>', "a style that fetches"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, body: str, why: str) -> None:
    (found,) = faults(tmp_path, a_html=body, b_html='<h1 id="一">')
    assert found.startswith("a.html: ")
    assert why in found


@pytest.mark.parametrize(
    "body",
    [
        '<a href="b.html#%E4%B8%80"><a href="b.html"><a href="">',
        '<h2 id="x"><a href="#x">',
        '<a href="https://example.com/">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ],
)
def test_what_holds_is_no_fault(tmp_path: Path, body: str) -> None:
    assert faults(tmp_path, a_html=body, b_html='<h1 id="一">') == []


@pytest.mark.parametrize(
    ("style", "bad"),
    [
        ("a { background: url(https://example.com/a.png) }", True),
        ("@font-face { src: url('//example.com/a.woff') }", True),
        ("@import 'b.css';", True),
        (
            "a { background: url(\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org'/>\") }",
            False,
        ),
    ],
)
def test_a_style_sheet_fetches_nothing(tmp_path: Path, style: str, *, bad: bool) -> None:
    assert bool(faults(tmp_path, a_css=style)) is bad


@pytest.mark.parametrize("name", TOP)
def test_the_links_of_a_page_at_the_top_hold(name: str) -> None:
    for address in addresses((ROOT / name).read_text(encoding="utf-8")):
        path, _, anchor = address.partition("#")
        target = ROOT / (path or name)
        assert target.exists(), address
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), address


def test_both_readmes_lead_to_the_first_page() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        found = addresses((ROOT / name).read_text(encoding="utf-8"))
        assert {"docs/start.md", "docs/questions.md"} <= {*found}


def addresses(text: str) -> list[str]:
    """Return what the text links to in the repository."""
    tokens = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    found = [str(token.attrGet("href") or token.attrGet("src") or "") for token in tokens]
    return [each for each in found if each and "://" not in each and "mailto:" not in each]


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
