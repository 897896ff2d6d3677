from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from office_files import everything, paragraphs, tables, tasks
from sciplan.papers import duties
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import facts, measures_in, plan_of, roles_of, small

UNITS = list(facts()["units"])
MEASURES = list(measures_in(facts()))
PATHS = [f"{place:02}-{unit}.docx" for place, unit in enumerate(UNITS, 1)]


def own(unit: str, role: str) -> list[str]:
    return [m["id"] for m in MEASURES if roles_of(facts(), m).get(unit) == role]


def test_a_file_a_unit_in_order_of_precedence(names: Mapping[str, list[str]]) -> None:
    assert names["05-职责清单"] == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_unit_s_paper_holds_its_own_duties_and_nothing_of_others(papers: Path, path: str) -> None:
    unit = path.removesuffix(".docx").partition("-")[2]
    found = tables(papers / "05-职责清单" / path)
    ids = [[row[0] for row in tasks(table)] for table in found]
    lead, cooperating = own(unit, "lead"), own(unit, "cooperating")
    assert [some for some in ids if some] == [some for some in (lead, cooperating) if some]
    text = everything(papers / "05-职责清单" / path)
    for measure in MEASURES:
        assert (measure["title"] in text) == (measure["id"] in (*lead, *cooperating))
    for other, known in facts()["units"].items():
        assert other == unit or not (known.get("full_name") and known["full_name"] in text)
    counts = f"牵头{len(lead)}项" if lead else "本单位无牵头任务"
    assert counts in text
    assert not cooperating or f"配合{len(cooperating)}项" in text


def test_a_unit_that_leads_nothing_reads_so(papers: Path) -> None:
    lines = paragraphs(papers / "05-职责清单" / "03-市委网信办.docx")
    name = facts()["units"]["市委网信办"]["full_name"]
    assert f"{name}：本单位无牵头任务，配合7项（只计项数，不代表轻重）。" in lines


def test_partners_stand_in_printed_order_and_numbers_under_their_measure(papers: Path) -> None:
    lead = tables(papers / "05-职责清单" / "30-市科协.docx")[0]
    measure = next(m for m in MEASURES if m["id"] == "2.1.5")
    at = next(number for number, row in enumerate(lead) if row[0] == "2.1.5")
    assert lead[at][1:] == [measure["title"], "、".join(measure["lead"])]
    assert lead[at + 1][-1] == f"任务内容：{measure['summary']}"
    assert "3000人以上" in lead[at + 2][-1]
    assert lead[at + 3][-1] == f"配合单位：{'、'.join(measure['cooperating'])}"


def test_who_leads_is_left_out_where_the_unit_leads_alone(papers: Path) -> None:
    alone = tables(papers / "05-职责清单" / "27-市总工会.docx")[0]
    assert alone[0] == ["序号", "任务名称"]
    assert all(m["lead"] == ["市总工会"] for m in MEASURES if "市总工会" in m["lead"])


def test_the_bound_file_holds_every_unit_on_pages_of_its_own(papers: Path) -> None:
    document = docx.Document(str(papers / "05-各单位职责清单.docx"))
    titles = [p.text for p in document.paragraphs if p.text.endswith("职责清单")]
    assert titles == ["各单位职责清单", *(f"{unit}职责清单" for unit in UNITS)]


def answers(**changes: object) -> dict[str, str]:
    source = Source(graph=build([plan_of(small(**changes))]), style=PaperStyle())
    return {
        file.name: "\n".join(line for part in file.answer.parts for line in part.lead)
        for file in duties.files(source)
    }


def test_a_collective_unit_and_one_without_duties_have_a_paper_too() -> None:
    found = answers(units={"甲局": {"collective": "true"}, "乙局": {}, "丙会": {}, "丁会": {}})
    assert list(found) == [
        "职责清单/01-甲局.docx",
        "职责清单/02-乙局.docx",
        "职责清单/03-丙会.docx",
        "职责清单/04-丁会.docx",
        "各单位职责清单.docx",
    ]
    assert found["职责清单/01-甲局.docx"].startswith("集合称谓，指哪些单位以原文为准；")
    assert found["职责清单/04-丁会.docx"] == "方案没有为本单位列出任务。"


def test_numbers_are_as_wide_as_the_last() -> None:
    units = {f"第{n}局": {} for n in range(120)} | small()["units"]
    assert next(iter(answers(units=units))) == "职责清单/001-第0局.docx"


def test_duties_without_lead_and_cooperation_are_told_apart() -> None:
    measure = {"id": "1", "title": "办事", "responsible": ["甲局", "乙局"], "cooperating": ["丙会"]}
    found = answers(sections=[], measures=[measure])
    assert "负责1项" in found["职责清单/01-甲局.docx"]
    assert "本单位无牵头或负责任务，配合1项" in found["职责清单/03-丙会.docx"]
