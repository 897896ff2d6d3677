"""Names over a whole document: what each clause says, whatever its names end in."""

import pytest

from import_samples import drafted
from sciplan.plan.role import Role


def said(text: str) -> list[tuple[str, str, str]]:
    """Return title, role and names of each measure's lists."""
    return [
        (entry.measure.title, role.value, " ".join(entry.measure.printed(role)))
        for entry in drafted(text).plan.entries
        for role in Role
        if entry.measure.printed(role)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "南湖区夜市办法\n为丰富夜市，提出以下办法。一、打造街区1.改造照明。更换路灯。"
            "责任单位：区城管局、商务局2.开设书店。延长营业。责任单位：区委宣传部，区级媒体"
            "3.引进演艺。每周演出。责任单位：区文旅局，区文投二、强化保障4.加密公交。延后末班车。"
            "责任单位：区交通局，各运营商5.维护秩序。增设岗亭。责任单位：区公安分局",
            [
                ("改造照明", "responsible", "区城管局 区商务局"),
                ("开设书店", "responsible", "区委宣传部 区级媒体"),
                ("引进演艺", "responsible", "区文旅局 区文投"),
                ("加密公交", "responsible", "区交通局 各运营商"),
                ("维护秩序", "responsible", "区公安分局"),
            ],
            id="one line, a list ends at the next number",
        ),
        pytest.param(
            "南湖区食品方案\n一、畜禽\n1.加强监管。查处违法。（区经济局农业处）\n"
            "2.打击犯罪。捣毁窝点。（区公安局）\n二、种植\n1.加强抽检。每月抽检。"
            "（区经济局种植科）\n三、流通\n1.整治市场。（区经济局）",
            [
                ("加强监管", "responsible", "区经济局农业处"),
                ("打击犯罪", "responsible", "区公安局"),
                ("加强抽检", "responsible", "区经济局种植科"),
                ("整治市场", "responsible", "区经济局"),
            ],
            id="a part of an office is one name",
        ),
        pytest.param(
            "南湖公司方案\n一、任务\n（1）应用培训。集中培训。责任单位：培训中心、北岭公司"
            "配合单位：各供电单位、建设公司完成时限：2031年12月（2）试点应用。选取试点。"
            "责任单位：城东公司配合单位：北岭公司完成时限：2031年11月30日",
            [
                ("应用培训", "responsible", "培训中心 北岭公司"),
                ("应用培训", "cooperating", "各供电单位 建设公司"),
                ("试点应用", "responsible", "城东公司"),
                ("试点应用", "cooperating", "北岭公司"),
            ],
            id="labels without a mark before them",
        ),
        pytest.param(
            "南湖市数字方案\n一、任务\n（一）清点馆藏。逐卷核对。（牵头部门：市档案馆）\n"
            "（二）健全调度。每月通报，形成齐抓共管的局面。（各相关单位）",
            [
                ("清点馆藏", "lead", "市档案馆"),
                ("健全调度", "responsible", "各相关单位"),
            ],
            id="a collective body alone in a bracket",
        ),
        pytest.param(
            "南湖市供水方案\n一、任务\n（一）改造管网。更换管道。（市城投、市水投负责）\n"
            "（二）扩建水厂。（牵头单位：市水利局，配合单位：市水投、市国投）\n"
            "（三）宣传节水。（责任单位：市委宣传部、市级媒体、三家运营商）",
            [
                ("改造管网", "responsible", "市城投 市水投"),
                ("扩建水厂", "lead", "市水利局"),
                ("扩建水厂", "cooperating", "市水投 市国投"),
                ("宣传节水", "responsible", "市委宣传部 市级媒体 三家运营商"),
            ],
            id="names that end like no office",
        ),
        pytest.param(
            "南湖市创建方案\n一、任务\n1.排查隐患。逐户排查。（城东片长）\n2.清运垃圾。日产日清。"
            "（城东片长、市环卫）\n3.修补路面。及时修补。（市环卫）",
            [
                ("排查隐患", "responsible", "城东片长"),
                ("清运垃圾", "responsible", "城东片长 市环卫"),
                ("修补路面", "responsible", "市环卫"),
            ],
            id="odd names that stand alone in last brackets again and again",
        ),
    ],
)
def test_whole_documents(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


def test_an_odd_name_is_marked_once_shown_twice_no_more() -> None:
    text = (
        "南湖市供水方案\n一、任务\n（一）改造管网。（市城投、市水投负责）\n"
        "（二）扩建水厂。（市水利局牵头，市水投配合）"
    )
    marked = [doubt.message for doubt in drafted(text).doubts if doubt.code == "unusual-unit"]
    assert marked == ["“市城投”不像单位名称"]


def test_the_figures_of_every_section_are_kept() -> None:
    plan = drafted(
        "南湖区食品方案\n一、目标任务\n（一）畜禽\n治理指标：屠宰率达到98%以上。\n1.加强监管。"
        "（责任单位：区农业局）\n（二）种植\n治理指标：超标率控制在5%以内。\n1.加强监测。"
        "（责任单位：区农业局）\n（三）水产治理指标：合格率达95%以上。\n1.加强抽检。"
        "（责任单位：区渔业局）"
    ).plan
    figures = [(one.what, one.op, one.amount) for one in plan.targets or ()]
    assert figures == [
        ("屠宰率", "at_least", 98),
        ("超标率", "at_most", 5),
        ("合格率", "at_least", 95),
    ]


def test_a_deadline_within_a_title_is_marked() -> None:
    made = drafted(
        "南湖市水网方案\n一、任务\n1.2031年6月底前建成水库。（市水利局负责）\n"
        "2.修渠。（市水利局负责，2032年底前完成）"
    )
    told = [entry.measure.deadline for entry in made.plan.entries]
    assert told == ["2031年6月底前", "2032年底前完成"]
    marks = [note for path, note in made.comments.items() if path[-1] == "deadline"]
    assert marks == ["待核：时限取自标题"]


def test_a_deadline_within_one_of_several_parts_is_marked() -> None:
    made = drafted(
        "南湖市水网方案\n一、任务\n1.治水。2031年6月底前拆除水闸（市水利局负责）；"
        "修建泵站（市水利局牵头，市城管局配合）；2032年底前接通管网（市城管局负责）。"
    )
    measures = [entry.measure for entry in made.plan.entries]
    assert [one.deadline for one in measures] == ["2031年6月底前", "", "2032年底前"]
    marks = [note for path, note in made.comments.items() if path[-1] == "deadline"]
    assert marks == ["待核：时限取自正文"] * 2


def test_a_number_that_may_be_read_in_two_ways_is_marked() -> None:
    made = drafted(
        "南湖市水网方案\n一、任务\n（一）修渠。（市水利局负责）\n1.清淤。（市水利局负责）\n"
        "二，种树。栽植。（市林草局负责）\n（二）建坝。（市水利局负责）"
    )
    (told,) = [one for one in made.problems if one.code == "unsure-outline"]
    assert (told.location.line, "二，种树" in told.message) == (5, True)
    assert any("编号有两种读法" in note for note in made.comments.values())


def test_a_body_with_and_without_its_level_is_one() -> None:
    made = drafted(
        "南湖区方案\n一、任务\n1.修路。（区交通建设局牵头，区水利局配合）\n"
        "2.架桥。（责任单位：交通建设局、区水利局）\n3.种树。（责任单位：宣传部）\n"
        "4.宣传。（区委宣传部牵头）"
    )
    named = [entry.measure.responsible for entry in made.plan.entries]
    assert named == [(), ("区交通建设局", "区水利局"), ("区委宣传部",), ()]
    notes = [note for path, note in made.comments.items() if path[-2:] == ("responsible", 0)]
    assert notes == ["印作“交通建设局”，补全了前缀", "印作“宣传部”，补全了前缀"]


def test_a_body_of_two_levels_is_asked_about_once() -> None:
    made = drafted(
        "南湖市方案\n一、任务\n1.修路。（市教育局、区教育局负责）\n2.架桥。（责任单位：教育局）\n"
        "3.种树。（责任单位：教育局）"
    )
    assert [entry.measure.responsible for entry in made.plan.entries][1:] == [("教育局",)] * 2
    asked = [(doubt.message, doubt.at) for doubt in made.doubts if doubt.code == "unusual-unit"]
    assert [at for _, at in asked] == ["1.2"]
    assert "“市教育局”" in asked[0][0]
    assert "“区教育局”" in asked[0][0]


@pytest.mark.parametrize(
    "listed",
    [
        "教务处",
        "宣传部",
        "经发办",
        "财务处、后勤处",
        "供电公司、自来水公司",
        "综合执法队、派出所",
        "城管、网格员",
    ],
)
def test_brackets_without_roles_where_one_of_four_names_a_sure_body(listed: str) -> None:
    text = f"""
某县方案
一、任务
1.修渠。修好水渠。（{listed}）
2.种树。种好树。（{listed}）
3.清淤。清好淤。（{listed}）
4.验收。做好验收。（县水利局、县财政局）
"""
    said = [[*entry.measure.responsible] for entry in drafted(text).plan.entries]
    assert said == [listed.split("、")] * 3 + [["县水利局", "县财政局"]]


def test_brackets_that_explain_are_no_evidence_for_each_other() -> None:
    text = "某县方案\n一、任务\n" + "".join(f"{n}.带照片{n}张（近三个月）\n" for n in range(1, 6))
    assert not drafted(f"{text}6.修渠。（县水利局负责）").plan.entries[0].measure.responsible
