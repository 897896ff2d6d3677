"""A table of tasks (任务分解表) → groups of tasks."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sciplan.importers.attribution import (
    COOPERATING,
    LEAD,
    RESPONSIBLE,
    Attribution,
    day_in,
    first_leads,
    is_role,
    label_role,
    parse,
    parse_list,
    says_first_leads,
)
from sciplan.importers.document import Grid
from sciplan.importers.outline import marker_at, split_title
from sciplan.importers.tasks import Group, Task

_TITLES = re.compile(
    r"(?:重点|主要|工作|具体|分解|年度)?(?:任务|举措|措施|事项|项目|工作|内容|行动)(?:名称|内容|"
    r"分解|清单|要点|举措|措施)?"
    r"|.{0,8}(?:任务|工程|举措|措施|事项|内容|项目)"
    r"|任务目标|改革事项|重点工作任务|工作任务及内容|重点任务内容"
)
_NUMBERS = re.compile(r"序号|编号|号|No\.?|序")
_CATEGORIES = re.compile(r"类别|分类|任务类别|领域|板块|方面|类型|大类|一级任务|任务分类|部分")
_GOALS = re.compile(
    r"(?:工作|任务)?目标(?:要求|任务)?|成果(?:形式|要求)?|标准|要求|工作要求|预期(?:成果|目标)"
)
_SHARES = re.compile(r"(?:责任|任务|职责|工作)?分工")
_NO_BODY = re.compile(r"[\s/／—–\-]*|无|暂无")
_HEADER_ROWS = 8
_LONGEST_CELL = 1500
"""A list of bodies is no longer; a cell that is, is a slip of the table's columns."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what.

    Args:
        titles: Columns of tasks; with several, the last but one has titles, the last the text.
        kinds: Column → category, goal, or what `label_role` says of its heading.
        labels: Column → its heading.
    """

    titles: tuple[int, ...]
    kinds: Mapping[int, str]
    labels: Mapping[int, str]

    def of(self, kind: str) -> list[int]:
        return [column for column, other in self.kinds.items() if other == kind]


def table_group(
    grid: Grid, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Group | None:
    """Return a table's tasks in their groups; None for a table of another kind.

    Args:
        grid: The table.
        known: Names of bodies seen elsewhere in the document.
        places: Names of places, see `names.restored`.
    """
    header = _header(grid)
    return _Reader(grid, *header, known, places).group() if header else None


def is_table(grid: Grid) -> bool:
    """Whether a table is one of tasks and bodies."""
    return _header(grid) is not None


def _header(grid: Grid) -> "tuple[int, _Columns] | None":
    """Return which row has the headings, and what they say."""
    for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
        columns = _columns(row)
        if columns:
            return number, columns
    return None


def _columns(row: Sequence[str]) -> _Columns | None:
    """Read a row as headings; None where it has no tasks or no bodies."""
    titles: list[int] = []
    kinds: dict[int, str] = {}
    labels: dict[int, str] = {}
    for column, cell in enumerate(row):
        label = re.sub(r"\s", "", cell)
        kind = _kind_of(label)
        if kind == "title":
            titles.append(column)
        elif kind:
            kinds[column] = kind
            labels[column] = label
    bodies = [kind for kind in kinds.values() if is_role(kind)]
    return _Columns(tuple(titles), kinds, labels) if titles and bodies else None


def _kind_of(label: str) -> str:
    plain = re.sub(r"[（(][^（）()]*[）)]", "", label)
    if not plain or len(plain) > 16 or _NUMBERS.fullmatch(label):
        return ""
    role = label_role(plain)
    if role:
        return role
    if _SHARES.fullmatch(label):
        return "responsible"
    if _CATEGORIES.fullmatch(label):
        return "category"
    if _GOALS.fullmatch(label):
        return "goal"
    return "title" if _TITLES.fullmatch(label) else ""


@dataclass(slots=True)
class _Reader:
    grid: Grid
    header: int
    columns: _Columns
    known: Collection[str]
    places: Collection[str]
    open: list[tuple[str, list[Task]]] = field(default_factory=lambda: [("", [])])
    _spans: Counter[str] | None = None

    def group(self) -> Group:
        head = self.grid.rows[self.header]
        for number in range(self.header + 1, len(self.grid.rows)):
            row = self.grid.rows[number]
            if row == head or not any(cell.strip() for cell in row):
                continue
            heading = self.heading(row)
            if heading:
                self.open.append((heading, []))
            else:
                self.add(row, self.grid.line + number)
        first, *others = self.open
        groups = tuple(Group(title=title, tasks=tuple(tasks)) for title, tasks in others if tasks)
        return Group(title="", tasks=tuple(first[1]), groups=groups)

    def heading(self, row: Sequence[str]) -> str:
        """Return the text of a row that is a heading: one cell merged across, or one alone."""
        cells = list(dict.fromkeys(cell.strip() for cell in row if cell.strip()))
        if len(cells) == 1 and len(cells[0]) <= 80:
            marker, rest = marker_at(cells[0])
            return rest if marker else cells[0]
        return ""

    def add(self, row: Sequence[str], line: int) -> None:
        title, text = self.words(row)
        said, printed = self.said(row)
        if not title and not said.names:
            return
        goals = "；".join(row[column].strip() for column in self.columns.of("goal"))
        category = self.category(row)
        task = Task(
            title=title or "（无标题）",
            text="\n".join(filter(None, (text, goals))),
            line=line,
            printed=printed,
            said=said if said.names else None,
            category=category,
            remark="；".join(filter(None, (row[c].strip() for c in self.columns.of("remark")))),
        )
        self.open[-1][1].append(task)

    def category(self, row: Sequence[str]) -> str:
        columns = [*self.columns.of("category"), *self.columns.titles[:-2]]
        return " ".join(filter(None, (_flat(row[column]) for column in columns)))

    def words(self, row: Sequence[str]) -> tuple[str, str]:
        """Return a row's title and text."""
        cells = [row[column].strip() for column in self.columns.titles[-2:]]
        cells = [cell for cell in cells if cell]
        if len(cells) == 2 and cells[0] != cells[1] and not self.spans_rows(cells[0]):
            return _flat(marker_at(cells[0])[1]), cells[1]
        marked = marker_at(cells[-1])[1] if cells else ""
        title, rest, _ = split_title(marked)
        return _flat(title), rest.strip()

    def spans_rows(self, cell: str) -> bool:
        """Whether a cell of the first column of tasks stands in several rows: a merged heading."""
        if self._spans is None:
            column = self.columns.titles[-2]
            self._spans = Counter(row[column].strip() for row in self.grid.rows)
        return self._spans[cell] > 1

    def said(self, row: Sequence[str]) -> tuple[Attribution, str]:
        """Return what a row's cells of bodies say, and how they print it."""
        said = Attribution()
        printed: list[str] = []
        for column, kind in self.columns.kinds.items():
            cell = row[column].strip()
            if _NO_BODY.fullmatch(cell):
                continue
            if is_role(kind):
                label = self.columns.labels[column]
                read = self.cell(cell)
                said = _with(
                    said, kind, first_leads(read, label) if says_first_leads(label) else read
                )
                printed.append(f"{self.columns.labels[column]}：{_flat(cell, '、')}")
            elif kind == "deadline":
                said = replace(said, deadline=_flat(cell), deadline_date=day_in(cell))
            elif kind == "leader":
                said = replace(said, leader=_flat(cell))
            elif kind == "indicator":
                said = replace(said, indicator=_flat(cell))
        return said, "；".join(printed)

    def cell(self, cell: str) -> Attribution:
        cell = cell[:_LONGEST_CELL]
        found = parse(cell, self.known, self.places)
        return found or parse_list(cell, self.known, self.places)


def _with(said: Attribution, kind: str, cell: Attribution) -> Attribution:
    """Add what a cell says: its plain names have the role of the heading."""
    plain = cell.responsible
    # 责任单位：市发改委（牵头）、市财政局 tells the lead in the cell itself.
    other = ((kind.removeprefix("other:"), plain),) if kind.startswith("other:") else ()
    return replace(
        said,
        lead=(*said.lead, *cell.lead, *(plain if kind == LEAD else ())),
        responsible=(*said.responsible, *(plain if kind == RESPONSIBLE else ())),
        cooperating=(
            *said.cooperating,
            *cell.cooperating,
            *(plain if kind == COOPERATING else ()),
        ),
        others=(*said.others, *other, *cell.others),
        and_others=said.and_others or cell.and_others,
        doubtful=(*said.doubtful, *cell.doubtful),
        unplaced=(*said.unplaced, *cell.unplaced),
    )


def _flat(cell: str, joint: str = "") -> str:
    return joint.join(part.strip() for part in cell.split("\n") if part.strip())
