"""A row a body: rows of one number make one task."""

from sciplan.documents.clauses.groups import Group
from sciplan.documents.readers.document import grid
from sciplan.documents.tables.table import table_group

HEAD = "编号|章节|举措|身份|位次|单位|完成时限|分管领导|备注"


def read(*rows: str) -> Group:
    found = table_group(grid([row.split("|") for row in rows], 1))
    assert found is not None
    return found


def test_rows_of_one_number_make_a_task_in_printed_order() -> None:
    group = read(
        HEAD,
        "1.2|一、水源|铺管|牵头|1|市住建局|||",
        "1.1|一、水源|修渠|配合|2|市林草局|年底前||",
        "1.1|一、水源|修渠|配合|1|市财政局||张三|同步",
        "1.1|一、水源|修渠|牵头|1|市水利局|||",
        "1.1|一、水源|修渠|指导|1|省水利厅|||",
        "1.10|一、水源|挖井|负责|1|各县（市、区）人民政府|||",
    )
    (section,) = group.groups
    assert section.title == "水源"
    assert [task.title for task in section.tasks] == ["修渠", "铺管", "挖井"]
    first, _, last = section.tasks
    said = first.said
    assert said is not None
    assert last.said is not None
    assert [name.text for name in said.lead] == ["市水利局"]
    assert [name.text for name in said.cooperating] == ["市财政局", "市林草局"]
    assert [(label, [n.text for n in names]) for label, names in said.others] == [
        ("指导", ["省水利厅"])
    ]
    assert (said.deadline, said.leader, first.remark) == ("年底前", "张三", "同步")
    assert [name.text for name in last.said.responsible] == ["各县（市、区）人民政府"]
    assert first.printed == "牵头：市水利局；配合：市财政局、市林草局；指导：省水利厅"


def test_sections_nest() -> None:
    group = read(
        "编号|章节|举措|身份|单位",
        "1.1.1|水源 / 水库|修渠|牵头|市水利局",
        "1.2.1|水源 / 水井|挖井|牵头|市水利局",
        "2.1|管网|铺管|牵头|市住建局",
    )
    assert [(one.title, [two.title for two in one.groups]) for one in group.groups] == [
        ("水源", ["水库", "水井"]),
        ("管网", []),
    ]


def test_without_numbers_the_title_tells() -> None:
    group = read("举措|身份|单位", "修渠|牵头|市水利局", "铺管|负责|市住建局", "修渠|配合|市财政局")
    assert [task.title for task in group.tasks] == ["修渠", "铺管"]


def test_a_measure_without_bodies_stays() -> None:
    group = read("编号|举措|身份|单位", "1|修渠|牵头|市水利局", "2|铺管||")
    assert [(task.title, task.said is None) for task in group.tasks] == [
        ("修渠", False),
        ("铺管", True),
    ]


def test_the_others_stand_in_a_column_beside() -> None:
    group = read(
        "单位|任务|身份|配合单位",
        "市水利局|修渠|牵头|市财政局、市林草局",
        "市财政局|修渠|配合|市林草局",
    )
    (task,) = group.tasks
    assert task.said is not None
    assert [name.text for name in task.said.lead] == ["市水利局"]
    assert [name.text for name in task.said.cooperating] == ["市财政局", "市林草局"]
