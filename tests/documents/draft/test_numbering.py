"""Ids: one row of numbers for headings, tasks, provisions and groups."""

from collections.abc import Iterator

import pytest

from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, Group
from sciplan.documents.draft.numbering import NumberedGroup, numbered


def task(title: str, part: str = "") -> DraftMeasure:
    return DraftMeasure(title=title, text="", line=1, part=part)


def prose(title: str) -> DraftProvision:
    return DraftProvision(title=title, text="", line=1)


def ids(group: NumberedGroup) -> Iterator[str]:
    """Yield each id with its title."""
    yield from (f"{ident} {title}" for ident, title in group.bare)
    yield from (f"{ident} {one.title}" for ident, one in group.tasks)
    yield from (f"{ident} {one.title}" for ident, one in group.provisions)
    for inner in group.groups:
        yield f"{inner.ident} {inner.title}"
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
            ["1 总体要求", "2 修渠", "3 督办", "4 考核", "5 水利", "6 林业"],
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
    assert list(ids(numbered(group))) == told
