"""Tables in their document: what stands above and below them, and parts of one table joined."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sciplan.base.numerals import EITHER_NUMBER
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.documents.tables.cards import turned
from sciplan.documents.tables.columns import (
    Cells,
    ColumnKind,
    Columns,
    Header,
    header,
    names_bodies,
)
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.mentions import has_role
from sciplan.documents.words.names import is_list

_NOTE = re.compile(r"(?:附?注|备注|说明|填表说明)\s*\d{0,2}\s*[：:．.、]")
_FORM = re.compile(
    r"(?:填[报表制]|制表|报送|审核|联系)(?:单位|人|日期|时间|部门|电话)?(?:（[^）]*）)?[：:].*|(?:计量)?单位[：:].*"
    rf"|(?:附件|附表|附)\s*(?:{EITHER_NUMBER})?[：:]?|续表.*|[（(]续(?:表|上表)?[）)].*"
    r"|(?:截[至止])?[（(]?(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?[）)]?"
)
_GOES_ON = re.compile(r"续表.*|[（(]续(?:表|上表)?[）)]")
_ANNEX_HEAD = re.compile(rf"附[件表录]\s*(?:{EITHER_NUMBER})?[：:]?")
_ANNEX = re.compile(rf"{_ANNEX_HEAD.pattern}(?:[\s.、]*[^\s\d。；，][^。；，]{{1,40}})?")
_CLAUSE = re.compile(r"[：:（(〔\[【]")
_ENDS_NAME = bodies("line")
"""How a cell's last name ends; with another end the cell is cut in a name, or behind a comma."""
_LONGEST_CAPTION = 60
_SAMPLE = 30
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
    said: set[str] = set()
    for block in blocks:
        above = kept[-1] if kept else None
        table = above if isinstance(above, Grid) else None
        if isinstance(block, Grid):
            part, size = turned(block), 1
            whole = _whole(table, part, said) if table else None
            if above and len(kept) > 1 and not whole:
                whole, size = _below_heading(kept[-2], above, part), 2
            kept[len(kept) - (size if whole else 0) :] = [whole or part]
        elif table is None or not _GOES_ON.fullmatch(block.text.strip()):
            said.add(block.text.strip())
            kept.append(block)
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


def _is_alone(row: Cells) -> bool:
    return len({cell for cell in row if cell.strip()}) <= 1


def _is_below(row: Cells, columns: Columns) -> bool:
    """Whether a row at the end stands below the table: one text, but no task without bodies."""
    filled = {column for column, cell in enumerate(row) if cell.strip()}
    return _is_note(row) or (_is_alone(row) and not (filled and filled <= {*columns.titles}))


def _is_note(row: Cells) -> bool:
    """Whether a row is a note: one text, across the table."""
    text = next((cell for cell in row if cell.strip()), "")
    return _is_alone(row) and bool(_NOTE.match(text))


def _paragraphs(row: Cells, line: int) -> Iterator[Paragraph]:
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
    elif len(table.rows[0] if table.rows else ()) >= _WIDE and (
        len(table.rows) > 1 or names_bodies(table.rows[0])
    ):
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


def _whole(table: Grid, part: Grid, said: Collection[str]) -> Grid | None:
    """Return a table with the part of it that follows behind a page break; None for another table.

    Title and headings may be repeated.

    Args:
        table: What stands before the break.
        part: What follows.
        said: What stands above the table.
    """
    head, own = header(table.rows), header(part.rows)
    size = len(table.rows[0]) if table.rows else 0
    if head is None or part.title != table.title or not part.rows or len(part.rows[0]) != size:
        return None
    if own and not (own.columns.labels == head.columns.labels and _repeats(table, part, own, said)):
        return None
    rows, rest = [*table.rows], [*part.rows[own.end if own else 0 :]]
    if rest and _is_torn(rest[0], rows, head):
        rows[-1] = _mended(rows[-1], rest.pop(0))
    # What lies between the parts is left blank, so that rows keep their places.
    begins = part.line - table.line + len(part.rows) - len(rest)
    rows += [("",) * size] * (begins - len(rows) if rest else 0)
    return replace(table, rows=(*rows, *rest))


