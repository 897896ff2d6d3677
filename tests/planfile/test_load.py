"""What load says of a file: code, line and column of everything wrong, and never an exception."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.problem import Location, Severity
from sciplan.plan.model import Plan
from sciplan.planfile.load import Loaded, load, load_units
from support import PLAN_TEXT, as_text, plain_plans, plan_of, small, with_measure

GOOD = """\
format: sciplan/1
plan:
  id: small
  title: 小方案
units:
  甲局: {aliases: [甲委], full_name: 某市甲局}
  乙局:
targets:
  - {what: 比例, reach: 13, unit: "%", by: 2025, quote: 达到13%}
sections:
  - id: "1"
    title: 部分
    measures:
      - id: "1.1"
        title: 办事
        deadline_date: 2024-05-01
        lead:
          - 甲局
        cooperating:
          - 乙局
errata:
  - {at: "1.1", printed: 印作某字}
"""


def read(text: str) -> Loaded:
    return load(text, "p.yaml")


def places(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of every problem."""
    problems = read(text).problems
    return [(each.code, each.location.line, each.location.column) for each in problems]


def good_plan(text: str) -> Plan:
    loaded = read(text)
    assert loaded.problems == ()
    assert loaded.plan is not None
    return loaded.plan


def test_a_good_file_gives_a_plan_and_no_problem() -> None:
    plan = good_plan(GOOD)
    assert plan.id == "small"
    assert [unit.name for unit in plan.units] == ["甲局", "乙局"]
    assert plan.entries[0].measure.deadline_date == date(2024, 5, 1)
    assert plan.targets[0].amount == 13


# § marks where the problem must be.
@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("yaml-syntax", "  title: 小方案", "§\ttitle: 小方案"),
        ("yaml-syntax", '  - id: "1"\n', '  -§\tid: "1"\n'),
        ("yaml-syntax", "  title: 小方案", "  title: 小§\u2028方案"),
        ("yaml-syntax", "  title: 小方案", "  title: 小§\u0085方案"),
        ("yaml-syntax", "甲委], full_name: 某市甲局}", "甲委, full_name: 某市甲局§}"),
        ("yaml-syntax", 'unit: "%"', 'unit: "§\\q"'),
        ("yaml-syntax", "  title: 小方案", "  title: 小§: 方案"),
        ("yaml-syntax", "  - 甲局", "  - §@甲局"),
        ("yaml-syntax", "        lead:", "        lead§："),
        ("yaml-syntax", "errata:", "§---\nerrata:"),
        ("duplicate-key", "  title: 小方案", "  title: 小方案\n  §title: 大方案"),
        ("duplicate-key", "  乙局:", "  §甲局:"),
        ("unknown-key", "        lead:", "        §leads:"),
        ("unknown-key", "        lead:", "        §lead：:"),
        ("unknown-key", "    title: 部分", "    ? §[a]\n    : b\n    title: 部分"),
        ("missing-key", "  id: small\n  title: 小方案\n", "  §id: small\n"),
        ("missing-key", '- id: "1.1"\n        ', "- §"),
        ("missing-key", "format: sciplan/1\n", "§"),
        ("missing-key", "  title: 小方案", "  title: # 未定"),
        ("missing-key", "{what: 比例", "§{why: 比例"),
        ("wrong-type", "format: sciplan/1", "format: §sciplan/2"),
        ("wrong-type", "title: 小方案", "title: §[小方案]"),
        ("wrong-type", "title: 小方案", 'title: §""'),
        ("wrong-type", "title: 小方案", "title: §'  '"),
        ("wrong-type", "title: 小方案", r'title: §"小\u202e方案"'),
        ("wrong-type", "title: 小方案", r'title: §"小\e[31m方案"'),
        ("wrong-type", "aliases: [甲委]", "aliases: §甲委"),
        ("wrong-type", "aliases: [甲委]", "collective: §yes"),
        ("wrong-type", "          - 甲局", "          §甲局"),
        ("wrong-type", "  乙局:", "  乙局: §乙"),
        ("wrong-type", "        lead:", "        others: §[甲局]\n        lead:"),
        ("wrong-type", "        lead:", "        part: §2 of 3\n        lead:"),
        ("wrong-type", "errata:", "measures: §无\nerrata:"),
        ("wrong-type", "          - 乙局", "          - §[甲局]"),
        ("bad-id", "  id: small", "  id: §小"),
        ("bad-id", '- id: "1.1"', "- id: §一.1"),
        ("bad-id", '- id: "1.1"', '- id: §"1..1"'),
        ("bad-id", '{at: "1.1"', "{at: §前言"),
        ("duplicate-id", "errata:", 'measures:\n  - {id: "1.1", title: 又}\nerrata:'),
        ("unknown-unit", "          - 乙局", "          - §乙居"),
        ("unknown-unit", "          - 乙局", "          - §甲局、乙局"),
        ("unknown-unit", "        lead:", "        others: {指导: [§丁局]}\n        lead:"),
        ("bad-target", "{what: 比例", "§{at_least: 1, what: 比例"),
        ("bad-target", "{what: 比例, reach: 13", "§{what: 比例"),
        ("bad-target", "reach: 13", "at_least: §多"),
        ("bad-target", "reach: 13", "reach: §13%"),
        ("bad-target", "reach: 13", "reach: §1e3"),
        ("bad-target", "reach: 13", "reach: §9999999999999999"),
        ("bad-date", "by: 2025", "by: §25"),
        ("bad-date", "2024-05-01", "§2024-02-30"),
        ("bad-date", "2024-05-01", "§2024年5月1日"),
        ("bad-date", "2024-05-01", "§20240501"),
        ("bad-date", "2024-05-01", "§2024-W17-2"),
        ("wrong-type", "        lead:", "        part: §3/2\n        lead:"),
        ("wrong-type", "        lead:", "        part: §10/9\n        lead:"),
        (
            "duplicate-key",
            "        lead:",
            "        others: {协办: [甲局], §协办: [乙局]}\n        lead:",
        ),
    ],
)
def test_code_and_place_of_a_problem(code: str, old: str, new: str) -> None:
    assert old in GOOD
    marked = GOOD.replace(old, new, 1)
    text = marked.replace("§", "")
    assert read(text).plan is None
    found = {(each, line, column) for each, line, column in places(text)}
    if "§" in marked:
        before = marked.partition("§")[0]
        assert (code, before.count("\n") + 1, len(before) - before.rfind("\n")) in found
    assert code in {each for each, _, _ in found}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_do_not_depend_on_line_ends(end: str, mark: str) -> None:
    text = GOOD.replace("        lead:", "        leads:")
    assert places(mark + text.replace("\n", end)) == [("unknown-key", 17, 9)]


