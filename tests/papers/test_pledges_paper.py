from collections.abc import Mapping
from dataclasses import replace
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


def test_a_specimen_a_unit(names: Mapping[str, list[str]]) -> None:
    assert names["09-目标责任书"] == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_a_specimen_holds_that_unit_s_clauses_and_numbers_only(papers: Path, path: str) -> None:
    unit = path.removesuffix(".docx").partition("-")[2]
    file = papers / "09-目标责任书" / path
    text = everything(file)
    mine = {m["id"]: r[unit] for m in MEASURES if unit in (r := roles_of(facts(), m))}
    for measure in MEASURES:
        assert (measure["title"] in text) == (measure["id"] in mine)
        for target in measure.get("targets", ()):
            assert (target["quote"] in text) == (measure["id"] in mine)
    promised = [m["id"] for m in MEASURES if mine.get(m["id"]) == "lead" and m.get("targets")]
    by_target = [t for t in tables(file) if t[0] == ["序号", "任务名称", "目标要求"]]
    assert [row[0] for t in by_target for row in tasks(t)] == promised


def test_it_is_marked_as_a_specimen_and_has_the_usual_headings(papers: Path) -> None:
    lines = paragraphs(papers / "09-目标责任书" / "07-市教体局.docx")
    assert lines[0] == "市教体局目标责任书（样稿）"
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、牵头任务",
        "二、配合任务",
        "三、目标",
        "四、期限",
        "五、签订",
    ]
    assert any("2021年至2025年" in line for line in lines)
    assert not any("草案" in line for line in lines)


def test_the_provision_that_provides_for_signing_says_who_signs_and_is_cited(papers: Path) -> None:
    lines = paragraphs(papers / "09-目标责任书" / "07-市教体局.docx")
    (preamble,) = [line for line in lines if "签订本责任书" in line]
    assert preamble == (
        "根据《曲靖市全民科学素质行动实施方案（2021—2025年）》（曲政发〔2022〕21号）"
        "四（二）“完善目标责任机制”，市人民政府（甲方）与曲靖市教育体育局（乙方）签订本责任书。"
    )


def test_what_is_asked_of_a_unit_fits_its_part(papers: Path) -> None:
    helper = paragraphs(papers / "09-目标责任书" / "03-市委网信办.docx")
    assert not any("对牵头任务" in line for line in helper)
    leader = paragraphs(papers / "09-目标责任书" / "35-市大数据中心.docx")
    assert not any("对配合任务" in line for line in leader)


@pytest.mark.parametrize("path", PATHS)
def test_both_sides_sign_and_nobody_with_itself(papers: Path, path: str) -> None:
    signatures = tables(papers / "09-目标责任书" / path)[-1]
    unit = path.removesuffix(".docx").partition("-")[2]
    assert signatures[0] == ["", "甲方", "乙方"]
    assert signatures[1] == ["单位（盖章）", "市人民政府", unit]
    assert signatures[2] == ["负责人（签字）", "", ""]


SIGNED = {
    "id": "2",
    "title": "保障措施",
    "provisions": [{"id": "2.1", "title": "签订责任书", "units": ["甲局", "成员单位"]}],
}


def source_of(*, pledge: object = None, signed: bool = True, **changes: object) -> Source:
    content = small(**changes)
    content["sections"] = [*content["sections"], *([SIGNED] if signed else [])]
    if pledge is not None:
        content["papers"] = {"pledge": pledge}
    plan = plan_of(content)
    return Source(graph=build([plan]), style=style_of(plan.papers))


def names_and_parties(source: Source) -> dict[str, str]:
    return {
        file.name.partition("-")[2].removesuffix(".docx"): list(file.answer.parts)[-1]
        .tables[0]
        .rows[0]
        .cells[1]
        for file in pledges.files(source)
    }


def test_the_first_party_signs_with_all_but_itself() -> None:
    source = source_of()
    assert names_and_parties(source) == {"乙局": "甲局", "丙会": "甲局"}
    asked = replace(source, units=[key for _, key in source.numbered])
    assert [line for line in pledges.lacking(asked) if line.startswith("甲局")] == [
        "甲局是甲方，不与自己签订"
    ]


def test_a_plan_that_provides_for_no_signing_has_no_specimens() -> None:
    source = source_of(signed=False)
    assert not list(pledges.files(source))
    (why,) = pledges.lacking(source)
    assert "papers.pledge" in why
    named = source_of(signed=False, pledge={"party": "某市人民政府"})
    assert set(names_and_parties(named).values()) == {"某市人民政府"}
    assert not list(pledges.lacking(named))


def test_what_the_plan_file_says_of_the_pledge_is_printed_and_nothing_else() -> None:
    pledge = {"party": "某市人民政府", "basis": "某发〔2024〕5号", "assessment": "年终考核。"}
    file, *_ = pledges.files(source_of(pledge={**pledge, "copies": "2"}))
    parts = {part.title: part.lead for part in file.answer.parts}
    first = next(iter(parts.values()))
    assert first[0] == "根据某发〔2024〕5号，某市人民政府（甲方）与甲局（乙方）签订本责任书。"
    assert parts["考核"] == ("年终考核。",)
    assert parts["签订"] == ("本责任书一式两份。",)
    bare, *_ = pledges.files(source_of())
    titles = [part.title for part in bare.answer.parts]
    assert "考核" not in titles
    assert not list(bare.answer.parts)[-1].lead


def test_a_plan_that_says_responsible_calls_nobody_a_lead() -> None:
    measure = {"id": "1", "title": "办事", "responsible": ["甲局"], "cooperating": ["乙局"]}
    content = small(measures=[measure], papers={"pledge": {"party": "某市人民政府"}})
    plan = plan_of({**content, "sections": []})
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
    source = source_of(units=units, pledge={"party": "某市人民政府"})
    assert set(names_and_parties(source)) == {"乙局", "丙会"}
    asked = replace(source, units=[key for _, key in source.numbered])
    assert list(pledges.lacking(asked)) == [
        "甲局是集合称谓，没有一个单位可以签字",
        "丁会没有牵头、配合的任务",
    ]
