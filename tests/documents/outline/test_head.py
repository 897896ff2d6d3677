"""What a document says of itself at its top."""

from datetime import date

import pytest

from import_samples import drafted
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.plan.walk import provisions

BODY = "为了建设水网，制定本方案。\n一、修建水库。（市水利局牵头）\n二、铺设管道。（市住建局负责）"


def read(head: str) -> Draft:
    lines = f"{head}\n{BODY}".split("\n")
    blocks = tuple(Paragraph(line, number) for number, line in enumerate(lines, 1))
    return draft(Document("plan.txt", blocks))


@pytest.mark.parametrize(
    "title",
    [
        "南湖市水网建设任务分工表",
        "南湖市水网建设责任清单",
        "南湖市2024年水网建设工作台账",
        "南湖市水网建设重点任务分解",
        "南湖市水网建设重点任务分解表",
        "南湖市关于加快水网建设的实施意见",
        "南湖市水网建设总体方案",
        "南湖市水网建设三年行动",
        "南湖市水网建设2024年工作要点",
        "南湖市水网建设实施方案（试行）",
        "南湖市水网建设目标责任书",
        "2024年南湖市水网建设重点工作任务责任分解",
        "南湖市水网建设工作任务分工",
        "南湖市水网建设责任分工",
        "南湖市水网建设重点任务清单",
        "南湖市水网建设工作安排",
        "南湖市水网建设工作任务书",
        "南湖市水网建设工作推进表",
    ],
)
def test_kinds_of_titles(title: str) -> None:
    found = read(title)
    assert found.plan.head.title == title
    assert [entry.measure.title for entry in found.plan.entries] == ["修建水库", "铺设管道"]


@pytest.mark.parametrize(
    "lines",
    [
        ("南湖市人民政府", "关于加快水网高质量发展的", "实施意见"),
        ("南湖市水网建设三年行动", "（2024—2026年）"),
        ("南湖市贯彻落实国家水网建设行动", "计划实施方案"),
        ("南湖市水网建设实施方案", "重点任务分解表"),
        ("南湖市贯彻落实全省水网建设要求", "推进城乡供水一体化三年", "行动计划（2024—2026年）"),
    ],
)
def test_title_over_several_lines(lines: tuple[str, ...]) -> None:
    found = read("\n".join(lines))
    assert found.plan.head.title == "".join(lines)
    assert [entry.measure.title for entry in found.plan.entries] == ["修建水库", "铺设管道"]


@pytest.mark.parametrize(
    "head",
    [
        "南湖市水网建设总体方案\n南湖市水网建设总体方案",
        "南湖市人民政府文件\n南政发〔2024〕3号\n南湖市水网建设总体方案",
        "附件1\n南湖市水网建设总体方案\n（2024年3月1日）",
        "南湖市水网建设总体方案\n（列首位的为牵头单位）",
        "南湖市水网建设总体方案\n（分三步实施，共五年）",
        (
            "南湖市人民政府\n关于印发南湖市水网建设\n总体方案的通知\n各县（市、区）人民政府：\n"
            "南湖市人民政府\n2024年3月1日\n南湖市水网建设\n总体方案"
        ),
    ],
)
def test_lines_that_are_no_title(head: str) -> None:
    assert read(head).plan.head.title == "南湖市水网建设总体方案"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("南湖市水网建设总体方案", "南湖市"),
        ("2024年南湖市水网建设责任分解", "南湖市"),
        ("2024年度南湖市水网建设责任分解", "南湖市"),
        ("中共南湖市委关于水网建设的实施意见", "南湖市"),
        ("共青团南湖市委水网建设方案", "南湖市"),
        ("南湖区2031年度水网建设任务表", "南湖区"),
    ],
)
def test_place(title: str, place: str) -> None:
    assert read(title).plan.head.jurisdiction == place


def test_two_issuers() -> None:
    head = read(
        "中共南湖市委 南湖市人民政府\n关于加快水网建设的实施意见\n南发〔2024〕3号"
    ).plan.head
    assert head.number == "南发〔2024〕3号"
    assert head.issuer == "中共南湖市委、南湖市人民政府"


def test_a_sentence_of_the_opening_is_no_issuer() -> None:
    made = drafted(
        "关于治水的实施意见\n为贯彻落实上级关于治水工作的指示，制定本意见。\n"
        "一、治水。建好。（市水利局负责）"
    )
    assert made.plan.head.issuer == ""


def test_a_day_that_ends_the_document_is_its_day() -> None:
    made = drafted(
        "南湖市方案\n一、治水。建好。（市水利局负责）\n二、保障\n加强领导。\n\n2023年5月6日"
    )
    assert made.plan.head.issued == date(2023, 5, 6)
    assert not any("5月6日" in one.title for _, one in provisions(made.plan))


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("南湖市城市更新工作要点", "南湖市"),
        ("南湖区城市更新方案", ""),
        ("落实省领导批示分工方案", ""),
    ],
)
def test_place_of_a_title(title: str, place: str) -> None:
    assert drafted(f"{title}\n一、治水。建好。（市水利局负责）").plan.head.jurisdiction == place


_TASK = "一、治水。建好。（市水利局负责）\n二、修渠。建好。（市水利局负责）"


@pytest.mark.parametrize(
    "opening",
    [
        "为落实《北湖省水利厅关于印发水网推广方案的通知》（北水〔2031〕34号）要求，制定本方案。",
        "根据北湖省人民政府关于印发北湖省水网建设方案的通知精神，制定本方案。",
        "按照《北湖省水网建设方案》（北政发〔2031〕9号）印发的要求，制定本方案。",
        "为贯彻《北湖省人民政府关于印发〈北湖省水网建设方案〉的通知》，制定本方案。",
    ],
)
def test_what_a_document_quotes_is_not_its_own(opening: str) -> None:
    head = drafted(f"南湖市水网建设实施方案\n{opening}\n{_TASK}").plan.head
    assert (head.title, head.number, head.issuer) == ("南湖市水网建设实施方案", "", "")


