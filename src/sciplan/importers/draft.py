"""A document → a draft of its plan: ids, units, targets, and what a human must check."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath

from sciplan.importers import head as heads
from sciplan.importers.annexes import compared
from sciplan.importers.arrangement import arranged, sections
from sciplan.importers.attribution import (
    Attribution,
    may_be_clause,
)
from sciplan.importers.clauses import find
from sciplan.importers.cleaning import clean
from sciplan.importers.document import Block, Document, Grid, Paragraph, Repair, grid
from sciplan.importers.first_lead import rule_of, settled
from sciplan.importers.frame import without_annexes, without_contents, without_signature
from sciplan.importers.grouping import as_group, tidy
from sciplan.importers.identity import Proposal, coordinator, identifier, jurisdiction
from sciplan.importers.names import Name, is_body, is_collective
from sciplan.importers.oddities import explained
from sciplan.importers.outline import SECTION, Item, outline
from sciplan.importers.table import is_table, table_group, unread_columns, without_repeats
from sciplan.importers.targets import targets_in
from sciplan.importers.tasks import Duty, Group, Task
from sciplan.importers.unclaimed import bodies, charged, met, sentences, unclaimed
from sciplan.importers.units import category_of, names_in
from sciplan.model import (
    FORMAT,
    FirstLead,
    Head,
    Measure,
    Period,
    Plan,
    Provision,
    Section,
    Target,
    Unit,
)
from sciplan.problem import FieldPath, Location, Problem, Severity
from sciplan.role import Role
from sciplan.walk import provisions

CHECK = "待核"
_LONGEST_NAME = 45
_HEAD_WORDS = {"number": "发文字号", "issuer": "发文机关", "issued": "成文日期"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a problem with a document is about.

    Args:
        ident: Id of the measure or provision.
        bodies: The bodies that a sentence which looks like an attribution names.
    """

    ident: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an import gives.

    Args:
        plan: The plan; it validates.
        comments: Field path → what a human should know or look at there.
        problems: What could not be read or needs a look, with places in the document.
        repairs: What cleaning changed.
        clauses: How many clauses were read.
        lines: Id of a measure or provision → its place in the document.
        places: Place in the document → the cleaned text there, in order.
        doubts: Problem about a measure or provision → what it is about.
        counted: What places in the document count, in Chinese: 行 or 段.
    """

    plan: Plan
    comments: dict[FieldPath, str]
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...]
    clauses: int
    lines: dict[str, int]
    places: dict[int, str]
    doubts: dict[Problem, Doubt]
    counted: str

    @property
    def text(self) -> str:
        """The cleaned text."""
        return "\n".join(self.places.values())


def draft(document: Document, report: Callable[[str], None] = lambda _stage: None) -> Draft:
    """Turn a document into a draft of its plan.

    Args:
        document: The document as its reader gives it.
        report: Called with each stage that begins, in Chinese.

    Raises:
        SciplanError: It needs a converter that isn't installed.
    """
    report("修补文字")
    cleaned = clean(document)
    report("分出标题和条目")
    blocks = arranged(cleaned.document.blocks)
    meta = document.meta
    everything = [block for block in blocks if isinstance(block, Paragraph)]
    paragraphs, furniture = heads.without_furniture(everything)
    stem = PurePath(document.path).stem
    title = heads.facts(everything, (), stem, meta).title
    start = heads.body_start(_above_clauses(paragraphs), title)
    own = without_contents(without_signature(paragraphs[start:]))
    body = _tables_in_text(_between(blocks, own))
    trees = [outline(_without_lists(part), title) for part in sections(body)]
    facts = heads.facts(everything, trees[0].paragraphs, stem, meta)
    places = heads.stems(facts.place)
    report("读责任条款")
    known = {name: None for tree in trees for name in _known(tree, places)}
    grids = [block for block in body if isinstance(block, Grid)]
    read = without_repeats([table_group(block, known, places) for block in grids])
    tables = {block: group for block, group in zip(grids, read, strict=True) if group}
    groups = [as_group(tree, known, places) for tree in trees]
    agreement = compared([task for top in groups for task in top.walk()], tables, document.counted)
    if tables:
        trees = [_without_letter(*pair) for pair in zip(trees, groups, strict=True)]
        groups = [as_group(tree, known, places, agreement.tables) for tree in trees]
    rule = rule_of(everything, (task for top in groups for task in top.walk()))
    report("编写方案")
    whole = agreement.applied(_joined(trees, groups))
    named = known | _names_of(whole)
    longest = min(max(map(len, named), default=0), _LONGEST_NAME)
    writer = _Writer(document.path, rule, named, longest)
    text = "\n".join(paragraph.text for paragraph in everything)
    ident, place = identifier(facts, document.path), jurisdiction(facts, text)
    head = _head(facts, rule, ident, place)
    plan = writer.plan(whole, head, _goals(trees, whole))
    chief = coordinator(_prose(plan), known)
    plan = replace(plan, head=replace(plan.head, coordinator=chief.value))
    if not plan.entries:
        writer.trouble("no-measures", 1, "没有读出举措：没有认出责任条款或任务分解表")
    other = [block for block, group in zip(grids, read, strict=True) if group is None]
    left_over = [*(one for one in body if isinstance(one, Paragraph)), *_cells_of(other)]
    holders = _Holders(plan, writer.lines)
    for line, printed in unclaimed(left_over, [task.printed for task in writer.tasks], known):
        writer.unclaimed(line, printed, holders.of(line, printed))
    plan = replace(plan, errata=explained(plan))
    for erratum in plan.errata:
        writer.trouble(erratum.rule, writer.lines.get(erratum.at, 0), erratum.printed)
    for repair in cleaned.damaged:
        writer.trouble("damaged-text", repair.line, f"文字损坏，未能复原：{repair.before}")
    for part in document.unread:
        writer.trouble("unread-part", 1, part)
    left = (Repair("网页附属文字", one.line, one.text[:60], "") for one in furniture)
    return Draft(
        plan=plan,
        comments=writer.comments(plan)
        | _to_confirm(plan)
        | _proposed(id=ident, jurisdiction=place, coordinator=chief),
        problems=tuple(sorted(writer.problems, key=lambda one: one.location)),
        repairs=(
            *cleaned.repairs,
            *left,
            *document.left_out,
            *(one for table in tables for one in unread_columns(table)),
        ),
        clauses=writer.clauses,
        lines=writer.lines,
        places=_places(everything, grids),
        doubts=writer.doubts,
        counted=document.counted,
    )


def _between(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Return paragraphs of a document with all its tables, each at its place."""
    kept = {id(paragraph) for paragraph in paragraphs}
    return [block for block in blocks if isinstance(block, Grid) or id(block) in kept]


