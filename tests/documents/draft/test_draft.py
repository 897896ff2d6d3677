"""Whole documents, written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import import_samples as samples
from corpus_files import CORPUS
from import_samples import drafted, rows
from sciplan.documents import reading
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load

KINDS = [
    ("a.txt", samples.txt()),
    ("a.html", samples.html()),
    ("a.docx", samples.docx()),
    ("a.pdf", samples.pdf()),
]


@pytest.mark.parametrize(("name", "raw"), KINDS, ids=[name for name, _ in KINDS])
def test_every_kind_gives_the_same_plan(name: str, raw: bytes) -> None:
    made = draft(reading.read(raw, name))
    found = {
        entry.measure.id: (
            entry.measure.lead,
            entry.measure.responsible,
            entry.measure.cooperating,
        )
        for entry in made.plan.entries
    }
    assert found == samples.UNITS_OF
    assert not made.problems
    head = made.plan.head
    assert head.title == samples.TITLE
    assert (head.number, head.issuer, str(head.issued)) == (
        "南政发〔2024〕8号",
        "南湖市人民政府",
        "2024-03-15",
    )
    assert head.period is not None
    assert (head.period.start, head.period.end) == (2024, 2026)
    assert head.based_on == ("云湖办发〔2023〕5号",)
    assert head.jurisdiction == "南湖市"
    (goal,) = made.plan.targets
    assert (goal.what, goal.reach, goal.unit, goal.by) == ("行政村宽带通达率", 98, "%", 2026)
    numbers = [target.quote for e in made.plan.entries for target in e.measure.targets]
    assert numbers == ["200个以上", "1000人次以上"]


def test_text_and_clause_are_kept() -> None:
    first = draft(reading.read(samples.txt(), "a.txt")).plan.entries[0].measure
    assert first.text == "推进光纤入户，新建基站200个以上。"
    assert first.attribution == "（市工信局牵头，市财政局、市通管办配合）"


@pytest.mark.parametrize(("name", "raw"), [("a.xlsx", samples.xlsx())])
def test_table_of_tasks(name: str, raw: bytes) -> None:
    made = draft(reading.read(raw, name))
    assert made.plan.head.title == "南湖市数字乡村建设任务分解表"
    assert rows(made) == [
        "1.1 改造农村网络 牵:市工信局 配:市财政局、市通管办 时:2025年12月31日",
        "1.2 完善基站布局 牵:市工信局、市通管办 时:持续推进",
        "2.1 推广智能装备 牵:市农业农村局 配:市科技局、市财政局 时:2026年底前",
    ]
    first, second, _ = (entry.measure for entry in made.plan.entries)
    assert (first.category, str(first.deadline_date)) == ("网络", "2025-12-31")
    assert (second.category, second.deadline, second.remark) == ("网络", "持续推进", "与省同步")


DOCUMENTS = {
    "clauses on lines of their own": (
        """
北江市科普工作实施方案
一、主要任务
（一）加强师资
1.培训教师。开展全员培训。
责任单位：市教体局、科协
2.建设场馆。新建科技馆3个以上。
牵头单位：市科协
配合单位：市财政局、各县（市、区）政府
完成时限：2025年底
""",
        [
            "1.1.1 培训教师 责:市教体局、市科协",
            "1.1.2 建设场馆 牵:市科协 配:市财政局、各县（市、区）政府 时:2025年底",
        ],
    ),
    "several clauses in one paragraph": (
        """
关于稳定外贸的若干措施
一、加大支持。引导银行投放。（市金融办负责）鼓励担保机构降费。（市财政局负责）
二、优化通关。压缩时间。（北江海关负责）
本措施自印发之日起施行。
""",
        [
            "1.1 加大支持 1/2 责:市金融办",
            "1.2 加大支持 2/2 责:市财政局",
            "2 优化通关 责:北江海关",
        ],
    ),
    "a clause behind the last of several points": (
        """