def test_a_small_table_further_down_tells_no_title() -> None:
    blocks = (
        Paragraph("南湖市水网建设实施方案", 1),
        Paragraph("一、治水", 2),
        Paragraph("1.修渠。（市水利局牵头）", 3),
        Paragraph("名称", 4),
        Paragraph("数量", 5),
        Paragraph("2.打井。（市财政局牵头）", 6),
    )
    assert draft(Document("a.txt", blocks)).plan.head.title == "南湖市水网建设实施方案"


def test_a_lone_name_is_no_table_of_facts() -> None:
    head = drafted(f"南湖市水网建设实施方案\n名称\n数量\n{_TASK}").plan.head
    assert head.title == "南湖市水网建设实施方案"


@pytest.mark.parametrize(
    ("lines", "number", "issuer", "issued"),
    [
        (
            (
                "南湖市人民政府文件\n南政发〔2031〕 9 号\n南湖市人民政府关于印发水网方案的通知\n"
                "各县区："
                "\n现将《水网方案》印发给你们。\n南湖市人民政府\n2031 年 5 月 6 日\n水网方案"
            ),
            "南政发〔2031〕9号",
            "南湖市人民政府",
            date(2031, 5, 6),
        ),
        (
            (
                "南湖区党工委办公室\n南湖区管委会办公室\n关于印发《水网方案》的通知\n各单位：\n"
                "现将《水网方案》印发给你们。\n南湖区党工委办公室    南湖区管委会办公室\n"
                "2031年4月9日\n水网方案"
            ),
            "",
            "南湖区党工委办公室、南湖区管委会办公室",
            date(2031, 4, 9),
        ),
        (
            (
                "南湖市水利局 南湖市财政局\n关于印发水网方案的通知\n各单位：\n"
                "现将《水网方案》印发给你们。"
                "\n南湖市水利局\n南湖市财政局\n2031年4月9日\n水网方案"
            ),
            "",
            "南湖市水利局、南湖市财政局",
            date(2031, 4, 9),
        ),
        (
            (
                "标题: 关于印发水网方案的通知\n发布时间: 2031-05-09 10:09\n文号: \n"
                "发布机构: 中国南湖\n当前位置： 首页 关于印发水网方案的通知 时间：2031-05-09 微信 "
                "南管办〔2031〕78号"
                "南湖区管委会办公室关于印发水网方案的通知各单位：现将《水网方案》印发给你们。"
                "南湖区管委会办公室2031年5月6日 水网方案"
            ),
            "南管办〔2031〕78号",
            "南湖区管委会办公室",
            date(2031, 5, 6),
        ),
        (
            (
                "南湖市人民政府办公室关于印发2031年水网方案的通知各县区：现将《2031年水网方案》印发给"
                "你们。附件：2031年水网方案南湖市人民政府办公室2031年5月6日附件2031年水网方案"
            ),
            "",
            "南湖市人民政府办公室",
            date(2031, 5, 6),
        ),
    ],
)
def test_who_issued_it_and_when(lines: str, number: str, issuer: str, issued: date) -> None:
    head = drafted(f"{lines}\n{_TASK}").plan.head
    assert head.title.endswith("水网方案")
    assert (head.number, head.issuer, head.issued) == (number, issuer, issued)


def test_no_half_of_a_quoted_title() -> None:
    head = drafted(
        "南湖市人民政府关于印发《南湖市治水方案》《南湖市修渠方案》的通知\n南湖市人民政府\n"
        f"2031年4月9日\n{_TASK}"
    ).plan.head
    assert head.title == "南湖市治水方案"


@pytest.mark.parametrize(
    "title",
    [
        "关于加强全省水网建设的实施意见",
        "智慧社区2031年建设方案",
        "加强全省水网建设工作方案",
        "加快我市水网建设工作方案",
    ],
)
def test_no_place_of_words(title: str) -> None:
    assert drafted(f"{title}\n{_TASK}").plan.head.jurisdiction == ""


@pytest.mark.parametrize(
    ("lines", "key", "words"),
    [
        ("为治好水，制定本稿。", "title", "取自文件名"),
        ("发布时间：2031-05-09\n南湖市水网方案", "issued", "未必是成文日期"),
        ("南湖市人民政府关于水网建设的实施意见", "issuer", "没有落款"),
        (
            "南湖市水网方案\n南政发〔2031〕7号南湖市人民政府关于印发南湖市水网方案的通知各单位：",
            "number",
            "正文一行之中",
        ),
    ],
)
def test_what_is_uncertain_is_marked_beside_it(lines: str, key: str, words: str) -> None:
    assert words in drafted(f"{lines}\n{_TASK}").comments["plan", key]


@pytest.mark.parametrize(
    "foot",
    [
        "主办单位：南湖市人民政府办公室\n承办单位：南湖市大数据中心\n网站标识码：4600000001",
        "主办单位：南湖市水利局 联系方式：0900-1\n南公网安备46000000000001号 南ICP备00000001号",
        "主办：南湖市水利局\nCopyright © 2031\n南湖市水利局 保留所有权利\n工信部备案：南ICP备1号",
    ],
)
def test_a_site_s_foot_gives_nobody_a_duty(foot: str) -> None:
    made = drafted(f"南湖市水网方案\n{_TASK}\n{foot}")
    plain = drafted(f"南湖市水网方案\n{_TASK}")
    assert made.plan.entries == plain.plan.entries
    gone = {one.before for one in made.repairs if one.kind == "网页附属文字"}
    assert gone == {*foot.split("\n")}
