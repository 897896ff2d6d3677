"""Tables of tasks: headings, cells without bodies, shares of work."""

import pytest

from sciplan.documents.clauses.groups import DraftMeasure, Group
from sciplan.documents.readers.document import grid
from sciplan.documents.tables.table import table_group, unread_columns, without_repeats


def read(*rows: str) -> list[DraftMeasure]:
    group = table_group(grid([row.split("|") for row in rows], 1))
    return list(group.walk()) if group else []


def roles(task: DraftMeasure) -> tuple[list[str], list[str], list[str]]:
    said = task.said
    assert said is not None
    lead, responsible, cooperating = (
        [name.text for name in names] for names in (said.lead, said.responsible, said.cooperating)
    )
    return lead, responsible, cooperating


@pytest.mark.parametrize("heading", ["改革举措", "建设工程", "便民措施", "年度重点项目"])
def test_title_column_by_its_ending(heading: str) -> None:
    (task,) = read(f"序号|{heading}|责任单位", "1|修渠|市水利局")
    assert (task.title, roles(task)) == ("修渠", ([], ["市水利局"], []))


@pytest.mark.parametrize("heading", ["责任分工", "分工", "任务分工"])
def test_share_of_work_is_read_as_a_clause(heading: str) -> None:
    (task,) = read(f"任务|{heading}", "修渠|市水利局牵头，市林草局配合")
    assert roles(task) == (["市水利局"], [], ["市林草局"])


@pytest.mark.parametrize("empty", ["无", "/", "—", "——", "-"])
def test_cell_without_bodies(empty: str) -> None:
    (task,) = read("任务|牵头单位|配合单位", f"修渠|市水利局|{empty}")
    assert roles(task) == (["市水利局"], [], [])


def test_heading_says_that_the_first_leads() -> None:
    (task,) = read("任务|责任单位（列首位的为牵头单位）", "修渠|市水利局、市林草局")
    assert roles(task) == (["市水利局"], ["市林草局"], [])


def outline(group: Group, depth: int = 0) -> list[str]:
    """Return headings and tasks, each a line."""
    mark = "  " * depth
    return [
        *(f"{mark}{task.title}" for task in group.tasks),
        *(
            line
            for inner in group.groups
            for line in (f"{mark}[{inner.title}]", *outline(inner, depth + 1))
        ),
    ]


def grouped(*rows: str) -> list[str]:
    group = table_group(grid([row.split("|") for row in rows], 1))
    return outline(group) if group else []


HEAD = "序号|任务|牵头单位|配合单位"
SECTIONS = {
    "a row merged across": (
        "一、水源|一、水源|一、水源|一、水源",
        "1|修渠|市水利局|",
        "（一）管网|（一）管网|（一）管网|（一）管网",
        "2|铺管|市住建局|",
    ),
    "a number and a text": (
        "一|水源||",
        "1.1|修渠|市水利局|",
        "（一）|管网||",
        "1.2|铺管|市住建局|",
    ),
    "one cell alone": ("一、水源|||", "1|修渠|市水利局|", "（一）管网|||", "1|铺管|市住建局|"),
}


@pytest.mark.parametrize("rows", SECTIONS.values(), ids=SECTIONS)
def test_section_rows(rows: tuple[str, ...]) -> None:
    assert grouped(HEAD, *rows) == ["[水源]", "  修渠", "  [管网]", "    铺管"]


def test_numbers_in_words_count_tasks_too() -> None:
    assert grouped(HEAD, "一|修渠|市水利局|", "二|铺管|市住建局|") == ["修渠", "铺管"]


@pytest.mark.parametrize(
    "rows",
    [
        ("一、水源|修渠|市水利局", "一、水源|挖井|市水利局", "二、管网|铺管|市住建局"),
        ("水源|修渠|市水利局", "|挖井|市水利局", "管网|铺管|市住建局"),
    ],
)
@pytest.mark.parametrize("heading", ["类别", "一级指标", "重点任务"])
def test_merged_categories_are_headings(rows: tuple[str, ...], heading: str) -> None:
    found = grouped(f"{heading}|具体举措|责任单位", *rows)
    assert found == ["[水源]", "  修渠", "  挖井", "[管网]", "  铺管"]


def test_a_category_that_comes_back_is_a_field() -> None:
    rows = ("水源|修渠|市水利局", "管网|铺管|市住建局", "水源|挖井|市水利局")
    assert [task.category for task in read("类别|任务|责任单位", *rows)] == ["水源", "管网", "水源"]


