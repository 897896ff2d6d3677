"""A sheet that covers a part of the plan: what stays, what goes, what is told."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from test_update import ROWS, TEXT, brought, plan_in

from sciplan.compare.update.updating import RefusedError
from sheet_samples import KEYS, Rows, csv_file, exported, rows_of, xlsx
from support import PLAN_TEXT, facts, measures_in, real_plan

REAL = rows_of(real_plan())
UNIT, ROLE, IDENT, REMARK = (KEYS.index(key) for key in ("unit", "role", "measure", "remark"))
Keeps = Callable[[list[Any]], bool]
_FIRST = {each["id"] for each in list(measures_in(facts()))[:10]}


def of_unit(row: list[Any]) -> bool:
    return bool(row[UNIT] == "市科协")


def of_section(row: list[Any]) -> bool:
    return str(row[IDENT]).startswith("2.1.")


def leads(row: list[Any]) -> bool:
    return bool(row[ROLE] == "牵头")


def the_first(row: list[Any]) -> bool:
    return row is REAL[1]


def of_first_ten(row: list[Any]) -> bool:
    return row[IDENT] in _FIRST


def of_odd_ids(row: list[Any]) -> bool:
    return str(row[IDENT])[-1] in "135"


def part(keeps: Keeps) -> Rows:
    """Return a header and the rows of the real plan that are kept, the last of them remarked."""
    rows = [REAL[0], *(list(row) for row in REAL[1:] if keeps(row))]
    rows[-1][REMARK] = "请办"
    return rows


@pytest.mark.parametrize(
    ("keeps", "told"),
    [
        (of_unit, "表里只有市科协的行，只比较这些"),
        (of_section, "的行（章节），只比较这些"),
        (leads, "表里只有牵头的行（身份），只比较这些"),
        (the_first, "没有删去"),
    ],
)
@pytest.mark.parametrize("kind", ["kept", "xlsx", "csv"])
def test_a_part_changes_only_what_it_says(keeps: Keeps, told: str, kind: str) -> None:
    rows = part(keeps)
    if kind == "kept":
        after, summary = brought(PLAN_TEXT, exported(real_plan(), rows))
    elif kind == "xlsx":
        after, summary = brought(PLAN_TEXT, xlsx(rows))
    else:
        after, summary = brought(PLAN_TEXT, csv_file(rows), "表.csv")
    # Nothing is deleted, one line is added.
    assert after.count("\n") == PLAN_TEXT.count("\n") + 1
    assert after.replace("            remark: 请办\n", "") == PLAN_TEXT
    assert told in "\n".join(summary) or (kind != "kept" and "没有删去" in "\n".join(summary))
    assert summary[-1] == "改 1 项，增 0 项，删 0 项"


@pytest.mark.parametrize("keeps", [of_first_ten, of_odd_ids])
def test_what_no_filter_shows_is_no_whole_either(keeps: Keeps) -> None:
    after, summary = brought(PLAN_TEXT, exported(real_plan(), part(keeps)))
    assert after.replace("            remark: 请办\n", "") == PLAN_TEXT
    assert any("没有删去" in line or "只比较这些" in line for line in summary)


def test_a_unit_changes_its_own_role_in_its_part() -> None:
    rows = part(of_unit)
    row = next(row for row in rows if row[IDENT] == "2.1.5")
    assert row[ROLE] == "牵头"
    row[ROLE] = "配合"
    after, summary = brought(PLAN_TEXT, exported(real_plan(), rows))
    lists = {each.measure.id: each.measure for each in plan_in(after).entries}["2.1.5"]
    (printed,) = (each for each in measures_in(facts()) if each["id"] == "2.1.5")
    assert list(lists.lead) == [name for name in printed["lead"] if name != "市科协"]
    assert list(lists.cooperating) == [*printed["cooperating"], "市科协"]
    assert "表里只有市科协的行，只比较这些" in summary


def test_a_unit_that_strikes_itself_out_is_told() -> None:
    rows = [row for row in part(of_unit) if row[IDENT] != "2.1.5"]
    after, summary = brought(PLAN_TEXT, exported(real_plan(), rows))
    assert after.replace("            remark: 请办\n", "") == PLAN_TEXT
    assert any("表里没有这些行，没有删去：2.1.5 牵头 市科协" in line for line in summary)


def test_a_few_measures_deleted_from_the_whole_sheet_go() -> None:
    rows = [row for row in REAL if row[IDENT] not in ("2.1.5", "2.2.1")]
    after, summary = brought(PLAN_TEXT, exported(real_plan(), rows))
    assert {each.measure.id for each in plan_in(after).entries} == {
        each["id"] for each in measures_in(facts())
    } - {"2.1.5", "2.2.1"}
    assert summary[-1] == "改 0 项，增 0 项，删 2 项"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([ROWS[0], *ROWS[4:]], "表里没有 1.1，没有删去；表里没有的确要删去，请加 --remove-missing"),
        (
            [*ROWS[:3], *ROWS[4:]],
            "表里没有这些行，没有删去：1.1 配合 市财政局；确要删去，请加 --remove-missing",
        ),
    ],
)
def test_without_the_hidden_sheet_nothing_goes_unless_that_is_said(rows: Rows, told: str) -> None:
    for raw, name in ((xlsx(rows), "表.xlsx"), (csv_file(rows), "表.csv")):
        after, summary = brought(TEXT, raw, name)
        assert after == TEXT
        assert told in summary
        less, summary = brought(TEXT, raw, name, remove_missing=True)
        assert len(less) < len(TEXT)
        assert told not in summary


def test_a_unit_in_another_ones_place_needs_no_hidden_sheet() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][UNIT] = "市财政局"
    rows[3][UNIT] = "市教体局"
    after, _ = brought(TEXT, csv_file(rows), "表.csv")
    first = plan_in(after).entries[0].measure
    assert (first.lead, first.cooperating) == (("市财政局", "市科协"), ("市教体局",))


def test_the_last_lead_does_not_go_in_silence() -> None:
    rows = [ROWS[0], *ROWS[3:]]
    with pytest.raises(RefusedError, match="没有牵头单位"):
        brought(TEXT, exported(plan_in(TEXT), rows))
    # Where the print is explained so, it is told all the same.
    said = '{at: "1.1", rule: nobody-leads, printed: 未列牵头单位, reading: 原文如此}'
    explained = f"{TEXT}  - {said}\n"
    after, summary = brought(explained, exported(plan_in(explained), rows))
    assert plan_in(after).entries[0].measure.lead == ()
    assert "1.1 从此没有牵头或负责的单位" in summary


def test_the_samples_are_what_they_are_called() -> None:
    rows = list(csv.reader(io.StringIO(csv_file(part(of_unit)).decode("utf-8-sig"))))
    assert len(rows) == 1 + 33
    assert len(part(leads)) == 1 + 57
