"""A table of tasks (任务分解表) → groups of tasks."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sciplan.base.chinese import HAN
from sciplan.base.numerals import CHINESE_NUMBER
from sciplan.documents.clauses.attribution import Attribution, first_leads, parse, parse_list
from sciplan.documents.clauses.finding import FoundClause, find
from sciplan.documents.clauses.groups import (
    DraftMeasure,
    Group,
    Placed,
    nested,
    parts_in,
    table_differs,
)
from sciplan.documents.doubt import Doubt
from sciplan.documents.outline.outline import split_title
from sciplan.documents.readers.document import Grid, Repair, is_unread
from sciplan.documents.tables.cells import unbroken, united, with_cell
from sciplan.documents.tables.columns import (
    Cells,
    ColumnKind,
    Columns,
    Header,
    header,
    header_at,
    is_combined,
)
from sciplan.documents.tables.datasheet import data_group
from sciplan.documents.words.dates import only_day
from sciplan.documents.words.labels import FieldLabel
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.mentions import says_first_leads
from sciplan.documents.words.roles import LEAD, RESPONSIBLE, is_role
from sciplan.plan.role import AnyRole, Role

_Key = tuple[str, frozenset[str]]
"""What makes two tasks the same: the title, and who has a part in it."""
_NO_BODY = re.compile(r"[\s/／—–\-]*|无|暂无")
_CHINESE_NUMBER = re.compile(rf"[（(]?{CHINESE_NUMBER}[）)]?[、.．]?")
_TOTAL = re.compile(r"[合总小共][ \u3000]*计[：:]?")
_AS_ABOVE = re.compile(r"[〃″＂〞\"]+|同[上前](?:[栏行格])?")
_AS_LEFT = re.compile(r"同左(?:[栏格])?")
_SPACED_NAME = re.compile(rf"(?<!{HAN})({HAN})[ \u3000]+({HAN})(?!{HAN})")
"""张 三: a short name, spaced out."""
_LONGEST_CELL = 1500
"""A list of bodies is no longer; a cell that is, is a slip of the table's columns."""
_LONGEST_HEADING = 80
_LONGEST_WRAPPED = 40
_UNMARKED = 99
"""A heading without a number stands under those that have one."""


