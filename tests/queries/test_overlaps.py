"""`overlaps`, its three forms, and what chance would give."""

import json
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import false_discovery_control, hypergeom  # type: ignore[import-untyped]

from sciplan.cli.commands import overlaps as overlaps_command
from sciplan.cli.commands.overlaps import SORTS
from sciplan.plan.graph import build
from sciplan.plan.model import UnitKey
from sciplan.queries.overlap_rows import chance_of, over, overlaps
from support import Data, Run, Screen, as_text, facts, plan_of, without_colour


def records(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("overlaps", *args, "-f", "json").out)
    return found


def together(pair: dict[str, Any]) -> int:
    return int(pair["both_lead"] + pair["a_leads_b"] + pair["b_leads_a"])


def test_pairs_are_sorted_by_what_they_do_together_then_by_precedence(run: Run) -> None:
    pairs = records(run)
    order = list(facts()["units"])
    keys = [
        (-together(pair), order.index(pair["unit_a"]), order.index(pair["unit_b"]))
        for pair in pairs
    ]
    assert keys == sorted(keys)
    assert all(order.index(pair["unit_a"]) < order.index(pair["unit_b"]) for pair in pairs)


@pytest.mark.parametrize(
    ("partner", "numbers"),
    [
        ("市科技局", (28, 4, 11, 5, 8)),
        ("市社科联", (30, 0, 14, 0, 16)),
        ("市教体局", (24, 2, 11, 5, 6)),
    ],
)
def test_one_units_partners(run: Run, partner: str, numbers: tuple[int, ...]) -> None:
    pairs = records(run, "科协")
    assert {pair["unit_a"] for pair in pairs} == {"市科协"}
    (pair,) = [pair for pair in pairs if pair["unit_b"] == partner]
    keys = ("shared", "both_lead", "a_leads_b", "b_leads_a", "both_cooperate")
    assert tuple(pair[key] for key in keys) == numbers


def test_two_units(run: Run) -> None:
    done = run("overlaps", "市科协", "市科技局")
    assert "共 28 项" in done.out
    for head in ("市科协，市科技局共同牵头 4 项", "市科协牵头，市科技局配合 11 项",
                 "市科技局牵头，市科协配合 5 项", "同为配合 8 项"):  # fmt: skip
        assert head in done.out.replace("、", "，")
    found = records(run, "市科协", "市科技局")
    assert len(found) == 28
    (item,) = [item for item in found if item["measure"] == "3.4.4"]
    assert (item["role_a"], item["role_b"]) == ("lead", "lead")


def test_a_unit_does_not_overlap_with_itself(run: Run) -> None:
    done = run("overlaps", "市科协", "科协")
    assert done.code == 2
    assert "两个不同的单位" in done.err


def test_chance_is_what_scipy_says(run: Run) -> None:
    pairs = records(run, "--stats")
    sizes = {item["unit"]: item["total"] for item in json.loads(run("workload", "-f", "json").out)}
    chances = []
    for pair in pairs:
        first, second = sizes[pair["unit_a"]], sizes[pair["unit_b"]]
        chances.append(float(hypergeom.sf(pair["shared"] - 1, 35, first, second)))
        assert pair["expected"] == pytest.approx(first * second / 35)
        assert pair["p"] == pytest.approx(chances[-1], rel=1e-9)
    # all 703 pairs of 38 units are the family, those that share nothing too
    family = chances + [1.0] * (703 - len(chances))
    assert [pair["p_adjusted"] for pair in pairs] == pytest.approx(
        false_discovery_control(family)[: len(pairs)].tolist(), rel=1e-9
    )


def test_one_units_chances_are_those_of_the_whole_family(run: Run) -> None:
    whole = {
        frozenset((p["unit_a"], p["unit_b"])): p["p_adjusted"] for p in records(run, "--stats")
    }
    for pair in records(run, "市科协", "--stats"):
        assert whole[frozenset((pair["unit_a"], pair["unit_b"]))] == pair["p_adjusted"]


def test_two_units_chance_is_the_one_of_the_list(run: Run) -> None:
    """For units in either order; each record has it, and the screen says it in one line."""
    (pair,) = [p for p in records(run, "市科协", "--stats") if p["unit_b"] == "市科技局"]
    keys = ("expected", "p", "p_adjusted")
    for units in (["市科协", "市科技局"], ["市科技局", "市科协"]):
        found = records(run, *units, "--stats")
        assert {tuple(item[key] for key in keys) for item in found} == {
            tuple(pair[key] for key in keys)
        }
        done = run("overlaps", *units, "--stats")
        assert f"共同 28，随机预计 {pair['expected']:.1f}，偶然" in done.out
        assert "随机模型不考虑" in done.out


def test_two_units_that_share_nothing_have_a_chance_too() -> None:
    data = plan_with("one", ["甲局", "乙局"], "甲局", "乙局", "", "")
    graph = build([plan_of(data)])
    pair = chance_of(graph, UnitKey("某市", "乙局"), UnitKey("某市", "甲局"))
    assert (pair.unit_a, pair.shared, pair.expected) == ("乙局", 0, 1 / 4)
    assert (pair.p, pair.p_adjusted) == (1.0, 1.0)


