"""How rules are run: errata, silencing comments, order, drafts; and that nothing raises."""

import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.problem import Fix, Problem, Severity
from sciplan.checks.check import Checked, check, run, unexplained_errors
from sciplan.checks.rules.registry import RULES, find
from sciplan.checks.settings import Settings
from sciplan.checks.validation import chosen
from sciplan.planfile.load import load
from support import PLAN_TEXT, as_text, plain_plans, plan_of, real_plan, small, with_measure


def checked(text: str) -> Checked:
    return check(load(text, "p.yaml"))


def told(data: Any) -> list[tuple[str, bool]]:
    """Return (code, known) of every problem but for infos."""
    problems = checked(as_text(data)).problems
    return [(each.code, each.known) for each in problems if each.severity is not Severity.INFO]


def doubled(lists: list[str], *errata: dict[str, str]) -> Any:
    return with_measure(cooperating=lists) | {
        "errata": [{"printed": "印了两次"} | each for each in errata],
        "units": {"甲局": {}, "乙局": {}},
    }


KNOWN = {"at": "1", "rule": "repeated-unit", "value": "乙局"}


def test_the_shipped_plan_has_five_known_oddities_and_no_other_error_or_warning() -> None:
    problems = checked(PLAN_TEXT).problems
    known = [(each.code, each.location.line) for each in problems if each.known]
    lines = PLAN_TEXT.splitlines()
    assert [(code, lines[line - 1].strip()) for code, line in known] == [
        ("unusual-order", "- 市教体局"),
        ("unusual-order", "- 市教体局"),
        ("unusual-order", "- 市工信局"),
        ("unit-in-two-roles", "- 市科协"),
        ("misprint-used", "- 云南工业技师学联"),
    ]
    assert {each.severity for each in problems if not each.known} == {Severity.INFO}
    assert unexplained_errors(real_plan()) == 0


def test_a_known_oddity_is_not_mended() -> None:
    assert checked(PLAN_TEXT).fixes == ()
    without = PLAN_TEXT.partition("\nerrata:")[0]
    assert [fix.text for _, fix in checked(without).fixes] == ["云南工业技师学院"]


def test_an_erratum_accounts_for_the_same_place_rule_and_value() -> None:
    assert told(doubled(["乙局", "乙局"], KNOWN)) == [("repeated-unit", True)]


@pytest.mark.parametrize("change", [{"at": "plan"}, {"rule": "alias-used"}, {"value": "甲局"}])
def test_an_erratum_that_differs_accounts_for_nothing(change: dict[str, str]) -> None:
    found = told(doubled(["乙局", "乙局"], KNOWN | change))
    assert sorted(found) == [("repeated-unit", False), ("unmatched-erratum", False)]


def test_a_second_doubled_unit_beside_a_known_one_is_not_known() -> None:
    data = doubled(["乙局", "丙局", "乙局", "丙局"], KNOWN)
    data["units"]["丙局"] = {}
    problems = [each for each in checked(as_text(data)).problems if each.code == "repeated-unit"]
    assert [("丙局" in each.message, each.known) for each in problems] == [
        (False, True),
        (True, False),
    ]


@pytest.mark.parametrize("errata", [1, 2, 3])
def test_an_erratum_accounts_for_one_finding(errata: int) -> None:
    found = told(doubled(["乙局", "乙局", "乙局"], *[KNOWN] * errata))
    assert found == [("repeated-unit", number < errata) for number in range(2)]


def test_an_erratum_is_unmatched_once_its_oddity_is_mended() -> None:
    (problem,) = [
        each
        for each in checked(as_text(doubled(["乙局"], KNOWN))).problems
        if each.severity is Severity.ERROR
    ]
    assert problem.code == "unmatched-erratum"
    assert "repeated-unit" in problem.message
    assert "{" in problem.source