def table_group(
    grid: Grid, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Group | None:
    """Return a table's tasks in their groups; None for a table of another kind.

    Args:
        grid: The table.
        known: Names of bodies seen elsewhere in the document.
        places: Names of places, see `names.restored`.
    """
    found = header(grid.rows)
    if found is None:
        return None
    grid = replace(grid, rows=(*grid.rows[: found.end], *_spelled_out(grid.rows[found.end :])))
    if found.columns.is_data:
        return data_group(grid, found)
    return _TableReader(grid, found, known, places).group()


def _spelled_out(rows: Sequence[Cells]) -> Iterator[tuple[str, ...]]:
    """Yield rows, 同上 and 〃 replaced by what stands above, 同左 by what stands on the left."""
    above: Cells = ()
    for row in rows:
        cells: list[str] = []
        for column, cell in enumerate(row):
            text = cell.strip()
            if above and _AS_ABOVE.fullmatch(text):
                cells.append(above[column])
            elif cells and _AS_LEFT.fullmatch(text):
                cells.append(cells[-1])
            else:
                cells.append(cell)
        if len({cell for cell in cells if cell.strip()}) > 1:
            above = cells
        yield tuple(cells)


def unread_columns(grid: Grid) -> Iterator[Repair]:
    """Yield the columns of a table of tasks that hold something and are not read."""
    found = header(grid.rows)
    for column in found.columns.unread if found else ():
        if found and any(row[column].strip() for row in grid.rows[found.end :]):
            yield Repair("未读的列", grid.line, found.columns.labels[column], "")


def without_repeats(groups: Sequence[Group | None]) -> list[Group | None]:
    """Leave out tasks that another table of the document tells as well.

    A workbook may have a sheet to print and a sheet of data, or the whole and a sheet for each
    body. The sheet of data, one body a row, counts before the others.
    """
    kept: dict[int, Group] = {}
    seen: set[_Key] = set()
    tables = [(place, group) for place, group in enumerate(groups) if group]
    for place, table in sorted(tables, key=lambda pair: not pair[1].exact):
        keys = {_key(task) for task in table.walk()}
        repeats = len(keys & seen) * 2 > len(keys)
        # More than half: one line that two sheets share by chance is no repetition.
        kept[place] = _without(table, seen) if repeats else table
        seen |= keys
    left = (kept.get(place) for place in range(len(groups)))
    return [group if group and any(group.walk()) else None for group in left]


def _without(table: Group, keys: Collection[_Key]) -> Group:
    return table.only(lambda task: _key(task) not in keys)


def _key(task: DraftMeasure) -> _Key:
    names = task.said.names if task.said else ()
    return re.sub(r"[\s，。、；：]", "", task.title), frozenset(name.text for name in names)


@dataclass(slots=True)
class _TableReader:
    grid: Grid
    header: Header
    known: Collection[str]
    places: Collection[str]
    opened: list[tuple[int, str]] = field(default_factory=list)
    """The headings that are open: rank and title."""
    path: tuple[int, ...] = ()
    """The columns whose cells are headings."""
    read: dict[str, Attribution] = field(default_factory=dict)
    """What cells of bodies say: the same ones stand in many rows."""

    @property
    def columns(self) -> Columns:
        return self.header.columns

    def group(self) -> Group:
        placed: list[Placed] = []
        above: Cells = ()
        for number, printed in self.data_rows():
            heading, rank = self.heading(printed)
            if heading:
                self.open(heading, rank)
                above = ()
                continue
            row = self.filled(printed, above)
            task = self.task(row, self.grid.line + number)
            if task is None:
                continue
            place = (*(title for _, title in self.opened), *self.category_path(row))
            if placed and placed[-1][0] == place and self.goes_on(placed[-1][1], task, row, above):
                placed[-1] = place, _together(placed[-1][1], task)
            else:
                placed.append((place, task))
            above = row
        return nested(placed, self.grid.title)

    def filled(self, row: Cells, above: Cells) -> Cells:
        """Give a blank of the columns of headings the text above: merged cells saved as CSV."""
        if not above:
            return row
        return [
            above[column] if column in self.path and not cell else cell
            for column, cell in enumerate(row)
        ]

    def data_rows(self) -> Iterator[tuple[int, Cells]]:
        """Yield the rows under the headings; headings that are repeated or new are read."""
        rows = self.grid.rows
        number = self.header.end
        self.path = self.heading_columns()
        heads = {*rows[self.header.first : self.header.end]}
        while number < len(rows):
            row = rows[number]
            again = header_at(rows, number, usual=True) if row not in heads else None
            if again:
                self.header = again
                self.path = self.heading_columns()
                heads |= {*rows[again.first : again.end]}
                number = again.end
                continue
            first = next((cell.strip() for cell in row if cell.strip()), "")
            if row not in heads and first and not _TOTAL.fullmatch(first):
                yield number, row
            number += 1

    # Headings within the table ---------------------------------------------------------------

    def heading(self, row: Cells) -> tuple[str, int]:
        """Return a heading and its rank: a row with one text, or with a number and a text."""
        cells = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
        if len(cells) == 1 and len(cells[0]) <= _LONGEST_HEADING:
            if self.is_lone_task(row):
                return "", 0
            marker, rest = marker_at(cells[0])
            return (rest, marker.rank) if marker and rest else (cells[0], _UNMARKED)
        number = next((row[column].strip() for column in self.columns.of(ColumnKind.NUMBER)), "")
        if len(cells) == 2 and cells[0] == number and _CHINESE_NUMBER.fullmatch(number):
            marker, rest = marker_at(
                number.rstrip("、.．") + ("" if "）" in number else "、") + cells[1]
            )
            return rest, marker.rank if marker else _UNMARKED
        return "", 0

    def is_lone_task(self, row: Cells) -> bool:
        """Whether a row's only text is a task's long words: their bodies are missing."""
        filled = [column for column, cell in enumerate(row) if cell.strip()]
        return len(filled) == 1 and filled[0] in self.columns.titles and "。" in row[filled[0]]

    def open(self, heading: str, rank: int) -> None:
        while self.opened and self.opened[-1][0] >= rank:
            self.opened.pop()
        self.opened.append((rank, heading))

    def heading_columns(self) -> tuple[int, ...]:
        """Return the columns that are headings: one cell merged beside several tasks.

        Those of categories are where each category has its rows together, and no row of its own.
        """
        head, *below = self.grid.rows[self.header.end - 1 :]
        rows = [row for row in below if row != head and any(row)]
        alone = any(self.heading(row)[0] for row in rows)
        shared = [] if alone else self.columns.of(ColumnKind.CATEGORY)
        *titles, last = self.columns.titles
        return (
            *(column for column in shared if _in_runs(rows, column)),
            *(column for column in titles if _spans(rows, column, last)),
        )

    def category_path(self, row: Cells) -> tuple[str, ...]:
        cells = (_flat(row[column]) for column in self.path)
        return tuple(marker_at(cell)[1] or cell for cell in cells if cell)

    # Tasks -----------------------------------------------------------------------------------

    def task(self, row: Cells, line: int) -> DraftMeasure | None:
        title, text = self.words(row)
        said, printed = self.said(row)
        within = find(text, self.known, self.places) if text else []
        doubts: tuple[Doubt, ...] = ()
        if within and said.names:
            doubts = tuple(_differences(said, within))
        elif within:
            said, printed, text = _from_text(said, within, text)
        if not title and not said.names:
            return None
        remarks = (row[column].strip() for column in self.columns.of(FieldLabel.REMARK))
        return DraftMeasure(
            title=title or "（无标题）",
            text="\n".join(filter(None, (text, self.goals(row)))),
            line=line,
            printed=printed,
            said=said if said.names else None,
            category=self.category(row),
            remark="；".join(filter(None, remarks)),
            doubts=doubts,
        )

    def goals(self, row: Cells) -> str:
        columns = self.columns.of(ColumnKind.GOAL)
        cells = [(self.columns.labels[column], row[column].strip()) for column in columns]
        several = len(columns) > 1
        return "；".join(f"{label}：{cell}" if several else cell for label, cell in cells if cell)

    def category(self, row: Cells) -> str:
        columns = [
            *self.columns.of(ColumnKind.CATEGORY),
            *self.columns.titles[: self.columns.named],
        ]
        return " ".join(
            filter(None, (_flat(row[column]) for column in columns if column not in self.path))
        )

    def words(self, row: Cells) -> tuple[str, str]:
        """Return a row's title and text."""
        titles = self.columns.titles[self.columns.named :]
        columns = [column for column in titles if column not in self.path]
        cells = list(dict.fromkeys(filter(None, (row[column].strip() for column in columns))))
        if len(cells) > 1:
            return _flat(marker_at(cells[0])[1]), "\n".join(cells[1:])
        marked = _unwrapped(marker_at(cells[-1])[1]) if cells else ""
        title, rest, _ = split_title(marked)
        return _flat(title), rest.strip()

    def goes_on(self, before: DraftMeasure, task: DraftMeasure, row: Cells, above: Cells) -> bool:
        """Whether a row tells more bodies of the task above: its own cells are merged with it."""
        return (
            (before.title, before.text) == (task.title, task.text)
            and before.printed != task.printed
            and task.said is not None
            and all(
                row[column] in ("", above[column]) for column in self.columns.of(ColumnKind.NUMBER)
            )
        )

    def said(self, row: Cells) -> tuple[Attribution, str]:
        """Return what a row's cells of bodies say, and how they print it."""
        said = Attribution()
        printed: list[str] = []
        for column, kind in self.columns.kinds.items():
            cell = row[column].strip()
            if _NO_BODY.fullmatch(cell) or (is_role(kind) and is_unread(cell)):
                continue
            if is_role(kind):
                label = self.columns.labels[column]
                cell = unbroken(cell[:_LONGEST_CELL], self.known)
                read = self.cell(cell)
                role = self.role(kind, label, row)
                said = with_cell(
                    said, role, first_leads(read, label) if says_first_leads(label) else read
                )
                printed.append(f"{self.columns.labels[column]}：{_flat(cell, '、')}")
            elif kind == FieldLabel.DEADLINE:
                said = replace(said, deadline=_flat(cell), deadline_date=only_day(cell))
            elif kind == FieldLabel.LEADER:
                persons = _flat(_SPACED_NAME.sub(r"\1\2", cell), "、")
                leaders = dict.fromkeys(filter(None, (said.leader, persons)))
                said = replace(said, leader="、".join(leaders))
            elif kind == FieldLabel.INDICATOR:
                said = replace(said, indicator=_flat(cell))
        return said, "；".join(printed)

    def role(self, kind: AnyRole, label: str, row: Cells) -> AnyRole:
        """Return the role that a column gives in a row: 配合/责任单位 where nobody leads."""
        leads = (column for column, role in self.columns.roles.items() if role == LEAD)
        led = any(not _NO_BODY.fullmatch(row[column].strip()) for column in leads)
        return RESPONSIBLE if is_combined(label) and not led else kind

    def cell(self, cell: str) -> Attribution:
        if cell not in self.read:
            found = parse(cell, self.known, self.places)
            self.read[cell] = found or parse_list(cell, self.known, self.places)
        return self.read[cell]


def _differences(said: Attribution, within: Sequence[FoundClause]) -> Iterator[Doubt]:
    """Yield what clauses in a task's words say otherwise than its cells of bodies."""
    cells = parts_in(said)
    for clause in within:
        words = parts_in(clause.said) if clause.said else {}
        # 负责 in words that name one body after another tells no more than that it has a part.
        differs = [
            f"{name}文字中为{part}、单位列{f'为{cells[name]}' if name in cells else '没有'}"
            for name, part in words.items()
            if name not in cells or (part != cells[name] and part != Role.RESPONSIBLE.word)
        ]
        if differs:
            yield table_differs(f"任务文字里的责任条款与单位列不同：{'；'.join(differs)}")


def _from_text(
    said: Attribution, within: Sequence[FoundClause], text: str
) -> tuple[Attribution, str, str]:
    """Return attribution, clause and text of a task whose words alone tell its bodies."""
    read = [clause.said for clause in within if clause.said]
    for one in read:
        said = united(said, one)
    if len(within) == 1 and not text[within[0].end :].strip("。 \n\u3000"):
        text = text[: within[0].start].strip()
    return said, "\n".join(clause.text for clause in within), text


def _spans(rows: Sequence[Cells], column: int, last: int) -> bool:
    """Whether some cell of a column stands beside several different ones in the last one."""
    return any(
        one[column] and two[column] in ("", one[column]) and one[last] != two[last] != ""
        for one, two in pairwise(rows)
        if len(set(one)) > 1 and len(set(two)) > 1
    )


def _in_runs(rows: Sequence[Cells], column: int) -> bool:
    """Whether a column's cells stand in runs: some with several rows, and none that comes back."""
    cells = [row[column] for row in rows]
    # Where merged cells were saved as CSV, the first of them alone has the text.
    filled: list[str] = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    starts = [cell for before, cell in pairwise(["", *filled]) if cell != before]
    most = max(Counter(filled).values(), default=0)
    return len(starts) > 1 and len(starts) == len({*starts}) and most > 1


def _together(one: DraftMeasure, two: DraftMeasure) -> DraftMeasure:
    """Return a task with the bodies of two rows."""
    if one.said is None or two.said is None:
        return replace(two, line=one.line)
    said = united(one.said, two.said)
    return replace(one, said=said, printed=f"{one.printed}；{two.printed}")


def _flat(cell: str, joint: str = "") -> str:
    return joint.join(part.strip() for part in cell.split("\n") if part.strip())


def _unwrapped(cell: str) -> str:
    """Join the lines of a short title that was broken by hand to fit its cell."""
    short = len(cell) <= _LONGEST_WRAPPED and not re.search(r"[。；：，]", cell)
    items = any(marker_at(line)[0] for line in cell.split("\n"))
    return _flat(cell) if short and not items else cell
