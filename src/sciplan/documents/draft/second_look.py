"""A second look at a draft, which uses none of the decisions that made it.

It counts and compares what anyone can see on the page, so that a fault of reading shows though
everything that was read agrees with itself. What it tells is a suspicion, never an error.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sciplan.base.marks import tight
from sciplan.base.numerals import CHINESE_NUMBER, LARGE_NUMBER, number_of
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.plan.model import Plan
from sciplan.plan.walk import named_lists

_B = r"[ \u3000]*"
_NUMBERED = (
    rf"({LARGE_NUMBER}){_B}[、，]",
    rf"(?:[（(]{_B})?({LARGE_NUMBER}){_B}[）)]",
    rf"(\d{{1,2}})(?:{_B}[.．](?!\d)|{_B}、|[。，,](?!\d))",
    rf"[（(]{_B}(\d{{1,2}}){_B}[）)]",
    r"([①-⑳])",
)
"""How lines are numbered, the highest level first, with blanks and wrong marks too."""
_ROUNDED = {
    ord(sign): f"（{number}）"
    for sign, number in zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三四五六七八九十", strict=True)
}
_LONGEST_NUMBER = 40
_STYLES = [re.compile(rf"\s*{pattern}") for pattern in _NUMBERED]
_LABELLED = re.compile(
    r"(?:牵头|责任|配合|主办|协办)(?:单位|部门|科室|处室)[：:][^，。；、（(）)]{2,8}"
)
_BRACKETED = re.compile(r"[^，。；：（(〔【]{1,6}(?:牵头|负责|配合|参与)[）)〕】]")
_ROLES = (
    ("lead", "牵头", re.compile("牵头")),
    ("cooperating", "配合", re.compile("(?<![/／])(?:配合|参与|协办)(?![/／])")),
)
"""A role's field, its word, and what tells it in a clause."""
_NONE = re.compile(r"(?:单位|部门)[：:](?:无|/|—)|列(?:首|第一)位|首位|排.{1,3}前")
_NO_NAME = re.compile(
    r"(?<!\d)\d{1,2}(?!\d)|(?:19|20)\d\d年|[。；：:;!！?？]|(?:牵头|配合)(?!单位$)|负责|会同|责任单位|时限"
)
_LONGEST_NAME = 30
_LONG_TITLE, _LONGEST_TITLE = 60, 120
"""A first sentence may stand for a title and be long; a long one that holds more is suspicious."""
_MORE_THAN_TITLE = re.compile(rf"[。\t|]|\S(?:\d{{1,2}}[.．、](?!\d)|（{CHINESE_NUMBER}）)")
_ONLY_NUMBER = re.compile(r"\s*(\d{1,3})[.．、]?\s*$|[ |]*(\d{1,3})[.．、]?[ ]*[\t|]")
"""A number in a cell of its own, or on a line of its own."""
_FEW = 3
"""So many numbers in a row are no chance."""


def suspicions(
    raw: Sequence[Block],
    blocks: Sequence[Block],
    plan: Plan,
    lines: Mapping[str, int],
    told: Collection[int],
) -> Iterator[Doubt]:
    """Yield what looks as if the document had been misread.

    Args:
        raw: The document as its reader gives it: no line is joined to another.
        blocks: The cleaned document.
        plan: The draft.
        lines: Id of a measure or provision → its place in the document.
        told: Places of which something is told already.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    yield from _gaps(paragraphs)
    yield from _odd_names(plan, lines)
    yield from _long_titles(plan, lines)
    yield from _roles_that_fell_out(plan, lines, told)
    yield from _clauses_not_read(paragraphs, plan, told)
    yield from _rows_not_read(raw, plan)


def _gaps(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Yield where a row of numbers skips one, or begins behind its first under a heading."""
    last: dict[int, int] = {}
    fresh: set[int] = set()
    for one in paragraphs:
        level, number, mark = _number_at(one.text)
        if not number:
            continue
        before = last.get(level, 0)
        begins = level in fresh and number <= before
        if before and number not in (1, before) and (number > before + 1 or begins):
            said = f"{mark} 的前面没有第 {number - 1} 个编号，可能漏读，也可能印发时跳号"
            yield Doubt(code="number-gap", message=said, line=one.line)
        last[level] = number
        fresh = {*(deeper for deeper in last if deeper > level)} | {
            other for other in fresh if other < level
        }


