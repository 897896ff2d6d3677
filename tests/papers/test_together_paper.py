import re
from collections import defaultdict
from itertools import permutations
from pathlib import Path

from office_files import sheets, tables
from sciplan.papers import together
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import facts, measures_in, plan_of, roles_of, small

Lists = dict[str, dict[str, tuple[list[str], list[str]]]]


def expected() -> Lists:
    """Return unit → partner → ids of what the unit leads, and of what the partner leads."""
    found: Lists = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for measure in measures_in(facts()):
        for (unit, role), (partner, other) in permutations(roles_of(facts(), measure).items(), 2):
            for place, leads in enumerate((role == "lead", other == "lead")):
                if leads:
                    found[unit][partner][place].append(measure["id"])
    return found


def read_back(path: Path) -> Lists:
    """Return what the list says, from its words alone."""
    found: Lists = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for unit, who, said in tables(path)[0][1:]:
        for names, ids in re.findall(r"([^；（）]+)（([^）]+)）", said):
            for partner in names.split("、"):
                leads, led = found[unit][partner]
                leads += ids.split("、") if who in ("双方", "本单位") else []
                led += ids.split("、") if who in ("双方", "对方") else []
    return found


def in_order(lists: Lists) -> dict[str, dict[str, tuple[list[str], ...]]]:
    return {
        unit: {partner: tuple(map(sorted, ids)) for partner, ids in partners.items()}
        for unit, partners in lists.items()
    }


def test_each_unit_has_its_partners_and_what_they_do_together(papers: Path) -> None:
    found = read_back(papers / "04-协同清单.docx")
    assert in_order(found) == in_order(expected())
    assert sum(map(len, found.values())) == 2 * 239
    assert list(found) == list(facts()["units"])


def test_no_row_is_so_long_that_a_page_must_be_left_empty(papers: Path) -> None:
    assert max(len(row[2]) for row in tables(papers / "04-协同清单.docx")[0]) < 400


def files_of(**changes: object) -> list[str]:
    plan = plan_of(small(**changes))
    return [file.name for file in together.files(Source(graph=build([plan]), style=PaperStyle()))]


def test_without_anybody_to_work_with_there_is_no_list() -> None:
    assert files_of(sections=[], measures=[{"id": "1", "title": "办事", "lead": ["甲局"]}]) == []


def test_a_plan_that_says_responsible_is_told_so() -> None:
    measure = {"id": "1", "title": "办事", "responsible": ["甲局"], "cooperating": ["乙局"]}
    plan = plan_of(small(sections=[], measures=[measure]))
    part, _ = next(
        iter(together.files(Source(graph=build([plan]), style=PaperStyle())))
    ).answer.parts
    assert part.tables[0].columns[1].title == "牵头或负责方"
    assert "至少一方牵头或负责的任务" in part.lead[0]
    assert [row.cells[1:] for row in part.tables[0].rows] == [
        ("本单位", "乙局（1）"),
        ("对方", "甲局（1）"),
    ]


def test_a_unit_is_nobody_s_partner_where_both_only_cooperate() -> None:
    partners = expected()["市委网信办"]
    assert "市社科联" not in partners


def test_the_ids_are_explained_at_the_end(papers: Path) -> None:
    (_, index) = tables(papers / "04-协同清单.docx")
    titles = {measure["id"]: measure["title"] for measure in measures_in(facts())}
    shown = {row[0]: row[1] for row in index[1:] if len(row) > 1}
    named = {ident for found in expected().values() for a, b in found.values() for ident in a + b}
    assert shown == {ident: title for ident, title in titles.items() if ident in named}


def test_the_data_sheet_has_a_row_for_each_measure_of_a_pair(papers: Path) -> None:
    heads, *rows = sheets(papers / "04-协同清单.xlsx")["数据"]
    assert (
        heads == ["单位", "协同单位", "编号", "任务内容", "本单位身份", "协同单位身份"] or heads[:3]
    )
    total = sum(len({*a, *b}) for found in expected().values() for a, b in found.values())
    assert len(rows) == total
    assert len({(row[0], row[1]) for row in rows}) == 2 * 239


def test_a_collective_unit_is_left_out() -> None:
    plan = plan_of(small(units={"甲局": {"collective": "true"}, "乙局": {}, "丙会": {}}))
    source = Source(graph=build([plan]), style=PaperStyle())
    answer = next(iter(together.files(source))).answer
    assert {row[:2] for row in answer.records.rows} == {("乙局", "丙会"), ("丙会", "乙局")}
