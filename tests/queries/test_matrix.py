import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sciplan.queries import matrix
from support import Run, as_text, facts, md_rows, measures_in, roles_of, small, with_measure

IN_SECTION = [m for m in measures_in(facts()) if m["id"].startswith("2.1.")]
CONCERNED = {unit for m in IN_SECTION for unit in roles_of(facts(), m)}


@pytest.fixture
def odd(tmp_path: Path) -> Callable[[Any], str]:
    def write(data: Any) -> str:
        path = tmp_path / "plan.yaml"
        path.write_text(as_text(data), encoding="utf-8")
        return str(path)

    return write


def test_of_a_section_only_units_that_it_names(run: Run) -> None:
    out = run("matrix", "--section", "2.1", "-f", "md").out
    assert f"涉及 {len(CONCERNED)} 个单位" in out
    head = next(line for line in out.splitlines() if line.startswith("| 编号"))
    shown = [cell.strip() for cell in head.strip("| ").split("|")][1:-1]
    assert shown == [unit for unit in facts()["units"] if unit in CONCERNED]
    assert all(len(row) == len(shown) + 2 for row in md_rows(out))


def test_records_have_every_unit_whatever_is_shown(run: Run) -> None:
    records = json.loads(run("matrix", "--section", "2.1", "-f", "json").out)
    assert list(records[0]) == ["plan", "measure", "title", *facts()["units"]]


def test_units_that_were_asked_for_stand_there_without_a_mark(run: Run) -> None:
    absent = next(unit for unit in facts()["units"] if unit not in CONCERNED)
    out = run("matrix", "--section", "2.1", "--unit", absent, "-f", "md").out
    assert f"| 编号 | {absent} |" in out
    assert "牵：" not in out


@pytest.mark.parametrize(
    ("keys", "legend"),
    [
        ({}, "牵：牵头。"),
        ({"cooperating": ["乙局"]}, "牵：牵头；配：配合。"),
        ({"others": {"指导": ["乙局"], "监督": ["丙会"]}}, "牵：牵头；指：指导；监：监督。"),
        ({"others": {"指导": ["乙局"], "指挥": ["丙会"]}}, "牵：牵头；指：指导、指挥。"),
        ({"lead": [], "responsible": ["甲局"]}, "责：负责。"),
    ],
)
def test_the_legend_has_the_marks_that_occur(
    run: Run, odd: Callable[[Any], str], keys: dict[str, Any], legend: str
) -> None:
    line = run("matrix", "-p", odd(with_measure(**keys))).out.splitlines()[3]
    assert line == f"1 项举措，3 个单位。{legend}"


def test_a_note_only_where_its_unit_is_shown(run: Run, odd: Callable[[Any], str]) -> None:
    erratum = {"at": "1.1", "value": "甲局", "printed": "甲局印作田局", "reading": "按甲局"}
    path = odd(small(errata=[erratum]))
    note = "1.1：甲局印作田局，按甲局。"
    assert note in run("matrix", "-p", path).out
    assert note not in run("matrix", "--unit", "乙局", "-p", path).out


def test_more_cells_than_can_be_kept_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "_MOST", 35 * 38 - 1)
    done = run("matrix")
    assert (done.code, done.out) == (2, "")
    assert "35 项举措 × 38 个单位，格子太多；用 --unit、--section 少选一些" in done.err
    assert run("matrix", "--unit", "市科协").code == 0
    assert run("matrix", "--section", "2.1").code == 0


def test_a_unit_of_one_place_stands_against_the_measures_of_that_place(
    run: Run, tmp_path: Path
) -> None:
    for ident, place in (("city", "某市"), ("county", "某县")):
        data = small()
        data["plan"] |= {"id": ident, "jurisdiction": place}
        (tmp_path / f"{ident}.yaml").write_text(as_text(data), encoding="utf-8")
    found = json.loads(run("matrix", "--unit", "某县/甲局", "-p", str(tmp_path), "-f", "json").out)
    assert [(each["plan"], each["measure"]) for each in found] == [
        ("county", "1.1"),
        ("county", "1.2"),
    ]
    assert len(json.loads(run("matrix", "-p", str(tmp_path), "-f", "json").out)) == 4
