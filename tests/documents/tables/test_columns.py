"""Which rows of a table are headings, and what their columns hold."""

import pytest

from sciplan.documents.tables.columns import Header, header
from sciplan.plan.role import OtherRole


def read(*rows: str) -> Header | None:
    return header([row.split("|") for row in rows])


def kinds(found: Header | None) -> dict[int, object]:
    assert found is not None
    return {**found.columns.kinds, **dict.fromkeys(found.columns.titles, "title")}


@pytest.mark.parametrize("heading", ["具体做法", "目标任务", "具体要求", "", "怎么干"])
def test_the_widest_column_left_of_the_bodies_has_the_tasks(heading: str) -> None:
    found = read(f"序号|{heading}|责任单位|进展情况", "1|修建三座水库|市水利局|已经开工并完成投资")
    assert kinds(found) == {0: "number", 1: "title", 2: "responsible"}


def test_a_usual_word_counts_before_width() -> None:
    found = read("目标任务|主要指标|责任部门", "增加水源|新增库容三百万立方米|市水利局")
    assert kinds(found) == {0: "title", 1: "goal", 2: "responsible"}


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|项目|建设单位|所属单位", "1|修建三座水库|市水投公司|水利局"),
        ("组别|姓名|责任单位", "一组|欧阳修建国|市水利局"),
        ("工作任务|建设单位", "修建三座水库|市水投公司"),
        ("县区|联系电话|责任单位", "南县|13800000000|市水利局"),
        ("1|修建三座水库|牵头单位", "2|清淤河道|配合单位", "3|修路|牵头单位"),
        ("指标|2020年|2025年|属性", "普及率|10%|13%|预期性"),
    ],
)
def test_no_table_of_tasks(rows: tuple[str, ...]) -> None:
    assert read(*rows) is None


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|任务|责任单位|责任单位|时限", "序号|任务|牵头单位|配合单位|时限"),
        ("序号|任务|责任单位||时限", "||牵头单位|配合单位|"),
        ("序号|任务|责任单位|责任单位|完成时限", "序号|任务|牵头|配合|完成时限"),
        ("序号|任务|单位|单位|完成时限", "序号|任务|牵头单位|配合单位|完成时限"),
    ],
)
def test_headings_in_two_rows(rows: tuple[str, ...]) -> None:
    found = read(*rows, "1|修渠|市水利局|市财政局|年底前")
    assert kinds(found) == {
        0: "number",
        1: "title",
        2: "lead",
        3: "cooperating",
        4: "deadline",
    }
    assert found is not None
    assert found.end == 2


def test_a_heading_over_body_and_person() -> None:
    found = read(
        "任务|牵头单位|牵头单位|配合单位",
        "任务|单位|责任人|配合单位",
        "修渠|市水利局|张三|市财政局",
    )
    assert kinds(found) == {0: "title", 1: "lead", 2: "leader", 3: "cooperating"}


def test_goals_by_year_keep_their_labels() -> None:
    found = read(
        "任务|年度目标|年度目标|责任单位", "任务|2024年|2025年|责任单位", "修渠|甲|乙|市水利局"
    )
    assert kinds(found) == {0: "title", 1: "goal", 2: "goal", 3: "responsible"}
    assert found is not None
    assert found.columns.labels[1] == "年度目标（2024年）"


def test_a_first_row_of_tasks_is_no_heading() -> None:
    found = read("任务|责任单位|责任单位", "修渠|市水利局|市财政局", "修路|市交通运输局|")
    assert found is not None
    assert found.end == 1


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("分管领导", "leader"),
        ("市级责任领导", "leader"),
        ("完成时限", "deadline"),
        ("时间节点", "deadline"),
        ("备注", "remark"),
        ("指标属性", "indicator"),
        ("考核指标", "goal"),
        ("任务类别", "category"),
        ("督导单位", OtherRole("督导")),
        ("建设单位", OtherRole("建设")),
        ("责任落实单位", "responsible"),
        ("配合实施部门", "cooperating"),
        ("2025年目标值", "goal"),
    ],
)
def test_fields(heading: str, kind: object) -> None:
    assert kinds(read(f"任务|牵头单位|{heading}", "修渠|市水利局|某"))[2] == kind


def test_data_by_body() -> None:
    found = read("编号|章节|举措|身份|位次|单位", "1|甲|修渠|牵头|1|市水利局")
    assert found is not None
    assert found.columns.is_data
