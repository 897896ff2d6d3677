"""What is written beside a draft's values: what a human should know of them or look at."""

from collections.abc import Iterable, Iterator, Mapping

from sciplan.base.problem import FieldPath
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.identity import Proposal
from sciplan.documents.draft.writing import ReadSection
from sciplan.plan.model import Plan
from sciplan.plan.walk import provisions

_CHECK = "待核"
_BY_PROGRAM = f"{_CHECK}：由程序提出，请对照原文"
_HEAD_WORDS = {"number": "发文字号", "issuer": "发文机关", "issued": "成文日期"}


def comments(
    plan: Plan, whole: ReadSection, unclaimed: Iterable[Doubt], proposed: Mapping[str, Proposal]
) -> dict[FieldPath, str]:
    """Return the comments by the places they belong to in the plan file.

    Args:
        plan: The plan.
        whole: All that was read.
        unclaimed: What looks like an attribution and stands in no clause.
        proposed: The facts of the plan that were worked out, not read, by their keys.
    """
    return (
        _of_blocks(plan, sum(one.by_rule for one in whole.measures))
        | _of_content(plan, whole, unclaimed)
        | {("errata", index): f"{_CHECK}：对照印发文本" for index in range(len(plan.errata))}
        | _proposed(proposed)
    )


def _of_blocks(plan: Plan, ruled: int) -> dict[FieldPath, str]:
    """Return the comments on whole blocks of the file, and on units and targets.

    Args:
        plan: The plan.
        ruled: How many measures got their lead by the document's rule of the first listed.
    """
    missing = [word for key, word in _HEAD_WORDS.items() if not getattr(plan.head, key)]
    lacks = f"；没有找到{'、'.join(missing)}" if missing else ""
    found: dict[FieldPath, str] = {
        ("plan",): f"{_CHECK}：标题、字号等由程序认出{lacks}",
        ("units",): f"{_CHECK}：单位的次序由各项名单推出，名单没有说明的按类别；类别由名称推测",
    }
    if ruled:
        words = f"按此句把首位列为牵头的有 {ruled} 项，请对照原文"
        found["plan", "first_lead"] = f"{_CHECK}：{words}"
    if plan.targets:
        found["targets",] = _BY_PROGRAM
    found |= {("units", unit.name): "类别为推测" for unit in plan.units if unit.category}
    return found | {
        (*entry.path, "targets"): _BY_PROGRAM for entry in plan.entries if entry.measure.targets
    }


def _of_content(plan: Plan, whole: ReadSection, unclaimed: Iterable[Doubt]) -> dict[FieldPath, str]:
    """Return the comments on measures and provisions, and on the names in their lists."""
    paths = {entry.measure.id: entry.path for entry in plan.entries}
    paths |= {provision.id: path for path, provision in provisions(plan)}
    notes: dict[str, dict[str, None]] = {}
    for ident, note in (*_notes(whole), *((one.at, one.noted) for one in unclaimed if one.at)):
        notes.setdefault(ident, {})[note] = None
    found = {paths[ident]: f"{_CHECK}：{'；'.join(listed)}" for ident, listed in notes.items()}
    return found | {
        (*paths[one.measure.id], *path): note
        for one in whole.measures
        for path, note in one.beside.items()
    }


def _notes(whole: ReadSection) -> Iterator[tuple[str, str]]:
    """Yield the id of a measure or provision with each of its notes."""
    for measure in whole.measures:
        yield from ((measure.measure.id, note) for note in measure.notes)
    for provision in whole.provisions:
        yield from ((provision.provision.id, note) for note in provision.notes)


def _proposed(proposed: Mapping[str, Proposal]) -> dict[FieldPath, str]:
    """Return a note beside each fact of the plan that was worked out, not read."""
    notes = {key: one.ground for key, one in proposed.items() if one.value and one.ground}
    found: dict[FieldPath, str] = {("plan", key): f"{_CHECK}：{why}" for key, why in notes.items()}
    found["plan", "id"] = f"{_CHECK}：代号{notes.get('id', '')}，可改为好记的，如地名拼音加年份"
    return found
