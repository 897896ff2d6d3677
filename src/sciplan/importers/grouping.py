"""An outline and the clauses in it → groups of tasks.

An item with a clause is a task, one with several is as many tasks, one whose items have clauses
is a group.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sciplan.importers.clauses import Found
from sciplan.importers.document import Paragraph
from sciplan.importers.outline import PART, SECTION, Item, flat, split_title
from sciplan.importers.tasks import Duty, Group, Task

_TITLE_LIKE = 24
"""A first sentence of so many characters reads like a title."""
_BLANK = "。 \t\n\u3000"
_CHINESE = r"[\u3000-\u303f\u4e00-\u9fff，。；：！？（）“”]"
_BLANKS = re.compile(r"[ \t\u3000]+")
_STRAY = re.compile(rf"(?<={_CHINESE}) | (?={_CHINESE})")

Finder = Callable[[str], list[Found]]


@dataclass(slots=True)
class _Text:
    """Paragraphs as one text, with its clauses."""

    text: str
    paragraphs: Sequence[Paragraph]
    starts: Sequence[int]
    clauses: list[Found]

    def line_at(self, place: int) -> int:
        return self.paragraphs[bisect_right(self.starts, place) - 1].line if self.starts else 0


@dataclass(slots=True)
class Grouper:
    """Turns an outline into groups.

    Args:
        find: Finds the clauses of a text.
    """

    find: Finder
    _texts: dict[int, _Text] = field(default_factory=dict)
    _holding: dict[int, bool] = field(default_factory=dict)
    _begun: bool = False
    """Whether a task has been met: the paragraphs of later headings are duties."""
    _last: Item | None = None

    def group(self, top: Item) -> Group:
        """Return the outline's tree as a group without title."""
        self._last = next(
            (item for item in reversed(list(top.walk())) if self._own(item).clauses), None
        )
        tasks = tuple(self._row(top)) if self._own(top).clauses else ()
        tasks = tuple(task for task in tasks if task.printed)
        inner = self._group("", top.items)
        return Group(title="", tasks=(*tasks, *inner.tasks), groups=inner.groups)

    # Texts

    def _own(self, item: Item) -> _Text:
        """Return an item's own text, without what stands under it."""
        known = self._texts.get(id(item))
        if known is None:
            known = self._texts[id(item)] = self._read(item.paragraphs)
        return known

    def _read(self, paragraphs: Sequence[Paragraph]) -> _Text:
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        sizes = (len(paragraph.text) + 1 for paragraph in paragraphs)
        starts = [*accumulate(sizes, initial=0)][:-1]
        return _Text(text, paragraphs, starts, self.find(text))

    def _holds(self, item: Item) -> bool:
        """Whether an item or anything under it has a clause."""
        known = self._holding.get(id(item))
        if known is None:
            known = bool(self._own(item).clauses) or any(map(self._holds, item.items))
            self._holding[id(item)] = known
        return known

    # Groups

    def _group(self, title: str, items: Sequence[Item], own: Sequence[Task] = ()) -> Group:
        """Return what items become, under a title.

        A group has its tasks before its groups. To keep the document's order, a task that
        follows a group gets a group of its own.
        """
        tasks = list(own)
        groups: list[Group] = []
        some = any(map(self._holds, items))
        for item in items:
            if self._is_group(item, some=some):
                groups.append(self._of(item))
            elif groups:
                groups.append(Group(title=title_of(item), tasks=tuple(self._tasks(item))))
            else:
                tasks += self._tasks(item)
        return Group(title=title, tasks=tuple(tasks), groups=tuple(groups))

    def _is_group(self, item: Item, *, some: bool) -> bool:
        if any(map(self._holds, item.items)):
            return not self._is_one_task(item)
        if self._own(item).clauses:
            return self._is_row(item)
        return not some or bool(item.items) or item.rank <= PART

    def _is_one_task(self, item: Item) -> bool:
        """Whether the only clause, at the end of the last child, is about the whole item.

        It is where no other child has one, and it stands on a line of its own or all was one
        paragraph.
        """
        if len(item.items) < 2 or self._own(item).clauses or item.rank <= PART:
            return False
        *others, last = item.items
        if any(map(self._holds, others)) or last.items:
            return False
        text = self._own(last)
        if len(text.clauses) != 1 or text.text[text.clauses[0].end :].strip(_BLANK):
            return False
        start = text.clauses[0].start
        own_line = not start or text.text[start - 1] == "\n"
        return (own_line and text.line_at(start) != last.line) or last.line == item.line

    def _is_row(self, item: Item) -> bool:
        """Whether an item's paragraphs are tasks of their own: each has a title and a clause."""
        if item.rank > SECTION:
            return False
        titles = [split_title(text)[0] for text in self._texts_with_clause(item)[1:]]
        short = sum(len(title) <= _TITLE_LIKE for title in titles)
        return bool(titles) and short * 2 >= len(titles)

    def _texts_with_clause(self, item: Item) -> list[str]:
        """Return an item's paragraphs that hold text and a clause behind it."""
        return [
            paragraph.text
            for paragraph in self._whole(item.paragraphs)
            if any(clause.start for clause in self.find(paragraph.text))
        ]

    def _whole(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Return paragraphs, a clause on a line of its own put behind the one it is about."""
        whole: list[Paragraph] = []
        for paragraph in paragraphs:
            clauses = self.find(paragraph.text)
            alone = clauses and not paragraph.text[: clauses[0].start].strip(_BLANK)
            if whole and alone and not paragraph.text[clauses[-1].end :].strip(_BLANK):
                whole[-1] = whole[-1].saying(f"{whole[-1].text}\n{paragraph.text}")
            else:
                whole.append(paragraph)
        return whole

    def _of(self, item: Item) -> Group:
        """Return the group that an item with items, or with a row of tasks, becomes."""
        own: Sequence[Task] = ()
        if self._own(item).clauses:
            row = self._is_row(item)
            own = tuple(self._row(item) if row else self._tasks(item, alone=True))
        if own or self._holds(item):
            return self._group(title_of(item), item.items, own)
        return self._bare(item)

    def _bare(self, item: Item) -> Group:
        """Return a heading without clauses; after the tasks, its paragraphs are duties."""
        title = title_of(item)
        if not self._begun:
            return Group(title=title, groups=tuple(map(self._bare, item.items)))
        if not item.items:
            return Group(title=title, duties=tuple(map(_duty, item.paragraphs)))
        if all(_is_duty(inner) for inner in item.items):
            duties = (
                Duty(title=title_of(inner), text=inner.paragraphs[0].text, line=inner.line)
                for inner in item.items
            )
            return Group(title=title, duties=tuple(duties))
        return Group(title=title, groups=tuple(map(self._bare, item.items)))

    # Tasks

    def _row(self, item: Item) -> Iterator[Task]:
        """Yield the tasks of paragraphs that have titles of their own, or first sentences."""
        for paragraph in self._whole(item.paragraphs):
            text = self._read([paragraph])
            stretches = list(_stretches(text)) if text.clauses else []
            for number, (start, end, clause) in enumerate(stretches, 1):
                title, rest, _ = split_title(text.text[start:end].strip())
                part = _part(number, len(stretches))
                yield self._task(title or title_of(item), rest, paragraph.line, clause, part)

    def _tasks(self, item: Item, *, alone: bool = False) -> Iterator[Task]:
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
        for number, (start, end, clause) in enumerate(stretches, 1):
            piece = text.text[start:end]
            last = number == len(stretches) and clause is not None
            # What follows the last clause of a whole document is its closing words.
            if clause and last and (item is not self._last or not piece.strip(_BLANK)):
                piece = f"{piece}\n{text.text[clause.end :].lstrip(_BLANK)}"
            line = text.line_at(start) or item.line
            part = _part(number, len(stretches))
            yield self._task(title_of(item), piece, line, clause, part)

    def _task(self, title: str, text: str, line: int, clause: Found | None, part: str = "") -> Task:
        self._begun = True
        return Task(
            title=tidy(title) or "（无标题）",
            text=tidy(text),
            line=line,
            printed=tidy(clause.text) if clause else "",
            said=clause.said if clause else None,
            part=part,
        )


def _part(number: int, of: int) -> str:
    return f"{number}/{of}" if of > 1 else ""


def title_of(item: Item) -> str:
    """Return an item's title, or its marker, never nothing."""
    return tidy(item.title) or (item.marker.text if item.marker else "") or "（无标题）"


def tidy(text: str) -> str:
    """Return running text without blanks between Chinese characters."""
    return _STRAY.sub("", _BLANKS.sub(" ", text)).strip()


def _stretches(text: _Text) -> Iterator[tuple[int, int, Found | None]]:
    """Yield start, end and clause of each stretch that ends in a clause, or all without one."""
    start = 0
    for clause in text.clauses:
        yield start, clause.start, clause
        start = clause.end
    if not text.clauses and text.text.strip():
        yield 0, len(text.text), None


def _merged(item: Item) -> Paragraph:
    mark = item.marker.text if item.marker else ""
    rest = "\n".join(paragraph.text for paragraph in item.paragraphs)
    stop = "。" if item.titled and rest and rest[0] not in "（(" else ""
    return Paragraph(f"{mark}{item.title}{stop}{rest}", item.line)


def _is_duty(item: Item) -> bool:
    """Whether an item is one paragraph with its title: it gets no heading of its own."""
    alone = len(item.paragraphs) == 1 and not item.items
    return item.titled and alone and item.paragraphs[0].line == item.line


def _duty(paragraph: Paragraph) -> Duty:
    title, rest, titled = split_title(paragraph.text)
    short = tidy(title)[:_TITLE_LIKE] or "（无标题）"
    whole = len(tidy(title)) <= _TITLE_LIKE
    text = tidy(rest if titled and rest and whole else paragraph.text)
    return Duty(title=short, text=text, line=paragraph.line)
