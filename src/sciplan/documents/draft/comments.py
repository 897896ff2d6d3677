"""What is written beside a draft's values: what a human should know of them or look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sciplan.base.problem import FieldPath
from sciplan.checks.rules.registry import BY_CODE
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.identity import Proposal
from sciplan.documents.draft.oddities import CODES
from sciplan.documents.draft.questions import blocks, noted_once
from sciplan.documents.draft.writing import ReadSection
from sciplan.documents.readers.document import Places
from sciplan.plan.model import Plan
from sciplan.plan.walk import provisions
from sciplan.planfile.marks import TO_CHECK

_BY_PROGRAM = f"{TO_CHECK}：由程序提出，请对照原文"
_HEAD_WORDS = {"number": "发文字号", "issuer": "发文机关", "issued": "成文日期"}
_MOST_NOTED = 5


def comments(
    plan: Plan,
    whole: ReadSection,
    doubts: Sequence[Doubt],
    proposed: Mapping[str, Proposal],
    found_at: Places,
) -> dict[FieldPath, str]:
    """Return the comments by the places they belong to in the plan file.

    Args:
        plan: The plan.
        whole: All that was read.
        doubts: What needs a look.
        proposed: The facts of the plan that were worked out, not read, by their keys.
        found_at: Where the document's lines are found.
    """
    paths = {entry.measure.id: entry.path for entry in plan.entries}
    paths |= {provision.id: path for path, provision in provisions(plan)}
    found = (
        _of_blocks(plan, sum(one.by_rule for one in whole.items))
        | {
            (*paths[one.value.id], *path): note
            for one in whole.items
            for path, note in one.beside.items()
        }
        | {("errata", index): f"{TO_CHECK}：对照印发文本" for index in range(len(plan.errata))}
        | _proposed(proposed)
    )
    notes = [(paths[one.value.id], note) for one in whole.items for note in one.notes]
    _add(found, noted_once(notes))
    of_one = [(paths[one.at], one) for one in doubts if one.at]
    _add(
        found,
        dict.fromkeys((path[:-1] if one.beside_all else path, one.noted) for path, one in of_one),
    )
    for one in doubts:
        _add(found, blocks([paths[ident] for ident in one.about], one.message))
    _add(found, _of_the_document(doubts, found_at))
    _add(found, noted_once([(path, "没有读出责任单位") for path in _unasked(plan, found)]))
    return found


def _add(found: dict[FieldPath, str], notes: Iterable[tuple[FieldPath, str]]) -> None:
    """Add notes to the comments, each behind what is said there already."""
    for path, note in notes:
        before = found.get(path, "")
        found[path] = f"{before}；{note}" if before else f"{TO_CHECK}：{note}"


def _of_blocks(plan: Plan, ruled: int) -> dict[FieldPath, str]:
    """Return the comments on whole blocks of the file, and on units and targets.

    Args:
        plan: The plan.
        ruled: How many measures got their lead by the document's rule of the first listed.
    """
    missing = [word for key, word in _HEAD_WORDS.items() if not getattr(plan.head, key)]
    lacks = f"；没有找到{'、'.join(missing)}" if missing else ""
    found: dict[FieldPath, str] = {
        ("plan",): f"{TO_CHECK}：标题、字号等由程序认出{lacks}",
        ("units",): (f"{TO_CHECK}：单位的次序由各项名单推出，名单没有说明的按类别；类别由名称推测"),
    }
    if ruled:
        words = f"按此句把首位列为牵头的有 {ruled} 项，请对照原文"
        found["plan", "first_lead"] = f"{TO_CHECK}：{words}"
    if plan.targets:
        found["targets",] = _BY_PROGRAM
    found |= {("units", unit.name): "类别为推测" for unit in plan.units if unit.category}
    return found | {
        (*entry.path, "targets"): _BY_PROGRAM for entry in plan.entries if entry.measure.targets
    }


def _of_the_document(doubts: Sequence[Doubt], found_at: Places) -> Iterator[tuple[FieldPath, str]]:
    """Yield what is doubted of the whole document, of each kind a few with their places.

    The print's own oddities have their marks among the errata.
    """
    kinds: dict[str, list[str]] = {}
    for one in doubts:
        if not (one.at or one.about or one.code in CODES):
            place = f"{found_at.words(one.line)}：" if one.line else ""
            kinds.setdefault(one.code, []).append(f"{place}{one.message}")
    for told in kinds.values():
        more = f"；这样的共 {len(told)} 处" if len(told) > _MOST_NOTED else ""
        yield ("plan",), f"{'；'.join(told[:_MOST_NOTED])}{more}"


def _unasked(plan: Plan, found: Mapping[FieldPath, str]) -> Iterator[FieldPath]:
    """Yield each measure without bodies of which nothing is asked yet, nor of what it stands in."""
    for finding in BY_CODE["missing-lead"].check(plan):
        above = [finding.path[:size] for size in range(1, len(finding.path) + 1)]
        if not any(TO_CHECK in found.get(path, "") for path in above):
            yield finding.path


def _proposed(proposed: Mapping[str, Proposal]) -> dict[FieldPath, str]:
    """Return a note beside each fact of the plan that was worked out, not read."""
    notes = {key: one.ground for key, one in proposed.items() if one.value and one.ground}
    found: dict[FieldPath, str] = {
        ("plan", key): f"{TO_CHECK}：{why}" for key, why in notes.items()
    }
    found["plan", "id"] = f"{TO_CHECK}：代号{notes.get('id', '')}，可改为好记的，如地名拼音加年份"
    return found
