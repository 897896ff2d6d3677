"""The headings of a table of tasks: which rows they are, and which column holds what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from sciplan.base.marks import tight
from sciplan.documents.words import leaders
from sciplan.documents.words.labels import MOST_KEPT, FieldLabel, label_role
from sciplan.documents.words.names import is_list
from sciplan.documents.words.roles import is_role
from sciplan.plan.role import AnyRole, OtherRole, Role

Cells = Sequence[str]

_TITLES = re.compile(
    r"(?:重点|主要|工作|具体|分解|年度)?(?:任务|举措|措施|事项|项目|工作|内容|行动)(?:名称|内容|"
    r"分解|清单|要点|举措|措施)?"
    r"|.{0,8}(?:任务|工程|举措|措施|事项|内容|项目)"
    r"|任务目标|改革事项|重点工作任务|工作任务及内容|重点任务内容"
    r"|.{0,8}(?:任务|举措|措施|事项|内容|项目|工作)(?:[及和与、].{1,6})"
)
_NAMES = re.compile(r"名称$")
_HELPS, _ANSWERS = "(?:配合|协办|协同|协助|参与)", "(?:责任|负责)"
_COMBINED = re.compile(
    rf"{_HELPS}(?:单位|部门)?/*{_ANSWERS}/*(?:单位|部门)?/*"
    rf"|{_ANSWERS}(?:单位|部门)?/+{_HELPS}/*(?:单位|部门)?/*"
)
"""配合/责任单位: such bodies cooperate beside one that leads, and answer for it where none does."""
_TASK = re.compile(r"任务|举措|措施|工作|事项|内容|行动|工程|项目")
_NUMBERS = re.compile(
    r"序号|编号|号|No\.?|序|(?:任务|举措|措施|事项|项目)(?:序号|编号)", re.IGNORECASE
)
_CATEGORIES = re.compile(
    r".{0,4}(?:类别|分类|领域|板块|类型)|方面|大类|一级任务|部分|章节|所属(?:章节|部分|行动|工程)"
)
_GOALS = re.compile(
    r".{0,6}目标(?:要求|任务|值)?|成果(?:形式|要求)?|标准|要求"
    r"|工作要求|(?:预期|阶段性?|标志性)(?:成果|目标)"
    r"|(?:主要|考核|量化|绩效|工作|年度|具体)?指标(?:名称|值|要求)?|(?:主要|工作)?职责"
)
_SHARES = re.compile(r"(?:责任|任务|职责|工作)?分工")
_LEADERS = re.compile(leaders.HEADING)
_REMARKS = re.compile(r"备注|说明|注")
# What tells of progress or of persons is no part of a plan, and no task either.
_NO_TASKS = re.compile(
    r".*(?:进展|情况|问题|下一步|姓名|职务|电话|手机|邮箱|地址|联系人|分值|得分|自评|审核|依据"
    r"|资金|投资|经费|签字|签收|日期).*|单位|单位名称|部门|县区|乡镇"
)
_WHO = re.compile(r"身份|角色|(?:承担|任务|职责|责任)(?:身份|角色)")
_UNITS = re.compile(r"(?:单位|部门)(?:名称)?")
_OF_PROJECTS = {OtherRole("建设"), OtherRole("承接")}
"""A table with no bodies but these lists projects."""
_PLACES = re.compile(r"位次|排位|列位")
_FAULTS = re.compile(r".{0,8}问题(?:表现|描述|清单|名称)?")
"""What measures put right: the name of such a task, where its measures have a column too."""
_ONE_OF_SEVERAL = re.compile(r"^第[一二三四五六\d](?=.)|[一二三四五六\d①-⑩]$")
"""What tells columns of one kind apart: 配合单位1, 配合单位2."""
_PERSONS = re.compile(r".*(?:人|电话|手机|职务|领导)")
_HEADER_ROWS = 8
_DEPTH = 3
"""So many rows may be headings together."""
_FEWEST_HEADS = 3
_LONGEST_LABEL = 16
_SAMPLE = 50
_LONGEST_CATEGORY = 30
_SHORTEST_TASK = 4
"""On average, the cells of a column of tasks hold at least so many characters."""


class ColumnKind(StrEnum):
    """What a column holds that no label within a text announces."""

    TITLE = "title"
    CATEGORY = "category"
    GOAL = "goal"
    NUMBER = "number"
    WHO = "who"
    """The role of the row's body."""
    UNIT = "unit"
    PLACE = "place"
    """Its place in the role's list."""


