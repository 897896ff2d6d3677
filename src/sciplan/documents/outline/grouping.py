"""An outline and the clauses in it → groups of tasks.

An item with a clause is a task, one with several is as many tasks, one whose items have clauses
is a group. A document that has hardly any clauses is read by its running sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache, partial
from itertools import accumulate

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.numerals import CHINESE_NUMBER, number_of
from sciplan.documents.clauses.finding import FoundClause, find, find_prose
from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, Group
from sciplan.documents.outline.outline import OutlineItem, flat, split_title
from sciplan.documents.readers.document import Grid, Paragraph
from sciplan.documents.words.labels import opening_label
from sciplan.documents.words.markers import PART, SECTION, marker_at
from sciplan.documents.words.titles import kinds
from sciplan.plan.names import between_names

_TITLE_LIKE = 24
"""A first sentence of so many characters reads like a title."""
_BLANK = "。 \t\n\u3000"
_LEFT_BEHIND = "。；：，、 \n"
"""Marks that a clause leaves behind; no text begins with one."""
_CHINESE = rf"[\u3000-\u303f{HAN_RANGE}，。；：！？（）“”]"
_BLANKS = re.compile(r"[ \t\u3000]+")
_STRAY = re.compile(rf"(?<={_CHINESE}) | (?={_CHINESE})")

_PREFACE = re.compile(
    r"(?:指导|基本|总体|主要|工作|发展|建设|行动|重要|重大|目标|实施|年度|任务|战略|现实|编制|制定)*"
    r"(?:思想|原则|要求|思路|目标|目的|意义|背景|情况|形势|基础|现状|定位|依据)"
    r"|(?:为了?|根据|依据|按照).{2,200}制定.{2,30}"
)
"""Titles of what stands before the tasks and is none."""
_SUPPORT = re.compile(
    r"(?:加强|强化|健全|完善|抓好|组织|保障|实施|工作|推进|监督|有关|相关|领导)+"
    r"(?:保障|实施|要求|领导|措施|机制|管理|检查|考核)|附则"
)
"""Titles of what stands behind the tasks: who steers the whole, not who does a task."""
_LAST_WORDS = re.compile(
    rf"本(?:{kinds('in-force')}).{{0,60}}(?:施行|实施|解释|执行)"
    rf"|本{HAN}{{2,8}}?(?:自.{{1,20}}(?:施行|实施|执行|生效)|由.{{2,40}}解释)"
)

_SEE_TABLE = re.compile(r"下表|附表|如下|见表")
_TABLE = "任务分解表"
_ORDINAL = re.compile(rf"[。；\s]*({CHINESE_NUMBER})(?:是|要)[，：]?")
"""What opens a paragraph, or a stretch of one, that counts itself."""

_GENERAL = re.compile(
    r"(?:具体|主要|重点|工作|实施|年度|保障)*(?:措施|任务|内容|要求|目标|举措|做法|安排|时限|步骤|方法)"
)
"""What opens a stretch and names no task of its own."""

Finder = Callable[[str], list[FoundClause]]


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
    known = frozenset(known)
    # A paragraph is asked about several times: by itself, and for what its heading is.
    clauses = cache(partial(find, known=known, places=places))
    prose = cache(partial(find_prose, known=known, places=places))
    return _Grouper(clauses, prose, tables or {}).group(top)


@dataclass(slots=True)
class _Text:
    """Paragraphs as one text, with its clauses."""

    text: str
    paragraphs: Sequence[Paragraph]
    starts: Sequence[int]
    clauses: list[FoundClause]

    def line_at(self, place: int) -> int:
        return self.paragraphs[bisect_right(self.starts, place) - 1].line if self.starts else 0


@dataclass(slots=True)
class _Grouper:
    """Turns an outline into groups.

    Args:
        clauses: Finds the clauses of a text.
        prose: Finds the sentences that assign a text's task.
        tables: What tables tell.
    """

    clauses: Finder
    prose: Finder
    tables: Mapping[Grid, Group]
    _find: Finder = field(init=False)
    _texts: dict[int, _Text] = field(default_factory=dict)
    _holding: dict[int, bool] = field(default_factory=dict)
    _inside: dict[int, list[Group]] = field(default_factory=dict)
    """Item → the tables under it, where it is a heading."""
    _behind: dict[int, list[Group]] = field(default_factory=dict)
    """Item → the tables that stand behind it, under the heading above."""
    _begun: bool = False
    """Whether a task has been met: the paragraphs of later headings are provisions."""
    _like_rows: set[int] = field(default_factory=set)
    """Items of one paragraph beside items whose paragraphs are tasks of their own."""
    _last: OutlineItem | None = None
    _marks: bool = False
    """Whether brackets or labels set clauses apart in this document."""

    def group(self, top: OutlineItem) -> Group:
        """Return the outline's tree as a group without title."""
        self._read_all(top)
        if self.tables:
            self._settled(top)
        self._last = next(
            (item for item in reversed(list(top.walk())) if self._own(item).clauses), None
        )
        if self._is_whole(top):
            return Group(title="", tasks=tuple(self._tasks(top)))
        for item in top.walk():
            self._like_rows |= self._beside_rows(item)
        tasks = tuple(self._row(top)) if self._own(top).clauses else ()
        tasks = tuple(task for task in tasks if task.printed)
        return self._group(top, tasks)

    def _is_whole(self, top: OutlineItem) -> bool:
        """Whether the document is one task: 一、目标, 二、措施, 三、责任单位：甲."""
        clauses = self._own(top).clauses
        if len(clauses) != 1 or not top.items or self._has_tables(top):
            return False
        if any(map(self._holds, top.items)):
            return False
        return self._own(top).line_at(clauses[0].start) > top.items[0].line

    # Texts

    def _read_all(self, top: OutlineItem) -> None:
        """Find every item's clauses, or its sentences where those are what the document has.

        In a document with clauses, a sentence that gives a body a part of the work is no clause.
        """
        self._find = self.clauses
        for item in top.walk():
            self._texts[id(item)] = self._read(item.paragraphs)
        self._marks = any(one.marked for text in self._texts.values() for one in text.clauses)
        for item in top.items:
            self._leave_prose(item)
        told = sum(map(_weight, self._texts.values())) + self._told_by_tables(top)
        spoken = {id(item): self._spoken(item) for item in self._speaking(top)}
        some = {key: text for key, text in spoken.items() if text.clauses}
        if len(some) > told:
            self._find = self.prose
            self._texts |= some

    def _told_by_tables(self, top: OutlineItem) -> int:
        grids = (grid for item in top.walk() for grid in item.tables)
        return sum(1 for grid in grids if grid in self.tables for _ in self.tables[grid].walk())

    def _leave_prose(self, item: OutlineItem) -> None:
        """Take no running sentence for a clause where a heading's items say who steers the whole.

        In a document whose clauses stand in brackets or behind labels, 保障措施 holds provisions.
        """
        title = tidy(item.title)
        if _PREFACE.fullmatch(title) and self._marks:
            self._own(item).clauses = [one for one in self._own(item).clauses if one.marked]
        if not _SUPPORT.fullmatch(title) or (item.rank > PART and not item.items):
            for inner in item.items:
                self._leave_prose(inner)
            return
        texts = [self._own(inner) for inner in item.walk()]
        if self._marks and not any(_is_shared_out(one) for text in texts for one in text.clauses):
            for text in texts:
                text.clauses = []

    def _speaking(self, item: OutlineItem) -> Iterator[OutlineItem]:
        """Yield the items without a clause whose sentences may assign a task."""
        title = tidy(item.title)
        if _PREFACE.fullmatch(title) or _SUPPORT.fullmatch(title):
            return
        if not self._own(item).clauses and (item.marker or not item.items):
            yield item
        for inner in item.items:
            yield from self._speaking(inner)

    def _spoken(self, item: OutlineItem) -> _Text:
        """Return an item's text with its sentences; a title that is one is text too."""
        title = Paragraph(f"{item.title}。", item.line)
        also = [title] if item.title and self.prose(title.text) else []
        return self._read([*also, *item.paragraphs], self.prose)

    def _own(self, item: OutlineItem) -> _Text:
        """Return an item's own text, without what stands under it."""
        return self._texts[id(item)]

    def _read(self, paragraphs: Sequence[Paragraph], finder: Finder | None = None) -> _Text:
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        sizes = (len(paragraph.text) + 1 for paragraph in paragraphs)
        starts = [*accumulate(sizes, initial=0)][:-1]
        return _Text(text, paragraphs, starts, (finder or self._find)(text))

    def _holds(self, item: OutlineItem) -> bool:
        """Whether an item or anything under it has a clause, or a table of tasks."""
        known = self._holding.get(id(item))
        if known is None:
            known = (
                bool(self._own(item).clauses)
                or self._has_tables(item)
                or any(map(self._holds, item.items))
            )
            self._holding[id(item)] = known
        return known

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
        text = self._own(item)
        if text.clauses:
            return self._is_row(item) or any(map(self._speaks, item.items))
        beside = [one for one in item.paragraphs if one.line == item.line]
        return bool(item.items) or not beside or bool(_SEE_TABLE.search(text.text))

    def _speaks(self, item: OutlineItem) -> bool:
        """Whether an item or anything under it has a clause of words."""
        return any(self._own(inner).clauses for inner in item.walk())

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
            elif groups:
                groups.append(Group(title=title_of(item), tasks=tuple(self._tasks(item))))
            else:
                tasks += self._tasks(item)
            self._lay(self._behind.get(id(item), ()), title, tasks, groups)
        return Group(
            title=title,
            above=tuple(above),
            tasks=tuple(tasks),
            provisions=provisions,
            groups=tuple(groups),
        )

    def _lines_between_tasks(self, items: Sequence[OutlineItem]) -> set[int]:
        """Return the items of one line without a clause that stand between such with one."""
        short = [not item.items and bool(item.paragraphs) and not _is_apart(item) for item in items]
        tasks = [
            place for place, item in enumerate(items) if short[place] and self._own(item).clauses
        ]
        if len(tasks) < 2 or len(tasks) * 2 < len(items):
            return set()
        return {
            id(items[place])
            for place in range(tasks[0], tasks[-1])
            if short[place] and place not in tasks and not self._has_tables(items[place])
        }

    def _around(self, item: OutlineItem) -> Iterator[DraftProvision]:
        """Yield the words around an item's tables; before the first task they are no provisions."""
        if item.marker and self._inside.get(id(item)) and not self._own(item).clauses:
            for paragraph in item.paragraphs if self._begun else ():
                if paragraph.text.strip() and not _SEE_TABLE.search(paragraph.text):
                    yield _provision(paragraph)

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
        return item.rank > PART and not self._holds(item) and bool(_PREFACE.fullmatch(title))

    def _is_last_words(self, item: OutlineItem) -> bool:
        return not self._holds(item) and bool(_LAST_WORDS.match(tidy(item.title)))

    def _is_group(self, item: OutlineItem, habit: _Place, *, some: bool) -> bool:
        if self._has_tables(item):
            return True
        if any(map(self._holds, item.items)):
            return not self._is_one_task(item, habit)
        if self._own(item).clauses:
            return self._is_row(item)
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
        places = [
            self._place(item)
            for item in items
            if len(item.items) > 1
            and any(map(self._holds, item.items))
            and not self._has_tables(item)
        ]
        if not places or _Place.NOWHERE in places:
            return _Place.NOWHERE
        if all(place is _Place.LINE for place in places):
            return _Place.LINE
        return _Place.WITHIN if len(places) > 1 else _Place.NOWHERE

    def _place(self, item: OutlineItem) -> _Place:
        """Return where the only clause under an item stands, if it ends the last one's text."""
        if len(item.items) < 2 or self._own(item).clauses:
            return _Place.NOWHERE
        last = item
        while last.items:
            *others, last = last.items
            if any(map(self._holds, others)) or (last.items and self._own(last).clauses):
                return _Place.NOWHERE
        text = self._own(last)
        if len(text.clauses) != 1 or text.text[text.clauses[0].end :].strip(_BLANK):
            return _Place.NOWHERE
        (clause,) = text.clauses
        if clause.prose:
            return _Place.NOWHERE
        if last.line == item.line:
            return _Place.FOLDED
        own_line = not clause.start or text.text[clause.start - 1] == "\n"
        apart = own_line and text.line_at(clause.start) != last.line
        return _Place.LINE if apart else _Place.WITHIN

    def _is_row(self, item: OutlineItem) -> bool:
        """Whether an item's paragraphs are tasks of their own: each has a title and a clause.

        Under a heading that stands on its own line, paragraphs without titles are tasks too, as
        are the stretches of one, if they have titles or count themselves: 一是……（甲）二是……（乙）.
        """
        return self._is_titled_row(item) or (
            item.titled
            and (
                id(item) in self._like_rows
                or self._is_untitled_row(item)
                or _all_ordinal(self._own(item))
                or self._is_titled_run(item)
            )
        )

    def _beside_rows(self, item: OutlineItem) -> set[int]:
        """Return the items under one that hold one paragraph with a clause, if others hold rows.

        What is a heading in one place is one in the next, so that a heading of a single paragraph
        does not give its title to that paragraph.
        """
        apart = [inner for inner in item.items if self._is_heading_alone(inner)]
        if not any(self._is_row(inner) for inner in apart):
            return set()
        return {id(inner) for inner in apart if len(self._texts_with_clause(inner)) == 1}

    def _is_heading_alone(self, item: OutlineItem) -> bool:
        """Whether an item is a heading on its own line with nothing but paragraphs under it."""
        alone = item.titled and item.marker is not None and not item.items
        return alone and bool(item.paragraphs) and _is_apart(item)

    def _is_titled_run(self, item: OutlineItem) -> bool:
        """Whether all that stands under a heading is one paragraph of stretches with titles."""
        text = self._own(item)
        if item.marker is None or len(text.clauses) < 2 or not _is_apart(item):
            return False
        first, *others = _pieces(text)
        return bool(_own_title(first)[0] and _titled(others))

    def _is_titled_row(self, item: OutlineItem) -> bool:
        if item.rank > SECTION:
            return False
        titles = [split_title(text)[0] for text in self._texts_with_clause(item)[1:]]
        short = sum(len(title) <= _TITLE_LIKE for title in titles)
        return bool(titles) and short * 2 >= len(titles)

    def _is_untitled_row(self, item: OutlineItem) -> bool:
        if item.marker is None or any(clause.prose for clause in self._own(item).clauses):
            return False
        return _is_apart(item) and len(self._texts_with_clause(item)) > 1

    def _texts_with_clause(self, item: OutlineItem) -> list[str]:
        """Return an item's paragraphs that hold text and a clause behind it."""
        return [
            paragraph.text
            for paragraph in self._whole(item.paragraphs)
            if any(clause.start or clause.prose for clause in self._find(paragraph.text))
        ]

    def _whole(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Return paragraphs, a clause on a line of its own put behind the one it is about."""
        whole: list[Paragraph] = []
        for paragraph in paragraphs:
            clauses = self._find(paragraph.text)
            alone = (
                clauses
                and not clauses[0].prose
                and not paragraph.text[: clauses[0].start].strip(_BLANK)
            )
            if whole and alone and not paragraph.text[clauses[-1].end :].strip(_BLANK):
                whole[-1] = whole[-1].saying(f"{whole[-1].text}\n{paragraph.text}")
            else:
                whole.append(paragraph)
        return whole

    def _of(self, item: OutlineItem) -> Group:
        """Return the group that an item with items, or with a row of tasks, becomes."""
        own: Sequence[DraftMeasure] = ()
        if self._own(item).clauses:
            row = self._is_row(item)
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
            return Group(title=title, provisions=tuple(map(_provision, item.paragraphs)))
        if all(_is_provision(inner) for inner in item.items):
            provisions = (
                DraftProvision(
                    title=title_of(inner), text=inner.paragraphs[0].text, line=inner.line
                )
                for inner in item.items
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
        for paragraph in self._whole(item.paragraphs):
            text = self._read([paragraph])
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
        self, item: OutlineItem, text: _Text, above: Sequence[str]
    ) -> Iterator[DraftMeasure]:
        """Yield the tasks of one paragraph of a row; `above` is text of the first."""
        stretches = list(_stretches(text))
        single = _all_ordinal(text) or self._is_titled_run(item)
        for number, (start, end, clause) in enumerate(stretches, 1):
            piece = marker_at(text.text[start:end])[1]
            counted = _ORDINAL.match(piece)
            title, rest, _ = split_title(piece[counted.end() :] if counted else piece)
            part = "" if single else _part(number, len(stretches))
            behind = text.text[clause.end :].lstrip(_BLANK) if clause else ""
            last = (behind,) if number == len(stretches) and behind else ()
            whole = "\n".join((*above, rest, *last) if number == 1 else (rest, *last))
            yield self._task(title or title_of(item), whole, text.line_at(start), clause, part)

    def _tasks(self, item: OutlineItem, *, alone: bool = False) -> Iterator[DraftMeasure]:
        """Yield an item's tasks: one a clause, or one without.

        Args:
            item: The item.
            alone: Leave out what stands under it.
        """
        under = [] if alone else [_merged(inner) for inner in flat(item.items)]
        text = self._read([*item.paragraphs, *under]) if under else self._own(item)
        stretches = list(_stretches(text))
        if not stretches:
            yield self._task(title_of(item), "", item.line, None)
        title = title_of(item)
        titles = _titled(_pieces(text)[1:])
        for number, (start, end, clause) in enumerate(stretches, 1):
            piece = text.text[start:end]
            if number > 1 and titles and titles[number - 2][0]:
                # A stretch without a title goes on with the one before it.
                title, piece = titles[number - 2]
            last = number == len(stretches) and clause is not None
            # What follows the last clause of a whole document is its closing words.
            closing = item is self._last and piece.strip(_BLANK) and not (clause and clause.prose)
            if clause and last and not closing:
                piece = f"{piece}\n{text.text[clause.end :].lstrip(_BLANK)}"
            line = text.line_at(start) or item.line
            part = _part(number, len(stretches))
            yield self._task(title, piece, line, clause, part)

    def _task(
        self, title: str, text: str, line: int, clause: FoundClause | None, part: str = ""
    ) -> DraftMeasure:
        self._begun = True
        return DraftMeasure(
            title=tidy(title) or "（无标题）",
            text=tidy(text).lstrip(_LEFT_BEHIND),
            line=line,
            printed=_printed(clause) if clause else "",
            said=clause.said if clause else None,
            part=part,
        )


def _is_apart(item: OutlineItem) -> bool:
    """Whether an item's heading stands on a line of its own."""
    return bool(item.paragraphs) and item.paragraphs[0].line != item.line


def _pieces(text: _Text) -> list[str]:
    return [text.text[start:end] for start, end, _ in _stretches(text)]


def _titled(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """Return title and rest of the stretches behind the first; nothing if few have a title.

    A single short sentence among several stretches is text.
    """
    found = [_own_title(piece) for piece in pieces]
    return found if sum(bool(title) for title, _ in found) * 2 >= len(found) else []


def _own_title(piece: str) -> tuple[str, str]:
    """Return the title that a stretch opens with, empty for none, and the rest."""
    text = marker_at(piece.lstrip(_BLANK))[1]
    if _ORDINAL.match(text):
        return "", piece
    title, rest, titled = split_title(text)
    short = titled and len(title) <= _TITLE_LIKE and not re.search(r"[，；]|^\d", title)
    stop = text.removeprefix(title)[:1]
    if not (short and rest.strip(_BLANK) and stop in "。：:\n") or _is_no_title(title):
        return "", piece
    return title, rest


def _is_no_title(text: str) -> bool:
    return bool(
        _GENERAL.fullmatch(text) or _PREFACE.fullmatch(text) or opening_label(f"{text}：")[0]
    )


def _all_ordinal(text: _Text) -> bool:
    """Whether several stretches with clauses count themselves: 一是……（甲）二是……（乙）."""
    stretches = [text.text[start:end] for start, end, _ in _stretches(text)]
    counted = (found[1] for found in map(_ORDINAL.match, stretches) if found)
    return len(stretches) > 1 and [*map(number_of, counted)] == [*range(1, len(stretches) + 1)]


def _is_shared_out(clause: FoundClause) -> bool:
    """Whether a clause is set apart, or tells who leads and who cooperates."""
    return clause.marked or bool(clause.said and clause.said.lead and clause.said.cooperating)


def _weight(text: _Text) -> int:
    """Return how many items with sentences a text with clauses outweighs."""
    return 2 if any(one.marked for one in text.clauses) else int(bool(text.clauses))


def _part(number: int, of: int) -> str:
    return f"{number}/{of}" if of > 1 else ""


def title_of(item: OutlineItem) -> str:
    """Return an item's title, or its marker, never nothing."""
    return tidy(item.title) or (item.marker.text if item.marker else "") or "（无标题）"


def tidy(text: str) -> str:
    """Return running text without blanks between Chinese characters."""
    return _STRAY.sub("", _BLANKS.sub(" ", text)).strip()


def _printed(clause: FoundClause) -> str:
    """Return a clause as printed; a blank between two names stays, for it divides them."""
    names = {name.printed or name.text for name in clause.said.names} if clause.said else set()
    pieces, end = [], 0
    for blank in between_names(clause.text, names):
        pieces.append(tidy(clause.text[end : blank.start()]))
        pieces.append("\n" if "\n" in blank[0] else " ")
        end = blank.end()
    return "".join([*pieces, tidy(clause.text[end:])])


def _stretches(text: _Text) -> Iterator[tuple[int, int, FoundClause | None]]:
    """Yield start, end and clause of each stretch that ends in a clause, or all without one."""
    start = 0
    for clause in text.clauses:
        yield start, clause.end if clause.prose else clause.start, clause
        start = clause.end
    if not text.clauses and text.text.strip():
        yield 0, len(text.text), None


def _merged(item: OutlineItem) -> Paragraph:
    """Return an item as one paragraph, as it is printed."""
    mark = item.marker.text if item.marker else ""
    rest = "\n".join(paragraph.text for paragraph in item.paragraphs)
    stop = item.stop
    if rest and not stop and _is_apart(item):
        stop = "\n"
    elif rest and not stop and item.titled and rest[0] not in "（(":
        stop = "。"  # a blank ends the title
    return Paragraph(f"{mark}{item.title}{stop}{rest}", item.line)


def _is_provision(item: OutlineItem) -> bool:
    """Whether an item is one paragraph with its title: it gets no heading of its own."""
    alone = len(item.paragraphs) == 1 and not item.items
    return item.titled and alone and item.paragraphs[0].line == item.line


def _provision(paragraph: Paragraph) -> DraftProvision:
    title, rest, titled = split_title(paragraph.text)
    short = tidy(title)[:_TITLE_LIKE] or "（无标题）"
    whole = len(tidy(title)) <= _TITLE_LIKE
    text = tidy(rest if titled and rest and whole else paragraph.text)
    return DraftProvision(title=short, text=text, line=paragraph.line)
