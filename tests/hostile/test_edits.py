"""The round trip's edits: who edits what in which cell, and what comes of it."""

import difflib
from pathlib import Path

import pytest

from hostile.edits import CASES, Case
from hostile.plans import NAME, ROUND
from hostile.sheets import edited
from referees import office_saved
from sciplan.base.errors import SciplanError
from sciplan.compare.update.updating import update
from sciplan.planfile import edit
from sciplan.queries.breakdown import COLUMNS
from sciplan.queries.units import ROSTER

_SHEETS = {"kept": "表.xlsx", "plain": "表.xlsx", "csv": "表.csv"}
_TABLE = [
    pytest.param(case, kind, id=f"{case.who}, {kind}") for case in CASES for kind in case.kinds
]


def changed(before: str, after: str) -> tuple[str, ...]:
    """Return the lines that go and come, without what stands before them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return tuple(f"{line[0]}{line[1:].strip()}" for line in list(lines)[2:] if line[:2] != "@@")


def place(case: Case, kind: str) -> str:
    """Return how a refusal words the cell of a case."""
    assert case.refused is not None
    cell, _ = case.refused
    if kind != "csv" or not cell:
        return cell
    columns = ROSTER if "名册" in case.edits else COLUMNS
    return f"第 {cell[1:]} 行“{columns[ord(cell[0]) - ord('A')].title}”"


@pytest.mark.parametrize(("case", "kind"), _TABLE)
def test_an_edit_of_the_sheet(case: Case, kind: str) -> None:
    text = ROUND.replace(*case.since)
    assert text != ROUND or case.since == ("", "")
    raw = edited(case.edits, kind)
    if case.refused:
        with pytest.raises(SciplanError) as caught:
            update(raw, _SHEETS[kind], text, NAME)
        assert place(case, kind) in caught.value.message
        assert case.refused[1] in caught.value.message
        return
    found = update(raw, _SHEETS[kind], text, NAME)
    assert changed(text, edit.apply(found.text, found.edits)) == case.lines
    assert case.told in "\n".join(found.summary)


_SAVED_AGAIN = (
    "another body cooperates",
    "one is struck out",
    "the leads change places",
    "a remark in one of its rows",
    "another day, as one",
    "a text like a formula",
    "a percentage",
    "two titles",
    "a body returns its own rows",
    "a new unit, used at once",
    "nothing",
)


def test_sheets_that_libreoffice_saved_again(tmp_path: Path) -> None:
    cases = [case for case in CASES if case.who in _SAVED_AGAIN]
    files = [tmp_path / f"{number}.xlsx" for number, _ in enumerate(cases)]
    for path, case in zip(files, cases, strict=True):
        path.write_bytes(edited(case.edits, "kept"))
    assert len(cases) == len(_SAVED_AGAIN)
    for again, case in zip(office_saved(files, tmp_path), cases, strict=True):
        if case.refused:
            with pytest.raises(SciplanError, match=case.refused[0]):
                update(again, "表.xlsx", ROUND, NAME)
        else:
            found = update(again, "表.xlsx", ROUND, NAME)
            assert changed(ROUND, edit.apply(found.text, found.edits)) == case.lines, case.who
            assert case.told in "\n".join(found.summary)
