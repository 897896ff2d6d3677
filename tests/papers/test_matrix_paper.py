from pathlib import Path

from office_files import below, sheets
from support import facts, measures_in, roles_of

MARKS = {"lead": "牵", "cooperating": "配"}


def test_a_mark_stands_where_a_measure_and_a_unit_meet(papers: Path) -> None:
    heads, rows = below(sheets(papers / "03-责任矩阵.xlsx")["责任矩阵"], "编号")
    assert heads[2:] == list(facts()["units"])
    found = {row[0]: row for row in rows}
    for measure in measures_in(facts()):
        roles = roles_of(facts(), measure)
        marks = [MARKS.get(roles.get(unit, "")) for unit in heads[2:]]
        assert [mark or None for mark in found[measure["id"]][2 : len(heads)]] == marks
