"""A plan file brought up to an edited data sheet: just what was edited changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.problem import Location, Problem, Severity, first_few
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.soundness import Fault, new_faults, standing
from sciplan.compare.sheetgrid import SheetGrid, grid
from sciplan.compare.update.printed import edits_told
from sciplan.compare.update.remarks import notes, problems_in, refusal
from sciplan.compare.update.roster import is_kept_roster, roster_edits
from sciplan.compare.update.rows import SheetRow, read_rows
from sciplan.compare.update.states import FIELDS, State, field_of, is_kept, kept_in
from sciplan.compare.update.wanted import WantedPlan, wanted
from sciplan.documents import reading
from sciplan.documents.readers.sheet import Sheet
from sciplan.plan.model import Measure, Plan
from sciplan.plan.style import style_of
from sciplan.planfile import edit
from sciplan.planfile.load import Loaded, load
from sciplan.planfile.rewrite import edits_between
from sciplan.planfile.spans import Edit

_MOST = 30
"""Lines of one kind that are listed."""
_MOST_PLACES = 3
_TOLD = "unmatched-erratum"
"""An erratum that explains what the sheet put right is told; it is no slip of the sheet's."""


class Update(NamedTuple):
    """What a sheet does to a plan file.

    Args:
        text: The file's text as it is.
        edits: The changes of it; none where the sheet says what the plan says.
        summary: What changes, what comes and goes, and what the user should know, a line each.
        removed: How many measures go.
    """

    text: str
    edits: list[Edit]
    summary: list[str]
    removed: int = 0


class RefusedError(SciplanError):
    """A sheet or a plan file that can't be taken.

    Args:
        message: All of it in words, for people.
        problems: What is wrong, each where it stands.
        end: The last line of the message: what to do.
    """

    def __init__(self, message: str, problems: Sequence[Problem], end: str) -> None:
        super().__init__(f"{message}{end}")
        self.problems = problems
        self.end = end


def update(
    raw: bytes, source: str, text: str, path: str, *, remove_missing: bool = False
) -> Update:
    """Return what an edited data sheet does to a plan file.

    Args:
        raw: The sheet's bytes, .xlsx or .csv.
        source: The sheet's file as the user named it.
        text: The plan file's text.
        path: The plan file as the user named it.
        remove_missing: Whether what the sheet doesn't list goes, evidence or no.

    Raises:
        RefusedError: The plan file has errors; or the sheet says what can't be taken, each told
            with the cell's address.
        SciplanError: Either can't be read.
    """
    loaded = load(text, path)
    if loaded.plan is None:
        shown = REPORTERS["text"].render(loaded.problems)
        raise RefusedError(shown, loaded.problems, "方案文件有错误，改正后再更新。")
    plan = loaded.plan
    found_sheets = _sheets(raw, source)
    kept = kept_in(found_sheets)
    if kept and kept.plan != plan.id:
        raise SciplanError(
            f"{source} 是从方案 {kept.plan} 导出的，{path} 是方案 {plan.id}；"
            "请换对应的方案文件，或从这个方案重新导出"
        )
    open_sheets = [sheet for sheet in found_sheets if not (is_kept(sheet) or is_kept_roster(sheet))]
    here = grid(
        open_sheets,
        source,
        style_of(plan.papers).headings,
        has_content=kept.has_content if kept else None,
    )
    units = roster_edits(plan, found_sheets, source)
    _stop(problems_in(units.remarks))
    rows = _rows(units.plan, here, kept.states if kept else {})
    states = kept.states if kept else None
    found = wanted(units.plan, here, rows, states, remove_missing=remove_missing)
    _stop(found.problems)
    text = loaded.document.text
    edits = edits_between(text, path, plan, found.plan)
    after = load(edit.apply(text, edits), path)
    new = new_faults(standing(loaded), after) if edits else []
    _stop(list(_new_errors(new, after, here, rows)))
    idle = _idle_errata(plan, new, found)
    asides = [*_asides(here), *_other_sheets(here, found_sheets, units.name)]
    told = [*notes(units.remarks), *_cut(units.phrases), *_summary(found), *idle, *asides]
    summary = [*told, _counts(found, len(units.phrases))]
    return Update(text, edits, summary, len(found.removed))


def _rows(plan: Plan, here: SheetGrid, states: Mapping[str, State]) -> list[SheetRow]:
    names = {(ident, name) for ident, state in states.items() for name in state.names}
    found = read_rows(plan, here, names)
    strange = found.unknown > max(_MOST, len(here.lines) / 2)
    _stop(found.problems, "单位大多没有登记，这张表不像是这个方案的。" if strange else "")
    if not found.rows:
        raise SciplanError(f"{here.path} 的表头之下没有一行举措")
    return found.rows


def _sheets(raw: bytes, source: str) -> list[Sheet]:
    if not source.lower().endswith((".xlsx", ".csv")):
        raise SciplanError(
            f"{source} 不是 .xlsx 或 .csv；更新要用任务分解表，别的格式请打开后另存为 .xlsx"
        )
    return reading.sheets(raw, source)


