"""Which comments are marks, and which field each is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.problem import FieldPath
from sciplan.plan.model import Plan
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load
from support import plain_plans, plan_of

TEXT = """\
# 待核：标题由程序认出
plan:
  id: a  # 待核：代号
  title: "甲 # 待核：引号里的不是"
# 待核
units:
  甲局: {category: 政府部门}  # 类别为推测
  乙局: {}  # 待核：像单位吗
sections:
  - id: "1"
    title: 部分  #待核实
    # 不相干的注释
    measures:
      - id: "1.1"
        title: 办事
        text: |
          正文 # 待核：正文里的不是
          第二行
        # 待核：指标
        targets:
          - {what: 甲, reach: 3, unit: 个, quote: 3个}
      # 待核：没有找到责任条款
      - id: "1.2"
        title: 办另一件
# 待核：文件末尾
"""
EXPECTED: list[tuple[FieldPath, int, str]] = [
    (("plan",), 1, "标题由程序认出"),
    (("plan", "id"), 3, "代号"),
    (("units",), 5, ""),
    (("units", "乙局"), 8, "像单位吗"),
    (("sections", 0, "title"), 11, "待核实"),
    (("sections", 0, "measures", 0, "targets"), 19, "指标"),
    (("sections", 0, "measures", 1), 22, "没有找到责任条款"),
    ((), 25, "文件末尾"),
]


def test_a_mark_is_about_the_field_on_its_line_or_the_next() -> None:
    found = [(mark.path, mark.location.line, mark.words) for mark in load(TEXT, "p").marks]
    assert found == EXPECTED


@pytest.mark.parametrize("text", ["", "a", "- 待核\n", "# 待核\n", "甲: 待核\n"])
def test_what_has_no_comment_with_the_word_has_no_marks(text: str) -> None:
    assert load(text, "p").marks == ()


def paths(plan: Plan) -> list[FieldPath]:
    blocks: list[FieldPath] = [("plan", "id"), ("units",)]
    return [*blocks, *(entry.path for entry in plan.entries)]


@given(plain_plans(), st.data())
def test_what_is_marked_when_a_file_is_written_is_found_when_it_is_read(
    data: dict[str, object], draw: st.DataObject
) -> None:
    plan = plan_of(data)
    marked = draw.draw(st.sets(st.sampled_from(paths(plan))))
    loaded = load(dump(plan, dict.fromkeys(marked, "待核：看一看")), "p")
    assert {mark.path for mark in loaded.marks} == marked
