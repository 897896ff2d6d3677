"""A plan file that is to say another plan."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from sciplan.base.errors import SciplanError
from sciplan.plan.model import Erratum, Measure, Plan, Target
from sciplan.planfile import edit
from sciplan.planfile.load import load
from sciplan.planfile.rewrite import edits_between


def rewritten(text: str, new: Plan) -> str:
    old = load(text, "p.yaml")
    assert old.plan is not None, old.problems
    return edit.apply(text, edits_between(text, "p.yaml", old.plan, new))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, Plan, Plan]:
    old = layouts.plan_with(draw(layouts.sections()))
    new = layouts.plan_with(draw(layouts.sections()))
    return draw(layouts.files(old)), old, new


@given(pairs())
def test_the_file_says_the_other_plan_and_keeps_its_comments(pair: tuple[str, Plan, Plan]) -> None:
    text, old, new = pair
    assert load(text, "p.yaml").plan == old
    after = rewritten(text, new)
    assert load(after, "p.yaml").plan == new
    stay = {entry.measure.id for entry in old.entries} & {e.measure.id for e in new.entries}
    for ident in stay:
        for note in (f"# 记在 {ident} 上面", f"# 记在 {ident} 末尾"):
            assert after.count(note) == text.count(note)
    for note in ("# 文件开头", "# 各节", "# 文件末尾", "# 记在 1 上面", "# 记在 2.1 上面"):
        assert after.count(note) == text.count(note)
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    assert set(re.findall(r"\r\n?|\n", after)) == {end}
    assert not re.search(f"(?:{end}){{3}}", after)


@given(pairs())
def test_the_same_plan_needs_no_edit(pair: tuple[str, Plan, Plan]) -> None:
    text, old, _ = pair
    assert edits_between(text, "p.yaml", old, old) == []


# One change at a time ----------------------------------------------------------------------------

PLAN = """\
# 开头
format: sciplan/1
plan: {id: p, title: 方案}
units:
  甲局:
  乙局:
  丙会:
  丁委:
sections:
  - id: "1"
    title: 其一
    measures:
      # 先办
      - id: "1.1"
        title: 修渠   # 不改
        lead:
          - 甲局
          - 乙局   # 第二
        others:
          指导: [丙会]
        targets:
          - {what: 渠, at_least: 3, unit: 条, quote: 3条以上}

      - id: '1.3'
        title: '种树'
        text: |
          原文
          # 还是原文
        cooperating: [甲局, 乙局]
        remark: >-
          折成
          两行
"""


def changed(plan: Plan, ident: str, **fields: object) -> Plan:
    (section,) = plan.sections
    measures = tuple(
        replace(each, **fields) if each.id == ident else each  # type: ignore[arg-type]
        for each in section.measures
    )
    return replace(plan, sections=(replace(section, measures=measures),))


def with_measures(plan: Plan, *measures: Measure) -> Plan:
    (section,) = plan.sections
    return replace(plan, sections=(replace(section, measures=measures),))


@pytest.mark.parametrize(
    ("ident", "fields", "before", "after"),
    [
        ("1.1", {"title": "修路"}, "title: 修渠   #", "title: 修路   #"),
        ("1.3", {"title": "种'草"}, "title: '种树'", "title: '种''草'"),
        ("1.1", {"lead": ("甲局", "丁委")}, "- 乙局   #", "- 丁委   #"),
        ("1.1", {"lead": ("丁委", "甲局", "乙局")}, "- 甲局\n", "- 丁委\n          - 甲局\n"),
        ("1.1", {"lead": ("甲局", "丁委", "乙局")}, "- 甲局\n", "- 甲局\n          - 丁委\n"),
        ("1.1", {"lead": ("甲局",)}, "          - 乙局   # 第二\n", ""),
        (
            "1.1",
            {"lead": ()},
            "        lead:\n          - 甲局\n          - 乙局   # 第二\n",
            "",
        ),
        (
            "1.1",
            {"cooperating": ("丁委",)},
            "        others:",
            "        cooperating: [丁委]\n        others:",
        ),
        (
            "1.3",
            {"lead": ("丁委", "丙会")},
            "        cooperating:",
            "        lead:\n          - 丁委\n          - 丙会\n        cooperating:",
        ),
        ("1.3", {"cooperating": ("乙局",)}, "[甲局, 乙局]", "[乙局]"),
        ("1.3", {"cooperating": ("甲局", "丙会", "乙局")}, "[甲局, 乙局]", "[甲局, 丙会, 乙局]"),
        ("1.3", {"cooperating": ()}, "        cooperating: [甲局, 乙局]\n", ""),
        ("1.3", {"remark": "一行"}, ">-\n          折成\n          两行", "一行"),
        ("1.3", {"remark": ""}, "        remark: >-\n          折成\n          两行\n", ""),
        ("1.3", {"and_others": True}, "    remark:", "    and_others: true\n        remark:"),
        (
            "1.3",
            {"others": {"指导": ("丙会",)}, "and_others": True},
            "    remark:",
            "    others:\n          指导: [丙会]\n        and_others: true\n        remark:",
        ),
        ("1.1", {"others": None}, "        others:\n          指导: [丙会]\n", ""),
        ("1.1", {"others": {"监督": ("丙会",)}}, "指导: [丙会]", "监督: [丙会]"),
        (
            "1.1",
            {"others": {"指导": ("丙会",), "监督": ("甲局",)}},
            "指导: [丙会]\n",
            "指导: [丙会]\n          监督: [甲局]\n",
        ),
        (
            "1.1",
            {"deadline": "年底前"},
            "quote: 3条以上}\n",
            "quote: 3条以上}\n        deadline: 年底前\n",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_change_touches_only_its_lines(
    ident: str, fields: dict[str, object], before: str, after: str, end: str
) -> None:
    assert PLAN.count(before) == 1
    plan = load(PLAN, "p.yaml").plan
    assert plan is not None
    new = changed(plan, ident, **fields)
    wanted = PLAN.replace(before, after).replace("\n", end)
    assert rewritten(PLAN.replace("\n", end), new) == wanted


UNUSUAL = """\
format: sciplan/1
plan: {id: p, title: 方案}
units:
  甲局:
