"""Labelled documents of all forms and kinds of files: how many duties and titles are read right."""

from functools import cache

import pytest

import scoring
from corpus_files import Made, documents
from sciplan.documents.draft.draft import Draft
from scoring import Score

LEAST_DUTIES, LEAST_MEASURES = 1.0, 1.0
_UNTITLED = (
    *("09-table.pdf", "09-table.open.pdf", "27-merged.pdf", "28-faults.pdf"),
    *("02-one-line.txt", "15-articles.joined.txt"),
)
DOCUMENTS = list(documents())
each = pytest.mark.parametrize("made", DOCUMENTS, ids=[name for name, _, _ in DOCUMENTS])


@cache
def read(name: str) -> tuple[Draft | None, Score]:
    raw, gold = next((raw, gold) for other, raw, gold in DOCUMENTS if other == name)
    found = scoring.drafted(raw, name)
    return found, scoring.score(found, gold)


@each
def test_a_document_is_read_right_or_says_that_it_may_not_be(made: Made) -> None:
    draft, found = read(made[0])
    assert draft is not None
    assert not found.faults or draft.problems


@each
def test_a_documents_title_is_its_own(made: Made) -> None:
    name, _, gold = made
    draft, _ = read(name)
    assert draft is not None
    # A ruled PDF holds the table alone; where a page is one line, no line is the title.
    bare = {name.rpartition(".")[0]} if name in _UNTITLED or "pages" in name else set()
    assert draft.plan.head.title in {gold["title"], *bare}


def test_the_whole_corpus() -> None:
    total = sum((read(name)[1] for name, _, _ in DOCUMENTS), Score())
    assert total.duties >= LEAST_DUTIES, total.faults
    assert total.measures >= LEAST_MEASURES, total.faults
