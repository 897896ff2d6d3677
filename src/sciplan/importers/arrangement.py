"""Tables in their document: what stands above and below them, and parts of one table joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sciplan.importers.document import Block, Grid, Paragraph
from sciplan.importers.headings import Columns, Header, Row, header
from sciplan.importers.outline import marker_at

_NOTE = re.compile(r"(?:附?注|备注|说明|填表说明)\s*\d{0,2}\s*[：:．.、]")
_FORM = re.compile(
    r"(?:填[报表制]|制表|报送|审核|联系)(?:单位|人|日期|时间|部门|电话)?(?:（[^）]*）)?[：:].*|(?:计量)?单位[：:].*"
    r"|(?:附件|附表|附)\s*[\d一二三四五六七八九十]{0,3}[：:]?|续表.*|[（(]续(?:表|上表)?[）)].*"
    r"|(?:截[至止])?[（(]?(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?[）)]?"
)
_GOES_ON = re.compile(r"续表.*|[（(]续(?:表|上表)?[）)]")
_LONGEST_CAPTION = 60
_WIDE = 3
"""A table of fewer columns that holds no tasks may be there for its layout alone."""
META_LABELS = frozenset(
    "标题 名称 索引号 发文字号 文号 发文机关 发文单位 发布机构 发布单位 成文日期 发文日期 生成日期 "
    "印发日期 发布日期 公开日期 主题分类 主题词 信息类别 有效性 生效日期 废止日期 关键词 体裁分类 "
    "组配分类 公文种类 文件名称 制发机关 制发日期 信息来源 来源 公开方式 公开范围 公开形式".split()
)
"""Labels of the tables in which government sites tell a document's number and date."""


def arranged(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return a document's blocks with every table apart from its title and its notes.

    Parts of one table, as a page break leaves them, become one; a table without tasks whose cells
    are layout, or the facts that a web page tells of its document, becomes paragraphs.
    """
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            kept.append(block)
            continue
        place = _table_before(kept)
        before = kept[place] if place is not None else None
        joined = _joined(before, block, kept) if isinstance(before, Grid) else None
        if joined:
            del kept[place:]
        kept += _parted(joined or block)
    return tuple(_captioned(kept))


def _parted(table: Grid) -> Iterator[Block]:
    found = header(table.rows)
    if found is None:
        yield from _as_text(table)
        return
    for number, row in enumerate(table.rows[: found.first]):
        yield from _paragraphs(row, table.line + number)
    last = len(table.rows)
    while last > found.end and _is_below(table.rows[last - 1], found.columns):
        last -= 1
    notes = [number for number in range(found.end, last) if _is_note(table.rows[number])]
    # Rows keep their places: a note within becomes a blank row.
    rows = [("",) * len(row) if n in notes else row for n, row in enumerate(table.rows[:last])]
    yield replace(table, rows=tuple(rows[found.first :]), line=table.line + found.first)
    for number in (*notes, *range(last, len(table.rows))):
        yield from _paragraphs(table.rows[number], table.line + number)


def _is_alone(row: Row) -> bool:
    return len({cell for cell in row if cell.strip()}) <= 1


def _is_below(row: Row, columns: Columns) -> bool:
    """Whether a row at the end stands below the table: one text, but no task without bodies."""
    filled = {column for column, cell in enumerate(row) if cell.strip()}
    return _is_note(row) or (_is_alone(row) and not (filled and filled <= {*columns.titles}))


def _is_note(row: Row) -> bool:
    """Whether a row is a note: one text, across the table."""
    text = next((cell for cell in row if cell.strip()), "")
    return _is_alone(row) and bool(_NOTE.match(text))


def _paragraphs(row: Row, line: int) -> Iterator[Paragraph]:
    cells = dict.fromkeys(cell.strip() for cell in row if cell.strip())
    for text in "\u3000".join(cells).split("\n"):
        if text.strip():
            yield Paragraph(text, line)


def _as_text(table: Grid) -> Iterator[Block]:
    """Yield a table without tasks: as it is, as the facts it tells, or as the text it lays out."""
    rows = [[cell.strip() for cell in row] for row in table.rows]
    facts = list(_facts(rows, table.line))
    if facts:
        yield from facts
    elif len(table.rows[0] if table.rows else ()) >= _WIDE and len(table.rows) > 1:
        yield table
    else:
        for number, row in enumerate(rows):
            for cell in dict.fromkeys(row):
                yield from _paragraphs([cell], table.line + number)


def _facts(rows: Sequence[Sequence[str]], line: int) -> Iterator[Paragraph]:
    """Yield what a table of labels and values says, as 发文字号：…."""
    for number, row in enumerate(rows):
        cells = list(dict.fromkeys(row))
        for label, value in pairwise(cells):
            plain = re.sub(r"[\s：:\[\]【】]", "", label)
            if plain in META_LABELS and re.sub(r"[\s：:]", "", value) not in META_LABELS:
                yield Paragraph(f"{plain}：{' '.join(value.split())}", line + number)


# Parts of one table --------------------------------------------------------------------------


def _table_before(kept: Sequence[Block]) -> int | None:
    """Return the place of the table that ends right before: nothing between but 续表."""
    for place in range(len(kept) - 1, -1, -1):
        block = kept[place]
        if isinstance(block, Grid):
            return place
        if block.text.strip() and not _GOES_ON.fullmatch(block.text.strip()):
            return None
    return None


def _joined(before: Grid, table: Grid, kept: Sequence[Block]) -> Grid | None:
    """Return two tables as one, None where the second is a table of its own.

    Args:
        before: The table so far.
        table: What follows it; title and headings may be repeated.
        kept: What stands above.
    """
    head = header(before.rows)
    if head is None or before.title != table.title or len(before.rows[0]) != len(table.rows[0]):
        return None
    own = header(table.rows)
    start = 0
    if own is not None:
        above = [one.text for row in table.rows[: own.first] for one in _paragraphs(row, 0)]
        said = {block.text.strip() for block in kept if isinstance(block, Paragraph)}
        if own.columns.labels != head.columns.labels or not said.issuperset(above):
            return None
        start = own.end
    rows = list(before.rows)
    rest = list(table.rows[start:])
    if rest and _is_torn(rest[0], rows, head):
        rows[-1] = _mended(rows[-1], rest.pop(0))
    return replace(before, rows=(*rows, *rest))


def _is_torn(row: Row, rows: Sequence[Row], head: Header) -> bool:
    """Whether a row is the rest of the one before: it alone has neither number nor task."""
    numbers = head.columns.of("number")
    below = rows[head.end :]
    if not numbers or not below or not any(row):
        return False
    return not any(row[n] for n in numbers) and all(
        any(other[n] for n in numbers) for other in below if not _is_alone(other)
    )


def _mended(row: Row, rest: Row) -> tuple[str, ...]:
    return tuple(one + two if one != two else one for one, two in zip(row, rest, strict=True))


# What a table is called -----------------------------------------------------------------------


def _captioned(blocks: Sequence[Block]) -> Iterator[Block]:
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above.append(block.text.strip())
            yield block
            continue
        yield block if block.title else replace(block, title=_caption(above))
        above = []


def _caption(above: Sequence[str]) -> str:
    """Return the heading right above a table, empty for running text."""
    for text in reversed(above):
        if not text or _FORM.fullmatch(text):
            continue
        if len(text) > _LONGEST_CAPTION or re.search(r"[。；：:，]$", text):
            return ""
        marker, rest = marker_at(text)
        return rest if marker and rest else text
    return ""