@pytest.mark.parametrize("sort", [*sorted(SORTS.keys() - {"unit"}), "共同", "校正后"])
def test_sorting_by_any_number_only_sorts(run: Run, sort: str) -> None:
    key = {word: name for name, word in SORTS.values()}.get(sort, sort)
    pairs = records(run, "--stats")
    expected = sorted(
        pairs,
        key=lambda pair: (
            pair[key]
            if key.startswith("p")
            else -together(pair)
            if key == "together"
            else -pair[key]
        ),
    )
    numbers = [together(p) if key == "together" else p[key] for p in expected]
    found = records(run, "--stats", "--sort", sort)
    assert [together(p) if key == "together" else p[key] for p in found] == numbers
    assert sorted(map(str, found)) == sorted(map(str, pairs))


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("单位", "unit"), ("单位甲", "unit"), ("甲牵头", "a_leads_b"), ("市科协牵头", "a_leads_b"),
        ("对方牵头", "b_leads_a"), ("乙牵头或负责", "b_leads_a"), ("共同牵头或负责", "both_lead"),
        ("市科协牵头或负责", "a_leads_b"), ("随机预计", "expected"),
    ],
)  # fmt: skip
def test_each_printed_heading_sorts(run: Run, heading: str, key: str) -> None:
    args = ("overlaps", "市科协", "--stats", "-f", "csv", "--sort")
    assert run(*args, heading).out == run(*args, key).out != ""


def test_pairs_by_units_stand_in_order_of_precedence(run: Run) -> None:
    order = list(facts()["units"])
    found = [(p["unit_a"], p["unit_b"]) for p in records(run, "--sort", "unit")]
    assert found == sorted(found, key=lambda pair: [order.index(name) for name in pair])


def test_sorting_by_chance_needs_chances(run: Run) -> None:
    done = run("overlaps", "--sort", "校正后")
    assert (done.code, done.out) == (2, "")
    assert "--stats" in done.err


def test_a_terminal_never_cuts_off_pairs_that_chance_hardly_gives(run: Run, screen: Screen) -> None:
    pairs = records(run, "--stats")
    kept = pairs[:20] + [pair for pair in pairs[20:] if pair["p_adjusted"] <= 0.05]
    lines = without_colour(screen(200, "overlaps", "--stats").out).splitlines()
    rows = [line.split()[:2] for line in lines if line.split()[1:] and line[:1] in "市团云曲"]
    shown = [row for row in rows if row[1] in facts()["units"]]
    assert shown == [[pair["unit_a"], pair["unit_b"]] for pair in kept]
    assert f"其余 {len(pairs) - len(kept)} 对：--all" in lines


def test_why_the_list_runs_on_is_told(run: Run, screen: Screen) -> None:
    why = "第 20 行以后还列着的，是校正后不大于 0.05 的单位对。"
    assert why in without_colour(screen(200, "overlaps", "--stats").out)
    for told in (screen(200, "overlaps"), run("overlaps", "--stats")):
        assert why not in without_colour(told.out)


def test_headings_break_between_words(screen: Screen) -> None:
    out = without_colour(screen(80, "overlaps", "--stats").out)
    head = out[out.index("单位甲") : out.index("市科技局")]
    pieces = ["共同", "牵头", "甲牵头", "乙牵头", "同为", "配合", "随机", "预计", "偶然达到",
              "此数的可能"]  # fmt: skip
    assert [word for word in pieces if word not in head.split()] == []


def test_a_small_chance_is_said_in_words(run: Run) -> None:
    out = run("overlaps", "--stats").out
    assert "e-0" not in out
    small = [p for p in records(run, "--stats") if p["p"] < 0.0001]
    assert out.count("小于0.0001") == len(small) > 0


