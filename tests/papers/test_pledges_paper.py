from collections.abc import Mapping
from pathlib import Path

import pytest

from office_files import everything, paragraphs, tables, tasks
from sciplan.papers import pledges
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import style_of
from support import facts, measures_in, plan_of, roles_of, small

UNITS = list(facts()["units"])
MEASURES = list(measures_in(facts()))
PATHS = [f"{place:02}-{unit}.docx" for place, unit in enumerate(UNITS, 1)]


def test_a_draft_a_unit(names: Mapping[str, list[str]]) -> None:
    assert names["目标责任书"] == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_draft_holds_that_unit_s_clauses_and_numbers_only(papers: Path, path: str) -> None:
    unit = path.removesuffix(".docx").partition("-")[2]
    file = papers / "目标责任书" / path
    text = everything(file)
    mine = {m["id"]: r[unit] for m in MEASURES if unit in (r := roles_of(facts(), m))}
    for measure in MEASURES:
        assert (measure["title"] in text) == (measure["id"] in mine)
        for target in measure.get("targets", ()):
            assert (target["quote"] in text) == (measure["id"] in mine)
    promised = [m["id"] for m in MEASURES if mine.get(m["id"]) == "lead" and m.get("targets")]
    by_target = [t for t in tables(file) if t[0] == ["序号", "任务内容", "目标要求"]]
    assert [row[0] for t in by_target for row in tasks(t)] == promised


def test_it_is_marked_as_a_draft_and_has_the_usual_headings(papers: Path) -> None:
    lines = paragraphs(papers / "目标责任书" / "07-市教体局.docx")
    assert lines[0] == "市教体局目标责任书（草案）"
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、责任单位及牵头任务",
        "二、配合任务",
        "三、目标",
        "四、期限",
        "五、签订",
    ]
    assert any("样稿" in line for line in lines)
    assert any("2021年至2025年" in line for line in lines)


def test_what_is_asked_of_a_unit_fits_its_part(papers: Path) -> None:
    helper = paragraphs(papers / "目标责任书" / "03-市委网信办.docx")
    assert not any("对牵头任务" in line for line in helper)
    leader = paragraphs(papers / "目标责任书" / "35-市大数据中心.docx")
    assert not any("对配合任务" in line for line in leader)


@pytest.mark.parametrize(("path", "other"), [("01-市委组织部", "市科协"), ("30-市科协", "")])
def test_both_sides_sign_but_nobody_with_itself(papers: Path, path: str, other: str) -> None:
    signatures = tables(papers / "目标责任书" / f"{path}.docx")[-1]
    assert signatures[0] == ["", "综合协调单位", "责任单位"]
    assert signatures[1] == ["单位（盖章）", other, path[3:]]
    assert signatures[2] == ["负责人（签字）", "", ""]


def test_who_signs_has_another_name_where_lists_call_others_so() -> None:
    plan = plan_of(small(papers={"headings": {"cooperating": "责任单位"}}))
    file, *_ = pledges.files(Source(graph=build([plan]), style=style_of(plan.papers)))
    first, *_, signed = file.answer.parts
    assert first.title == "一、签订单位及牵头任务"
    assert first.lead[0].startswith("签订单位：甲局")
    assert [column.title for column in signed.tables[0].columns][2] == "签订单位"


def test_a_plan_that_says_responsible_calls_nobody_a_lead() -> None:
    measure = {"id": "1", "title": "办事", "responsible": ["甲局"], "cooperating": ["乙局"]}
    plan = plan_of(small(sections=[], measures=[measure]))
    texts = [
        line
        for file in pledges.files(Source(graph=build([plan]), style=style_of(plan.papers)))
        for part in file.answer.parts
        for line in (part.title, *part.lead)
    ]
    assert any("牵头或负责" in line for line in texts)
    assert not any("牵头" in line.replace("牵头或负责", "") for line in texts)


def test_nobody_signs_for_a_collective_unit_or_for_no_duties() -> None:
    units = {"甲局": {"collective": "true"}, "乙局": {}, "丙会": {}, "丁会": {}}
    plan = plan_of(small(units=units, papers={"coordinator": "某办公室"}))
    files = list(pledges.files(Source(graph=build([plan]), style=style_of(plan.papers))))
    assert [file.name for file in files] == ["目标责任书/02-乙局.docx", "目标责任书/03-丙会.docx"]
    *_, signed = files[0].answer.parts
    assert signed.tables[0].rows[0].cells[1] == "某办公室"