def test_a_unit_list_in_flow_style_with_wide_commas_is_one_name() -> None:
    (problem,) = read(as_text(with_measure(cooperating=["甲局，乙局"]))).problems
    assert "甲局，乙局" in problem.message
    assert "半角逗号" in problem.hint


def test_an_id_used_twice_says_where_it_was_used_first() -> None:
    extra = GOOD.replace("errata:", 'measures:\n  - {id: "1.1", title: 又一件}\nerrata:')
    (problem,) = read(extra).problems
    assert (problem.code, problem.severity) == ("duplicate-id", Severity.ERROR)
    assert "第 " in problem.message


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("        lead:", "        leed:", "是不是“lead”"),
        ("        lead:", "        lead：:", "半角冒号"),
        ("        lead:", "        qwx:", "这里可用：and_others、"),
        ("          - 乙局", "          - 乙局局", "是不是“乙局”"),
        ("          - 乙局", "          - 丑", "请先写进 units"),
        ("  title: 小方案", "\ttitle: 小方案", "缩进请用空格"),
        ('  - id: "1"\n', '  -\tid: "1"\n', "缩进请用空格"),
        ("  title: 小方案", "  title: 小\u2028方案", "另起一行"),
        ("        lead:", "        lead：", "lead: "),
    ],
)
def test_hints(old: str, new: str, hint: str) -> None:
    assert hint in read(GOOD.replace(old, new, 1)).problems[0].hint


def test_a_part_may_be_the_last() -> None:
    plan = good_plan(GOOD.replace("        lead:", "        part: 9/10\n        lead:"))
    assert plan.entries[0].measure.part == "9/10"


def test_messages_are_short_however_long_the_file_s_words_are() -> None:
    twice = as_text(small()).replace('"1.2"', '"1.1"').replace("1.1", f"1.{'1' * 5000}")
    (problem,) = [each for each in read(twice).problems if each.code == "duplicate-id"]
    assert len(problem.message) < 250
    assert problem.message.endswith("…")


def test_thousands_of_unknown_units_among_thousands_take_no_square() -> None:
    data = with_measure(cooperating=[f"第{number}厅" for number in range(3000)])
    data["units"] |= {f"第{number}局": {} for number in range(3000)}
    hints = [each.hint for each in read(as_text(data)).problems if each.code == "unknown-unit"]
    assert len(hints) == 3000
    assert sum("是不是" in hint for hint in hints) == 100