ColumnMeaning = ColumnKind | FieldLabel | AnyRole


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what.

    Args:
        kinds: Column → what it holds, in order.
        labels: Column → its heading.
    """

    kinds: Mapping[int, ColumnMeaning]
    labels: Mapping[int, str]

    def of(self, kind: ColumnMeaning) -> list[int]:
        """Return the columns of a kind."""
        return [column for column, other in self.kinds.items() if other == kind]

    def told(self, kinds: Mapping[int, ColumnMeaning]) -> "Columns":
        """Return the same with more kinds, or other ones."""
        return replace(self, kinds=dict(sorted({**self.kinds, **kinds}.items())))

    @property
    def titles(self) -> list[int]:
        """Columns of tasks; with several, one has the titles, those behind it the text."""
        return self.of(ColumnKind.TITLE)

    @property
    def named(self) -> int:
        """How many of the columns of tasks stand before the one with the titles.

        That is the column of names, 项目名称, else the last but one.
        """
        names = [n for n, column in enumerate(self.titles) if _NAMES.search(self.labels[column])]
        return names[-1] if names else max(len(self.titles) - 2, 0)

    @property
    def roles(self) -> dict[int, AnyRole]:
        """The columns of bodies, each with the role that it gives them."""
        return {column: kind for column, kind in self.kinds.items() if is_role(kind)}

    @property
    def bodies(self) -> list[int]:
        """The columns of bodies."""
        return list(self.roles)

    @property
    def unread(self) -> list[int]:
        """The columns that no task takes anything from."""
        return [n for n, label in self.labels.items() if label and n not in self.kinds]

    @property
    def is_data(self) -> bool:
        """Whether each row tells one body's part in one task: 身份 and 单位 are columns."""
        return bool(self.of(ColumnKind.WHO) and (self.of(ColumnKind.UNIT) or self.bodies))


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of headings: from `first` to before `end`."""

    first: int
    end: int
    columns: Columns


def header(rows: Sequence[Cells]) -> Header | None:
    """Return a table's headings; None for a table of another kind."""
    near = range(min(_HEADER_ROWS, len(rows)))
    return next(filter(None, (header_at(rows, number) for number in near)), None)


def header_at(rows: Sequence[Cells], number: int, *, usual: bool = False) -> Header | None:
    """Return the headings that begin with a row.

    Args:
        rows: The table.
        number: The row.
        usual: Whether the column of tasks must have a usual name.
    """
    if not _may_be_header(rows[number]):
        return None
    labels = [tight(cell) for cell in rows[number]]
    end = number + 1
    while end < min(number + _DEPTH, len(rows)) and _goes_on(labels, rows[end]):
        labels = [
            _under(top, tight(cell)) for top, cell in zip(_spread(labels), rows[end], strict=True)
        ]
        end += 1
    columns = _columns(labels, rows[end:], usual=usual)
    return Header(number, end, columns) if columns else None


def _may_be_header(row: Cells) -> bool:
    cells = {tight(cell) for cell in row if len(cell) <= 2 * _LONGEST_LABEL + 20}
    return len(cells - {""}) >= 2 and any(
        is_role(kind) or kind == ColumnKind.WHO for kind in map(kind_of, cells)
    )


def _goes_on(labels: Sequence[str], row: Cells) -> bool:
    """Whether a row has the lower headings: only under headings that span columns, and new ones."""
    spread = _spread(labels)
    new = False
    for column, (top, cell) in enumerate(zip(spread, map(tight, row), strict=True)):
        if not cell or cell == top:
            continue
        if len(cell) > _LONGEST_LABEL or top not in (*spread[:column], *spread[column + 1 :]):
            return False
        new = True
    return new