def test_headings_are_repeated_or_new() -> None:
    tasks = read(
        "任务|牵头单位|配合单位",
        "修渠|市水利局|市财政局",
        "任务|牵头单位|配合单位",
        "铺管|市住建局|",
        "任务|配合单位|牵头单位",
        "修路|市财政局|市交通运输局",
    )
    assert [(task.title, *roles(task)) for task in tasks] == [
        ("修渠", ["市水利局"], [], ["市财政局"]),
        ("铺管", ["市住建局"], [], []),
        ("修路", ["市交通运输局"], [], ["市财政局"]),
    ]


def test_headings_in_two_rows_are_repeated() -> None:
    head = ("序号|任务|责任单位|责任单位", "序号|任务|牵头单位|配合单位")
    tasks = read(*head, "1|修渠|市水利局|市财政局", *head, "2|铺管|市住建局|")
    assert [task.title for task in tasks] == ["修渠", "铺管"]


def test_a_task_merged_over_several_bodies_is_one() -> None:
    (task,) = read("序号|任务|责任单位", "1|修渠|市水利局", "1|修渠|市财政局\n市林草局")
    assert roles(task) == ([], ["市水利局", "市财政局", "市林草局"], [])


def test_body_with_its_role_in_a_bracket() -> None:
    (task,) = read("任务|责任单位", "修渠|市水利局（牵头）、市财政局")
    assert roles(task) == (["市水利局"], ["市财政局"], [])
    assert task.said is not None
    assert not task.said.unplaced


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市财政局、\n市自然资源\n和规划局", ["市财政局", "市自然资源和规划局"]),
        ("市财政局\n市林草局", ["市财政局", "市林草局"]),
        ("各县（市、\n区）人民政府", ["各县（市、区）人民政府"]),
    ],
)
def test_names_broken_to_fit_the_cell(cell: str, names: list[str]) -> None:
    (task,) = read("任务|责任单位", f"修渠|{cell}")
    assert roles(task) == ([], names, [])


@pytest.mark.parametrize("heading", ["具体要求", "推进路径", "工作标准"])
def test_words_between_task_and_bodies_are_its_text(heading: str) -> None:
    (task,) = read(f"任务|{heading}|责任单位|进展情况", "修渠|十公里|市水利局|已开工")
    assert (task.title, task.text) == ("修渠", "十公里")


def test_fields_are_kept() -> None:
    (task,) = read(
        "任务|目标|牵头单位|分管领导|责任人|完成时限|指标属性|备注",
        "修渠|十公里|市水利局|张三|李四|2025年6月30日前|约束性|与省同步",
    )
    said = task.said
    assert said is not None
    assert (said.leader, said.deadline, str(said.deadline_date), said.indicator) == (
        "张三、李四",
        "2025年6月30日前",
        "2025-06-30",
        "约束性",
    )
    assert (task.text, task.remark) == ("十公里", "与省同步")


def titles(*tables: tuple[str, ...]) -> list[list[str]]:
    made = [table_group(grid([row.split("|") for row in rows], 1)) for rows in tables]
    return [[task.title for task in group.walk()] for group in without_repeats(made) if group]


PRINT = ("任务|牵头单位|配合单位", "修渠|市水利局|市财政局", "铺管|市住建局|")
DATA = (
    "编号|举措|身份|单位",
    "1|修渠|牵头|市水利局",
    "1|修渠|配合|市财政局",
    "2|铺管|牵头|市住建局",
)


def test_a_sheet_that_repeats_another_is_left_out() -> None:
    assert titles(PRINT, DATA) == [["修渠", "铺管"]]
    assert titles(PRINT, (*PRINT, "修路|市交通运输局|")) == [["修渠", "铺管"], ["修路"]]


def test_the_same_title_with_other_bodies_stays() -> None:
    other = ("任务|牵头单位|配合单位", "修渠|县水利局|", "铺管|县住建局|")
    assert titles(PRINT, other) == [["修渠", "铺管"], ["修渠", "铺管"]]


