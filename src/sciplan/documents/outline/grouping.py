"""An outline and the clauses in it → groups of tasks.

An item with a clause is a task, one with several is as many tasks, one whose items have clauses
is a group. A document that has hardly any clauses is read by its running sentences.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache, partial

from sciplan.base.chinese import HAN
from sciplan.documents.clauses.finding import FoundClause, find, find_prose
from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, Group
from sciplan.documents.clauses.running_words import without_prose
from sciplan.documents.doubt import Doubt
from sciplan.documents.outline.clausetexts import ClauseReader
from sciplan.documents.outline.outline import OutlineItem, split_title
from sciplan.documents.outline.rows import RowTeller
from sciplan.documents.outline.texts import (
    BLANK,
    LEFT_BEHIND,
    ORDINAL,
    PREFACE,
    Text,
    all_ordinal,
    is_apart,
    is_provision,
    merged,
    pieces,
    printed_of,
    provision,
    stretches_of,
    tidy,
    title_of,
    titled_pieces,
)
from sciplan.documents.readers.document import Grid
from sciplan.documents.words.markers import PART, marker_at
from sciplan.documents.words.titles import kinds

_LAST_WORDS = re.compile(
    rf"本(?:{kinds('in-force')}).{{0,60}}(?:施行|实施|解释|执行)"
    rf"|本{HAN}{{2,8}}?(?:自.{{1,20}}(?:施行|实施|执行|生效)|由.{{2,40}}解释)"
)

_SEE_TABLE = re.compile(r"下表|附表|如下|见表")
_TABLE = "任务分解表"
_FROM_PROSE = Doubt(
    code="prose-clause", message="单位取自行文里的一句，不在括号里，也没有标签，请对照"
)


class _Place(Enum):
    """Where the only clause of an item's items stands, at the end of the last of them."""

    NOWHERE = auto()
    """There is none, or there are others."""
    LINE = auto()
    """On a line of its own."""
    WITHIN = auto()
    """Behind the last one's words."""
    FOLDED = auto()
    """Behind the last one's words, in an item that is one paragraph with all its items."""


def as_group(
    top: OutlineItem,
    known: Collection[str] = (),
    places: Collection[str] = (),
    tables: Mapping[Grid, Group] | None = None,
) -> Group:
    """Return an outline's tree as a group without title.

    Args:
        top: The tree.
        known: Names of bodies that its clauses print in full.
        places: Names of places that bodies' names may begin with.
        tables: What the tables in the tree tell, of those that tell tasks.
    """
    # A paragraph is asked about several times: by itself, and for what its heading is.
    clauses = cache(partial(find, known=frozenset(known), places=places))
    prose = cache(partial(find_prose, known=frozenset(known), places=places))
    return _Grouper(ClauseReader(clauses, prose, tables or {}), tables or {}).group(top)