def _spread(labels: Sequence[str]) -> list[str]:
    """Give a heading to the blank columns on its right: cells that were merged."""
    spread: list[str] = []
    for label in labels:
        spread.append(label or (spread[-1] if spread else ""))
    return spread


def _under(top: str, cell: str) -> str:
    """Return the label of a column whose headings stand in two rows."""
    if not cell or cell == top:
        return top
    if kind_of(cell) and not (_UNITS.fullmatch(cell) and is_role(kind_of(top))):
        return cell
    if kind_of(top + cell):
        return top + cell
    # 牵头单位 over 市级 and 县级: both are of bodies that lead; over 单位 and 电话: one is.
    return "" if _PERSONS.fullmatch(cell) else f"{top}（{cell}）"


def _columns(labels: Sequence[str], below: Sequence[Cells], *, usual: bool) -> Columns | None:
    """Read labels as headings; None where there are no tasks or no bodies."""
    kinds = {column: kind for column, label in enumerate(labels) if (kind := kind_of(label))}
    columns = _with_goals(Columns(kinds, dict(enumerate(labels))))
    if not ({*columns.roles.values()} - _OF_PROJECTS or columns.is_data):
        return None
    found: Columns | None = columns
    if not columns.titles:
        found = None if usual else _with_tasks(columns, labels, below)
    return _completed(found, below) if found else None


def _with_goals(columns: Columns) -> Columns:
    """Take a column of tasks behind the bodies for more of the text, where one stands before."""
    first = min(columns.bodies, default=0)
    behind = [column for column in columns.titles if column > first]
    alone = len(behind) == len(columns.titles)
    return columns if alone else columns.told(dict.fromkeys(behind, ColumnKind.GOAL))


def _completed(columns: Columns, below: Sequence[Cells]) -> Columns:
    """Give unknown columns beside the tasks a meaning, so that no words of a task are lost.

    Those on the left are categories where their cells come again; those between tasks and bodies
    tell more of the task.
    """
    columns = _with_faults(columns)
    first, end = columns.titles[0], min(columns.bodies, default=0)
    kinds: dict[int, ColumnMeaning] = {}
    for column, label in columns.labels.items():
        if column in columns.kinds or _NO_TASKS.fullmatch(label):
            continue
        if column < first and _is_shared(below, column):
            kinds[column] = ColumnKind.CATEGORY
        elif first < column < end and label:
            kinds[column] = ColumnKind.GOAL
    return columns.told(kinds)


def _with_faults(columns: Columns) -> Columns:
    """Take what is to be put right for the title, where it stands right before the measures."""
    first, *others = columns.titles
    before = (column for column in range(first - 1, -1, -1) if column in columns.labels)
    for column in () if others else before:
        if _FAULTS.fullmatch(columns.labels[column]):
            return columns.told({column: ColumnKind.TITLE})
        if columns.kinds.get(column) not in (ColumnKind.GOAL, ColumnKind.CATEGORY, None):
            break
    return columns


def _is_shared(below: Sequence[Cells], column: int) -> bool:
    """Whether cells of a column are merged: they stand again, or leave blanks below themselves."""
    short = 0 < _length(below, column) <= _LONGEST_CATEGORY
    return short and len({*_own_cells(below, column)}) < len(_task_rows(below))


@lru_cache(MOST_KEPT)
def kind_of(label: str) -> ColumnMeaning | None:
    """Return what a column of this heading holds, None for anything else."""
    if is_combined(label):
        return Role.COOPERATING
    plain = re.sub(r"[（(][^（）()]*[）)]", "", label)
    if not plain or len(plain) > _LONGEST_LABEL:
        return None
    for kind, pattern in _KINDS.items():
        if pattern.fullmatch(plain):
            return kind
    role = label_role(plain)
    if role and role not in (FieldLabel.REMARK, FieldLabel.LEADER):
        return role
    # In a table, 目标 and 联系人 have columns of their own meaning.
    role = label_role(_ONE_OF_SEVERAL.sub("", plain, count=1))
    return role if is_role(role) else _kind_of_words(plain)