def test_a_rule_that_does_not_exist_is_told_with_the_nearest() -> None:
    problems = checked(as_text(doubled(["乙局"], KNOWN | {"rule": "repeated-units"}))).problems
    assert "是不是“repeated-unit”" in next(
        each.hint for each in problems if each.code == "unmatched-erratum"
    )


@pytest.mark.parametrize(
    ("at", "expected"), [("1", []), ("plan", []), ("9", [("unmatched-erratum", False)])]
)
def test_a_mere_note_needs_a_place_that_exists(at: str, expected: list[Any]) -> None:
    assert told(doubled(["乙局"], {"at": at})) == expected


def test_errata_of_rules_that_were_not_run_are_not_unmatched() -> None:
    plan = plan_of(doubled(["乙局"], KNOWN))
    assert list(run(plan, [find("alias-used")])) == []
    assert [each.rule.code for each in run(plan, [find("repeated-unit")])] == ["unmatched-erratum"]


UNITS = """\
format: sciplan/1
plan: {id: small, title: 小方案}
units:
  市农科所: {}
  市农机所: {}§
measures:
  - {id: "1", title: 办事, lead: [市农科所]}
"""


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        ("  # sciplan: ignore=look-alike-units", True),
        ("  #sciplan:ignore=look-alike-units", True),
        ("  # 两个单位。sciplan: ignore=look-alike-units", False),
        ("  # sciplan: ignore=alias-used, look-alike-units", True),
        ("  # sciplan: ignore=look-alike", False),
        ("  # sciplan: ignore=alias-used", False),
        ("\n  # sciplan: ignore=look-alike-units", False),
        ("", False),
    ],
)
def test_a_comment_silences_its_codes_on_its_line(comment: str, silent: bool) -> None:
    found = [each.code for each in checked(UNITS.replace("§", comment)).problems]
    assert ("look-alike-units" not in found) == silent


def test_a_silenced_problem_is_not_mended() -> None:
    text = PLAN_TEXT.partition("\nerrata:")[0]
    silent = text.replace("学联\n", "学联  # sciplan: ignore=misprint-used\n")
    assert checked(silent).fixes == ()


def test_load_s_problems_cannot_be_silenced() -> None:
    text = UNITS.replace("{}§", "{colour: 红}  # sciplan: ignore=unknown-key,look-alike-units")
    loaded = load(text, "p.yaml")
    assert loaded.plan is None
    found = check(loaded).problems
    assert "unknown-key" in {each.code for each in found}
    assert "look-alike-units" not in {each.code for each in found}
    for how in (Settings(select=("id-gap",)), Settings(ignore=("unknown-key",))):
        problems = chosen(found, how)
        assert "unknown-key" in {each.code for each in problems}


def test_problems_come_in_the_files_order_whoever_found_them() -> None:
    data = doubled(["乙局", "乙局"])
    data["units"] = {"甲局": {}, "乙局": {}, "丙局": {}}
    data["measures"][0]["summery"] = "写错"
    data["measures"][0]["title"] = "办 事"
    problems = checked(as_text(data)).problems
    assert {each.code for each in problems} == {
        "unused-unit", "stray-space", "repeated-unit", "unknown-key", "everyone-measure",
    }  # fmt: skip
    assert [each.location for each in problems] == sorted(each.location for each in problems)


def test_a_draft_is_told_the_errors_of_load_and_rules_at_once() -> None:
    text = (
        PLAN_TEXT.replace("- 市工信局", "- 市工信委", 1)
        .replace("issued: 2022-04-26", "issued: 2022-02-30")
        .replace("at_least: 3000", "at_least: 300")
        .replace('id: "2.3.4"', 'id: "2.3.5"')
        .replace("title: 实施智慧助老行动", "title: 实施智慧 助老行动")
        .replace("summary: 举办各行业", "sumary: 举办各行业")
    )
    problems = [each for each in checked(text).problems if each.severity is not Severity.INFO]
    assert [each.code for each in problems if not each.known] == [
        "bad-date", "unknown-unit", "bad-target", "unknown-key", "id-gap", "stray-space",
    ]  # fmt: skip