def _below_heading(table: Block, heading: Block, part: Grid) -> Grid | None:
    """Return a table with its part below a section's row, which a page break set apart."""
    if isinstance(heading, Grid) or not isinstance(table, Grid) or header(part.rows):
        return None
    head = header(table.rows)
    columns = head.columns.bodies if head else ()
    cells = [row[n] for row in part.rows for n in columns if len(row) > n]
    listed = any(cells) and all(not cell or is_list(cell) for cell in cells)
    if not listed or not marker_at(heading.text)[0] or "。" in heading.text:
        return None
    rows = (heading.text,) * len(table.rows[0]), *part.rows
    return _whole(table, replace(part, rows=rows, line=part.line - 1), ())


def _repeats(table: Grid, part: Grid, own: Header, said: Collection[str]) -> bool:
    """Whether what a part has above its headings was said already."""
    above = (one.text for row in part.rows[: own.first] for one in _paragraphs(row, 0))
    cells = {cell.strip() for row in table.rows[: own.first] for cell in row}
    return all(text in said or text in cells for text in above)


def _is_torn(row: Cells, rows: Sequence[Cells], head: Header) -> bool:
    """Whether a row is the rest of the one before: it alone has no number, nor new bodies."""
    numbers = head.columns.of(ColumnKind.NUMBER)
    near = [other for other in rows[head.end :][-_SAMPLE:] if not _is_alone(other)]
    if not numbers or not near or not any(row) or any(row[n] for n in numbers):
        return False
    goes_on = all(
        not row[column] or not rows[-1][column] or not rows[-1][column].endswith(_ENDS_NAME)
        for column in head.columns.bodies
    )
    return goes_on and all(any(other[n] for n in numbers) for other in near)


def _mended(row: Cells, rest: Cells) -> tuple[str, ...]:
    return tuple(one + two if one != two else one for one, two in zip(row, rest, strict=True))


# What a table is called -----------------------------------------------------------------------


def _captioned(blocks: Iterable[Block]) -> Iterator[Block]:
    above: list[str] = []
    for block in blocks:
        for part in _parted(block) if isinstance(block, Grid) else [block]:
            if isinstance(part, Paragraph):
                above.append(part.text.strip())
                yield part
                continue
            yield part if part.title else replace(part, title=_caption(above))
            above = []


def _caption(above: Sequence[str]) -> str:
    """Return the heading right above a table, empty for running text."""
    for text in reversed(above):
        if not text or _FORM.fullmatch(text):
            continue
        if len(text) > _LONGEST_CAPTION or re.search(r"[。；：:，]$", text):
            return ""
        if "。" in text or (has_role(text) and _CLAUSE.search(text)):
            return ""
        marker, rest = marker_at(text)
        return rest if marker and rest else text
    return ""


# Where the document parts ----------------------------------------------------------------------


def sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return a document's body, then each annex that holds a table of tasks.

    The lines above a table that do no more than name it are the table's, and left out.
    """
    kept: list[Block] = []
    annexes: dict[int, None] = {}
    told = 0
    for block in blocks:
        if isinstance(block, Grid) and header(block.rows):
            while kept and isinstance(last := kept[-1], Paragraph) and _names(last.text, block):
                kept.pop()
                if _ANNEX.fullmatch(last.text.strip()):
                    annexes[len(kept)] = None
                    break
            if len(kept) not in annexes:
                annexes |= dict.fromkeys(_annex_head(kept, told))
            told = len(kept)
        kept.append(block)
    edges = [0, *sorted(annexes), len(kept)]
    return [kept[start:end] for start, end in pairwise(edges)]


def _annex_head(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """Yield where the last annex begins, if it does behind a place."""
    for place in range(len(blocks) - 1, start - 1, -1):
        block = blocks[place]
        if isinstance(block, Paragraph) and _ANNEX_HEAD.fullmatch(block.text.strip()):
            yield place
            return


def _names(text: str, table: Grid) -> bool:
    """Whether a line right above a table only names it."""
    text = text.strip()
    return not text or text == table.title or bool(_FORM.fullmatch(text) or _ANNEX.fullmatch(text))
