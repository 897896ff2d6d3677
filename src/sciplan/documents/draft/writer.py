"""Gives what was read its ids and turns it into a plan; notes and problems gather by the way."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sciplan.base.problem import FieldPath, Location, Problem, Severity
from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.clauses.first_lead import settled
from sciplan.documents.clauses.task import DraftMeasure, DraftProvision, Group
from sciplan.documents.clauses.unclaimed import bodies, charged, met, sentences
from sciplan.documents.outline.grouping import tidy
from sciplan.documents.words.names import Name, is_collective
from sciplan.documents.words.targets import targets_in
from sciplan.documents.words.units import category_of, names_in
from sciplan.plan.model import FORMAT, Head, Measure, Plan, Provision, Section, Target, Unit
from sciplan.plan.role import Role
from sciplan.plan.walk import provisions

CHECK = "待核"
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


@dataclass(slots=True)
class Writer:
    """Writes one plan.

    Args:
        path: The document, as the user named it.
        rule: Its sentence that the first listed leads, if any.
        known: Names of bodies seen in it.
    """

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
    tasks: list[DraftMeasure] = field(default_factory=list)
    some: bool = False
    """Whether the document has clauses at all: then a task without one is worth a warning."""

    def plan(self, top: Group, head: Head, goals: tuple[Target, ...]) -> Plan:
        """Return the plan.

        Args:
            top: All that was read.
            head: What identifies the document.
            goals: The numbers that the whole plan promises.
        """
        self.some = any(task.printed for task in top.walk())
        whole = self._section(top, "")
        bare = Plan(
            format=FORMAT,
            head=head,
            units=(),
            targets=goals,
            measures=whole.measures,
            sections=whole.sections,
        )
        return replace(bare, units=tuple(map(_unit, _named(bare))))

    def _section(self, group: Group, ident: str) -> Section:
        """Number what a group holds: one row of numbers for tasks, duties and groups."""
        above = f"{ident}." if ident else ""
        number = len(group.above)
        measures: list[Measure] = []
        for task in group.tasks:
            part = task.part.split("/")[0]
            number += part in ("", "1")
            measures.append(self._measure(task, f"{above}{number}" + (f".{part}" if part else "")))
        duties = [
            self._provision(duty, f"{above}{place}")
            for place, duty in enumerate(group.duties, number + 1)
        ]
        number += len(duties)
        sections = [
            *(
                Section(id=f"{above}{place}", title=title)
                for place, title in enumerate(group.above, 1)
            ),
            *(
                self._section(inner, f"{above}{place}")
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

    def _provision(self, duty: DraftProvision, ident: str) -> Provision:
        self.lines[ident] = duty.line
        whole = duty.text.startswith(duty.title)
        if whole:
            self._note(ident, "没有小标题，取句首代替")
        units = self._named_in(duty.text if whole else f"{duty.title}。{duty.text}")
        return Provision(id=ident, title=duty.title, units=units, text=duty.text)

    def _named_in(self, text: str) -> tuple[str, ...]:
        """Return the bodies that prose names: known ones, and those it gives a duty."""
        beside: set[str] = set()
        for sentence in sentences(text):
            for named in (bodies, charged, met):
                beside |= {*named(sentence, self.known)}
        new = beside.difference(self.known)
        longest = max([self.longest, *map(len, new)])
        names = new.union(self.known) if new else self.known
        return tuple(dict.fromkeys(names_in(text, names, longest)))

    def _measure(self, task: DraftMeasure, ident: str) -> Measure:
        self.lines[ident] = task.line
        self.tasks.append(task)
        said = self._read(task, ident)
        for note in task.notes:
            self._note(ident, note)
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

    def _read(self, task: DraftMeasure, ident: str) -> Attribution:
        """Apply the document's rule of the first listed, and note what a human must look at."""
        said = task.said
        if said is None:
            self._unread(task, ident)
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

    def _unread(self, task: DraftMeasure, ident: str) -> None:
        if task.printed:
            shown = task.printed if len(task.printed) <= 60 else f"{task.printed[:60]}……"
            found = self.trouble("unread-clause", task.line, f"没有读懂的责任条款：{shown}")
            self.doubts[found] = Doubt(ident)
            self._note(ident, "责任条款没有读懂，请对照 attribution 填写单位")
        elif self.some:
            title = tidy(task.title)[:30]
            self.trouble("no-clause", task.line, f"没有找到责任条款：{title}", ident)
        else:
            self._note(ident, "没有找到责任条款")

    def unclaimed(self, line: int, printed: str, ident: str) -> None:
        """Report words that look like an attribution and stand in no clause."""
        shown = printed if len(printed) <= 60 else f"{printed[:60]}……"
        problem = self.trouble("unread-clause", line, f"像责任条款，没有读入：{shown}")
        if ident:
            self._note(ident, f"像责任条款，没有读入：{printed[:20]}……")
            self.doubts[problem] = Doubt(ident, bodies(printed, self.known))

    def _note(self, ident: str, text: str) -> None:
        listed = self.notes.setdefault(ident, [])
        if text not in listed:
            listed.append(text)

    def trouble(self, code: str, line: int, message: str, ident: str = "") -> Problem:
        """Report a problem at a place in the document, and note it at a measure."""
        place = Location(self.path, max(line, 1), 1, max(line, 1), 1)
        found = Problem(code=code, severity=Severity.WARNING, message=message, location=place)
        self.problems.append(found)
        if ident:
            self._note(ident, message)
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
