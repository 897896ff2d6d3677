"""Ids: one row of numbers for headings, tasks, provisions and groups."""

from collections.abc import Iterator

import pytest

from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, Group
from sciplan.documents.draft.reading import Hints
from sciplan.documents.draft.writing import read_section
from sciplan.plan.model import Section


def task(title: str, part: str = "") -> DraftMeasure:
    return DraftMeasure(title=title, text="", line=1, part=part)


def prose(title: str) -> DraftProvision:
    return DraftProvision(title=title, text="", line=1)


def ids(section: Section) -> Iterator[str]:
    """Yield each id with its title."""
    yield from (f"{one.id} {one.title}" for one in section.measures)
    yield from (f"{one.id} {one.title}" for one in section.provisions)
    for inner in section.sections:
        yield f"{inner.id} {inner.title}"
        yield from ids(inner)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (Group(title="全文"), []),
        (Group(title="全文", tasks=(task("修渠"), task("清淤"))), ["1 修渠", "2 清淤"]),
        (
            Group(title="全文", tasks=(task("甲", "1/2"), task("甲", "2/2"), task("乙"))),
            ["1.1 甲", "1.2 甲", "2 乙"],
        ),
        (
            Group(
                title="全文",
                above=("总体要求",),
                tasks=(task("修渠"),),
                provisions=(prose("督办"), prose("考核")),
                groups=(Group(title="水利"), Group(title="林业")),
            ),
            ["2 修渠", "3 督办", "4 考核", "1 总体要求", "5 水利", "6 林业"],
        ),
        (
            Group(
                title="全文",
                groups=(
                    Group(title="水利", above=("目标",), groups=(Group(title="堤防"),)),
                    Group(title="林业", tasks=(task("造林", "1/2"), task("造林", "2/2"))),
                ),
            ),
            ["1 水利", "1.1 目标", "1.2 堤防", "2 林业", "2.1.1 造林", "2.1.2 造林"],
        ),
    ],
)
def test_ids(group: Group, told: list[str]) -> None:
    hints = Hints(rule="", known=(), longest=0)
    assert list(ids(read_section(group, hints).section)) == told