def _number_at(text: str) -> tuple[int, int, str]:
    """Return level, number and mark of what numbers a line; number 0 for none."""
    opening = text[:_LONGEST_NUMBER].translate(_ROUNDED)
    for level, style in enumerate(_STYLES):
        found = style.match(opening)
        if found:
            return level, number_of(found[1]), found[0].strip()
    return 0, 0, ""


def _odd_names(plan: Plan, lines: Mapping[str, int]) -> Iterator[Doubt]:
    first: dict[str, str] = {}
    for entry in plan.entries:
        for _, _, names in named_lists(entry):
            for name in names:
                first.setdefault(name, entry.measure.id)
    for name, ident in first.items():
        if _NO_NAME.search(name) or len(name) > _LONGEST_NAME:
            yield Doubt(
                code="odd-unit",
                message=f"单位名称里有别的文字，或者过长：{name[: _LONGEST_NAME + 10]}",
                line=lines[ident],
                at=ident,
            )


def _long_titles(plan: Plan, lines: Mapping[str, int]) -> Iterator[Doubt]:
    for entry in plan.entries:
        one = entry.measure
        more = len(one.title) > _LONG_TITLE and _MORE_THAN_TITLE.search(one.title)
        if more or len(one.title) > _LONGEST_TITLE:
            said = f"标题长达 {len(one.title)} 字，可能与正文没有分开：{one.title[:30]}……"
            yield Doubt(code="long-title", message=said, line=lines[one.id], at=one.id)


def _roles_that_fell_out(
    plan: Plan, lines: Mapping[str, int], told: Collection[int]
) -> Iterator[Doubt]:
    """Yield the clauses that print a role's word while nobody has the role."""
    for entry in plan.entries:
        one = entry.measure
        if lines[one.id] in told or one.others or _NONE.search(one.attribution):
            continue
        for key, word, pattern in _ROLES:
            found = pattern.search(one.attribution)
            if found and not getattr(one, key):
                said = f"责任条款里有“{found[0]}”，没有读出{word}单位"
                yield Doubt(code="unread-roles", message=said, line=lines[one.id], at=one.id)


def _clauses_not_read(
    paragraphs: Sequence[Paragraph], plan: Plan, told: Collection[int]
) -> Iterator[Doubt]:
    """Yield that labels and brackets of the document with a role's word are in no clause."""
    left = Counter(shape for entry in plan.entries for shape in _shapes(entry.measure.attribution))
    missed: list[tuple[int, str]] = []
    for one in paragraphs:
        for shape in _shapes(one.text):
            left[shape] -= 1
            if left[shape] < 0 and one.line not in told:
                missed.append((one.line, shape))
    if missed:
        line, words = missed[0]
        said = f"像责任条款的文字有 {len(missed)} 处没有读成责任条款，第一处：{words}"
        yield Doubt(code="unread-roles", message=said, line=line)


def _shapes(text: str) -> Iterator[str]:
    """Yield the stretches of a text's lines that have the shape of a clause."""
    for line in map(tight, text.split("\n")):
        for pattern in (_LABELLED, _BRACKETED):
            yield from (found for found in pattern.findall(line) if not _NONE.search(found))


def _rows_not_read(blocks: Sequence[Block], plan: Plan) -> Iterator[Doubt]:
    """Yield that there are fewer measures than numbers in a row of their own, or before a row."""
    tables = [block for block in blocks if isinstance(block, Grid)]
    numbers = [
        _run((table.line + n, row[0]) for n, row in enumerate(table.rows) if row)
        for table in tables
    ]
    numbers.append(_run((one.line, one.text) for one in blocks if isinstance(one, Paragraph)))
    for line, count in numbers:
        if count >= _FEW and count > len(plan.entries):
            said = f"编了号的行有 {count} 行，读出的举措只有 {len(plan.entries)} 项"
            yield Doubt(code="fewer-measures", message=said, line=line)


def _run(texts: Iterator[tuple[int, str]]) -> tuple[int, int]:
    """Return where 1 stands alone, and how far the numbers alone that follow count on from it."""
    start = count = 0
    for line, text in texts:
        found = _ONLY_NUMBER.match(text)
        if found and int(found[1] or found[2]) == count + 1:
            start, count = start or line, count + 1
    return start, count