def test_two_units_stand_under_what_they_are(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(as_text(PLAN_OF_ROLES), encoding="utf-8")
    out = run("overlaps", "甲局", "乙局", "-p", str(file)).out
    heads = ["甲局、乙局共同牵头 1 项", "甲局牵头、乙局负责 1 项", "乙局牵头、甲局负责 1 项",
             "甲局、乙局共同负责 1 项", "甲局负责、乙局配合 1 项", "同为配合 1 项"]  # fmt: skip
    assert f"共 6 项：{'；'.join(heads)}" in out
    assert [line for line in out.splitlines() if line in heads] == heads
    assert "牵头或负责" not in out


def measure_of(number: int, **roles: list[str]) -> Data:
    return {"id": f"1.{number}", "title": f"办第{number}件事", **roles}


PLAN_OF_ROLES: Data = {
    "format": "sciplan/1",
    "plan": {"id": "roles", "title": "某市方案", "jurisdiction": "某市"},
    "units": {"甲局": {}, "乙局": {}},
    "sections": [{"id": "1", "title": "任务", "measures": [
        measure_of(1, lead=["甲局", "乙局"]),
        measure_of(2, lead=["甲局"], responsible=["乙局"]),
        measure_of(3, lead=["乙局"], responsible=["甲局"]),
        measure_of(4, responsible=["甲局", "乙局"]),
        measure_of(5, responsible=["甲局"], cooperating=["乙局"]),
        measure_of(6, cooperating=["甲局", "乙局"]),
    ]}],
}  # fmt: skip


def test_each_place_has_a_family_of_its_own() -> None:
    """A second place changes nothing; a pair across two places belongs to all between the two."""
    one = plan_with("one", ["甲局", "乙局", "丙局"], "甲局 乙局", "甲局 乙局", "丙局", "")
    two = plan_with("two", ["甲局", "丁局"], "甲局 丁局", "")
    two["plan"]["jurisdiction"] = "别市"
    two["units"]["省厅"] = {"jurisdiction": "某省"}
    two["measures"][0]["cooperating"] = ["省厅"]
    alone = overlaps(build([plan_of(one)]), stats=True)
    pairs = {
        (p.unit_a, p.unit_b): p for p in overlaps(build([plan_of(one), plan_of(two)]), stats=True)
    }
    assert pairs["甲局", "乙局"]._replace(label_a="甲局") == alone[0]
    # one measure each out of two: p is a half; 甲局 and 丁局 are each two of two pairs with 省厅.
    assert [p.p for p in pairs.values()] == pytest.approx([1 / 6, 0.5, 0.5, 0.5])
    assert pairs["甲局", "丁局"].p_adjusted == pytest.approx(0.5)
    assert pairs["甲局", "省厅"].p_adjusted == pytest.approx(0.5)


def test_very_many_meetings_are_told_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlaps_command, "_MANY", 9)
    names = [f"{char}局" for char in "甲乙丙丁戊"]
    path = tmp_path / "p.yaml"
    path.write_text(as_text(plan_with("p", names, " ".join(names))), encoding="utf-8")
    for args, told in (([], True), (["甲局"], False), (["甲局", "--stats"], True)):
        assert ("请稍候" in run("overlaps", *args, "-p", str(path)).err) is told


def plan_with(ident: str, units: list[str], *lists: str) -> Data:
    """Return a plan of 某市 with a measure for each list of units, as 甲局 乙局."""
    return {
        "format": "sciplan/1",
        "plan": {"id": ident, "title": "方案", "jurisdiction": "某市"},
        "units": {name: {} for name in units},
        "measures": [
            {"id": str(number), "title": f"办事{number}", "lead": names.split()}
            for number, names in enumerate(lists, 1)
        ],
    }


@pytest.mark.parametrize("first_in_both", [False, True])
def test_chance_is_that_of_the_plans_that_know_both(*, first_in_both: bool) -> None:
    names = ["甲局", "乙局"] if first_in_both else ["乙局", "甲局"]
    # 甲局 is known to the second plan too, where it has five more of six measures.
    one = plan_with("one", names, "甲局 乙局", "甲局 乙局", "", "")
    two = plan_with("two", ["甲局", "丙局"], *["甲局"] * 5, "丙局")
    (pair,) = overlaps(build([plan_of(one), plan_of(two)]), stats=True)
    assert [pair.unit_a, pair.unit_b, pair.shared] == [*names, 2]
    # Two measures each out of four: one of the six ways to choose two is the other's.
    assert pair.expected == 2 * 2 / 4
    assert pair.p == pytest.approx(1 / 6)
    # Three pairs: 丙局 shares nothing with either.
    assert pair.p_adjusted == pytest.approx(3 / 6)


def test_chance_comes_with_its_limits_and_without_verdicts(run: Run) -> None:
    out = run("overlaps", "--stats").out
    assert "随机模型不考虑一项举措列了多少单位" in out
    assert "不说明原因" in out
    assert not any(word in out for word in ("显著", "证明", "排名"))


def test_counts_come_with_their_footnote(run: Run) -> None:
    for args in ([], ["市科协"], ["市科协", "市科技局"]):
        assert "只计项数，不代表轻重。" in run("overlaps", *args).out


def test_place_by_place_gives_what_all_together_give() -> None:
    """Plans of two places in turn, of which each has units that the other plans of it lack."""
    plans = []
    for number, (place, units) in enumerate(
        [("某市", "甲乙丙"), ("某县", "乙甲丁"), ("某市", "戊乙甲"), ("某县", "丁己甲")]
    ):
        names = [f"{name}局" for name in units]
        measures: list[Data] = [
            {"id": "1", "title": "办事", "lead": names[:2], "cooperating": names[2:]},
            {
                "id": "2",
                "title": "再办",
                "lead": names[:1],
                "cooperating": names[1 : 2 + number % 2],
            },
        ]
        plans.append(
            plan_of(
                {
                    "format": "sciplan/1",
                    "plan": {"id": f"p{number}", "title": "方案", "jurisdiction": place},
                    "units": {name: {} for name in names},
                    "measures": measures,
                }
            )
        )
    for stats in (False, True):
        for sort in ("together", "unit", "shared"):
            everything = overlaps(build(plans), stats=stats, sort=sort)
            assert over(plans, stats=stats, sort=sort) == everything
    assert {pair.label_b for pair in over(plans)} >= {"某县/甲局", "丙局"}