def _without_lists(blocks: Sequence[Block]) -> list[Block]:
    """Leave out lists of annexes."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return _between(blocks, without_annexes(paragraphs))


def _cells_of(grids: Iterable[Grid]) -> Iterator[Paragraph]:
    """Yield the cells of tables."""
    for table in grids:
        for number, row in enumerate(table.rows):
            for cell in dict.fromkeys(row):
                yield Paragraph(cell, table.line + number)


def _places(paragraphs: Iterable[Paragraph], grids: Iterable[Grid]) -> dict[int, str]:
    """Return what stands at each place, a table's rows too."""
    rows = (
        Paragraph(" ".join(dict.fromkeys(filter(None, row))), table.line + number)
        for table in grids
        for number, row in enumerate(table.rows)
    )
    found: dict[int, list[str]] = {}
    for one in (*paragraphs, *rows):
        found.setdefault(one.line, []).append(one.text)
    return {line: "\n".join(dict.fromkeys(found[line])) for line in sorted(found)}


def _prose(plan: Plan) -> Iterator[str]:
    """Yield the texts of provisions, titles before them: a cut title begins its sentence."""
    for section in plan.all_sections:
        for provision in section.provisions:
            yield provision.text


def _proposed(**proposals: Proposal) -> dict[FieldPath, str]:
    """Return a note beside each fact of the plan that was worked out, not read."""
    notes = {key: one.ground for key, one in proposals.items() if one.value and one.ground}
    found: dict[FieldPath, str] = {("plan", key): f"{CHECK}：{why}" for key, why in notes.items()}
    found["plan", "id"] = f"{CHECK}：代号{notes.get('id', '')}，可改为好记的，如地名拼音加年份"
    return found


def _to_confirm(plan: Plan) -> dict[FieldPath, str]:
    return {("errata", index): f"{CHECK}：对照印发文本" for index in range(len(plan.errata))}