实施方案
一、重点任务
（一）开展普查。
1.摸清底数。全面排查。
2.定期更新。
（市统计局牵头，市发改委配合）
（二）强化监管。加强检查。（市市场监管局负责）
1.开展抽检。
2.公布结果。
""",
        ["1.1 开展普查 牵:市统计局 配:市发改委", "1.2 强化监管 责:市市场监管局"],
    ),
    "paragraphs without numbers": (
        """
实施方案
一、主要任务
（一）强化设计，健全制度。建立标准。编制指南。（市水利局牵头，市林草局参与）
优化机制。完善清单，明确边界。（市林草局负责）
加强集成。汇总经验，形成合力。（市水利局负责）
""",
        [
            "1.1.1 建立标准 牵:市水利局 配:市林草局",
            "1.1.2 优化机制 责:市林草局",
            "1.1.3 加强集成 责:市水利局",
        ],
    ),
    "no brackets": (
        """
实施方案
一、重点任务
（一）改善条件。修缮校舍。省教育厅牵头，省财政厅、发展改革委按职责分工负责。
（二）提高待遇。落实政策。
省教育厅、财政厅按职责分工负责，各设区市人民政府结合实际落实。
""",
        [
            "1.1 改善条件 牵:省教育厅 责:省财政厅、省发展改革委",
            "1.2 提高待遇 责:省教育厅、省财政厅",
        ],
    ),
    "the first listed leads": (
        """
实施方案
一、重点任务
1.甲事项。（责任单位：市教育局、市科技局）
2.乙事项。（责任单位：各县区、市科技局）
3.丙事项。（责任单位：各县区）
二、保障措施
每项工作中排位靠前的单位为牵头单位。
""",
        [
            "1.1 甲事项 牵:市教育局 责:市科技局",
            "1.2 乙事项 牵:各县区 责:市科技局",
            "1.3 丙事项 责:各县区",
        ],
    ),
    "dashes": (
        """
实施方案
一、行动
——修渠行动。修好水渠。（市水利局牵头）
——种树行动。（市林草局牵头）
""",
        ["1.1 修渠行动 牵:市水利局", "1.2 种树行动 牵:市林草局"],
    ),
    "chapters and articles": (
        """
管理实施方案
第一章 总则
第一条 制定本方案。
第二章 任务
第二条 推进建设。建设站点。（市住建局牵头）
第三条 加强巡查。（市城管局负责，各街道配合）
""",
        ["2.1 推进建设 牵:市住建局", "2.2 加强巡查 责:市城管局 配:各街道"],
    ),
    "clauses in brackets side by side": (
        """
实施方案
一、任务
1.修渠。加固堤坝。（牵头单位：市水利局）（配合单位：市林草局）
2.种树。
（市林草局牵头）
责任单位：市住建局
""",
        ["1.1 修渠 牵:市水利局 配:市林草局", "1.2 种树 牵:市林草局 责:市住建局"],
    ),
    "a table as lines with tabs": (
        """
实施方案
一、要求
各单位要落实。
序号\t工作任务\t主要责任单位
1\t修渠\t区水利局区林草局三十里水库管理处
2\t种树\t相关乡镇人民政府、区林草局
注：第一个为牵头单位，其余为主要配合单位。
""",
        [
            "1.1 修渠 牵:区水利局 配:区林草局、三十里水库管理处",
            "1.2 种树 牵:相关乡镇人民政府 配:区林草局",
        ],
    ),
    "lines broken at a fixed width": (
        """
　　　　实施方案
一、任务
　　1.修渠。加固全市旧有堤坝和泵站，完善巡查、
检修、报告制度，建立值守机制，定期开展演练和评
估。（市水利局牵头，市林草局、市住建局、市财政
局配合）
　　2.种树。在荒山荒坡和河道两岸开展植树造林活
动，提高森林覆盖率，完善管护制度，防止火情发生
和蔓延。（市林草局牵头，市应急管理局、市水利局
配合）
""",
        [
            "1.1 修渠 牵:市水利局 配:市林草局、市住建局、市财政局",
            "1.2 种树 牵:市林草局 配:市应急管理局、市水利局",
        ],
    ),
    "a table of contents": (
        """
