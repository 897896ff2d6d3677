"""The page as one HTML file: closed by a policy of hashes; nothing of a plan is markup."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from sciplan.formats.office.text import clean
from sciplan.formats.page import html
from sciplan.formats.page.looks import drawn
from sciplan.formats.page.model import Page, Section, Sheet

_HERE = Path(__file__).parent
_BLOCKS = {"A4": "38", "A3": "62"}
"""How many units stand side by side on a page of paper."""
_SCRIPTS = ("tools", "sheet", "grids", "lists", "cards", "links", "print")
"""The script's files, in the order in which they are read: the last one starts it."""


def render(page: Page) -> str:
    """Return the page."""
    style = _file("page.css").replace("$paper", page.paper)
    files = "".join(_file(f"script/{name}.js") for name in _SCRIPTS)
    script = f"(() => {{ 'use strict';\n{files}}})();"
    return Template(_file("page.html")).substitute(
        policy=_policy(style, script),
        title=html.text(page.title),
        style=style,
        script=script,
        block=_BLOCKS.get(page.paper, _BLOCKS["A4"]),
        body="\n".join(_body(page)),
    )


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what the page may do: use this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _body(page: Page) -> Iterator[str]:
    several = len(page.sheets) > 1
    if several:
        options = "".join(
            f'<option value="{html.text(sheet.key)}">{html.text(sheet.title)}</option>'
            for sheet in page.sheets
        )
        yield (
            '<form class="switch" hidden><label for="switch">方案</label>'
            f'<select id="switch">{options}</select></form>'
        )
    for place, sheet in enumerate(page.sheets):
        yield from _sheet(sheet, place, several=several)


def _sheet(sheet: Sheet, place: int, *, several: bool) -> Iterator[str]:
    level = 3 if several else 2
    yield f'<div class="sheet" data-plan="{html.text(sheet.key)}">'
    yield f"<h2>{html.text(sheet.title)}</h2>" if several else ""
    yield f'<p class="heading">{html.text(sheet.heading)}</p>'
    links = "".join(
        f'<li><a href="#s{place}-{section.key}">{html.text(section.title)}</a></li>'
        for section in sheet.sections
    )
    yield f'<nav aria-label="目录 {html.text(sheet.title)}"><ul>{links}</ul></nav>'
    for section in sheet.sections:
        yield from _section(sheet, section, f"s{place}-{section.key}", level)
    yield f'<script type="application/json">{_data(sheet.facts)}</script></div>'


def _section(sheet: Sheet, section: Section, ident: str, level: int) -> Iterator[str]:
    yield f'<section id="{ident}" class="{section.key}" aria-labelledby="{ident}-t">'
    yield f'<h{level} id="{ident}-t">{html.text(section.title)}</h{level}>'
    yield from drawn(sheet, section, level + 1)
    yield "</section>"


def _data(facts: Any) -> str:
    """Return facts as JSON that can't end its element, whatever a plan says."""
    found = json.dumps(_written(facts), ensure_ascii=False, separators=(",", ":"))
    for char in "<\u2028\u2029":
        found = found.replace(char, f"\\u{ord(char):04x}")
    return found


def _written(facts: Any) -> Any:
    """Return facts with texts as the page's HTML has them, and lists of numbers packed."""
    if isinstance(facts, str):
        return clean(facts)
    if isinstance(facts, dict):
        return {key: _written(value) for key, value in facts.items()}
    if not isinstance(facts, list):
        return facts
    if facts and all(isinstance(value, int) for value in facts):
        return packed(facts)
    return [_written(value) for value in facts]


_FEW = 34
_SMALL, _LARGE = ord("]"), 0x100
"""The characters of 0 and, from `_FEW` on, of greater numbers: none that HTML or JSON minds."""


def packed(numbers: Iterable[int]) -> str:
    """Return numbers as text, one character each; the script knows how to read them."""
    return "".join(
        chr(number + _SMALL) if number < _FEW else chr(number + _LARGE) for number in numbers
    )
