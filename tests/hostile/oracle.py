"""What an output must be, whatever the plan says: read by its own readers."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import docx
import openpyxl
from lxml import etree, html

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_TAGS = frozenset(
    (
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "section",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "colgroup",
        "col",
        "br",
        "span",
        "caption",
        "article",
        "main",
    )
)
_ATTRIBUTES = frozenset(
    (
        "lang",
        "charset",
        "name",
        "content",
        "class",
        "tabindex",
        "colspan",
        "rowspan",
        "style",
        "scope",
        "width",
        "id",
    )
)
_COMMAND = re.compile(r"::(?:error|warning|notice) [^:\n]*(?:::)")
# What sciplan itself writes into a sheet: sums and counts over ranges.
_OWN_FORMULA = re.compile(r"=(?:SUM|SUBTOTAL|COUNTIF|COUNTA|IF|ROW)\b[^\"]*(?:\"[^\"<>]*\"[^\"]*)*")
_FOLDED = re.compile(r"^(?:<details><summary>[^<>\n]*</summary>|</details>)$", re.MULTILINE)
_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\s*")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Problems = Iterable[str]
"""What is wrong with an output, in words."""


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def in_csv(text: str) -> Problems:
    """A table of as many cells a row, in which nothing begins as a formula does."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        yield "rows of different lengths"
    for row in rows:
        yield from (f"formula {cell[:60]!r}" for cell in row if _begins_formula(cell))


def _begins_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not _number(cell)


def in_json(text: str) -> Problems:
    """A list of records."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        yield "no list of records"


def in_html(text: str) -> Problems:
    """A page of our own tags and attributes: none came out of the plan."""
    page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    with_script = page.find(".//meta[@http-equiv]") is not None
    tags, attributes = (_TAGS, _ATTRIBUTES) if not with_script else (_PAGE_TAGS, _PAGE_ATTRIBUTES)
    for each in page.iter():
        if each.tag not in tags:  # a comment's is a function
            yield f"tag {each.tag!r}"
        elif not attributes.issuperset(each.attrib):
            yield f"attributes {sorted(each.attrib)!r}"
    data = page.findall(".//script[@type='application/json']")
    if len(page.findall(".//script")) != len(data) + with_script:
        yield "a script that is not ours"
    for each in data:
        json.loads(each.text or "")


def in_svg(text: str) -> Problems:
    """A picture of our own elements and attributes; nothing of an answer without one."""
    for each in etree.fromstring(text.encode()).iter() if text else ():
        if etree.QName(each).localname not in _SHAPES:
            yield f"element {each.tag!r}"
        elif not _LOOKS.issuperset(each.attrib):
            yield f"attributes {sorted(each.attrib)!r}"


def in_markdown(text: str) -> Problems:
    """No markup but our own: a < outside of <br> and of what is folded is escaped; no links."""
    bare = _FOLDED.sub("", text).replace("\\\\", "").replace("<br>", "")
    if re.search(r"(?<!\\)<", bare):
        yield "an unescaped <"
    if re.search(r"(?<!\\)\]\(", bare):
        yield "an unescaped link"
    yield from in_text(text)


_SHAPES = frozenset(("svg", "title", "g", "rect", "line", "text"))


def _named(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PAGE_TAGS = _TAGS | _named(
    "script h4 h5 h6 main nav ul li a dl dt dd article form select option label dialog button"
    " svg rect"
)
_PAGE_ATTRIBUTES = _ATTRIBUTES | _named(
    "http-equiv id href hidden type for value tabindex aria-label aria-labelledby aria-hidden"
    " data-plan data-grid data-block viewbox preserveaspectratio x width height"
)
_LOOKS = _named(
    "width height viewBox role font-family font-size fill stroke transform text-anchor"
    " x y x1 x2 y1 y2"
)


def in_text(text: str) -> Problems:
    """Nothing that a terminal obeys."""
    odd = {char for char in text if char not in "\n\u3000" and not char.isprintable()}
    if odd:
        yield f"characters that a terminal obeys or nobody sees: {sorted(odd)!r}"


def in_name(name: str) -> Problems:
    """A file's name of which every character is seen; a wide blank is a blank."""
    if not name.replace("\u3000", " ").isprintable():
        yield f"the name {name!r} has characters that nobody sees"


def in_github(text: str) -> Problems:
    """A command a line."""
    for line in text.split("\n")[:-1]:
        if not _COMMAND.match(line):
            yield f"no command: {line[:80]!r}"


def in_sarif(text: str) -> Problems:
    """A log of one run."""
    if len(json.loads(text)["runs"]) != 1:
        yield "not one run"


def in_junit(text: str) -> Problems:
    """Test suites."""
    if "testsuite" not in str(etree.fromstring(text.encode()).tag):
        yield "no test suites"


def in_workbook(content: bytes) -> Problems:
    """Cells that are texts and numbers; formulas and links are our own."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and not _OWN_FORMULA.fullmatch(str(cell.value)):
                    yield f"{sheet.title}!{cell.coordinate}: formula {cell.value!r}"
                if cell.hyperlink and cell.hyperlink.target:
                    yield f"{sheet.title}!{cell.coordinate}: link {cell.hyperlink.target!r}"


def in_word(content: bytes) -> Problems:
    """Text; the only fields are page numbers, and nothing outside is referred to."""
    found = docx.Document(io.BytesIO(content))
    for part in found.part.package.iter_parts():
        for relation in getattr(part, "rels", {}).values():
            if relation.is_external:
                yield f"external {relation.target_ref!r}"
        if part.partname.endswith(".xml"):
            root = etree.fromstring(part.blob)
            for field in root.iter(f"{_W}instrText", f"{_W}fldSimple"):
                said = field.text or field.get(f"{_W}instr") or ""
                if not _FIELD.match(said):
                    yield f"field {said!r}"


TEXTS: dict[str, Callable[[str], Problems]] = {
    "table": in_text,
    "md": in_markdown,
    "csv": in_csv,
    "json": in_json,
    "html": in_html,
    "svg": in_svg,
}
REPORTS: dict[str, Callable[[str], Problems]] = {
    "text": in_text,
    "json": in_json,
    "github": in_github,
    "sarif": in_sarif,
    "junit": in_junit,
    "gitlab": in_json,
}
FILES: dict[str, Callable[[bytes], Problems]] = {".xlsx": in_workbook, ".docx": in_word}


def wrong(judge: Callable[[Any], Problems], output: Any) -> list[str]:
    """Return what is wrong with an output; one that its reader can't read is wrong too."""
    try:
        return list(judge(output))
    except Exception as error:  # noqa: BLE001 - each reader has its own
        return [f"can't be read: {type(error).__name__} {str(error)[:200]}"]