def is_combined(label: str) -> bool:
    """Whether a heading is of bodies that cooperate or, where no other leads, are responsible."""
    return bool(_COMBINED.fullmatch(re.sub(r"[/／、及和与或（）()]", "/", label)))


def are_heads(texts: Sequence[str]) -> bool:
    """Whether texts side by side are the headings of a table of tasks, certainly."""
    kinds = list(map(kind_of, texts))
    return any(map(is_role, kinds)) and sum(map(bool, kinds)) >= _FEWEST_HEADS


def names_bodies(row: Cells) -> bool:
    """Whether a row holds several texts, one of which lists bodies as the row of a task does."""
    cells = {cell.strip() for cell in row}
    if len(cells) < 2 or any(cell.endswith("：") or is_number_head(cell) for cell in cells):
        return False
    return any(is_list(cell) and not is_label(tight(cell)) for cell in cells)


def is_number_head(text: str) -> bool:
    """Whether a text is the heading of a column of numbers."""
    return kind_of(text) == "number"


@lru_cache(MOST_KEPT)
def is_label(text: str) -> bool:
    """Whether a text can be the heading of a column, read or not."""
    short = 0 < len(text) <= _LONGEST_LABEL
    known = kind_of(text) or _NO_TASKS.fullmatch(text) or _FAULTS.fullmatch(text)
    return short and bool(known)


_KINDS: Mapping[ColumnMeaning, re.Pattern[str]] = {
    ColumnKind.NUMBER: _NUMBERS,
    ColumnKind.WHO: _WHO,
    ColumnKind.UNIT: _UNITS,
    ColumnKind.PLACE: _PLACES,
    FieldLabel.LEADER: _LEADERS,
    FieldLabel.REMARK: _REMARKS,
    Role.RESPONSIBLE: _SHARES,
}


def _kind_of_words(label: str) -> ColumnKind | None:
    if _CATEGORIES.fullmatch(label):
        return ColumnKind.CATEGORY
    if _GOALS.fullmatch(label):
        return ColumnKind.GOAL
    if _NO_TASKS.fullmatch(label):
        return None
    return ColumnKind.TITLE if _TITLES.fullmatch(label) else None


def _with_tasks(columns: Columns, labels: Sequence[str], below: Sequence[Cells]) -> Columns | None:
    """Take for tasks the column with the longest cells, best left of the bodies."""
    bodies = columns.bodies
    if any(_is_value(below, column, labels) for column in bodies):
        return None
    first = min(bodies, default=len(labels))
    for free in ((None, ColumnKind.GOAL), (ColumnKind.CATEGORY,)):
        may = [
            column
            for column, label in enumerate(labels)
            if columns.kinds.get(column) in free and not _NO_TASKS.fullmatch(label)
        ]
        left = [column for column in may if column < first] or may
        sizes = {column: _length(below, column) for column in left}
        widest = max(sizes, key=lambda c: (bool(_TASK.search(labels[c])), sizes[c]), default=-1)
        if widest >= 0 and sizes[widest] >= _SHORTEST_TASK:
            return columns.told({widest: ColumnKind.TITLE})
    return None


def _is_value(below: Sequence[Cells], column: int, labels: Sequence[str]) -> bool:
    """Whether a label stands again in rows that are no headings: then it is a cell's value."""
    return any(
        tight(row[column]) == labels[column] and [*map(tight, row)] != list(labels)
        for row in below
        if len(set(row)) > 1
    )


def _length(below: Sequence[Cells], column: int) -> float:
    cells = _own_cells(below, column)
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _own_cells(below: Sequence[Cells], column: int) -> list[str]:
    return [row[column] for row in _task_rows(below) if row[column]]


def _task_rows(below: Sequence[Cells]) -> list[Cells]:
    """Return the first rows that aren't one text across the table."""
    return [row for row in below[:_SAMPLE] if len({cell for cell in row if cell}) > 1]
