"""The shipped plan's counts: stated, worked out by other code, and given by every command."""

import csv
import io
import json
import re
from collections import Counter
from itertools import combinations

import pytest

from support import Run, facts, headings, md_rows, measures_in, roles_of

MEASURES = list(measures_in(facts()))
ROLES = [roles_of(facts(), measure) for measure in MEASURES]
UNITS = list(facts()["units"])
PAIRS = Counter(pair for roles in ROLES for pair in combinations(sorted(roles), 2))
PAIRS_WITH_LEAD = {
    pair
    for roles in ROLES
    for pair in combinations(sorted(roles), 2)
    if "lead" in (roles[pair[0]], roles[pair[1]])
}
LEADING = {unit for roles in ROLES for unit, role in roles.items() if role == "lead"}
FORMATS = ("table", "md", "csv", "json")
WORKLOAD = ("total", "lead", "sole", "first", "cooperating")


def count(unit: str) -> tuple[int, int, int, int, int]:
    lead = [measure["lead"] for measure in MEASURES if unit in measure.get("lead", ())]
    return (
        sum(unit in roles for roles in ROLES),
        len(lead),
        sum(names == [unit] for names in lead),
        sum(names[0] == unit for names in lead),
        sum(roles.get(unit) == "cooperating" for roles in ROLES),
    )


COUNTS = {unit: count(unit) for unit in UNITS}


@pytest.mark.parametrize(
    ("what", "found", "stated"),
    [
        ("measures", len(MEASURES), 35),
        ("units", len(UNITS), 38),
        ("headings", len(list(headings(facts()))), 19),
        ("with measures", sum("measures" in each for each in headings(facts())), 10),
        ("provisions", sum(len(each.get("provisions", ())) for each in headings(facts())), 8),
        ("lead", sum(list(roles.values()).count("lead") for roles in ROLES), 57),
        ("sole", sum(len(measure.get("lead", ())) == 1 for measure in MEASURES), 19),
        ("cooperating", sum(list(roles.values()).count("cooperating") for roles in ROLES), 343),
        ("edges", sum(map(len, ROLES)), 400),
        ("leading", len(LEADING), 16),
        ("only cooperating", len(set(UNITS) - LEADING), 22),
        ("idle", sum(not any(unit in roles for roles in ROLES) for unit in UNITS), 0),
        ("pairs", len(PAIRS), 593),
        ("pairs with a lead", len(PAIRS_WITH_LEAD), 239),
        ("numbers promised", sum(len(each.get("targets", ())) for each in MEASURES) + 1, 6),
        ("with an own number", sum("targets" in each for each in MEASURES), 4),
        ("named by 3.4.3", len(ROLES[[each["id"] for each in MEASURES].index("3.4.3")]), 31),
    ],
)
def test_the_file_holds_what_was_counted_by_hand(what: str, found: int, stated: int) -> None:
    assert found == stated, what


def test_city_science_association() -> None:
    total, lead, sole, first, cooperating = COUNTS["市科协"]
    assert (total, lead, cooperating) == (32, 16, 16)
    assert (sole, first - sole, lead - first) == (4, 2, 10)


def test_it_is_printed_33_times_because_one_measure_names_it_twice() -> None:
    printed = sum(
        (each.get("lead", []) + each.get("cooperating", [])).count("市科协") for each in MEASURES
    )
    assert printed == 33


def test_ids_say_where_a_measure_stands() -> None:
    for section in headings(facts()):
        items = section.get("measures", []) + section.get("provisions", [])
        assert [each["id"] for each in items] == [
            f"{section['id']}.{number}" for number in range(1, len(items) + 1)
        ]


def test_only_the_recorded_slip_names_a_unit_by_another_name() -> None:
    printed = {
        (each["id"], name)
        for each in MEASURES
        for role in ("lead", "cooperating")
        for name in each.get(role, ())
    }
    assert {item for item in printed if item[1] not in UNITS} == {("3.4.4", "云南工业技师学联")}


def test_every_erratum_is_about_something_in_the_plan() -> None:
    ids = {each["id"] for each in MEASURES}
    ids |= {item["id"] for each in headings(facts()) for item in each.get("provisions", ())}
    assert {item["at"] for item in facts()["errata"]} <= ids | {"plan"}


# The same out of the commands --------------------------------------------------------------------


def rows_of(run: Run, format_: str, *args: str) -> list[list[str]]:
    """Return an answer's rows as texts, as far as the format can be read back."""
    done = run(*args, "-f", format_)
    assert done.code == 0
    if format_ == "json":
        return [[str(cell) for cell in item.values()] for item in json.loads(done.out)]
    if format_ == "csv":
        return list(csv.reader(io.StringIO(done.out)))[1:]
    if format_ == "md":
        return md_rows(done.out)
    return [line.split() for line in done.out.splitlines()]


