"""docs/large.md: each query on it, run by DuckDB, finds what sciplan itself answers."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support import ROOT, Data, Run, as_text, small

PAGE = (ROOT / "docs" / "large.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"```sql\n-- (\w+)\n(.*?)```", PAGE, re.DOTALL))
Ask = Callable[..., list[dict[str, Any]]]


def plan(ident: str, units: dict[str, Any], *measures: tuple[list[str], list[str]]) -> Data:
    head = {"id": ident, "title": f"{ident}方案", "jurisdiction": "某市"}
    items = [
        {"id": f"1.{number}", "title": f"办{number}", "lead": lead, "cooperating": cooperating}
        for number, (lead, cooperating) in enumerate(measures, 1)
    ]
    return small(plan=head, units=units, sections=[{"id": "1", "title": "一", "measures": items}])


@pytest.fixture
def ask(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what asks sciplan about two plans, whose records lie beside for DuckDB."""
    first = plan(
        "a",
        {"甲局": {"full_name": "某市甲局"}, "乙局": {}, "丙会": {}},
        (["甲局"], ["乙局", "丙会"]),
        (["乙局", "甲局"], ["丙会"]),
    )
    second = plan("b", {"甲委": {"full_name": "某市甲局"}, "丙会": {}}, (["甲委"], ["丙会"]))
    folder = tmp_path / "方案"
    folder.mkdir()
    for data in (first, second):
        (folder / f"{data['plan']['id']}.yaml").write_text(as_text(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def asked(*words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(run(*words, "-p", "方案", "-f", "json").out)
        return found

    for name, words in (("duties", ("duties", "--all")), ("measures", ("measures",))):
        Path(f"{name}.json").write_text(json.dumps(asked(*words)), encoding="utf-8")
    return asked


def by_duckdb(name: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(QUERIES[name]).fetchall()


def test_counts(ask: Ask) -> None:
    rows = [(row["unit"], row["total"], row["lead"], row["cooperating"]) for row in ask("workload")]
    assert by_duckdb("counts") == sorted(rows)
    assert ("甲局", 3, 3, 0) in rows


def test_a_units_plans(ask: Ask) -> None:
    found = ask("duties", "甲局")
    plans = [each["plan"] for each in found]
    leads = [each["plan"] for each in found if each["role"] == "lead"]
    assert by_duckdb("by_plan") == [
        (each, leads.count(each), plans.count(each)) for each in sorted(set(plans))
    ]


def test_units_that_only_cooperate(ask: Ask) -> None:
    rows = ask("workload")
    assert by_duckdb("only_cooperating") == [
        (row["unit"],) for row in rows if row["cooperating"] == row["total"]
    ]


def test_pairs(ask: Ask) -> None:
    rows = {(*sorted((row["unit_a"], row["unit_b"])), row["shared"]) for row in ask("overlaps")}
    found = by_duckdb("pairs")
    assert set(found) == rows
    assert [row[2] for row in found] == sorted((row[2] for row in found), reverse=True)


def test_widest_measures(ask: Ask) -> None:
    rows = [
        (row["plan"], row["measure"], row["title"],
         len(row["lead"]) + len(row["responsible"]) + len(row["cooperating"]))
        for row in ask("measures")
    ]  # fmt: skip
    assert by_duckdb("widest") == sorted(rows, key=lambda row: (-row[3], row[0], row[1]))


@pytest.mark.usefixtures("ask")
def test_parquet_holds_the_same_records() -> None:
    by_duckdb("parquet")
    with duckdb.connect() as connection:
        same = "SELECT count(*) FROM (FROM '{}' EXCEPT ALL FROM '{}')"
        for one, other in (("json", "parquet"), ("parquet", "json")):
            query = same.format(f"duties.{one}", f"duties.{other}")
            assert connection.execute(query).fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) FROM 'duties.parquet'").fetchall() == [(8,)]
