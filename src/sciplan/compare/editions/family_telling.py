"""A child plan beside its parent, as people read it."""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import Column, Part, Row, Table, without_empty
from sciplan.compare.editions.family import Family, Link
from sciplan.compare.matching.likeness import SURE
from sciplan.plan.model import Entry, Plan
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    MEASURE,
    RESPONSIBLE,
    TITLE,
    measure_record,
)

_OWN_TITLE = Column(key="title", title="本方案举措")
_LISTS = (LEAD, RESPONSIBLE, COOPERATING)
_LINKS = (
    MEASURE,
    _OWN_TITLE,
    Column(key="parent", title="上级编号"),
    Column(key="parent_title", title="上级举措"),
    Column(key="basis", title="依据"),
    *_LISTS,
)
_MEASURES = (MEASURE, TITLE, *_LISTS)
_UNKNOWN = (MEASURE, _OWN_TITLE, Column(key="serves", title="serves 里的编号"))
_LINES = (
    MEASURE,
    Column(key="line", title="粘贴到该项举措下的一行"),
    Column(key="likeness", title="相似度"),
    TITLE,
)


def summary(found: Family) -> str:
    """Return the counts in one line."""
    taken = len({link.parent.measure.id for link in found.taken_up})
    wrong = len({each.child.measure.id for each in found.unknown})
    return (
        f"上级举措 {len(found.old.entries)} 项：已承接 {taken}，"
        f"疑似承接 {len(found.proposed)}，未承接 {len(found.left_out)}；"
        f"本方案 {len(found.new.entries)} 项，其中另加 {len(found.added)} 项"
        f"{f'，承接有误 {wrong} 项' if wrong else ''}"
    )


def parts(found: Family, whence: str) -> Iterator[Part]:
    """Yield what a child takes up, leaves out and adds, whom it names, and lines to paste.

    Args:
        found: The child beside its parent.
        whence: Which files they are, in words.
    """
    aside = (whence,) if whence else ()
    yield Part(title="承接情况", lead=(summary(found), *_names(found)), aside=aside)
    if found.links:
        rows = tuple(_link(found.new, link) for link in found.links)
        table = without_empty(Table(columns=_LINKS, rows=rows, counted_in="项"))
        yield Part(title=f"承接（{len(found.links)} 项）", tables=(table,), folded=True)
    yield from _measures("未承接", "上级举措", found.old, found.left_out)
    yield from _measures("另加", "本方案举措", found.new, found.added)
    yield from _unknown(found)
    if found.proposed:
        yield _to_paste(found.proposed)


def _unknown(found: Family) -> Iterator[Part]:
    if found.unknown:
        rows = tuple(
            Row(cells=(each.child.measure.id, each.child.measure.title, each.ident))
            for each in found.unknown
        )
        yield Part(
            title="承接有误的本方案举措",
            lead=("上级方案没有下列编号的举措，请改正 serves。",),
            tables=(Table(columns=_UNKNOWN, rows=rows, counted_in="处"),),
            folded=True,
        )


def _names(found: Family) -> Iterator[str]:
    """Yield whom the child names, and whom of its parent's units it doesn't, in one place."""
    named = _named(found.new)
    yield f"点名单位 {len(named)} 个：{'、'.join(named)}"
    if found.bodies:
        here = {found.bodies.new(name) for name in named}
        gone = [name for name in _named(found.old) if found.bodies.old(name) not in here]
        if gone:
            yield f"上级方案点名而本方案没有点名的 {len(gone)} 个：{'、'.join(gone)}"


def _named(plan: Plan) -> list[str]:
    """Return the units that measures name, in order of precedence."""
    duties = {duty.unit for entry in plan.entries for duty in plan.duties(entry.measure)}
    return [unit.name for unit in plan.units if unit.name in duties]


def _link(child: Plan, link: Link) -> Row:
    one, other = link.child.measure, link.parent.measure
    lists = _lists(child, link.child)
    return Row(cells=(one.id, one.title, other.id, other.title, _basis(link), *lists))


def _lists(plan: Plan, entry: Entry) -> tuple[tuple[str, ...], ...]:
    record = measure_record(plan, entry)
    return record.lead, record.responsible, record.cooperating


def _basis(link: Link) -> str:
    if link.likeness is None:
        return "serves"
    doubt = "" if link.likeness >= SURE else "，请核对"
    return f"相似度 {link.likeness:.2f}{doubt}"


def _measures(word: str, noun: str, plan: Plan, entries: Sequence[Entry]) -> Iterator[Part]:
    if not entries:
        return
    rows = tuple(
        Row(cells=(entry.measure.id, entry.measure.title, *_lists(plan, entry)))
        for entry in entries
    )
    table = without_empty(Table(columns=_MEASURES, rows=rows, counted_in="项"))
    yield Part(title=f"{word}的{noun}（{len(entries)} 项）", tables=(table,), folded=True)


def _to_paste(links: Sequence[Link]) -> Part:
    rows = tuple(
        Row(
            cells=(
                link.child.measure.id,
                f'serves: ["{link.parent.measure.id}"]',
                f"{link.likeness:.2f}",
                link.child.measure.title,
            )
        )
        for link in links
    )
    return Part(
        title="建议补写的 serves",
        lead=("核对无误后，粘贴到方案文件里该项举措之下，与 title 对齐。",),
        tables=(Table(columns=_LINES, rows=rows, counted_in="项"),),
        folded=True,
    )
