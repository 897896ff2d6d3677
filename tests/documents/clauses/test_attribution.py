"""The grammar of attribution clauses, form by form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciplan.documents.clauses.attribution import Attribution, first_leads, only_deadline, parse
from sciplan.documents.words.labels import label_role
from sciplan.documents.words.mentions import says_first_leads
from sciplan.plan.role import OtherRole


def said(found: Attribution | None) -> dict[str, list[str]]:
    assert found is not None
    roles = {
        role: [name.text for name in getattr(found, role)]
        for role in ("lead", "responsible", "cooperating")
    }
    roles |= {label: [name.text for name in names] for label, names in found.others}
    return {role: names for role, names in roles.items() if names}


FORMS = [
    # verbs behind names
    ("（甲局牵头，乙局、丙局配合）", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("（甲局牵头）", {"lead": "甲局"}),
    ("（甲局牵头负责，乙局参与）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局负责牵头，乙局协同）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局、乙局协同负责，丙局配合）", {"responsible": "甲局 乙局", "cooperating": "丙局"}),
    ("（甲局、乙局分别牵头负责）", {"lead": "甲局 乙局"}),
    ("（甲局牵头，乙局按职责分工负责）", {"lead": "甲局", "responsible": "乙局"}),
    ("（甲局牵头，乙局按照各自职责配合）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局负责）", {"responsible": "甲局"}),
    ("（甲局、乙局按职责分工负责）", {"responsible": "甲局 乙局"}),
    ("（甲局、乙局按职责分工）", {"responsible": "甲局 乙局"}),
    ("（甲局、乙局等按干部管理权限和职责分工负责）", {"responsible": "甲局 乙局"}),
    ("（甲局、乙局依据部门“三定”职责负责）", {"responsible": "甲局 乙局"}),
    ("（各县〈市、区〉政府负责）", {"responsible": "各县〈市、区〉政府"}),
    ("土壤改良由市水利局牵头，市财政局配合", {"lead": "市水利局", "cooperating": "市财政局"}),
    ("责任单位：1.市水利局2.市财政局", {"responsible": "市水利局 市财政局"}),
    ("（由甲局负责，乙局负责配合落实）", {"responsible": "甲局", "cooperating": "乙局"}),
    # a name's ending that looks like a verb
    (
        "牵头单位：甲局；配合单位：区党工委、管委会办公室、区乙局",
        {"lead": "甲局", "cooperating": "区党工委、管委会办公室 区乙局"},
    ),
    ("（市科协办牵头，市协作办配合）", {"lead": "市科协办", "cooperating": "市协作办"}),
    ("（市商务局会办，市残联协办）", {"cooperating": "市商务局 市残联"}),
    ("（市东部协作办公室配合）", {"cooperating": "市东部协作办公室"}),
    ("责任单位：各园区党工委、管委会，甲局", {"responsible": "各园区党工委、管委会 甲局"}),
    # 协同, 联合, 商, 与: as 会同
    ("（市水利局协同市林草局负责）", {"lead": "市水利局", "cooperating": "市林草局"}),
    (
        "（市水利局协同市林草局、市住建局）",
        {"lead": "市水利局", "cooperating": "市林草局 市住建局"},
    ),
    ("（市水利局联合市林草局负责）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（市水利局商市林草局负责）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（市水利局商有关部门推进）", {"lead": "市水利局", "cooperating": "有关部门"}),
    ("（市水利局牵头，与市林草局共同负责）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（市水利局牵头会同市林草局）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（市水利局牵头，协调市林草局）", {"lead": "市水利局", "cooperating": "市林草局"}),
    (
        "（市水利局牵头，协同市林草局、市住建局推进）",
        {"lead": "市水利局", "cooperating": "市林草局 市住建局"},
    ),
    # 与 joins only what follows a lead; else it goes on with a list
    ("（市水利局负责，与市林草局共同负责）", {"responsible": "市水利局 市林草局"}),
    (
        "（市水利局配合，与市林草局共同负责）",
        {"cooperating": "市水利局", "responsible": "市林草局"},
    ),
    (
        "（市水利局牵头，市林草局、与市住建局共同负责）",
        {"lead": "市水利局", "responsible": "市林草局 市住建局"},
    ),
    ("（市水利局与市林草局共同负责）", {"responsible": "市水利局 市林草局"}),
    ("（甲局牵头，乙局协同推进）", {"lead": "甲局", "cooperating": "乙局"}),
    (
        "（甲局会同有关部门；县（市、区）政府落实）",
        {"lead": "甲局", "cooperating": "有关部门", "落实": "县（市、区）政府"},
    ),
    # words of time and objects behind the names
    ("市水利局会同市林草局于2024年10月底前完成", {"lead": "市水利局", "cooperating": "市林草局"}),
    (
        "市水利局牵头，会同市林草局、市住建局于2024年底前完成",
        {"lead": "市水利局", "cooperating": "市林草局 市住建局"},
    ),
    ("（市水利局2024年底前牵头完成）", {"lead": "市水利局"}),
    ("市水利局牵头，会同市财政局制定细则", {"lead": "市水利局", "cooperating": "市财政局"}),
    # a bracket that nothing closes
    ("（市水利局牵头，市林草局配合", {"lead": "市水利局", "cooperating": "市林草局"}),
    (
        "（市水利局牵头，各县（市、区）配合",
        {"lead": "市水利局", "cooperating": "各县（市、区）"},
    ),
    # small words are no bodies
    (
        "（市水利局牵头，市林草局等部门和单位以及各县（市、区）人民政府配合）",
        {"lead": "市水利局", "cooperating": "市林草局 各县（市、区）人民政府"},
    ),
    ("（牵头单位：市水利局；配合单位：无）", {"lead": "市水利局"}),
    ("（市水利局、市妇联按职能职责分工负责）", {"responsible": "市水利局 市妇联"}),
    ("（以市水利局为主，市林草局配合）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（市水利局为主，市林草局配合）", {"lead": "市水利局", "cooperating": "市林草局"}),
    ("（牵头单位 市水利局 配合单位 市林草局）", {"lead": "市水利局", "cooperating": "市林草局"}),
    (
        "（市水利局、市林草局，以及各县（市、区）负责）",
        {"responsible": "市水利局 市林草局 各县（市、区）"},
    ),
    # labels of every kind
    ("责任部室：办公室；配合部室：各部室", {"responsible": "办公室", "cooperating": "各部室"}),
    ("牵头股室：水利股；责任科室：水政科", {"lead": "水利股", "responsible": "水政科"}),
    ("整改责任单位：甲局；整改配合单位：乙局", {"responsible": "甲局", "cooperating": "乙局"}),
    ("主管部门：甲局；归口管理单位：乙局", {"主管": "甲局", "归口管理": "乙局"}),
    ("第一责任单位：甲局；其他责任单位：乙局", {"responsible": "甲局 乙局"}),
    ("牵头单位：甲局；成员单位：乙局、丙局", {"lead": "甲局", "成员单位": "乙局 丙局"}),
    ("省级对口：省甲厅；市级牵头：市乙局", {"省级对口": "省甲厅", "lead": "市乙局"}),
    ("牵头单位 市甲局\n完成时限 2024年12月", {"lead": "市甲局"}),
    # a word within a label
    ("牵头考核单位：甲局", {"lead": "甲局"}),
    ("责任落实单位：甲局；配合实施部门：乙局", {"responsible": "甲局", "cooperating": "乙局"}),
    ("牵头审批科室：甲科；责任追究主体：乙局", {"lead": "甲科", "responsible": "乙局"}),
    ("承接单位：甲中心；建设单位：乙公司", {"承接": "甲中心", "建设": "乙公司"}),
    # 会, 联合
    ("市水利局会市财政局落实", {"lead": "市水利局", "cooperating": "市财政局"}),
    ("市水利局联合市财政局、林草局开展", {"lead": "市水利局", "cooperating": "市财政局 市林草局"}),
    ("市工商业联合会落实", {"落实": "市工商业联合会"}),
    ("市工商业联合会县级分会牵头", {"lead": "市工商业联合会县级分会"}),
    ("某村委会各小组负责", {"responsible": "某村委会各小组"}),
    # 会同
    ("（甲局会同乙局负责）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局会同乙局、丙局）", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("（甲局牵头，会同乙局推进落实）", {"lead": "甲局", "cooperating": "乙局"}),
    # labels
    ("（责任单位：甲局、乙局）", {"responsible": "甲局 乙局"}),
    ("（牵头单位：甲局；配合单位：乙局）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（牵头单位:甲局,责任单位:乙局）", {"lead": "甲局", "responsible": "乙局"}),
    ("牵头部门：甲局\n参与部门：乙局", {"lead": "甲局", "cooperating": "乙局"}),
    ("【牵头单位】甲局【协办单位】乙局", {"lead": "甲局", "cooperating": "乙局"}),
    ("牵头单位：甲局　配合单位：乙局 丙局", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("责任单位：甲局（牵头）、乙局", {"lead": "甲局", "responsible": "乙局"}),
    ("责任单位：甲局牵头，乙局等参与", {"lead": "甲局", "cooperating": "乙局"}),
    ("责任单位：甲局、乙局负责", {"responsible": "甲局 乙局"}),
    # 负责 tells nothing that the label does not
    ("配合单位：甲局负责", {"cooperating": "甲局"}),
    ("牵头单位：甲局、乙局负责", {"lead": "甲局 乙局"}),
    ("牵头单位：甲局负责；配合单位：乙局负责", {"lead": "甲局", "cooperating": "乙局"}),
    # a label claims what stands before ，, unless the verb behind has no other names
    ("责任单位：甲局、乙局，分别牵头负责", {"lead": "甲局 乙局"}),
    (
        "责任单位：甲局，乙局配合、丙局、丁局牵头",
        {"lead": "丙局 丁局", "responsible": "甲局", "cooperating": "乙局"},
    ),
    (
        "责任单位：市水利局，会同市林草局负责",
        {"lead": "市水利局", "cooperating": "市林草局"},
    ),
    ("责任单位：甲局、乙局，丙局配合", {"responsible": "甲局 乙局", "cooperating": "丙局"}),
    ("牵头单位：甲局，乙局、丙局配合", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("责任单位：甲局，乙局负责", {"responsible": "甲局 乙局"}),
    ("责任单位：（1）甲局；（2）乙局", {"responsible": "甲局 乙局"}),
    ("责任单位：①甲局②乙局", {"responsible": "甲局 乙局"}),
    ("责任单位：1.甲局；2.乙局", {"responsible": "甲局 乙局"}),
    ("责任单位及完成时限：甲局、乙局，2025年底前", {"responsible": "甲局 乙局"}),
    ("（甲局为牵头单位，乙局、丙局为配合单位）", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("（甲局负总责，乙局配合）", {"lead": "甲局", "cooperating": "乙局"}),
    ("牵头单位 甲局　配合单位 乙局 丙局", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("牵头单位为甲局，配合单位为乙局", {"lead": "甲局", "cooperating": "乙局"}),
    # roles outside the three
    ("（省水利厅指导，各试点县政府负责落实）", {"指导": "省水利厅", "responsible": "各试点县政府"}),
    ("（甲局牵头，各县区落实）", {"lead": "甲局", "落实": "各县区"}),
    ("（市水务局、市财政局按职责分工落实）", {"responsible": "市水务局 市财政局"}),
    ("（市水务局落实）", {"落实": "市水务局"}),
    ("（主责单位：甲局；协作单位：乙局）", {"responsible": "甲局", "cooperating": "乙局"}),
    # deadlines are no bodies
    ("（甲局牵头；办结时限：2024年）", {"lead": "甲局"}),
    ("（牵头单位：甲局，2024年6月底前出台方案）", {"lead": "甲局"}),
    ("（甲局牵头，2024年底前乙局配合）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（责任单位：甲局；进展情况：已开工）", {"responsible": "甲局"}),
    ("（甲局牵头.乙局配合.）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局牵头 乙局、丙局配合）", {"lead": "甲局", "cooperating": "乙局 丙局"}),
    ("（责任单位）甲局、乙局", {"responsible": "甲局 乙局"}),
    ("★责任单位：甲局", {"responsible": "甲局"}),
    # a verb with an object
    ("（甲局牵头编制，乙局配合）", {"lead": "甲局", "cooperating": "乙局"}),
    ("（甲局负责实施，乙局参与建设）", {"responsible": "甲局", "cooperating": "乙局"}),
    ("（甲局、乙局牵头组织开展）", {"lead": "甲局 乙局"}),
    ("（甲局负责牵头制定方案，乙局负责资金保障）", {"lead": "甲局", "responsible": "乙局"}),
    ("（各牵头单位、项目负责人负责）", {"responsible": "各牵头单位 项目负责人"}),
    # several sentences, and commas within one list
    ("（甲局牵头；各县区按职责分工负责）", {"lead": "甲局", "responsible": "各县区"}),
    ("（甲局、乙局，南湖海关等按职责分工负责）", {"responsible": "甲局 乙局 南湖海关"}),
    ("（责任单位：甲局等；各区政府）", {"responsible": "甲局 各区政府"}),
    # other marks
    ("(甲局牵头,乙局配合)。", {"lead": "甲局", "cooperating": "乙局"}),
    ("〔甲局/乙局负责〕", {"responsible": "甲局 乙局"}),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "roles"), FORMS)
def test_form(clause: str, roles: dict[str, str]) -> None:
    assert said(parse(clause)) == {role: names.split() for role, names in roles.items()}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("市自然资源和规划局、市文化和旅游局", "市自然资源和规划局 市文化和旅游局"),
        ("市水利局和市林草局", "市水利局 市林草局"),
        ("如东县水利局、和县水利局", "如东县水利局 和县水利局"),
        ("商州区水利局、联合国机构", "商州区水利局 联合国机构"),
        ("市水利局及有关部门", "市水利局 有关部门"),
        ("各有关部门和单位", "各有关部门和单位"),
        ("各县（市、区）人民政府、市水利局", "各县（市、区）人民政府 市水利局"),
        ("各省、自治区、直辖市人民政府", "各省、自治区、直辖市人民政府"),
        ("各县（市、区）党委、政府，市直各部门", "各县（市、区）党委、政府 市直各部门"),
        ("市供销中心（市供销社）、市水利局", "市供销中心（市供销社） 市水利局"),
        ("市水利局等有关部门", "市水利局"),
        ("市中等职业学校联盟单位", "市中等职业学校联盟单位"),
        ("区水利局区林草局", "区水利局 区林草局"),
        ("市市场监管局、市应急管理局", "市市场监管局 市应急管理局"),
        ("省推进“三园”建设领导小组成员单位", "省推进“三园”建设领导小组成员单位"),
    ],
)
def test_names(names: str, expected: str) -> None:
    assert said(parse(f"（{names}负责）")) == {"responsible": expected.split()}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("市委组织部、宣传部，市水利局、林草局", "市委组织部 市委宣传部 市水利局 市林草局"),
        ("市水务局、武警南湖支队、财政局", "市水务局 武警南湖支队 市财政局"),
        ("市水务局、供电局、海事局", "市水务局 供电局 海事局"),
        ("市水务局、城东分局", "市水务局 城东分局"),
        ("市水务局、长河流域管理局", "市水务局 长河流域管理局"),
        ("市水务局、市场监管局、应急局", "市水务局 市市场监管局 市应急局"),
        ("市场监管局、应急局、财政局", "市场监管局 应急局 财政局"),
        ("市政务服务局、财政局", "市政务服务局 市财政局"),
        ("市民政局、财政局", "市民政局 市财政局"),
        ("省委宣传部、水利厅、文化和旅游厅", "省委宣传部 省水利厅 省文化和旅游厅"),
        ("区水利局、南湖海关、各乡镇人民政府", "区水利局 南湖海关 各乡镇人民政府"),
        ("国家林草局、水利部", "国家林草局 水利部"),
        ("市水利局、人民银行南湖支行、市林草局", "市水利局 人民银行南湖支行 市林草局"),
        ("市水利局、科协、妇联", "市水利局 市科协 市妇联"),
    ],
)
def test_left_out_prefix(names: str, expected: str) -> None:
    found = parse(f"（{names}负责）", places=["南湖"])
    assert said(found) == {"responsible": expected.split()}
    assert found is not None
    for name in found.responsible:
        assert name.printed in ("", name.text.removeprefix(name.text[: -len(name.printed)]))


def test_fields_inside() -> None:
    found = parse("（分管领导：王某；牵头单位：市水利局；完成时限：2025年6月30日；约束性）")
    assert found is not None
    assert found.leader == "王某"
    assert found.deadline == "2025年6月30日"
    assert str(found.deadline_date) == "2025-06-30"
    assert found.indicator == "约束性"


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("约束性", "约束性"),
        ("预期性指标", "预期性"),
        ("指标属性：约束性目标", "约束性"),
        ("约束性；预期性", "约束性"),
    ],
)
def test_an_indicator_is_one_of_two_words(words: str, indicator: str) -> None:
    found = parse(f"（牵头单位：市水利局；{words}）")
    assert found is not None
    assert found.indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2025年底前完成", True),
        ("2025年12月31日前全部完成整改，并长期坚持", True),  # 24 characters
        ("于2025年12月31日前全部完成整改，并长期坚持", False),  # 25
        ("市水利局于2025年底前完成", False),
    ],
)
def test_a_short_sentence_that_is_a_deadline_and_nothing_else(
    sentence: str, expected: bool
) -> None:
    assert only_deadline(sentence) is expected


@pytest.mark.parametrize("words", ["2025年底前完成", "长期坚持", "持续推进", "2026年6月底前"])
def test_deadline_in_words(words: str) -> None:
    found = parse(f"（市水利局牵头，{words}）")
    assert found is not None
    assert (found.deadline, found.deadline_date) == (words, None)


def test_default_for_later_measures_is_kept_as_remark() -> None:
    found = parse("（市水利局牵头；各街道负责配合落实，以下均需各街道配合，不再列出）")
    assert said(found) == {"lead": ["市水利局"], "cooperating": ["各街道"]}
    assert found is not None
    assert found.remark == "以下均需各街道配合，不再列出"


def test_name_without_role_is_told() -> None:
    found = parse("（市水利局牵头，市林草局、市住建局）")
    assert found is not None
    assert found.unplaced == ("市林草局", "市住建局")


@pytest.mark.parametrize(
    "text",
    [
        "（以下简称市科协）",
        "（含技工院校）",
        "（由市水利局负责解释）",
        "",
        "（）",
        "（牵头）",
        "（2.0）",
    ],
)
def test_no_clause(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("列第一位者为牵头单位，下同", True),
        ("排在首位的单位为牵头单位", True),
        ("每项工作中排位靠前的单位为牵头单位", True),
        ("市水利局为牵头单位", False),
        ("第一批试点由市水利局负责", False),
    ],
)
def test_rule_of_the_first(sentence: str, rule: bool) -> None:
    assert says_first_leads(sentence) is rule


def test_rule_in_the_clause() -> None:
    found = parse("（水利部、林草局负责。列第一位者为牵头单位，下同）")
    assert found is not None
    assert found.first_lead == "列第一位者为牵头单位，下同"
    assert said(found) == {"responsible": ["水利部", "林草局"]}
    assert said(first_leads(found, found.first_lead)) == {
        "lead": ["水利部"],
        "responsible": ["林草局"],
    }


@pytest.mark.parametrize(
    "clause",
    [
        "（水利部、财政部，列首位的为牵头单位）",
        "责任单位：水利部、财政部（列首位的为牵头单位）",
        "（排第一的为牵头单位：水利部、财政部）",
    ],
)
def test_rule_beside_the_names(clause: str) -> None:
    found = parse(clause)
    assert found is not None
    assert said(first_leads(found, found.first_lead)) == {
        "lead": ["水利部"],
        "responsible": ["财政部"],
    }


def test_a_mark_leads_where_the_clause_says_so() -> None:
    found = parse("（水利部▲、财政部▲、商务部，▲为牵头单位）")
    assert found is not None
    assert said(found) == {"lead": ["水利部", "财政部"]}
    assert found.unplaced == ("商务部",)


@pytest.mark.parametrize(
    ("clause", "unread", "names"),
    [
        ("（牵头单位：甲局；配合单位：同上）", "同上", ["甲局"]),
        ("（牵头单位：甲局；配合单位：牵头单位、乙局）", "牵头单位", ["甲局", "乙局"]),
        ("（牵头单位：甲局；进展情况：已开工）", "进展情况：已开工", ["甲局"]),
        ("（重大项目：甲局牵头；乙局配合）", "重大项目：", ["甲局", "乙局"]),
        ("（责任单位：甲局、★乙局）", "★乙局", ["甲局", "乙局"]),
        ("（市水利局局长王某牵头，市林草局配合）", "市水利局局长王某", ["市林草局"]),
    ],
)
def test_what_the_grammar_has_no_place_for_is_told(
    clause: str, unread: str, names: list[str]
) -> None:
    found = parse(clause)
    assert found is not None
    assert found.unread == (unread,)
    assert [name.text for name in found.names] == names


def test_rule_spares_collective_bodies() -> None:
    found = parse("（各省级人民政府负责）")
    assert found is not None
    assert first_leads(found, "首位为牵头单位") == found


def test_rule_that_the_rest_cooperates() -> None:
    found = parse("（责任单位：市水利局、市林草局）")
    assert found is not None
    applied = first_leads(found, "排在首位的为牵头单位，其他为配合单位")
    assert said(applied) == {"lead": ["市水利局"], "cooperating": ["市林草局"]}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头单位", "lead"),
        ("牵头 部门", "lead"),
        ("责任单位", "responsible"),
        ("主要责任单位", "responsible"),
        ("配合责任单位", "cooperating"),
        ("牵头责任单位", "lead"),
        ("参与单位", "cooperating"),
        ("指导单位", OtherRole("指导")),
        ("完成时限", "deadline"),
        ("分管领导", "leader"),
        ("适用范围", "remark"),
        ("指标属性", "indicator"),
        ("例如", None),
        ("单位", None),
    ],
)
def test_label(label: str, role: object) -> None:
    assert label_role(label) == role


_VOCABULARY = "市水利局 市林草局 牵头 负责 配合 会同 责任单位： 、 ， ； 。 （ ） 等 和 由"
_WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(_WORDS, st.text(max_size=80)))
def test_never_raises(text: str) -> None:
    found = parse(text)
    assert found is None or found.names or found.first_lead


_BODIES = "市水利局 市林草局 市住建局 市自然资源和规划局 各县（市、区）人民政府"
_NAMES = st.lists(st.sampled_from(_BODIES.split()), min_size=1, max_size=5, unique=True)


@settings(max_examples=100, deadline=None)
@given(_NAMES, _NAMES)
def test_what_is_written_is_read(lead: list[str], cooperating: list[str]) -> None:
    clause = f"（{'、'.join(lead)}牵头，{'、'.join(cooperating)}配合）"
    assert said(parse(clause)) == {"lead": lead, "cooperating": cooperating}


@pytest.mark.parametrize(
    ("clause", "deadline"),
    [
        ("（甲局牵头；整改时限：2024年）", "2024年"),
        ("（甲局牵头；完成时间：即日）", "即日"),
        ("（责任单位：甲局，2024年6月底前出台方案）", "2024年6月底前出台方案"),
        ("（2024年底前由甲局牵头）", "2024年底前"),
        ("（甲局牵头；每季度）", "每季度"),
        ("（甲局牵头；2024.12）", "2024.12"),
        ("（甲局牵头；即时整改，长期坚持）", "即时整改，长期坚持"),
        ("（甲局牵头，2024年底前完成，并长期坚持）", "2024年底前完成，并长期坚持"),
        ("（甲局牵头；立行立改）", "立行立改"),
        ("（责任单位：甲局于2024年底前完成）", "于2024年底前完成"),
        ("（责任单位：甲局，分年度推进落实）", "分年度推进落实"),
    ],
)
def test_deadline_of_any_form(clause: str, deadline: str) -> None:
    found = parse(clause)
    assert found is not None
    assert (found.deadline, [name.text for name in found.names]) == (deadline, ["甲局"])


def test_a_body_without_level_has_one_where_the_document_says_so() -> None:
    found = parse("（市水务局、供电局负责）", {"市供电局"})
    assert said(found) == {"responsible": ["市水务局", "市供电局"]}
