from collections import Counter
from pathlib import Path

import pytest

from office_files import below, sheets, tables
from sciplan.papers import workload
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import facts, headings, measures_in, plan_of, roles_of, small

UNITS = list(facts()["units"])
SECTIONS = [section for section in headings(facts()) if section.get("measures")]


def counts(*roles: str) -> Counter[tuple[str, str]]:
    """Return (unit, id of the section) → how many duties of some roles."""
    return Counter(
        (unit, section["id"])
        for section in SECTIONS
        for measure in section["measures"]
        for unit, role in roles_of(facts(), measure).items()
        if role in roles
    )


def test_every_unit_has_its_counts_in_order_of_precedence(papers: Path) -> None:
    rows = tables(papers / "02-任务承担情况统计表.docx")[0]
    roles = [roles_of(facts(), measure) for measure in measures_in(facts())]
    assert [row[:3] for row in rows[1:-1]] == [
        [
            unit,
            str(sum(unit in each for each in roles)),
            str(sum(each.get(unit) == "lead" for each in roles)),
        ]
        for unit in UNITS
    ]
    assert rows[-1][:3] == ["合计", "400", "57"]


@pytest.mark.parametrize(
    ("sheet", "roles"),
    [("分章节参与项数", ("lead", "responsible", "cooperating")), ("分章节牵头项数", ("lead",))],
)
def test_units_stand_against_sections_with_sums_that_are_formulas(
    papers: Path, sheet: str, roles: tuple[str, ...]
) -> None:
    heads, rows = below(sheets(papers / "02-任务承担情况统计表.xlsx")[sheet], "单位")
    expected = counts(*roles)
    assert heads[1:-1] == [f"{each['id']} {each['title']}" for each in SECTIONS]
    at = next(number for number, row in enumerate(rows) if row[0] == "合计")
    for unit, *numbers, total in (row[: len(heads)] for row in rows[:at]):
        assert [number or 0 for number in numbers] == [expected[unit, s["id"]] for s in SECTIONS]
        assert total == sum(number or 0 for number in numbers)
    assert [row[0] for row in rows[:at]] == [u for u in UNITS if any(u == x for x, _ in expected)]
    assert all(str(cell).startswith("=SUM(") for cell in rows[at][1 : len(heads)])


def parts_with(sections: int) -> list[str]:
    blocks = [
        {"id": str(n), "title": f"第{n}节", "measures": [
            {"id": f"{n}.1", "title": f"办第{n}件事", "lead": ["甲局"], "cooperating": ["乙局"]}
        ]}
        for n in range(1, sections + 1)
    ]  # fmt: skip
    source = Source(graph=build([plan_of(small(sections=blocks))]), style=PaperStyle())
    file, *_ = workload.files(source)
    return [part.title for part in file.answer.parts]


@pytest.mark.parametrize(
    ("sections", "titles"),
    [(1, []), (2, ["分章节参与项数", "分章节牵头项数"]), (17, ["分章节项数"])],
)
def test_sections_stand_side_by_side_where_a_page_holds_them(
    sections: int, titles: list[str]
) -> None:
    assert parts_with(sections) == ["各单位承担任务项数", *titles]