@pytest.mark.parametrize(
    "head", ["配合单位1|配合单位2", "配合单位一|配合单位二", "第一配合单位|第二配合单位"]
)
def test_several_columns_of_one_kind(head: str) -> None:
    first, second = read(
        f"任务|牵头单位|{head}", "修渠|市水利局|市财政局|市林草局", "挖井|市水利局||市住建局"
    )
    assert roles(first) == (["市水利局"], [], ["市财政局", "市林草局"])
    assert roles(second) == (["市水利局"], [], ["市住建局"])


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "同上栏"])
def test_a_cell_that_says_as_above(mark: str) -> None:
    tasks = read(
        "任务|牵头单位|配合单位",
        "修渠|市水利局|市财政局",
        f"挖井|{mark}|市林草局",
        f"铺管|{mark}|{mark}",
    )
    assert [roles(task) for task in tasks] == [
        (["市水利局"], [], ["市财政局"]),
        (["市水利局"], [], ["市林草局"]),
        (["市水利局"], [], ["市林草局"]),
    ]


def test_a_cell_as_above_looks_past_a_heading() -> None:
    tasks = read("任务|责任单位", "修渠|市水利局", "二、管网|二、管网", "铺管|同上")
    assert roles(tasks[1]) == ([], ["市水利局"], [])


def test_a_cell_as_on_the_left() -> None:
    (task,) = read("任务|牵头单位|验收单位", "修渠|市水利局|同左")
    assert task.said is not None
    assert task.said.others == (("验收", task.said.lead),)


@pytest.mark.parametrize("word", ["合计", "合　计", "总计", "小计："])
def test_totals_are_no_tasks(word: str) -> None:
    rows = ("序号|任务|牵头单位|配合单位", "1|修渠|市水利局|", f"{word}|3|5|")
    assert [task.title for task in read(*rows)] == ["修渠"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("各县\n（市、\n区）人民\n政府，市\n妇联", ["各县（市、区）人民政府", "市妇联"]),
        ("市人力资源社会\n保障局", ["市人力资源社会保障局"]),
        ("市教育局、市科\n协、团市委", ["市教育局", "市科协", "团市委"]),
        ("市气象台\n市地震局", ["市气象台", "市地震局"]),
        ("教育局\n科技局", ["教育局", "科技局"]),
        ("湖畔酒店\n云上文旅", ["湖畔酒店", "云上文旅"]),
    ],
)
def test_names_broken_anywhere(cell: str, names: list[str]) -> None:
    (task,) = read("任务|责任单位", f"修渠|{cell}")
    assert roles(task) == ([], names, [])


def test_a_word_of_role_broken_in_its_cell() -> None:
    (task,) = read("任务|分工", "修渠|市农业农村局牵\n头，市科协\n配合")
    assert roles(task) == (["市农业农村局"], [], ["市科协"])
    assert task.printed == "分工：市农业农村局牵头，市科协配合"


def test_a_fault_is_the_title_of_its_measures() -> None:
    (task,) = read("序号|存在问题|整改目标|整改措施|责任单位", "1|渠道漏水|不漏|1.修渠。|市水利局")
    assert (task.title, task.text) == ("渠道漏水", "1.修渠。\n不漏")


def test_a_clause_in_the_words_that_contradicts_the_cells() -> None:
    (task,) = read(
        "任务|牵头单位|配合单位", "修渠。（市水利局牵头，市财政局配合）|市水利局|市林草局"
    )
    assert roles(task) == (["市水利局"], [], ["市林草局"])
    (doubt,) = task.doubts
    assert doubt.code == "table-differs"
    assert doubt.message.endswith("市财政局文字中为配合、单位列没有")


@pytest.mark.parametrize("cell", ["市水利局", "市水利局、市财政局"])
def test_a_clause_about_a_part_that_agrees_with_the_cells(cell: str) -> None:
    (task,) = read("任务|责任单位", f"修渠。1.清淤。（责任单位：市水利局）|{cell}")
    assert not task.doubts


def test_a_clause_in_the_words_stands_for_blank_cells() -> None:
    (task,) = read("任务|牵头单位|配合单位", "修渠。清淤。（市水利局牵头，市财政局配合）||")
    assert roles(task) == (["市水利局"], [], ["市财政局"])
    assert (task.text, task.printed) == ("清淤。", "（市水利局牵头，市财政局配合）")


def test_what_else_a_cell_of_bodies_says_is_kept() -> None:
    (task,) = read("任务|牵头单位", "修渠|市水利局牵头，2025年底前完成")
    assert task.said is not None
    assert (roles(task)[0], task.said.deadline) == (["市水利局"], "2025年底前完成")


def test_columns_that_are_not_read_are_told() -> None:
    made = grid([["任务", "责任单位", "进展情况", "电话"], ["修渠", "市水利局", "已开工", ""]], 3)
    assert [(one.line, one.before) for one in unread_columns(made)] == [(3, "进展情况")]