def test_an_unknown_unit_gets_its_hint_each_time() -> None:
    data = with_measure(cooperating=["甲局们"] * 200)
    assert {each.hint for each in read(as_text(data)).problems} == {"是不是“甲局”？"}


def test_all_problems_come_at_once_in_the_files_order() -> None:
    text = (
        GOOD.replace("  title: 小方案\n", "")
        .replace("by: 2025", "by: 25")
        .replace("          - 乙局", "          - 己局")
        .replace("        lead:", "        leads:")
    )
    found = places(text)
    assert [code for code, _, _ in found] == [
        "missing-key", "bad-date", "unknown-key", "unknown-unit",
    ]  # fmt: skip
    assert found == sorted(found, key=lambda item: item[1:])


HEAD_OF_PROBLEMS = ("format: sciplan/1\n", "plan: {title: 方案, id: 小}\n", "units: {甲局: {}}\n")
BLOCKS_OF_PROBLEMS = (
    'targets:\n- {by: 25, what: 比例, at_least: 多, quote: 达到, unit: "%"}\n',
    'measures:\n- lead: [己局]\n  title: ""\n  id: 一\n',
    "errata:\n- {printed: [某字], at: 前言}\n",
)
CODES_OF_PROBLEMS = (
    ["bad-date", "bad-target"], ["unknown-unit", "wrong-type", "bad-id"], ["wrong-type", "bad-id"],
)  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_problems_come_in_the_files_order_whatever_that_of_its_keys(order: list[int]) -> None:
    found = places("".join([*HEAD_OF_PROBLEMS, *(BLOCKS_OF_PROBLEMS[each] for each in order)]))
    expected = [code for each in order for code in CODES_OF_PROBLEMS[each]]
    assert [code for code, _, _ in found] == ["bad-id", *expected]
    assert found == sorted(found, key=lambda item: item[1:])


def test_a_unit_with_a_problem_of_its_own_is_no_unknown_unit() -> None:
    assert [code for code, _, _ in places(GOOD.replace("full_name:", "fullname:"))] == [
        "unknown-key"
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("no", "no"), ("2.10", "2.10"), ("1_000", "1_000"), ("2024-05-01", "2024-05-01"),
     ("0o17", "0o17"), ("'null'", "null"), ("12:30", "12:30"), (".inf", ".inf")],
)  # fmt: skip
def test_text_stays_text(value: str, expected: str) -> None:
    assert good_plan(GOOD.replace("小方案", value)).head.title == expected


def test_an_id_keeps_its_last_zero() -> None:
    assert good_plan(GOOD.replace('id: "1.1"', "id: 2.10")).entries[0].measure.id == "2.10"


@pytest.mark.parametrize("empty", ["", " ~", " null", " Null"])
def test_an_empty_value_counts_as_not_given(empty: str) -> None:
    text = GOOD.replace("        deadline_date: 2024-05-01", f"        deadline_date:{empty}")
    assert good_plan(text).entries[0].measure.deadline_date is None


def test_an_empty_required_value_is_missing() -> None:
    assert places(GOOD.replace("  title: 小方案", "  title:"))[0][0] == "missing-key"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-key"),
        ("\n\n# 只有注释\n", "missing-key"),
        ("\ufeff", "missing-key"),
        ("一句话", "wrong-type"),
        ("- 甲\n- 乙\n", "wrong-type"),
        ("null", "wrong-type"),
        ("{}", "missing-key"),
    ],
)
def test_a_file_that_is_no_plan(text: str, code: str) -> None:
    assert read(text).plan is None
    assert places(text)[0][:2] == (code, 1)


def test_headings_may_not_nest_without_end() -> None:
    block: object = []
    for number in range(30):
        block = [{"id": str(number), "title": "标题", "sections": block}]
    found = [each.message for each in read(as_text(small(sections=block))).problems]
    assert found == ["标题嵌套超过 12 层"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [("13", 13), ("3000", 3000), ("0.5", 0.5), ("13.0", 13.0), ("-3", -3), ("全覆盖", "全覆盖")],
)
def test_amounts(written: str, amount: float | str) -> None:
    read_amount = good_plan(GOOD.replace("reach: 13", f"reach: {written}")).targets[0].amount
    assert (read_amount, type(read_amount)) == (amount, type(amount))


def test_load_units_reads_nothing_else() -> None:
    broken = GOOD.replace("lead:", "lead：").replace("title: 小方案", "title: [")
    assert [unit.name for unit in load_units(broken, "p.yaml")] == ["甲局", "乙局"]


