"""What a draft's measures and provisions say: as the plan's values, with what to tell of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sciplan.base.problem import FieldPath
from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.clauses.first_lead import settled
from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision
from sciplan.documents.clauses.unclaimed import bodies, charged, sentences
from sciplan.documents.doubt import Doubt
from sciplan.documents.outline.texts import tidy
from sciplan.documents.words.dates import only_day
from sciplan.documents.words.deadlines import deadline_within
from sciplan.documents.words.names import BodyName
from sciplan.documents.words.targets import targets_in
from sciplan.documents.words.units import names_in
from sciplan.plan.model import Measure, Provision
from sciplan.plan.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the whole document tells of each of its measures and provisions.

    Args:
        rule: Its sentence that the first listed leads, if any.
        known: Names of bodies seen in it.
        longest: Length of the longest of them.
    """

    rule: str
    known: Collection[str]
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """A measure or provision, and what a human should know of it.

    Args:
        value: The measure or provision.
        line: Its place in the document.
        by_rule: Whether the document's rule of the first listed gave it its lead.
        doubts: What needs a look.
        notes: What else is written beside it in the plan.
        beside: Path of a name, below the measure → what is written beside that name.
    """

    value: Measure | Provision
    line: int
    by_rule: bool = False
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    beside: Mapping[FieldPath, str] = field(default_factory=dict)


def read_provision(ident: str, draft: DraftProvision, hints: Hints) -> ReadItem:
    """Return a provision with the bodies that it names."""
    untitled = draft.text.startswith(draft.title)
    units = _named_in(draft.text if untitled else f"{draft.title}。{draft.text}", hints)
    return ReadItem(
        value=Provision(id=ident, title=draft.title, units=units, text=draft.text),
        line=draft.line,
        notes=("没有小标题，取句首代替",) if untitled else (),
    )


def _named_in(text: str, hints: Hints) -> tuple[str, ...]:
    """Return the bodies that prose names: known ones, and those it gives a duty."""
    beside: set[str] = set()
    for sentence in sentences(text):
        beside |= {*bodies(sentence, hints.known), *charged(sentence, hints.known)}
    new = beside.difference(hints.known)
    longest = max([hints.longest, *map(len, new)])
    names = new.union(hints.known) if new else hints.known
    return tuple(dict.fromkeys(names_in(text, names, longest)))


def read_measure(ident: str, draft: DraftMeasure, hints: Hints) -> ReadItem:
    """Return a measure with what its clause says under the rule of the first listed."""
    told = draft.said or Attribution()
    said = settled(told, hints.rule)
    doubts = [*_doubts(said)] if draft.said else [*_without_clause(draft)]
    led = bool(said.lead and not told.lead)
    # Names without a role are listed somewhere, so that none is lost.
    said = replace(said, responsible=(*said.responsible, *map(BodyName, said.unplaced)))
    beside = dict(_beside(said, (told.first_lead or hints.rule) if led else ""))
    deadline, day = said.deadline, said.deadline_date
    if not deadline:
        # A part's own words are as short as a title.
        deadline = deadline_within(draft.text if draft.part else draft.title)
        day = only_day(deadline)
        if deadline:
            beside["deadline",] = f"待核：时限取自{'正文' if draft.part else '标题'}"
    measure = Measure(
        id=ident,
        title=draft.title,
        part=draft.part,
        category=draft.category,
        indicator=said.indicator,
        text=draft.text,
        attribution=draft.printed,
        lead=_texts(said.lead),
        responsible=_texts(said.responsible),
        cooperating=_texts(said.cooperating),
        others={label: _texts(names) for label, names in said.others} or None,
        and_others=said.and_others,
        targets=targets_in(draft.text, draft.title, told=not draft.opens),
        deadline=deadline,
        deadline_date=day,
        leader=said.leader,
        remark="；".join(filter(None, (said.remark, draft.remark))),
    )
    return ReadItem(
        value=measure,
        line=draft.line,
        by_rule=led and not told.first_lead,
        doubts=tuple(replace(one, at=ident, line=draft.line) for one in (*doubts, *draft.doubts)),
        notes=draft.notes,
        beside=beside,
    )


# Clauses ---------------------------------------------------------------------------------------

_LONGEST_SHOWN = 60


def _without_clause(draft: DraftMeasure) -> Iterator[Doubt]:
    if draft.printed:
        yield Doubt(
            code="unread-clause",
            message=f"没有读懂的责任条款：{shown(draft.printed)}",
            note="责任条款没有读懂，请对照 attribution 填写单位",
        )
    elif draft.question is None:
        words = "没有找到责任条款"
        title = tidy(draft.title)[:30]
        yield Doubt(code="no-clause", message=f"{words}：{title}", note=words)
    elif draft.question:
        yield Doubt(code="no-clause", message=draft.question, beside_all=True)


def shown(printed: str) -> str:
    """Return printed words short enough for a message."""
    return printed if len(printed) <= _LONGEST_SHOWN else f"{printed[:_LONGEST_SHOWN]}……"


def _doubts(said: Attribution) -> Iterator[Doubt]:
    for words in said.unread:
        yield Doubt(code="unread-clause", message=f"责任条款里没有读懂：{words}")
    if said.unplaced:
        names = "、".join(said.unplaced)
        yield Doubt(code="unplaced-unit", message=f"{names} 没有写明身份，暂列负责单位")
    for name in said.doubtful:
        yield Doubt(code="unusual-unit", message=f"“{name}”不像单位名称")


def _beside(said: Attribution, rule: str) -> Iterator[tuple[FieldPath, str]]:
    """Yield what is written beside names.

    Args:
        said: What the clause says.
        rule: The sentence by which the first listed leads; empty where the clause itself tells.
    """
    for role in Role:
        for place, name in enumerate(getattr(said, role.value)):
            notes = [f"印作“{name.printed}”，补全了前缀"] if name.printed else []
            if rule and role is Role.LEAD and place == 0:
                notes.append(f"按“{rule}”列为牵头")
            if notes:
                yield (role.value, place), "；".join(notes)


def _texts(names: Iterable[BodyName]) -> tuple[str, ...]:
    return tuple(name.text for name in names)
