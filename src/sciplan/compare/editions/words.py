"""What differs in one measure, heading or unit, in the words that a reviewer reads."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sciplan.plan.fields import specs
from sciplan.plan.model import Head, Measure, Provision, Section, Target, Unit
from sciplan.plan.role import Role
from sciplan.plan.wording import OPS
from sciplan.queries.diff_records import SUBJECTS, DiffRecord, Value

_LONG = 40
"""Of texts with more characters only the stretch that differs is shown."""
_SHOWN = 60
_OF_SUBJECT: dict[str, type] = {
    "plan": Head,
    "section": Section,
    "measure": Measure,
    "target": Target,
    "provision": Provision,
    "unit": Unit,
}
_WORDS = {
    "name": "简称",
    "errata": "文本说明",
    "reforms": "机构变动",
    "section": "所在标题",
    "amount": "数值",
    "op": "要求",
    "measures": "举措先后",
    "sections": "标题先后",
    "units": "单位先后",
    "issued": "成文日期",
    "and_others": "名单以“等”结尾",
}
_ORDERS = ("measures", "sections")
_SENTENCES = ("errata", "reforms")
"""Lists whose items are said one by one: they hold marks of their own."""
_FEW = 12
"""Names or ids that a line holds."""


def lines_of(
    records: Sequence[DiffRecord], shown: Mapping[str, str], *, brief: bool
) -> Iterator[str]:
    """Yield a line for each thing that differs in one measure: duties first.

    Args:
        records: What differs.
        shown: How its holders are shown, by name.
        brief: Whether of texts is told only which differ: what they say stands beside it.
    """
    yield from _duty_lines([record for record in records if record.what == "duty"], shown)
    others = [record for record in records if record.what != "duty" and not _is_whole(record)]
    texts = [record for record in others if brief and _is_text(record)]
    if texts:
        yield f"{'、'.join(map(_word, texts))}有变"
    yield from (line_of(record) for record in others if record not in texts)


def _is_text(record: DiffRecord) -> bool:
    return record.kind == "changed" and record.field in ("title", "summary", "text")


def _is_whole(record: DiffRecord) -> bool:
    return record.what != "target" and record.kind in ("added", "removed")


def _duty_lines(records: list[DiffRecord], shown: Mapping[str, str]) -> Iterator[str]:
    ranks = {role.value: place for place, role in enumerate(Role)}
    kinds = ("added", "removed", "changed")
    in_order = sorted(records, key=lambda one: (kinds.index(one.kind), ranks[_role(one)]))
    for (kind, role, before), group in groupby(
        in_order, key=lambda one: (one.kind, _role(one), one.old)
    ):
        names = "、".join(shown.get(record.unit, record.unit) for record in group)
        word = Role(role).word
        if kind == "changed":
            yield f"{names}由{Role(str(before)).word}改为{word}"
        else:
            yield f"{word}{'增' if kind == 'added' else '删'}：{names}"


def _role(record: DiffRecord) -> str:
    return str(record.new or record.old)


def line_of(record: DiffRecord) -> str:
    """Return one thing that differs as a line."""
    if record.what == "target":
        return _target_line(record)
    if record.kind == "moved":
        old, new = (_headings(value) for value in (record.old, record.new))
        return f"由“{old}”移到“{new}”"
    if record.kind == "renumbered":
        return f"编号 {record.old} → {record.new}"
    return f"{_word(record)}：{_change(record.old, record.new)}"


def subject_of(record: DiffRecord) -> str:
    """Return what a record above or beside the measures is about: 单位 市科协."""
    ident = record.measure_new or record.measure_old
    parts = (SUBJECTS[record.what], record.unit, ident, record.title if ident else "")
    return " ".join(filter(None, parts))


def sentences_of(record: DiffRecord) -> Iterator[tuple[str, str]]:
    """Yield (kind, what it says) of each sentence that a list of them has gained or lost."""
    if record.field in _SENTENCES:
        old, new = _items(record.old), _items(record.new)
        for kind, here, there in (("added", new, old), ("removed", old, new)):
            for item in here:
                if item not in there:
                    yield kind, f"{_word(record)}：{item}"


def _target_line(record: DiffRecord) -> str:
    if record.kind != "changed":
        word = "增" if record.kind == "added" else "删"
        return f"指标{word}：{record.title} {record.new or record.old}"
    return f"指标 {record.title}：{_word(record)} {_change(record.old, record.new)}"


def _headings(value: Value) -> str:
    return " / ".join(value) if isinstance(value, tuple) and value else "方案之下"


def _word(record: DiffRecord) -> str:
    if record.what == "provision" and record.field == "units":
        return "点名的单位"
    by_key = {spec.key: spec.about for spec in specs(_OF_SUBJECT[record.what])}
    about = _WORDS.get(record.field) or by_key[record.field]
    return about.split("：")[0].split("；")[0].split("，")[0]


def _change(old: Value, new: Value) -> str:
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _list_change(_items(old), _items(new))
    before, after = _text(old), _text(new)
    if max(len(before), len(after)) > _LONG and old is not None and new is not None:
        before, after = _stretches(before, after)
    return f"{_cut(before) or '无'} → {_cut(after) or '无'}"


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _list_change(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    if not gone and not come:
        return f"先后有变，{_listed(old)} → {_listed(new)}"
    parts = [f"增 {_listed(come)}" if come else "", f"删 {_listed(gone)}" if gone else ""]
    return "，".join(filter(None, parts))


def _listed(items: Sequence[str]) -> str:
    more = f"等 {len(items)} 个" if len(items) > _FEW else ""
    return "、".join(items[:_FEW]) + more


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return OPS.get(str(value), str(value)) if value is not None else ""


def _stretches(old: str, new: str) -> tuple[str, str]:
    """Return what stands between the beginning and the end that two texts share."""
    most = min(len(old), len(new))
    head = next((place for place in range(most) if old[place] != new[place]), most)
    rest = most - head
    tail = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return tuple(  # type: ignore[return-value]
        f"{'…' if head else ''}{text[head : len(text) - tail]}{'…' if tail else ''}"
        for text in (old, new)
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