@pytest.mark.parametrize("format_", FORMATS)
def test_workload_counts(run: Run, format_: str) -> None:
    rows = rows_of(run, format_, "workload")
    unit_at, counts_at = (1, 3) if format_ in ("json", "csv") else (0, 1)
    counted = {row[unit_at]: row[counts_at : counts_at + 5] for row in rows if len(row) > 5}
    found = {unit: tuple(map(int, counted[unit])) for unit in UNITS}
    assert found == COUNTS


@pytest.mark.parametrize("format_", ["table", "md"])
def test_workload_totals(run: Run, format_: str) -> None:
    out = run("workload", "-f", format_).out.replace("*", "").replace("|", "")
    total = next(line.split() for line in out.splitlines() if line.split()[:1] == ["合计"])
    assert total == ["合计", "400", "57", "19", "35", "343"]
    assert "共 38 个单位：16 个有牵头任务，22 个只有配合任务" in out
    assert "相加是 400 项次，多于举措数 35 项" in out


@pytest.mark.parametrize("format_", FORMATS)
def test_duties_of_one_unit(run: Run, format_: str) -> None:
    out = run("duties", "市科协", "-f", format_).out
    ids = [each["id"] for each, roles in zip(MEASURES, ROLES, strict=True) if "市科协" in roles]
    if format_ in ("table", "md"):
        assert "参与 32 项（方案共 35 项）" in out
        assert "牵头 16（单独 4，共同且列首位 2，共同且未列首位 10），配合 16" in out
    if format_ == "table":
        found = re.findall(r"^(\d\.\d\.\d) ", out, re.MULTILINE)
    elif format_ == "md":
        found = [row[0] for row in md_rows(out) if re.fullmatch(r"\d\.\d\.\d", row[0])]
    else:
        rows = rows_of(run, format_, "duties", "市科协")
        found = [row[2] for row in rows]
        assert Counter(row[5] for row in rows) in (
            {"lead": 16, "cooperating": 16},
            {"牵头": 16, "配合": 16},
        )
    assert sorted(found) == ids
    assert len(found) == 32


@pytest.mark.parametrize("format_", FORMATS)
def test_pairs(run: Run, format_: str) -> None:
    rows = rows_of(run, format_, "overlaps")
    if format_ in ("json", "csv"):
        shared = {tuple(sorted(row[1:3])): int(row[3]) for row in rows}
        leading = {tuple(sorted(row[1:3])) for row in rows if any(map(int, row[4:7]))}
    else:
        rows = [row for row in rows if len(row) == 7 and row[0] in UNITS]
        shared = {tuple(sorted(row[:2])): int(row[2]) + int(row[6]) for row in rows}
        leading = {tuple(sorted(row[:2])) for row in rows if int(row[2])}
    assert len(rows) == 593
    assert shared == dict(PAIRS)
    assert leading == PAIRS_WITH_LEAD


@pytest.mark.parametrize("format_", FORMATS)
def test_measures_and_units_are_all_listed(run: Run, format_: str) -> None:
    measures = rows_of(run, format_, "measures")
    units = rows_of(run, format_, "units")
    if format_ == "table":
        measures = [row for row in measures if row and re.fullmatch(r"\d\.\d\.\d", row[0])]
        units = [row for row in units if row and row[0].isdigit()]
    place = 1 if format_ in ("json", "csv") else 0
    assert [row[place] for row in measures] == [each["id"] for each in MEASURES]
    assert [row[1] for row in units] == UNITS


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_matrix_has_every_edge(run: Run, format_: str) -> None:
    marks = {"lead": "牵", "cooperating": "配"}
    rows = rows_of(run, format_, "matrix")
    assert [row[3:] for row in rows] == [
        [marks.get(roles.get(unit, ""), "") for unit in UNITS] for roles in ROLES
    ]
    assert sum(cell != "" for row in rows for cell in row[3:]) == 400


@pytest.mark.parametrize("format_", ["table", "md"])
def test_the_overview_counts(run: Run, format_: str) -> None:
    out = run("-f", format_).out
    assert (
        "35 项举措，38 个单位（16 个牵头，22 个只配合），职责 400 项次（牵头 57、配合 343）" in out
    )


def test_a_clause_without_cooperating_units_stays_so(run: Run) -> None:
    (record,) = json.loads(run("show", "2.5.3", "-f", "json").out)
    assert record["cooperating"] == []
    assert record["lead"] == ["市委组织部"]
