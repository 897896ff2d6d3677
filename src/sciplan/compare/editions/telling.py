"""A difference between two plans as an answer: per unit first, then per measure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Cell, Column, Part, Records, Row, Table, without_empty
from sciplan.base.errors import SciplanError
from sciplan.compare.editions import family_telling
from sciplan.compare.editions.difference import Change, Difference
from sciplan.compare.editions.family import Family
from sciplan.compare.editions.words import line_of, lines_of, sentences_of, subject_of
from sciplan.plan.model import ISSUED, Entry, Head, Plan
from sciplan.plan.reforms.words import marked
from sciplan.plan.wording import COUNTS_ONLY, collectives_beside, day_text, joined
from sciplan.queries.diff_records import BY_UNIT, COLUMNS, KINDS, DiffRecord, UnitDiff
from sciplan.queries.records import MEASURE, TITLE, measure_record

_UNIT_COLUMNS = (
    Column(key="unit", title="单位"),
    Column(key="lead", title="牵头"),
    Column(key="total", title="参与"),
    Column(key="gained", title="新参与"),
    Column(key="lost", title="不再参与"),
    Column(key="changed", title="身份有变"),
)
_CHANGE_COLUMNS = (MEASURE, Column(key="kind", title="变动"), TITLE)
_OTHER_COLUMNS = (
    Column(key="subject", title="对象"),
    Column(key="kind", title="变动"),
    Column(key="change", title="内容"),
)
_SIDES = (
    Column(key="number", title="序号", weight=14),
    Column(key="old", title="原内容", weight=100),
    Column(key="new", title="现内容", weight=100),
    Column(key="change", title="变动", weight=60),
)
DOUBT = "疑似同一项，请人工核对"
NOTHING = "没有差异。"


def title_line(found: Difference | Family) -> str:
    """Return which plans are compared."""
    old, new = found.old.head, found.new.head
    drafts = sum(head.status != ISSUED for head in (old, new))
    basis = ("，均按印发时口径", "，其余按印发时口径", "")[drafts]
    revised = [each.revised for each in (found.old, found.new) if each.revised]
    if revised:
        basis = f"，计入截至{day_text(revised[0].day)}的机构变动"
        documents = list(dict.fromkeys(each for one in revised for each in one.basis))
        if documents:
            basis += f"（{'、'.join(documents)}），以机构编制部门规定为准"
    if isinstance(found, Family):
        return f"{_named(new)}  落实{_named(old)}{basis}"
    if _named(old) == _named(new):
        number = f"  {new.number}" if new.number else ""
        return f"{new.title}{number}，新旧比较{basis or f'，{new.status}'}"
    return f"{_named(old)}  → {_named(new)}{basis}"


def _named(head: Head) -> str:
    notes = (head.number, head.status if head.status != ISSUED else "")
    return head.title + "".join(f"（{note}）" for note in notes if note)


def summary(found: Difference) -> str:
    """Return the counts in one line: 举措 35 → 36：增 1，改 8，删 0；涉及 5 个单位."""
    units = found.units
    apart = sum(unit.is_collective for unit in units)
    vacant = sum(unit.is_vacant for unit in units)
    counts = found.counts
    measures = joined(
        f"举措 {len(found.old.entries)} → {len(found.new.entries)}：增 {counts['added']}",
        f"改 {counts['changed']}",
        f"删 {counts['removed']}",
        f"仅移动 {counts['moved']}" if counts["moved"] else "",
        f"仅重编号 {counts['renumbered']}" if counts["renumbered"] else "",
    )
    concerned = joined(
        f"涉及 {len(units) - apart} 个单位", collectives_beside(apart - vacant, vacant)
    )
    return f"{measures}；{concerned}"


def answer(
    found: Sequence[Difference | Family],
    whence: Sequence[str],
    *,
    by_unit: bool,
    side_by_side: bool,
) -> Answer:
    """Return what differs, pair by pair of plans.

    Args:
        found: A difference a pair.
        whence: Which files or versions each pair is, in words.
        by_unit: Only what it comes to for each unit.
        side_by_side: Measures as 新旧对照表, old beside new, as offices print them.

    Raises:
        SciplanError: A child plan beside its parent is asked for by unit.
    """
    parts: list[Part] = []
    editions = [each for each in found if isinstance(each, Difference)]
    if by_unit and len(editions) < len(found):
        raise SciplanError("上下级方案比的是承接，没有各单位增减；去掉 --by unit")
    one = len(found) == 1
    for each, said in zip(found, whence, strict=True):
        if isinstance(each, Difference):
            pair = _parts(each, said, by_unit=by_unit, side_by_side=side_by_side)
        else:
            pair = family_telling.parts(each, said)
        first = next(pair)
        lead = first.lead if one else (title_line(each), *first.lead)
        parts += (replace(first, lead=lead), *pair)
    doubts = sum(change.is_doubtful for each in editions for change in each.changes)
    notes = [COUNTS_ONLY] if any(each.units for each in editions) else []
    if doubts:
        notes.append(
            f"有 {doubts} 项举措新旧标题相差较大，按相似度配成一对，标明“疑似”，请人工核对。"
        )
    if by_unit:
        records = Records.of(BY_UNIT, [unit for each in editions for unit in each.units])
    else:
        rows = [record for each in found for record in each.records]
        records = Records(columns=COLUMNS, rows=rows)
    return Answer(
        heading=title_line(found[0]) if one else f"{len(found)} 对方案，新旧比较",
        parts=parts,
        records=records,
        notes=tuple(notes),
        title="新旧对照表" if side_by_side and editions else "",
        fits=True,
    )


def _parts(found: Difference, whence: str, *, by_unit: bool, side_by_side: bool) -> Iterator[Part]:
    units = found.units
    lead = (summary(found),) if found.records else (summary(found), NOTHING)
    tables = (_unit_table(units),) if units else ()
    yield Part(title="变动情况", lead=lead, aside=(whence,) if whence else (), tables=tables)
    if by_unit:
        return
    if found.changes:
        table = _side_table(found) if side_by_side else _change_table(found)
        title = f"举措变动（{len(found.changes)} 项）"
        yield Part(title=title, tables=(table,), folded=True, landscape=side_by_side)
    rows = _other_rows((*found.before, *found.provisions))
    if rows:
        table = Table(columns=_OTHER_COLUMNS, rows=tuple(rows), counted_in="处")
        yield Part(title=f"其他变动（{len(rows)} 处）", tables=(table,), folded=True)


def _unit_table(units: Sequence[UnitDiff]) -> Table:
    cells = (
        (
            unit.unit,
            f"{unit.lead_old} → {unit.lead_new}",
            f"{unit.total_old} → {unit.total_new}",
            *(unit.gained, unit.lost, unit.changed),
        )
        for unit in units
    )
    rows = tuple(Row(cells=each) for each in cells)
    return without_empty(Table(columns=_UNIT_COLUMNS, rows=rows, counted_in="个单位"))


# Measures ---------------------------------------------------------------------------------------


def _change_table(found: Difference) -> Table:
    rows = [
        Row(
            cells=(_ids(change), _kinds(change), _title(change)),
            group=_group(change),
            details=tuple(_lines(found, change)),
        )
        for change in found.changes
    ]
    return Table(columns=_CHANGE_COLUMNS, rows=tuple(rows), counted_in="项")


def _side_table(found: Difference) -> Table:
    rows = [
        Row(
            cells=(
                _ids(change),
                _side(found.old, change.old),
                _side(found.new, change.new),
                "\n".join([_kinds(change), *_lines(found, change, brief=True)]),
            ),
            group=_group(change),
        )
        for change in found.changes
    ]
    return Table(columns=_SIDES, rows=tuple(rows), counted_in="项")


def _group(change: Change) -> str:
    above = change.either.sections
    gone = "原 " if change.new is None else ""
    return f"{gone}{above[-1].id} {above[-1].title}" if above else ""


def _ids(change: Change) -> str:
    ids = [entry.measure.id for entry in (change.old, change.new) if entry]
    return " → ".join(dict.fromkeys(ids))


def _kinds(change: Change) -> str:
    if change.outcome in ("added", "removed"):
        return KINDS[change.outcome]
    return "、".join(KINDS[kind] for kind in KINDS if kind in change.kinds)


def _title(change: Change) -> str:
    measure = change.either.measure
    return f"{measure.title}（{measure.part}）" if measure.part else measure.title


def _lines(found: Difference, change: Change, *, brief: bool = False) -> Iterator[str]:
    if change.is_doubtful:
        yield f"{DOUBT}（相似度 {change.records[0].likeness:.2f}）"
    # How the holders are shown: with whom a duty came from.
    sides = ((found.old, change.old), (found.new, change.new))
    holders = {
        duty.unit: marked(duty)
        for plan, entry in sides
        if entry
        for duty in plan.duties(entry.measure)
    }
    yield from lines_of(change.records, holders, brief=brief)


def _side(plan: Plan, entry: Entry | None) -> str:
    """Return a measure as a cell of a comparison says it: title, text, who, how much, by when."""
    if entry is None:
        return "—"
    record = measure_record(plan, entry)
    lists = (
        ("牵头", record.lead),
        ("负责", record.responsible),
        ("配合", record.cooperating),
        *record.others.items(),
    )
    said = entry.measure.text or entry.measure.summary
    lines = [entry.measure.title, *([said.strip()] if said else [])]
    lines += [f"{word}：{'、'.join(names)}" for word, names in lists if names]
    return "\n".join([*lines, *record.promises])


# What stands above and beside measures ------------------------------------------------------------


def _other_rows(records: Iterable[DiffRecord]) -> list[Row]:
    rows = []
    for record in records:
        subject = subject_of(record)
        if come_and_gone := list(sentences_of(record)):
            rows += [Row(cells=(subject, KINDS[kind], said)) for kind, said in come_and_gone]
        else:
            coming = record.kind in ("added", "removed") and record.what != "target"
            change: Cell = "" if coming else line_of(record)
            rows.append(Row(cells=(subject, KINDS[record.kind], change)))
    return rows
