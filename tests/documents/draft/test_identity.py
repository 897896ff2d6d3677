"""The plan's own id, place and coordinator: proposed only where the document suggests them."""

from datetime import date

import pytest

from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.draft.identity import coordinator, identifier, jurisdiction
from sciplan.documents.outline.head import DocumentFacts
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load


@pytest.mark.parametrize(
    ("facts", "path", "ident"),
    [
        (DocumentFacts(title="方案", number="南政发〔2024〕8号"), "a.txt", "plan-2024-8"),
        (DocumentFacts(title="方案", period=(2024, 2026)), "a.txt", "plan-2024-2026"),
        (DocumentFacts(title="方案", issued=date(2024, 3, 15)), "a.txt", "plan-20240315"),
        (DocumentFacts(title="方案"), "docs/Nanhu Water_Plan.docx", "plan-nanhu-water-plan"),
        (DocumentFacts(title="方案"), "方案.txt", "plan-draft"),
    ],
)
def test_identifier(facts: DocumentFacts, path: str, ident: str) -> None:
    assert identifier(facts, path).value == ident


def at(place: str, *based_on: str, number: str = "南政发〔2024〕8号") -> DocumentFacts:
    return DocumentFacts(title="方案", number=number, place=place, based_on=based_on)


@pytest.mark.parametrize(
    ("facts", "text", "place"),
    [
        (at("南湖市"), "浙江省南湖市的实践", "浙江省南湖市"),
        (at("南湖市", "浙政发〔2023〕5号"), "浙江科技奖", "浙江省南湖市"),
        # 青 begins the numbers of 青岛 as well as of 青海: the province is not named.
        (at("南湖市", "青政发〔2023〕5号"), "各有关部门", "南湖市"),
        (at("南湖市"), "学习浙江省、江苏省经验", "南湖市"),
        (at("南湖市", "浙政发〔2023〕5号", "苏政发〔2023〕5号"), "浙江、江苏", "南湖市"),
        (at("浙江省"), "浙江省", "浙江省"),
        (at("浙江省南湖市"), "浙江省", "浙江省南湖市"),
        (at("上海市", "浙政发〔2023〕5号"), "浙江", "上海市"),
        (at("", "浙政发〔2023〕5号"), "浙江", ""),
    ],
)
def test_jurisdiction(facts: DocumentFacts, text: str, place: str) -> None:
    found = jurisdiction(facts, text)
    assert found.value == place
    assert bool(found.ground) == (place != facts.place)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市科协发挥综合协调作用，做好联络。", "市科协"),
        ("由市水利局负责统筹协调。", "市水利局"),
        ("市水利局承担牵头协调工作。", "市水利局"),
        ("各部门要加强统筹协调。", ""),
        ("市科协负责统筹协调。市水利局负责综合协调。", ""),
        ("市科协负责宣传。", ""),
    ],
)
def test_coordinator(text: str, name: str) -> None:
    assert coordinator([text], frozenset()).value == name


LINES = (
    "南湖市人民政府关于印发南湖市节水方案的通知",
    "南政发〔2024〕9号",
    "南湖市节水方案",
    "根据《浙江省节水方案》（浙政发〔2023〕5号），制定本方案。",
    "一、任务",
    "1.修渠。由市科技局统筹协调各县区。（市水利局牵头）",
    "二、保障",
    "（一）领导",
    "各部门要密切配合。市水利局负责统筹协调，定期通报。",
    "南湖市人民政府",
    "2024年5月6日",
    "（此件公开发布）",
)


def made() -> Draft:
    return draft(Document("a.txt", tuple(Paragraph(x, n) for n, x in enumerate(LINES, 1))))


def test_proposals_are_marked_with_their_grounds() -> None:
    text = dump(made().plan, made().comments)
    assert "id: plan-2024-9  # 待核：代号由发文字号得出" in text
    assert "jurisdiction: 浙江省南湖市  # 待核：省份由依据文件 浙政发〔2023〕5号 推出" in text
    assert "coordinator: 市水利局  # 待核：文中有“市水利局负责统筹协调”" in text
    loaded = load(text, "plan.yaml")
    assert loaded.plan == made().plan


def test_the_signature_is_no_provision() -> None:
    (section,) = [one for one in made().plan.all_sections if one.provisions]
    assert [one.text for one in section.provisions] == ["市水利局负责统筹协调，定期通报。"]


@pytest.mark.parametrize(
    "colophon",
    [
        (
            "抄送：市委各部门，市人大常委会办公室。",
            "南湖市人民政府办公室　　2024年3月20日印发",
        ),
        ("（此件印30份）", "分送：各镇。"),
    ],
)
def test_who_gets_copies_is_no_provision(colophon: tuple[str, ...]) -> None:
    lines = (*LINES, *colophon)
    plan = draft(Document("a.txt", tuple(Paragraph(x, n) for n, x in enumerate(lines, 1)))).plan
    assert plan.sections == made().plan.sections