@pytest.mark.parametrize(
    "text", ["", "units:", "units: 甲", "units:\n  - 甲", "单位: {}", "units: [\n"]
)
def test_load_units_of_a_bad_block_gives_none(text: str) -> None:
    assert load_units(text, "p.yaml") == ()


def test_the_path_is_what_the_user_named() -> None:
    assert str(read(GOOD.replace("lead:", "leads:")).problems[0].location) == "p.yaml:17:9"
    assert str(Location("p.yaml")) == "p.yaml"


# Laws --------------------------------------------------------------------------------------------


LINES = PLAN_TEXT.splitlines(keepends=True)


@given(st.data())
def test_load_never_raises_on_a_mutated_plan(data: st.DataObject) -> None:
    lines = list(LINES)
    index = st.integers(0, len(lines) - 1)
    for _ in range(data.draw(st.integers(1, 4))):
        first, second = sorted((data.draw(index), data.draw(index)))
        what = data.draw(st.sampled_from(["delete", "double", "swap", "cut", "indent"]))
        if what == "delete":
            lines[first] = ""
        elif what == "double":
            lines[first] *= 2
        elif what == "swap":
            lines[first], lines[second] = lines[second], lines[first]
        elif what == "cut":
            lines[first] = lines[first][: data.draw(st.integers(0, 30))]
        else:
            lines[first] = "  " + lines[first]
    _holds(read("".join(lines)))


@given(
    st.text(
        st.sampled_from("甲：:-[]{}\"'#&*!|>%@`\\\t\n\r \u2028\x85\ufeff,，1.ab?~<"), max_size=60
    )
)
def test_load_never_raises_on_random_yaml(text: str) -> None:
    _holds(read(text))
    _holds(read(GOOD.replace("小方案", text, 1)))


@given(st.text(max_size=80))
def test_load_never_raises_on_random_text(text: str) -> None:
    _holds(read(text))
    load_units(f"units:\n  {text}", "p.yaml")


def _holds(loaded: Loaded) -> None:
    assert (loaded.plan is None) == bool(loaded.problems)
    count = loaded.document.text.count
    lines = count("\n") + count("\r") + 1
    for problem in loaded.problems:
        assert problem.message
        assert 0 <= problem.location.line <= lines
        assert problem.location.column >= (problem.location.line > 0)


@given(plain_plans())
def test_random_small_plans_load(data: dict[str, object]) -> None:
    assert plan_of(data).head.id == "p"


def test_reading_stops_where_too_much_is_wrong() -> None:
    head = "format: sciplan/1\nplan: {id: a, title: 方案}\nunits: {甲局: {}}\nmeasures:\n"
    loaded = load(head + "- 1\n" * 10_000, "p.yaml")
    assert (len(loaded.problems), loaded.draft is None) == (10_000, False)
    loaded = load(head + "- 1\n" * 30_000, "p.yaml")
    assert (len(loaded.problems), loaded.draft, loaded.mends) == (10_001, None, ())
    first = loaded.problems[0]
    assert (first.message, first.location.line) == ("错误超过 10000 个，没有再读下去", 0)


def test_so_many_units_are_no_plan() -> None:
    head = "format: sciplan/1\nplan: {id: a, title: 方案}\nunits:\n"
    text = head + "".join(f"  甲{number}局:\n" for number in range(50_001))
    messages = [problem.message for problem in load(text, "p.yaml").problems]
    assert any("有 50001 个，最多 50000 个" in message for message in messages)


def test_thousands_of_unknown_keys_get_no_thousands_of_searches() -> None:
    """Each search takes time by the number of keys there are."""
    head = "format: sciplan/1\nplan: {id: a, title: 方案}\n"
    text = head + "".join(f"measure{number}: 1\n" for number in range(200))
    found = load(text, "p.yaml").problems
    hints = [problem.hint for problem in found if problem.code == "unknown-key"]
    assert hints[0].startswith("是不是“measures”")
    assert all(hint.startswith("这里可用：") for hint in hints[100:])


def test_so_many_reforms_are_no_plan() -> None:
    """Each is held against all others of its day."""
    head = "format: sciplan/1\nplan: {id: a, title: 方案}\nreforms:\n"
    for many, refused in ((1000, False), (1001, True)):
        text = head + "- {kind: abolish, from: [甲局]}\n" * many
        messages = [problem.message for problem in load(text, "p.yaml").problems]
        assert any(f"有 {many} 项，最多 1000 项" in message for message in messages) == refused