def _above_clauses(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs before the first that has a clause."""
    for place, paragraph in enumerate(paragraphs):
        if may_be_clause(paragraph.text) and find(paragraph.text):
            return paragraphs[:place]
    return paragraphs


def _tables_in_text(blocks: Sequence[Block]) -> list[Block]:
    """Make tables of tasks of the lines with | or tabs between their cells."""
    kept: list[Block] = []
    for mark, run in groupby(blocks, _cell_mark):
        lines = list(run)
        texts = [line.text for line in lines if isinstance(line, Paragraph)] if mark else []
        rows = [_cells(text, mark) for text in texts]
        made = grid([row for row in rows if row], lines[0].line)
        kept += [made] if mark and is_table(made) else lines
    return kept


def _cell_mark(block: Block) -> str:
    text = block.text if isinstance(block, Paragraph) else ""
    return next((mark for mark in "|\t" if text.count(mark) >= 2), "")


def _cells(line: str, mark: str) -> list[str]:
    """Return a line's cells; none for the rule under a Markdown table's head."""
    cells = [cell.strip() for cell in line.strip().strip("|" if mark == "|" else "").split(mark)]
    return [] if all(set(cell) <= set("-: ") for cell in cells) else cells


def _known(tree: Item, places: Collection[str]) -> dict[str, None]:
    """Return the names that clauses print in full: they help to read the other clauses.

    A text without a body's ending is a name only where clauses print it again.
    """
    found: Counter[str] = Counter()
    for item in tree.walk():
        text = "\n".join(paragraph.text for paragraph in item.paragraphs)
        for clause in find(text, frozenset(), places):
            names = clause.said.names if clause.said else ()
            found.update(name.text for name in names if not name.printed)
    return {name: None for name, times in found.items() if times > 1 or is_body(name)}


def _names_of(top: Group) -> dict[str, None]:
    """Return the names in all clauses that were read."""
    said = (task.said.names for task in top.walk() if task.said)
    return {name.text: None for names in said for name in names}


def _goals(trees: Sequence[Item], top: Group) -> tuple[Target, ...]:
    """Return the numbers that the text before the first measure promises."""
    first = next((task.line for task in top.walk()), 0)
    found: list[Target] = []
    for item in (item for tree in trees for item in tree.walk()):
        if item.marker and item.line >= first:
            break
        found += targets_in(
            tidy("\n".join(one.text for one in item.paragraphs if one.line < first))
        )
    return tuple(found)


def _without_letter(tree: Item, text: Group) -> Item:
    """Return a tree, of a cover letter no more than its tables.

    Args:
        tree: The tree.
        text: What its text comes to. Text without tasks that has no headings is a letter.
    """
    if any(text.walk()) or any(item.marker and item.rank <= SECTION for item in tree.walk()):
        return tree
    tables = [grid for item in tree.walk() for grid in item.tables]
    return replace(tree, items=[], tables=tables)


def _joined(trees: Sequence[Item], groups: Sequence[Group]) -> Group:
    """Return a document's body with its annexes behind it; one alone may be all there is."""
    body, *_ = groups
    annexes = [
        replace(group, title=_title_of_tables(tree))
        for tree, group in zip(trees[1:], groups[1:], strict=True)
        if any(group.walk())
    ]
    empty = not (body.tasks or body.groups)
    if empty and len(annexes) == 1:
        return annexes[0]
    added = [one for annex in annexes for one in ([annex] if annex.tasks else annex.groups)]
    return replace(body, groups=(*body.groups, *added))


def _title_of_tables(tree: Item) -> str:
    titles = (grid.title for item in tree.walk() for grid in item.tables)
    return next(filter(None, titles), "任务分解表")


def _head(facts: heads.Facts, rule: str, ident: Proposal, place: Proposal) -> Head:
    return Head(
        id=ident.value,
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        issued=facts.issued,
        period=Period(start=facts.period[0], end=facts.period[1]) if facts.period else None,
        jurisdiction=place.value,
        based_on=facts.based_on,
        first_lead=FirstLead(quote=rule) if rule else None,
    )


@dataclass(slots=True)
class _Writer:
    """Gives groups their ids and turns them into a plan; notes and problems gather by the way."""

    path: str
    rule: str
    known: Collection[str]
    longest: int
    """Length of the longest known name."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    names: dict[tuple[str, str, int], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    doubts: dict[Problem, Doubt] = field(default_factory=dict)
    clauses: int = 0
    ruled: int = 0
    """How many measures got their lead by the document's rule of the first listed."""
    tasks: list[Task] = field(default_factory=list)
    some: bool = False
    """Whether the document has clauses at all: then a task without one is worth a warning."""

    def plan(self, top: Group, head: Head, goals: tuple[Target, ...]) -> Plan:
        self.some = any(task.printed for task in top.walk())
        whole = self.section(top, "")
        bare = Plan(
            format=FORMAT,
            head=head,
            units=(),
            targets=goals,
            measures=whole.measures,
            sections=whole.sections,
        )
        return replace(bare, units=tuple(map(_unit, _named(bare))))

    def section(self, group: Group, ident: str) -> Section:
        """Number what a group holds: one row of numbers for tasks, duties and groups."""
        above = f"{ident}." if ident else ""
        number = len(group.above)
        measures: list[Measure] = []
        for task in group.tasks:
            part = task.part.split("/")[0]
            number += part in ("", "1")
            measures.append(self.measure(task, f"{above}{number}" + (f".{part}" if part else "")))
        duties = [
            self.provision(duty, f"{above}{place}")
            for place, duty in enumerate(group.duties, number + 1)
        ]
        number += len(duties)
        sections = [
            *(
                Section(id=f"{above}{place}", title=title)
                for place, title in enumerate(group.above, 1)
            ),
            *(
                self.section(inner, f"{above}{place}")
                for place, inner in enumerate(group.groups, number + 1)
            ),
        ]
        return Section(
            id=ident,
            title=group.title or "（无标题）",
            measures=tuple(measures),
            provisions=tuple(duties),
            sections=tuple(sections),
        )

    def provision(self, duty: Duty, ident: str) -> Provision:
        self.lines[ident] = duty.line
        whole = duty.text.startswith(duty.title)
        if whole:
            self.note(ident, "没有小标题，取句首代替")
        units = self.named_in(duty.text if whole else f"{duty.title}。{duty.text}")
        return Provision(id=ident, title=duty.title, units=units, text=duty.text)

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the bodies that prose names: known ones, and those it gives a duty."""
        beside: set[str] = set()
        for sentence in sentences(text):
            for named in (bodies, charged, met):
                beside |= {*named(sentence, self.known)}
        new = beside.difference(self.known)
        longest = max([self.longest, *map(len, new)])
        names = new.union(self.known) if new else self.known
        return tuple(dict.fromkeys(names_in(text, names, longest)))

    def measure(self, task: Task, ident: str) -> Measure:
        self.lines[ident] = task.line
        self.tasks.append(task)
        said = self.read(task, ident)
        for note in task.notes:
            self.note(ident, note)
        for code, message in task.troubles:
            self.trouble(code, task.line, message, ident)
        later = task.part.split("/")[0] not in ("", "1")
        targets = targets_in(task.text, task.title, told=later)
        return Measure(
            id=ident,
            title=task.title,
            part=task.part,
            category=task.category,
            indicator=said.indicator,
            text=task.text,
            attribution=task.printed,
            lead=_texts(said.lead),
            responsible=_texts(said.responsible),
            cooperating=_texts(said.cooperating),
            others={label: _texts(names) for label, names in said.others} or None,
            and_others=said.and_others,
            targets=targets,
            deadline=said.deadline,
            deadline_date=said.deadline_date,
            leader=said.leader,
            remark="；".join(filter(None, (said.remark, task.remark))),
        )

    def read(self, task: Task, ident: str) -> Attribution:
        """Apply the document's rule of the first listed, and note what a human must look at."""
        said = task.said
        if said is None:
            self.unread(task, ident)
            return Attribution()
        self.clauses += 1
        told, said = said, settled(said, self.rule)
        if said.lead and not told.lead:
            self.names[ident, Role.LEAD.value, 0] = f"按“{told.first_lead or self.rule}”列为牵头"
            self.ruled += not told.first_lead
        for words in said.unread:
            self.trouble("unread-clause", task.line, f"责任条款里没有读懂：{words}", ident)
        if said.unplaced:
            names = "、".join(said.unplaced)
            added = tuple(Name(name) for name in said.unplaced)
            said = replace(said, responsible=(*said.responsible, *added))
            self.trouble("unplaced-unit", task.line, f"{names} 没有写明身份，暂列负责单位", ident)
        for name in said.doubtful:
            self.trouble("unusual-unit", task.line, f"“{name}”不像单位名称", ident)
        for role in Role:
            for place, name in enumerate(getattr(said, role.value)):
                if name.printed:
                    note = f"印作“{name.printed}”，补全了前缀"
                    at = ident, role.value, place
                    self.names[at] = "；".join(filter(None, (note, self.names.get(at))))
        return said

    def unread(self, task: Task, ident: str) -> None:
        if task.printed:
            shown = task.printed if len(task.printed) <= 60 else f"{task.printed[:60]}……"
            found = self.trouble("unread-clause", task.line, f"没有读懂的责任条款：{shown}")
            self.doubts[found] = Doubt(ident)
            self.note(ident, "责任条款没有读懂，请对照 attribution 填写单位")
        elif self.some:
            title = tidy(task.title)[:30]
            self.trouble("no-clause", task.line, f"没有找到责任条款：{title}", ident)
        else:
            self.note(ident, "没有找到责任条款")

    def unclaimed(self, line: int, printed: str, ident: str) -> None:
        """Report words that look like an attribution and stand in no clause."""
        shown = printed if len(printed) <= 60 else f"{printed[:60]}……"
        problem = self.trouble("unread-clause", line, f"像责任条款，没有读入：{shown}")
        if ident:
            self.note(ident, f"像责任条款，没有读入：{printed[:20]}……")
            self.doubts[problem] = Doubt(ident, bodies(printed, self.known))

    def note(self, ident: str, text: str) -> None:
        listed = self.notes.setdefault(ident, [])
        if text not in listed:
            listed.append(text)

    def trouble(self, code: str, line: int, message: str, ident: str = "") -> Problem:
        """Report a problem at a place in the document, and note it at a measure."""
        place = Location(self.path, max(line, 1), 1, max(line, 1), 1)
        found = Problem(code=code, severity=Severity.WARNING, message=message, location=place)
        self.problems.append(found)
        if ident:
            self.note(ident, message)
            self.doubts[found] = Doubt(ident)
        return found

    def comments(self, plan: Plan) -> dict[FieldPath, str]:
        """Return the notes by the places they belong to in the plan file."""
        missing = [word for key, word in _HEAD_WORDS.items() if not getattr(plan.head, key)]
        lacks = f"；没有找到{'、'.join(missing)}" if missing else ""
        found: dict[FieldPath, str] = {
            ("plan",): f"{CHECK}：标题、字号等由程序认出{lacks}",
            ("units",): f"{CHECK}：单位按出现先后排列，类别由名称推测，请改为排列次序并核对",
        }
        if self.ruled:
            words = f"按此句把首位列为牵头的有 {self.ruled} 项，请对照原文"
            found["plan", "first_lead"] = f"{CHECK}：{words}"
        if plan.targets:
            found["targets",] = f"{CHECK}：由程序提出，请对照原文"
        found |= {("units", unit.name): "类别为推测" for unit in plan.units if unit.category}
        found |= {
            (*entry.path, "targets"): f"{CHECK}：由程序提出，请对照原文"
            for entry in plan.entries
            if entry.measure.targets
        }
        paths = {entry.measure.id: entry.path for entry in plan.entries}
        paths |= {provision.id: path for path, provision in provisions(plan)}
        for ident, notes in self.notes.items():
            found[paths[ident]] = f"{CHECK}：{'；'.join(notes)}"
        for (ident, role, place), note in self.names.items():
            found[*paths[ident], role, place] = note
        return found


class _Holders:
    """Which measure or provision holds a sentence."""

    def __init__(self, plan: Plan, lines: Mapping[str, int]) -> None:
        texts = {entry.measure.id: entry.measure.text for entry in plan.entries}
        texts |= {provision.id: provision.text for _, provision in provisions(plan)}
        self.at: dict[int, list[tuple[str, str]]] = {}
        for ident, text in texts.items():
            self.at.setdefault(lines[ident], []).append((ident, text))
        self.starts = sorted(self.at)

    def of(self, line: int, words: str) -> str:
        """Return the id of what begins at or above a line and holds some words, else nothing."""
        place = bisect_right(self.starts, line) - 1
        held = self.at[self.starts[place]] if place >= 0 else []
        return next((ident for ident, text in held if words in re.sub(r"\s", "", text)), "")


def _named(plan: Plan) -> Iterator[str]:
    """Yield the units that measures name, in order of first appearance."""
    seen: dict[str, None] = {}
    for entry in plan.entries:
        listed = [entry.measure.printed(role) for role in Role]
        for names in (*listed, *(entry.measure.others or {}).values()):
            seen |= dict.fromkeys(names)
    yield from seen


def _unit(name: str) -> Unit:
    collective = is_collective(name)
    return Unit(name=name, category="" if collective else category_of(name), collective=collective)


def _texts(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(name.text for name in names)