实施方案
目录
一、总则
二、任务
一、总则
要求。
二、任务
1.修渠。（市水利局牵头）
""",
        ["2.1 修渠 牵:市水利局"],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(name: str) -> None:
    text, measures = DOCUMENTS[name]
    made = drafted(text)
    assert rows(made) == measures
    assert valid(made)


def test_page_copied_as_one_line() -> None:
    filler = "推进建设，完善体系，提升能力。" * 40
    page = (
        f"首页 通知 实施方案 各有关单位：现印发给你们。一、任务（一）修渠。{filler}（市水利局牵头）"
        f"（二）种树。{filler}（市林草局牵头，市水利局配合）二、保障（一）领导。{filler}（各部门负责）"
        "来源：某某网"
    )
    assert rows(drafted(page)) == [
        "1.1 修渠 牵:市水利局",
        "1.2 种树 牵:市林草局 配:市水利局",
        "2.1 领导 责:各部门",
    ]


MEASURE = "方案\n一、任务\n1.修渠。（市水利局负责）"


def test_what_is_not_understood_is_told() -> None:
    clause = "（具体由市水利局抓紧牵头办理，另行通知）"
    made = drafted(f"方案\n一、任务\n1.修渠。{clause}\n2.种树。（市林草局负责）")
    (problem,) = made.problems
    assert (problem.code, problem.location.line) == ("unread-clause", 3)
    entry = made.plan.entries[0]
    assert entry.measure.attribution.startswith("（具体由")
    assert "没有读懂" in made.comments[entry.path]


def test_restored_prefix_and_guesses_are_commented() -> None:
    made = drafted("方案\n一、任务\n1.修渠。（市水利局、林草局负责）")
    text = dump(made.plan, made.comments)
    assert "- 市林草局  # 印作“林草局”，补全了前缀" in text
    assert "市水利局: {category: 政府部门}  # 类别为推测" in text


def test_words_of_a_clause_that_are_not_read_are_told_beside_the_rest() -> None:
    made = drafted("方案\n一、任务\n1.修渠。（牵头单位：市水利局；配合单位：同上）")
    (problem,) = made.problems
    assert (problem.code, problem.message) == ("unread-clause", "责任条款里没有读懂：同上")
    (entry,) = made.plan.entries
    assert entry.measure.lead == ("市水利局",)
    assert "同上" in made.comments[entry.path]


def test_a_name_without_a_bodys_ending_is_told_unless_printed_again() -> None:
    once = drafted("方案\n一、任务\n1.修渠。（市水利局、种苗工程牵头，市林草局配合）")
    assert [problem.code for problem in once.problems] == ["unusual-unit"]
    twice = drafted(
        "方案\n一、任务\n1.修渠。（市水利局、种苗工程牵头，市林草局配合）\n"
        "2.种树。（市林草局、种苗工程牵头，市水利局配合）"
    )
    assert twice.problems == ()


def test_what_the_rule_of_the_first_decides_is_noted() -> None:
    made = drafted(
        "方案\n一、任务\n1.修渠。（市水利局、林草局负责）\n2.种树。（市林草局牵头）\n"
        "3.护林。（林草局、水利局）\n二、说明\n责任单位中列首位的为牵头单位，其他为配合单位。"
    )
    assert samples.rows(made) == [
        "1.1 修渠 牵:市水利局 配:市林草局",
        "1.2 种树 牵:市林草局",
        "1.3 护林 牵:林草局 配:水利局",
    ]
    text = dump(made.plan, made.comments)
    assert text.count("列首位的为牵头单位，其他为配合单位”列为牵头") == 2
    assert made.comments["plan", "first_lead"] == "待核：按此句把首位列为牵头的有 2 项，请对照原文"


def test_collective_bodies_are_marked() -> None:
    made = drafted("方案\n一、任务\n1.修渠。（各县（市、区）人民政府、市水利局负责）")
    assert [(unit.name, unit.collective) for unit in made.plan.units] == [
        ("各县（市、区）人民政府", True),
        ("市水利局", False),
    ]


def test_paragraphs_after_the_measures_become_provisions() -> None:
    made = drafted(f"{MEASURE}\n二、保障\n（一）领导\n市水利局要加强指导。")
    (provision,) = made.plan.all_sections[-1].provisions
    assert (provision.id, provision.units) == ("2.1.1", ("市水利局",))


def test_a_title_names_bodies_of_a_provision_too() -> None:
    made = drafted(f"{MEASURE}\n二、保障\n（一）市水利局的责任。市林草局要配合好。")
    (provision,) = made.plan.all_sections[-1].provisions
    assert provision.title == "市水利局的责任"
    assert provision.units == ("市水利局", "市林草局")


def valid(made: Draft) -> bool:
    loaded = load(dump(made.plan, made.comments), "plan.yaml")
    return not loaded.problems and loaded.plan == made.plan


_VOCABULARY = (
    "一、 （一） 1. —— 修渠 。 （ ） 市水利局 、 ， 牵头 负责 责任单位： 达到95% 各县区 # 《方案》 "
    "“ 首位为牵头单位 目录 | 牵头单位 "
    "专栏1 2. （二） 3.责任单位 完成时限： 由市水利局牵头，会同 任务一："
)
_PIECES = st.sampled_from([*_VOCABULARY.split(), "\n", "  ", "\t"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=60).map("".join), st.text(max_size=300)))
def test_any_text_gives_a_valid_plan(text: str) -> None:
    assert valid(drafted(text or "甲"))


def test_an_annexed_table_that_names_other_bodies_is_told() -> None:
    text = (
        "南湖市方案\n一、修渠。（市水利局、市财政局负责）\n二、种树。（市林草局牵头）\n"
        "序号|工作任务|责任单位\n1|修渠|市水利局、市住建局\n2|种树|市林草局"
    )
    made = samples.drafted(text)
    assert samples.rows(made) == ["1 修渠 责:市水利局、市财政局", "2 种树 牵:市林草局"]
    told = [one for one in made.problems if one.code == "table-differs"]
    assert [(one.location.line, one.message) for one in told] == [
        (
            2,
            "表中（第 5 行）与正文不同：市财政局正文为负责、表中没有；市住建局正文没有、表中为负责",
        )
    ]


def test_a_list_mark_is_no_part_of_a_clause() -> None:
    made = drafted("方案\n1.修渠。清淤。\n·牵头单位：市水利局\n·配合单位：市财政局")
    (entry,) = made.plan.entries
    assert entry.measure.attribution == "牵头单位：市水利局\n配合单位：市财政局"


def test_a_sentence_that_shares_out_nothing_is_told_with_its_words() -> None:
    made = drafted((CORPUS / "35-nothing-shared-out.txt").read_text("utf-8"))
    told = [one.message for one in made.doubts if one.code == "unread-clause"]
    assert told == ["像责任条款，没有读入：省市场监管局要会同有关部门制定抽查事项清单和实施办法。"]


def test_brackets_without_roles_are_no_evidence_for_each_other() -> None:
    words = ("交证件照（近三个月）", "查体征（头痛发热、咳嗽及乏力）")
    lines = [f"{number}.{words[number % 2]}。" for number in range(1, 7)]
    made = drafted("\n".join(["某市办事指南", *lines]))
    assert not made.plan.units


def test_a_readers_doubt_hangs_on_no_measure_that_shares_its_line() -> None:
    both = "1.修渠。清淤。（市水利局负责）2.种树。种好。（市林草局负责）"
    lines = ("某市方案", both, "3.护林。巡山。（市公安局负责）")
    blocks = tuple(Paragraph(text, number) for number, text in enumerate(lines, 1))
    doubts = tuple(Doubt(code="unread-part", message=f"图{line}", line=line) for line in (2, 3))
    made = draft(Document("a.txt", blocks, doubts=doubts))
    assert made.lines == {"1": 2, "2": 2, "3": 3}
    assert [one.at for one in made.doubts if one.code == "unread-part"] == ["", "3"]