def _stop(problems: Sequence[Problem], more: str = "") -> None:
    """Stop where there is any problem; the message tells those alike together."""
    if not problems:
        return
    alike: dict[str, list[Location]] = {}
    for problem in problems:
        alike.setdefault(problem.message, []).append(problem.location)
    lines = [
        f"{at[0].path} {first_few([place.cell for place in at], _MOST_PLACES, '处')} {message}"
        for message, at in alike.items()
    ]
    if len(lines) > _MOST:
        lines = [*lines[:_MOST], f"……共 {len(problems)} 处"]
    end = f"{more}方案文件没有改动；请在表里改好后再来。"
    raise RefusedError("".join(f"{line}\n" for line in lines), problems, end)


def _new_errors(
    new: Iterable[Fault], after: Loaded, here: SheetGrid, rows: Sequence[SheetRow]
) -> Iterator[Problem]:
    """Yield the errors that the file didn't have, each at the cell that brings it."""
    plan = after.draft
    known = plan.by_name if plan else {}
    firsts = {row.measure: here.location([row.line], "measure") for row in reversed(rows)}
    named = {
        (row.measure, known[row.unit].name): here.location([row.line], "unit")
        for row in rows
        if row.unit in known
    }
    for each in new:
        if each.severity is Severity.ERROR and each.code != _TOLD:
            place = named.get((each.at, each.value)) or firsts.get(each.at)
            place = place or (None if each.at else _cell_of(each, after, here, rows))
            # What has no row, as a heading, is named by its id.
            yield refusal(each.code, place or Location(here.path, cell=each.at), each.message)


def _cell_of(
    fault: Fault, after: Loaded, here: SheetGrid, rows: Sequence[SheetRow]
) -> Location | None:
    """Return the cells that say what can't be read at a place of the edited file."""
    plan = after.draft
    if plan is None:
        return None
    for entry in plan.entries:
        mine = [row for row in rows if row.measure == entry.measure.id]
        for key in FIELDS:
            value = getattr(entry.measure, key)
            said = [row.line for row in mine if row.values.get(key) == value]
            field = field_of(plan, entry.measure, key)
            if said and after.document.place((*entry.path, field)).line == fault.location.line:
                return here.location(said, key)
    return None


# Summary --------------------------------------------------------------------------------------


def _summary(found: WantedPlan) -> list[str]:
    return [
        *_cut(found.notes),
        *_cut([f"改 {ident}：{'、'.join(keys)}" for ident, keys in found.changed.items()]),
        *_cut([f"增 {each.id} {each.title}" for each in found.added]),
        *_cut([f"删 {each.id} {each.title}{_with_it(each)}" for each in found.removed]),
    ]


def _counts(found: WantedPlan, units: int) -> str:
    registered = f"，单位名册 {units} 处" if units else ""
    if not (found.changed or found.added or found.removed or units):
        return "没有要写入的改动" if found.notes else "表与方案文件相同，没有改动"
    counts = f"改 {len(found.changed)} 项，增 {len(found.added)} 项，删 {len(found.removed)} 项"
    return f"{counts}{registered}"


def _with_it(measure: Measure) -> str:
    """Return what goes with a measure though the sheet doesn't hold it, or only shows it."""
    parts = [
        f"指标 {len(measure.targets)} 个" if measure.targets else "",
        "概括" if measure.summary else "",
        "原文" if measure.text else "",
        "印发的责任条款" if measure.attribution else "",
    ]
    said = "、".join(filter(None, parts))
    return f"（连同{said}）" if said else ""


def _idle_errata(plan: Plan, new: Iterable[Fault], found: WantedPlan) -> Iterator[str]:
    """Yield the errata that explain what is no longer there, or may be no longer so."""
    gone = {each.id for each in found.removed}
    for erratum in plan.errata:
        if erratum.at in gone:
            yield f"errata 里有一条说明指向删去的 {erratum.at}（{erratum.printed}），请一并处理"
        elif erratum.at in found.changed and not erratum.rule:
            yield f"errata 里有一条说明指向改过的 {erratum.at}（{erratum.printed}），请看是否还对"
    for each in new:
        if each.code == _TOLD and each.at not in gone:
            yield each.message


def _asides(here: SheetGrid) -> Iterator[str]:
    if here.extra:
        yield f"多出的列未读：{'、'.join(here.extra)}"
    if here.missing:
        yield f"表里没有的列不改：{'、'.join(here.missing)}"


def _other_sheets(here: SheetGrid, found: Sequence[Sheet], units: str) -> Iterator[str]:
    """Yield what was edited where nothing is read."""
    read = [here.name, *filter(None, [units])]
    others = [sheet.name for sheet in found if sheet.name not in read and not sheet.hidden]
    edited = edits_told(found)
    if here.unread:
        names = "、".join(here.unread)
        yield f"另有像数据表的表没有读：{names}；读的是“{here.name}”"
    if edited is not None:
        yield from edited
    elif others and not here.unread:
        listed = "和".join(f"“{name}”" for name in read)
        yield f"只读{listed}表，其余各表（{'、'.join(others[:3])}）里的改动不算"


def _cut(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST:
        return list(lines)
    return [*lines[:_MOST], f"……共 {len(lines)} 条"]
