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
    ],
)
def test_place(title: str, place: str) -> None:
    assert read(title).plan.head.jurisdiction == place


def test_two_issuers() -> None:
    head = read(
        "中共南湖市委 南湖市人民政府\n关于加快水网建设的实施意见\n南发〔2024〕3号"
    ).plan.head
    assert head.number == "南发〔2024〕3号"
    assert head.issuer == "中共南湖市委 南湖市人民政府"


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
    [("南湖市城市更新工作要点", "南湖市"), ("落实省领导批示分工方案", "")],
)
def test_place_of_a_title(title: str, place: str) -> None:
    assert drafted(f"{title}\n一、治水。建好。（市水利局负责）").plan.head.jurisdiction == place
