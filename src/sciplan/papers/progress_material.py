"""综合材料素材: units' own words by section, for whoever writes the report."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.reported import About, about, lacking, numbers_text, told
from sciplan.papers.source import File, Source
from sciplan.plan.wording import section_line
from sciplan.queries.progress import is_changed
from sciplan.queries.report_texts import standing, state_word
from sciplan.queries.returned import UNREPORTED, Reported

__all__ = ["files", "lacking"]
TITLE = "综合材料素材"
_TOPICS = (("trouble", "存在问题"), ("next", "下一步打算"), ("needs", "需协调事项"))
_ENDS = "。．.；;，,、 　\n"
"""What a unit's last sentence may end with, behind which its name is to stand."""
_CHANGES = (
    Column(key="number", title="序号", weight=16),
    Column(key="title", title="任务名称", weight=36),
    Column(key="unit", title="单位", weight=26),
    Column(key="before", title="上期", weight=46),
    Column(key="now", title="本期", weight=46),
)


def files(source: Source) -> Iterator[File]:
    """Yield the material."""
    found = about(source)
    if found is None:
        return
    answer = Answer(
        heading=source.heading,
        parts=tuple(_parts(found)),
        records=Records.none(),
        title=TITLE,
    )
    said = sum(bool(row.item and row.item.progress) for row in found.rows)
    yield File(f"{found.named(TITLE)}.docx", answer, f"{said}条进展")


def _parts(found: About) -> Iterator[Part]:
    yield Part(title=TITLE, lead=(f"填报期：{found.period.words}", *told(found)))
    groups = groupby(
        found.rows, lambda row: section_line([found.plan], found.plan, row.entry.sections)
    )
    for section, rows in groups:
        lines = tuple(_progress([*rows]))
        if lines:
            yield Part(title=section or "各项进展", lead=lines)
    for key, topic in _TOPICS:
        lines = tuple(_said_of(found.rows, key))
        if lines:
            yield Part(title=topic, lead=lines)
    yield _changes(found)


def _progress(rows: Sequence[Reported]) -> Iterator[str]:
    """Yield of each measure what units say of it; its name stands once, before the first."""
    for ident, of in groupby(rows, lambda row: row.entry.measure.id):
        reported = [row for row in of if row.item]
        said = [row for row in reported if row.item and row.item.progress]
        if not reported:
            continue
        title = reported[0].entry.measure.title
        facts = "；".join(f"{row.unit}{_facts(row)}" for row in reported)
        yield f"{title}（{ident}）。{facts}。"
        yield from (line for row in said for line in _own_words(row, "progress"))


def _said_of(rows: Sequence[Reported], key: str) -> Iterator[str]:
    for row in rows:
        lines = [*_own_words(row, key)]
        if lines:
            title = f"{row.entry.measure.title}（{row.entry.measure.id}）："
            yield from (f"{title}{lines[0]}", *lines[1:])


def _own_words(row: Reported, key: str) -> Iterator[str]:
    """Yield a unit's words as they are, a line each, its name in brackets behind the last."""
    said: str = getattr(row.item, key) if row.item else ""
    lines = [line.strip() for line in said.splitlines() if line.strip(_ENDS)]
    if lines:
        yield from lines[:-1]
        yield f"{lines[-1].rstrip(_ENDS)}（{row.unit}）。"


def _facts(row: Reported) -> str:
    """Return a unit's state and numbers, and how they stand for their time."""
    return "，".join(filter(None, (state_word(row), numbers_text(row), standing(row))))


def _changes(found: About) -> Part:
    before = found.returned.before(found.period)
    if before is None:
        return Part(title="比上期的变化", lead=("没有更早的报送可比。",))
    changed = [row for row in found.rows if is_changed(row, found.returned)]
    if not changed:
        return Part(title="比上期的变化", lead=(f"与{before.words}相比没有变化。",))
    rows = tuple(
        Row(
            cells=(
                row.entry.measure.id,
                row.entry.measure.title,
                row.unit,
                _whole(found.returned.earlier(row)),
                _whole(row),
            )
        )
        for row in changed
    )
    lead = f"上期为{before.words}；{len(rows)}项有变化，没有变化的不列。"
    return Part(title="比上期的变化", lead=(lead,), tables=(Table(columns=_CHANGES, rows=rows),))


def _whole(row: Reported | None) -> str:
    if row is None or row.item is None:
        return UNREPORTED
    return "；".join(filter(None, (_facts(row), row.item.progress.strip(_ENDS))))