def test_fixes_lead_to_where_they_are_needed() -> None:
    data = with_measure(lead=["甲委", "乙局", "乙局"], summary="办  事")
    assert set(checked(as_text(data)).fixes) == {
        ("alias-used", Fix(path=("measures", 0, "lead", 0), text="甲局")),
        ("repeated-unit", Fix(path=("measures", 0, "lead", 2), text=None)),
        ("stray-space", Fix(path=("measures", 0, "summary"), text="办事")),
    }


def test_choosing_codes() -> None:
    problems = checked(as_text(doubled(["乙局", "乙局"]))).problems
    code = "repeated-unit"
    assert [each.code for each in chosen(problems, Settings(select=(code,)))] == [code]
    assert code not in {each.code for each in chosen(problems, Settings(ignore=(code,)))}
    assert chosen(problems, Settings(select=(code,), ignore=(code,))) == ()


# Laws --------------------------------------------------------------------------------------------


LINES = PLAN_TEXT.splitlines(keepends=True)
VALUES = [
    "[]",
    "{}",
    "",
    "~",
    "[甲, ~]",
    "{甲: [乙]}",
    '"  "',
    "1",
    "甲",
    "- 甲",
    "9" * 400,
    "２.1",
]


def _mutated(data: st.DataObject) -> str:
    lines = list(LINES)
    index = st.integers(0, len(lines) - 1)
    for _ in range(data.draw(st.integers(1, 4))):
        first, second = data.draw(index), data.draw(index)
        what = data.draw(st.sampled_from(["delete", "double", "swap", "cut", "indent", "value"]))
        if what == "delete":
            lines[first] = ""
        elif what == "double":
            lines[first] *= 2
        elif what == "swap":
            lines[first], lines[second] = lines[second], lines[first]
        elif what == "cut":
            lines[first] = lines[first][: data.draw(st.integers(0, 30))]
        elif what == "indent":
            lines[first] = "  " + lines[first]
        else:
            key = lines[first].partition(":")[0].rstrip("\n")
            lines[first] = f"{key}: {data.draw(st.sampled_from(VALUES))}\n"
    return "".join(lines)


@given(st.data())
def test_check_never_raises_on_a_mutated_plan(data: st.DataObject) -> None:
    _holds(checked(_mutated(data)).problems)


BLANKS: list[Any] = [
    None,
    "",
    [],
    {},
    "甲局",
    ["甲局"],
    {"甲": ["甲局"]},
    7,
    [None],
    [[]],
    [{}],
    "9" * 5000,
]