sections:
- id: "1"
  title: 其一
  measures:
  - id: "1.1"
    title: 修渠
    deadline: 年底前
    lead: [甲局]
targets:
"""
"""Its keys stand in another order than the one in which a plan is written."""


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("remark", "报备", "年底前\n", "年底前\n    remark: 报备\n"),
        ("cooperating", ("甲局",), "[甲局]\n", "[甲局]\n    cooperating: [甲局]\n"),
        ("summary", "挖渠。", "修渠\n", "修渠\n    summary: 挖渠。\n"),
    ],
)
def test_a_new_key_stands_behind_the_nearest_that_goes_before_it(
    field: str, value: object, before: str, after: str
) -> None:
    plan = load(UNUSUAL, "p.yaml").plan
    assert plan is not None
    assert rewritten(UNUSUAL, changed(plan, "1.1", **{field: value})) == UNUSUAL.replace(
        before, after
    )


def test_a_new_key_at_the_place_of_one_that_takes_a_value_stands_before_it() -> None:
    plan = load(UNUSUAL, "p.yaml").plan
    assert plan is not None
    target = Target(what="渠", at_least=3, unit="条", quote="3条以上")
    new = replace(plan, targets=(target,), errata=(Erratum(at="plan", printed="方按"),))
    assert rewritten(UNUSUAL, new) == UNUSUAL.replace(
        "targets:\n",
        "errata:\n- {at: plan, printed: 方按}\n"
        "targets:\n- {what: 渠, at_least: 3, unit: 条, quote: 3条以上}\n",
    )


def test_a_new_measure_stands_as_its_neighbours_do() -> None:
    plan = load(PLAN, "p.yaml").plan
    assert plan is not None
    first, last = plan.sections[0].measures
    new = Measure(id="1.2", title="办学", lead=("丁委",))
    block = '\n      - id: "1.2"\n        title: 办学\n        lead:\n          - 丁委\n'
    middle = "\n      - id: '1.3'"
    assert rewritten(PLAN, with_measures(plan, first, new, last)) == PLAN.replace(
        middle, block + middle
    )
    assert rewritten(PLAN, with_measures(plan, first, last, new)) == PLAN + block
    front = "      # 先办\n"
    assert rewritten(PLAN, with_measures(plan, new, first, last)) == PLAN.replace(
        front, block[1:] + "\n" + front
    )


def test_a_measure_goes_with_its_own_comments_and_blank_lines() -> None:
    plan = load(PLAN, "p.yaml").plan
    assert plan is not None
    first, last = plan.sections[0].measures
    start, middle = PLAN.index("      # 先办"), PLAN.index("      - id: '1.3'")
    assert rewritten(PLAN, with_measures(plan, last)) == PLAN[:start] + PLAN[middle:]
    assert rewritten(PLAN, with_measures(plan, first)) == PLAN[: middle - 1]
    key = PLAN.index("    measures:")
    assert rewritten(PLAN, with_measures(plan)) == PLAN[:key]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lead:\n          - 甲局\n          - 乙局   # 第二\n", "lead:\n"),
        ("lead:\n          - 甲局\n          - 乙局   # 第二\n", "lead: ~\n"),
        ("lead:\n          - 甲局\n          - 乙局   # 第二\n", "lead: []\n"),
    ],
)
def test_a_key_without_a_value_takes_one(old: str, new: str) -> None:
    text = PLAN.replace(old, new)
    plan = load(PLAN, "p.yaml").plan
    assert plan is not None
    after = rewritten(text, plan)
    assert load(after, "p.yaml").plan == plan
    assert after.count("lead:") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[甲局, 乙局]", "[甲局,  # 先\n          乙局]"),
        ("- id: '1.3'", "- cooperating: [甲局, 乙局]\n        # 注\n        id: '1.3'"),
    ],
)
def test_what_would_cost_a_comment_is_refused_with_its_place(old: str, new: str) -> None:
    text = PLAN.replace(old, new)
    if "注" in new:
        text = text.replace("        cooperating: [甲局, 乙局]\n", "")
    plan = load(text, "p.yaml").plan
    assert plan is not None
    keep = ("甲局",) if "先" in text.replace("先办", "") else ()
    with pytest.raises(SciplanError, match=r"p\.yaml:2\d:\d+：这里的写法无法逐处修改"):
        rewritten(text, changed(plan, "1.3", cooperating=keep))


def test_measures_neither_move_nor_double() -> None:
    plan = load(PLAN, "p.yaml").plan
    assert plan is not None
    first, last = plan.sections[0].measures
    for measures in ((last, first), (first, first)):
        with pytest.raises(SciplanError):
            rewritten(PLAN, with_measures(plan, *measures))
