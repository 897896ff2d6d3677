"""征求意见表 holds its unit's clauses and nobody else's."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from office_files import sheets
from sciplan.compare.returns.form import read
from sciplan.documents import reading
from sciplan.papers.registry import form_kinds
from support import Run, as_text, facts, headings, measures_in, roles_of, small

UNITS = list(facts()["units"])
WORDS = {"lead": "牵头", "cooperating": "配合", "responsible": "负责"}


def forms(run: Run, folder: Path, *args: str) -> Path:
    assert run("export", str(folder), "--only", "征求意见表", *args).code == 0
    return folder / "10-征求意见表"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sciplan.cli.program import main

    folder = tmp_path_factory.mktemp("forms") / "材料"
    assert main(["export", str(folder), "--only", "征求意见表"]) == 0
    return folder / "10-征求意见表"


def clauses_of(unit: str) -> list[tuple[str, str]]:
    """Return the ids of the clauses that name a unit, with its role in each."""
    measures = [
        (m["id"], WORDS[role])
        for m in measures_in(facts())
        if (role := roles_of(facts(), m).get(unit))
    ]
    provisions = [
        (p["id"], "统筹职责")
        for section in headings(facts())
        for p in section.get("provisions", ())
        if unit in p.get("units", ())
    ]
    return measures + provisions


def test_there_is_a_form_for_every_unit(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [
        f"{place:02}-{unit}.xlsx" for place, unit in enumerate(UNITS, 1)
    ]


@pytest.mark.parametrize(("place", "unit"), list(enumerate(UNITS, 1)))
def test_a_form_holds_its_unit_s_clauses_only_hidden_or_not(
    made: Path, place: int, unit: str
) -> None:
    path = made / f"{place:02}-{unit}.xlsx"
    form = read(reading.sheets(path.read_bytes(), path.name), path.name, form_kinds(), {})
    assert (form.kind.kind, form.plan, form.unit) == ("comments", "qujing-2021-2025", unit)
    wanted = clauses_of(unit)
    *own, last = form.rows
    assert [(row.key, row.texts["role"]) for row in own] == wanted
    assert (last.key, last.texts["clause"], last.texts["role"]) == ("", "其他条款或全文", "")
    assert form.untouched
    assert list(form.sent or {}) == [ident for ident, _ in wanted]
    words = {str(cell) for rows in sheets(path).values() for row in rows for cell in row if cell}
    clauses = {
        m["id"]: "。".join(filter(None, (m["title"], m.get("summary"))))
        for m in measures_in(facts())
    }
    mine = {clause for ident, clause in clauses.items() if ident in dict(wanted)}
    others = {
        clause.split("。")[0] for ident, clause in clauses.items() if ident not in dict(wanted)
    }
    assert mine <= words
    assert not others & {word.split("。")[0] for word in words}
    assert not {other for other in UNITS if other != unit} & words


def test_its_sheets_are_the_form_the_guide_and_the_hidden_one(made: Path) -> None:
    book = openpyxl.load_workbook(made / "30-市科协.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("征求意见表", "visible"),
        ("填表说明", "visible"),
        ("填表信息", "hidden"),
    ]
    guide = "\n".join(str(row[0]) for row in book["填表说明"].iter_rows(values_only=True))
    assert "隐藏的工作表“填表信息”" in guide
    assert "不含其他单位的内容" in guide


def filled(path: Path) -> list[list[Any]]:
    return sheets(path)["征求意见表"]


def test_it_says_whose_it_is_and_that_nothing_secret_goes_in(made: Path) -> None:
    lines = [str(row[0]) for row in filled(made / "30-市科协.xlsx")[:6]]
    assert lines[0] == "征求意见表"
    assert "市科协" in lines[2]
    assert "qujing-2021-2025" in lines[2]
    assert "不得填写涉密信息" in "".join(lines)


def test_a_text_that_is_there_stands_for_the_title(run: Run, tmp_path: Path) -> None:
    data = small()
    data["sections"][0]["measures"][0]["text"] = "办第一件事，年底前办完。"
    file = tmp_path / "plan.yaml"
    file.write_text(as_text(data), encoding="utf-8")
    folder = forms(run, tmp_path / "材料", "-p", str(file), "--unit", "甲局")
    (path,) = folder.iterdir()
    row = next(row for row in filled(path) if row[0] == "1.1")
    assert row[1] == "办第一件事，年底前办完。"