@given(st.data())
def test_check_never_raises_on_a_draft_with_blanks(data: st.DataObject) -> None:
    plan = data.draw(plain_plans())
    for _ in range(data.draw(st.integers(1, 4))):
        block: Any = plan
        while isinstance(block, dict | list) and block:
            keys = list(block) if isinstance(block, dict) else list(range(len(block)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(block[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
                block[key] = data.draw(st.sampled_from(BLANKS))
                break
            block = block[key]
    loaded = load(as_text(plan), "p.yaml")
    _holds(check(loaded).problems)
    if loaded.draft:
        assert all(each.finding.message for each in run(loaded.draft, RULES))


def test_a_role_may_be_called_as_a_key_is() -> None:
    data = with_measure(others={"sections": ["甲 局"], "measures": ["乙 局"]})
    found = [each.code for each in checked(as_text(data)).problems]
    assert sorted(set(found) - {"unused-unit"}) == ["no-cooperating", "stray-space", "unknown-unit"]


@given(plain_plans())
def test_a_finding_s_place_is_where_its_path_leads(data: Any) -> None:
    loaded = load(as_text(data), "p.yaml")
    assert loaded.plan is not None
    for each in run(loaded.plan, RULES):
        node = loaded.document.node_at(each.finding.path, key=each.finding.key)
        above = loaded.document.node_at(each.finding.path[:-1])
        assert node is not None
        assert node is not above


def _holds(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.message
        assert problem.location.line >= 0
        assert "None" not in problem.message
    places = [each.location for each in problems]
    assert places == sorted(places)


def test_ten_thousand_findings_about_one_block_take_no_square() -> None:
    units: Any = {f"第{number}局": {} for number in range(10_000)}
    problems = checked(as_text(small(units=units, sections=[]))).problems
    assert len([each for each in problems if each.code == "unused-unit"]) == 10_000


@pytest.mark.parametrize("written", ["２.１", "2．1", "٢.١", "2。1"])
def test_an_id_in_other_digits_has_one_right_way(written: str) -> None:
    data = small(measures=[{"id": written, "title": "办事", "lead": ["甲局"]}])
    found = checked(as_text(data))
    (problem,) = (each for each in found.problems if each.severity is Severity.ERROR)
    assert (problem.code, problem.hint) == ("bad-id", "改为 2.1：sciplan validate --fix")
    assert found.fixes == (("bad-id", Fix(path=("measures", 0, "id"), text="2.1")),)


@pytest.mark.parametrize("written", ["一", "2.1a", "二.1", "2.1 至"])
def test_an_id_that_is_none_has_no_right_way(written: str) -> None:
    data = small(measures=[{"id": written, "title": "办事", "lead": ["甲局"]}])
    found = checked(as_text(data))
    assert "bad-id" in [each.code for each in found.problems]
    assert found.fixes == ()


def test_a_million_codes_take_little_memory() -> None:
    """One that a pattern reads whole keeps its way back: a hundred bytes a code."""
    codes = ",".join(["a-b"] * 300_000)
    text = UNITS.replace("§", f"  # sciplan: ignore={codes},look-alike-units")
    loaded = load(text, "p.yaml")
    tracemalloc.start()
    try:
        found = check(loaded).problems
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "look-alike-units" not in {each.code for each in found}
    assert peak < 20 * len(text)


def test_problems_on_one_line_share_it() -> None:
    """4,000 on a line of 350 kB took 4 GB."""
    items = ", ".join(f'{{id: "{n}", title: 事, lead: [无此单位]}}' for n in range(1, 30))
    text = f"{{format: sciplan/1, plan: {{id: a, title: 方案}}, measures: [{items}]}}\n"
    lines = [each.source for each in checked(text).problems if each.code == "unknown-unit"]
    assert len(lines) == 29
    assert all(line is lines[0] for line in lines)


def test_what_is_more_than_can_be_kept_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sciplan.checks.most.MOST_PROBLEMS", 3)
    units = [f"单位{name * 5}" for name in "甲乙丙丁戊己"]
    plan = small()
    text = as_text(plan | {"units": plan["units"] | {name: {} for name in units}})
    every = [each for each in checked(text).problems if each.code == "unused-unit"]
    more = [each.message for each in every if not each.location.line]
    kept = sum(bool(each.location.line) for each in checked(text).problems)
    assert kept == 3
    left = len(units) - (len(every) - len(more))
    assert more == [f"问题太多：unused-unit 还有 {left} 处没有列出"]


def test_codes_that_do_not_exist_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million of them took 950 MB."""
    monkeypatch.setattr("sciplan.checks.most.MOST_PROBLEMS", 3)
    text = as_text(small() | {"validate": {"ignore": [f"id-ga{n}" for n in range(7)]}})
    found = [each for each in checked(text).problems if each.fatal]
    assert len(found) == 4
    (more,) = (each.message for each in found if not each.location.line)
    assert more == "问题太多：wrong-type 还有 4 处没有列出"


def test_so_many_names_are_not_compared_in_silence() -> None:
    names: dict[str, dict[str, str]] = {
        f"{'甲' * 20}{number:05}{'乙' * 20}": {} for number in range(2300)
    }
    said = checked(as_text(small() | {"units": names})).problems
    stopped = [each.message for each in said if "单位太多" in each.message]
    assert stopped == ["单位太多，从这里起没有比对名称"]