@dataclass(slots=True)
class _Grouper:
    """Turns an outline into groups.

    Args:
        _reader: Reads the clauses of its items.
        tables: What tables tell.
    """

    _reader: ClauseReader
    tables: Mapping[Grid, Group]
    _holding: dict[int, bool] = field(default_factory=dict)
    _inside: dict[int, list[Group]] = field(default_factory=dict)
    """Item → the tables under it, where it is a heading."""
    _behind: dict[int, list[Group]] = field(default_factory=dict)
    """Item → the tables that stand behind it, under the heading above."""
    _begun: bool = False
    """Whether a task has been met: the paragraphs of later headings are provisions."""
    _rows: RowTeller = field(init=False)
    _last: OutlineItem | None = None

    def group(self, top: OutlineItem) -> Group:
        """Return the outline's tree as a group without title."""
        self._reader.read_all(top)
        self._rows = RowTeller(self._reader)
        if self.tables:
            self._settled(top)
        self._last = next(
            (item for item in reversed(list(top.walk())) if self._reader.own(item).clauses), None
        )
        if self._is_whole(top):
            return Group(title="", tasks=tuple(self._tasks(top)))
        self._rows.read_all(top)
        tasks = tuple(self._row(top)) if self._reader.own(top).clauses else ()
        tasks = tuple(task for task in tasks if task.printed)
        return self._group(top, tasks)

    def _is_whole(self, top: OutlineItem) -> bool:
        """Whether the document is one task: 一、目标, 二、措施, 三、责任单位：甲."""
        clauses = self._reader.own(top).clauses
        if len(clauses) != 1 or not top.items or self._has_tables(top):
            return False
        if any(map(self._holds, top.items)):
            return False
        return self._reader.own(top).line_at(clauses[0].start) > top.items[0].line

    def _holds(self, item: OutlineItem) -> bool:
        """Whether an item or anything under it has a clause, or a table of tasks."""
        if id(item) not in self._holding:
            own = bool(self._reader.own(item).clauses) or self._has_tables(item)
            self._holding[id(item)] = own or any(map(self._holds, item.items))
        return self._holding[id(item)]

    # Tables

    def _settled(self, item: OutlineItem, *, top: bool = True) -> list[Group]:
        """Give each heading its tables; return those that belong behind the item, further up.

        A table belongs under the heading above it. One that has a title of its own, and stands
        behind a task, belongs to the whole.
        """
        own = [self.tables[grid] for grid in item.tables if grid in self.tables]
        below = {id(inner): self._settled(inner, top=False) for inner in item.items}
        if not top and not self._is_heading(item):
            return [*own, *(table for tables in below.values() for table in tables)]
        self._inside[id(item)] = own
        rising: list[Group] = []
        for ident, tables in below.items():
            self._behind[ident] = [table for table in tables if top or not table.title]
            rising += (table for table in tables if not top and table.title)
        return rising

    def _is_heading(self, item: OutlineItem) -> bool:
        """Whether tables may stand under an item: it is no task, by its clause or by its text."""
        text = self._reader.own(item)
        if text.clauses:
            return self._rows.is_row(item)
        beside = [one for one in item.paragraphs if one.line == item.line]
        return bool(item.items) or not beside or bool(_SEE_TABLE.search(text.text))

    def _has_tables(self, item: OutlineItem) -> bool:
        """Whether tables stand under an item, or under those in it."""
        return bool(self._inside.get(id(item))) or any(
            self._behind.get(id(inner)) or self._has_tables(inner) for inner in item.items
        )

    # Groups

    def _group(self, of: OutlineItem, own: Sequence[DraftMeasure] = ()) -> Group:
        """Return what an item's tables and items become, under its title.

        A group has its tasks before its groups. To keep the document's order, a task that
        follows a group gets a group of its own.

        Args:
            of: The item.
            own: The tasks of its own text.
        """
        items, title = of.items, title_of(of) if of.marker else ""
        tasks = list(own)
        groups: list[Group] = []
        above: list[str] = []
        provisions = tuple(self._around(of))
        self._lay(self._inside.get(id(of), ()), title, tasks, groups)
        some = any(map(self._holds, items))
        habit = self._habit(items)
        between = self._lines_between_tasks(items)
        for item in items:
            if some and not tasks and not groups and self._is_preface(item):
                above.append(title_of(item))
            elif some and tasks and self._is_last_words(item):
                groups.append(self._bare(item))
            elif id(item) not in between and self._is_group(item, habit, some=some):
                groups.append(self._of(item))
            elif groups and not tasks and is_apart(item) and not self._holds(item):
                # Behind groups a heading without clauses is one of them: 3.组织保障, like 三、.
                groups.append(self._bare(item))
            elif groups:
                groups.append(Group(title=title_of(item), tasks=tuple(self._tasks(item))))
            else:
                tasks += self._tasks(item)
            self._lay(self._behind.get(id(item), ()), title, tasks, groups)
        if of.marker and self._place(of) in (_Place.LINE, _Place.WITHIN) and not groups:
            tasks = [*_asked(of, tasks)]
        return Group(
            title=title,
            above=tuple(above),
            tasks=tuple(tasks),
            provisions=provisions,
            groups=tuple(groups),
        )

    def _lines_between_tasks(self, items: Sequence[OutlineItem]) -> set[int]:
        """Return the items of one line without a clause that stand between such with one."""
        short = [not item.items and bool(item.paragraphs) and not is_apart(item) for item in items]
        tasks = [
            place
            for place, item in enumerate(items)
            if short[place] and self._reader.own(item).clauses
        ]
        if len(tasks) < 2 or len(tasks) * 2 < len(items):
            return set()
        return {
            id(items[place])
            for place in range(tasks[0], tasks[-1])
            if short[place] and place not in tasks and not self._has_tables(items[place])
        }

    def _around(self, item: OutlineItem) -> Iterator[DraftProvision]:
        """Yield the words behind an item's tables, or between them; those above introduce them."""
        if item.marker and self._inside.get(id(item)) and not self._reader.own(item).clauses:
            first = min(grid.line for grid in item.tables if grid in self.tables)
            behind = (paragraph for paragraph in item.paragraphs if paragraph.line > first)
            for paragraph in behind:
                if paragraph.text.strip() and not _SEE_TABLE.search(paragraph.text):
                    yield provision(paragraph)

    def _lay(
        self, tables: Sequence[Group], heading: str, tasks: list[DraftMeasure], groups: list[Group]
    ) -> None:
        """Put tables behind what a heading has so far.

        Several of different titles, and one behind other tasks, keep their titles.
        """
        several = len({table.title for table in tables}) > 1
        for table in tables:
            self._begun = True
            own = tidy(table.title) != heading
            titled = own and (several or (table.title and (tasks or groups)))
            if titled or (groups and table.tasks):
                groups.append(replace(table, title=table.title or _TABLE))
            elif table.tasks and table.groups and not heading:
                groups += (Group(title=table.title or _TABLE, tasks=table.tasks), *table.groups)
            else:
                tasks += table.tasks
                groups += table.groups

    def _is_preface(self, item: OutlineItem) -> bool:
        """Whether an item says why and whereto, before the tasks."""
        title = tidy(item.title)
        return item.rank > PART and not self._holds(item) and bool(PREFACE.fullmatch(title))

    def _is_last_words(self, item: OutlineItem) -> bool:
        return not self._holds(item) and bool(_LAST_WORDS.match(tidy(item.title)))

    def _is_group(self, item: OutlineItem, habit: _Place, *, some: bool) -> bool:
        if self._has_tables(item):
            return True
        if any(map(self._holds, item.items)):
            return not self._is_one_task(item, habit)
        if self._reader.own(item).clauses:
            return self._rows.is_row(item)
        return not some or bool(item.items) or item.rank <= PART

    def _is_one_task(self, item: OutlineItem, habit: _Place) -> bool:
        """Whether the only clause, at the end of the last child, is about the whole item."""
        place = self._place(item)
        if place is _Place.FOLDED:
            return item.rank > PART
        if place is _Place.LINE:
            return item.rank > PART or habit is not _Place.NOWHERE
        return place is _Place.WITHIN and habit is _Place.WITHIN

    def _habit(self, items: Sequence[OutlineItem]) -> _Place:
        """Return where siblings have their clauses, NOWHERE if they don't all have one and alike.

        That each of several items has a clause behind its last child alone is no chance: there a
        clause is about the whole item.
        """
        several = (item for item in items if len(item.items) > 1 and not self._has_tables(item))
        places = [self._place(item) for item in several if any(map(self._holds, item.items))]
        if not places or _Place.NOWHERE in places:
            return _Place.NOWHERE
        if all(place is _Place.LINE for place in places):
            return _Place.LINE
        return _Place.WITHIN if len(places) > 1 else _Place.NOWHERE

    def _place(self, item: OutlineItem) -> _Place:
        """Return where the only clause under an item stands, if it ends the last one's text."""
        if len(item.items) < 2 or self._reader.own(item).clauses:
            return _Place.NOWHERE
        last = item
        while last.items:
            *others, last = last.items
            if any(map(self._holds, others)) or (last.items and self._reader.own(last).clauses):
                return _Place.NOWHERE
        text = self._reader.own(last)
        if len(text.clauses) != 1 or text.clauses[0].prose:
            return _Place.NOWHERE
        (clause,) = text.clauses
        if text.text[clause.end :].strip(BLANK):
            return _Place.NOWHERE
        if last.line == item.line:
            return _Place.FOLDED
        own_line = not clause.start or text.text[clause.start - 1] == "\n"
        apart = own_line and text.line_at(clause.start) != last.line
        return _Place.LINE if apart else _Place.WITHIN

    def _of(self, item: OutlineItem) -> Group:
        """Return the group that an item with items, or with a row of tasks, becomes."""
        own: Sequence[DraftMeasure] = ()
        if self._reader.own(item).clauses:
            row = self._rows.is_row(item)
            own = tuple(self._row(item) if row else self._tasks(item, alone=True))
        if own or self._holds(item):
            return self._group(item, own)
        return self._bare(item)

    def _bare(self, item: OutlineItem) -> Group:
        """Return a heading without clauses; after the tasks, its paragraphs are provisions."""
        title = title_of(item)
        if not self._begun:
            return Group(title=title, groups=tuple(map(self._bare, item.items)))
        if not item.items:
            return Group(title=title, provisions=tuple(map(provision, item.paragraphs)))
        if all(map(is_provision, item.items)):
            provisions = (
                DraftProvision(title=title_of(one), text=one.paragraphs[0].text, line=one.line)
                for one in item.items
            )
            return Group(title=title, provisions=tuple(provisions))
        return Group(title=title, groups=tuple(map(self._bare, item.items)))

    # Tasks

    def _row(self, item: OutlineItem) -> Iterator[DraftMeasure]:
        """Yield the tasks of paragraphs that have titles of their own, or first sentences.

        A paragraph without a clause is text of the task behind it, or of the last one.
        """
        tasks: list[DraftMeasure] = []
        above: list[str] = []
        for paragraph in self._rows.whole(item.paragraphs):
            text = self._reader.read([paragraph])
            if not text.clauses:
                above.append(paragraph.text)
                continue
            tasks += self._of_paragraph(item, text, above)
            above = []
        if above and tasks:
            rest = tidy("\n".join((tasks[-1].text, *above)))
            tasks[-1] = replace(tasks[-1], text=rest)
        yield from tasks

    def _of_paragraph(
        self, item: OutlineItem, text: Text, above: Sequence[str]
    ) -> Iterator[DraftMeasure]:
        """Yield the tasks of one paragraph of a row; `above` is text of the first."""
        stretches = list(stretches_of(text))
        single = all_ordinal(text) or self._rows.is_titled_run(item)
        for number, (start, end, clause) in enumerate(stretches, 1):
            piece = marker_at(text.text[start:end])[1]
            counted = ORDINAL.match(piece)
            title, rest, _ = split_title(piece[counted.end() :] if counted else piece)
            part = "" if single else _part(number, len(stretches))
            behind = text.text[clause.end :].lstrip(BLANK) if clause else ""
            last = (behind,) if number == len(stretches) and behind else ()
            whole = "\n".join((*above, rest, *last) if number == 1 else (rest, *last))
            yield self._task(title or title_of(item), whole, text.line_at(start), clause, part)

    def _tasks(self, item: OutlineItem, *, alone: bool = False) -> Iterator[DraftMeasure]:
        """Yield an item's tasks: one a clause, or one without.

        Args:
            item: The item.
            alone: Leave out what stands under it.
        """
        under = [] if alone else [merged(inner) for inner in item.walk() if inner is not item]
        text = self._reader.read([*item.paragraphs, *under]) if under else self._reader.own(item)
        stretches = list(stretches_of(text))
        if not stretches:
            yield self._task(title_of(item), "", item.line, None)
        title = title_of(item)
        titles = titled_pieces(pieces(text)[1:])
        for number, (start, end, clause) in enumerate(stretches, 1):
            piece = text.text[start:end]
            if number > 1 and titles:
                own, piece = titles[number - 2]
                # A stretch without a title is about the item, whatever the one before it says.
                title = own or title_of(item)
            last = number == len(stretches) and clause is not None
            # What follows the last clause of a whole document is its closing words.
            closing = item is self._last and piece.strip(BLANK) and not (clause and clause.prose)
            if clause and last and not closing:
                piece = f"{piece}\n{text.text[clause.end :].lstrip(BLANK)}"
            line = text.line_at(start) or item.line
            part = _part(number, len(stretches))
            yield self._task(title, piece, line, clause, part)

    def _task(
        self, title: str, text: str, line: int, clause: FoundClause | None, part: str = ""
    ) -> DraftMeasure:
        self._begun = True
        return DraftMeasure(
            title=tidy(title) or "（无标题）",
            text=tidy(text).lstrip(LEFT_BEHIND),
            line=line,
            printed=printed_of(clause) if clause else "",
            said=without_prose(clause.said) if clause and clause.said else None,
            part=part,
            doubts=(_FROM_PROSE,) if clause and clause.prose else (),
        )


def _asked(of: OutlineItem, tasks: Sequence[DraftMeasure]) -> Iterator[DraftMeasure]:
    """Yield tasks of which the last alone has a clause: one question, not one a task."""
    *others, last = tasks
    question = f"“{title_of(of)}”只有末项有责任条款，请核对是否适用于其余 {len(others)} 项"
    for place, task in enumerate(others):
        yield replace(task, question="" if place else question)
    yield last


def _part(number: int, of: int) -> str:
    return f"{number}/{of}" if of > 1 else ""
