"""A document → a draft of its plan: ids, units, targets, and what a human must check."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath

from sciplan.importers import head as heads
from sciplan.importers.arrangement import arranged
from sciplan.importers.attribution import (
    Attribution,
    may_be_clause,
)
from sciplan.importers.clauses import find
from sciplan.importers.cleaning import clean
from sciplan.importers.document import Document, Grid, Paragraph, Repair, grid
from sciplan.importers.first_lead import rule_of, settled
from sciplan.importers.frame import without_annexes, without_contents, without_signature
from sciplan.importers.grouping import as_group, tidy
from sciplan.importers.identity import Proposal, coordinator, identifier, jurisdiction
from sciplan.importers.names import Name, is_body, is_collective
from sciplan.importers.oddities import explained
from sciplan.importers.outline import Item, outline
from sciplan.importers.table import is_table, table_group, without_repeats
from sciplan.importers.targets import targets_in
from sciplan.importers.tasks import Duty, Group, Task
from sciplan.importers.unclaimed import bodies, charged, sentences, unclaimed
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
    paragraphs, tabled = _tables_in_text(without_signature(paragraphs[start:]))
    tree = outline(without_annexes(without_contents(paragraphs)), title)
    facts = heads.facts(everything, tree.paragraphs, stem, meta)
    places = heads.stems(facts.place)
    report("读责任条款")
    known = _known(tree, places)
    top = as_group(tree, known, places)
    grids = [*tabled, *(block for block in blocks if isinstance(block, Grid))]
    tables = [table_group(block, known, places) for block in grids]
    rule = rule_of(everything, top.walk())
    report("编写方案")
    whole = _joined(top, tables)
    named = known | _names_of(whole)
    longest = min(max(map(len, named), default=0), _LONGEST_NAME)
    writer = _Writer(document.path, rule, named, longest)
    text = "\n".join(paragraph.text for paragraph in everything)
    ident, place = identifier(facts, document.path), jurisdiction(facts, text)
    head = _head(facts, rule, ident, place)
    plan = writer.plan(whole, head, _goals(tree, top))
    chief = coordinator(_prose(plan), known)
    plan = replace(plan, head=replace(plan.head, coordinator=chief.value))
    if not plan.entries:
        writer.trouble("no-measures", 1, "没有读出举措：没有认出责任条款或任务分解表")
    for task, told in _otherwise(top, tables):
        writer.otherwise(task, told)
    left_over = [*paragraphs, *_other_tables(grids, tables)]
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
        repairs=(*cleaned.repairs, *left, *document.left_out),
        clauses=writer.clauses,
        lines=writer.lines,
        places=_places(everything, grids),
        doubts=writer.doubts,
        counted=document.counted,
    )


def _other_tables(grids: Iterable[Grid], groups: Iterable[Group | None]) -> Iterator[Paragraph]:
    """Yield the cells of the tables that gave no tasks."""
    for table, group in zip(grids, groups, strict=True):
        for number, row in enumerate(table.rows if group is None else ()):
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


def _tables_in_text(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Grid]]:
    """Take out tables of tasks that stand as lines with | or tabs between their cells."""
    kept: list[Paragraph] = []
    tables: list[Grid] = []
    for mark, run in groupby(paragraphs, _cell_mark):
        lines = list(run)
        rows = [_cells(line.text, mark) for line in lines] if mark else []
        made = grid([row for row in rows if row], lines[0].line)
        if mark and is_table(made):
            tables.append(made)
        else:
            kept += lines
    return kept, tables


def _cell_mark(paragraph: Paragraph) -> str:
    return next((mark for mark in "|\t" if paragraph.text.count(mark) >= 2), "")


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


def _goals(tree: Item, top: Group) -> tuple[Target, ...]:
    """Return the numbers that the text before the first measure promises."""
    first = next((task.line for task in top.walk()), 0)
    found: list[Target] = []
    for item in tree.walk():
        if item.marker and item.line >= first:
            break
        found += targets_in(
            tidy("\n".join(one.text for one in item.paragraphs if one.line < first))
        )
    return tuple(found)


def _joined(top: Group, tables: Sequence[Group | None]) -> Group:
    """Add the groups of tables to those of the text."""
    titles = {plain_title(task.title) for task in top.walk()}
    added = without_repeats([table for table in tables if table and not _repeats(table, titles)])
    if not added:
        return top
    if not titles:
        # The text around a table of tasks is its cover letter.
        top = Group(title="")
    if len({table.title for table in added}) > 1:
        return replace(top, groups=(*top.groups, *map(_as_group, added)))
    if not top.groups and all(not table.groups for table in added):
        return replace(top, tasks=(*top.tasks, *(task for table in added for task in table.tasks)))
    groups = [group for table in added for group in _as_groups(table)]
    return replace(top, groups=(*top.groups, *groups))


def _as_group(table: Group) -> Group:
    return replace(table, title=table.title or "任务分解表")


def plain_title(title: str) -> str:
    """Return a title for comparing."""
    return re.sub(r"[\s，。、；：]", "", title)


def _repeats(table: Group, titles: Collection[str]) -> bool:
    """Whether a table, an annex perhaps, says again what the text says."""
    tasks = [plain_title(task.title) for task in table.walk()]
    return sum(title in titles for title in tasks) * 2 > len(tasks)


def _otherwise(top: Group, tables: Iterable[Group | None]) -> Iterator[tuple[Task, set[str]]]:
    """Yield tasks of tables that repeat the text but name other bodies, and the text's bodies."""
    told: dict[str, list[Task]] = {}
    for task in top.walk():
        told.setdefault(plain_title(task.title), []).append(task)
    for table in tables:
        for task in table.walk() if table and _repeats(table, told) else ():
            own = told.get(plain_title(task.title), ())
            named = {name for one in own for name in _bodies(one)}
            if own and task.said and _bodies(task) != named:
                yield task, named


def _bodies(task: Task) -> set[str]:
    return {name.text for name in task.said.names} if task.said else set()


def _as_groups(table: Group) -> tuple[Group, ...]:
    own = (Group(title=table.title or "任务分解表", tasks=table.tasks),) if table.tasks else ()
    return (*own, *table.groups)


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
            beside |= {*bodies(sentence, self.known), *charged(sentence, self.known)}
        new = beside.difference(self.known)
        longest = max([self.longest, *map(len, new)])
        names = new.union(self.known) if new else self.known
        return tuple(dict.fromkeys(names_in(text, names, longest)))

    def measure(self, task: Task, ident: str) -> Measure:
        self.lines[ident] = task.line
        self.tasks.append(task)
        said = self.read(task, ident)
        targets = targets_in(task.text)
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

    def otherwise(self, task: Task, named: set[str]) -> None:
        """Report a row of an annexed table that names other bodies than the text does."""
        own = _bodies(task)
        said = (
            f"{what}{'、'.join(sorted(names))}"
            for what, names in (("附表多出", own - named), ("附表缺少", named - own))
            if names
        )
        title = tidy(task.title)[:30]
        message = f"附表与正文的单位不同，按正文读入：{title}（{'；'.join(said)}）"
        self.trouble("unread-part", task.line, message)

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
