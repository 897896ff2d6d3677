from dataclasses import replace
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from office_files import tables
from sciplan.papers import attendance
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import Run, as_text, facts, measures_in, plan_of, roles_of, small

UNITS = list(facts()["units"])
MEASURES = list(measures_in(facts()))
BLANKS = ["姓名", "职务", "电话", "签到"]


def test_all_units_and_no_topics_where_the_whole_plan_is_on_the_table(papers: Path) -> None:
    (sheet,) = tables(papers / "06-会议签到表.docx")
    assert sheet[0] == ["序号", "单位", "身份", *BLANKS]
    expected = []
    for place, unit in enumerate(UNITS, 1):
        mine = [roles_of(facts(), m).get(unit) for m in MEASURES]
        role = "牵头" if "lead" in mine else "配合"
        expected.append([str(place), unit, role, "", "", "", ""])
    assert sheet[1:] == expected
    document = docx.Document(str(papers / "06-会议签到表.docx"))
    assert "会议名称：" in [each.text for each in document.paragraphs]
    assert [each.orientation for each in document.sections] == [WD_ORIENT.PORTRAIT]


def test_what_is_settled_of_the_meeting_is_printed(run: Run, tmp_path: Path) -> None:
    settled = {"title": "科普会", "time": "3月5日9:00", "place": "三楼"}
    for meeting, said in (
        (settled, ["会议名称：科普会", "时间：3月5日9:00　　地点：三楼"]),
        ({"place": "三楼"}, ["会议名称：", f"时间：{'　' * 8}地点：三楼"]),
    ):
        path = tmp_path / "plan.yaml"
        path.write_text(as_text(small(papers={"meeting": meeting})), encoding="utf-8")
        out = tmp_path / str(len(meeting))
        assert run("export", str(out), "-p", str(path), "--only", "会议签到表").code == 0
        lines = [each.text for each in docx.Document(str(out / "06-会议签到表.docx")).paragraphs]
        assert [line for line in lines if "：" in line] == said


def test_rows_are_high_enough_to_sign_in(papers: Path) -> None:
    (sheet,) = docx.Document(str(papers / "06-会议签到表.docx")).tables
    assert all((row.height or 0) >= Mm(8.9) for row in sheet.rows[1:])


def test_of_some_topics_only_who_is_concerned(run: Run, tmp_path: Path) -> None:
    args = ("--only", "会议签到表", "--topic", "2.5.3", "--topic", "2.1.5")
    assert run("export", str(tmp_path / "材料"), *args).code == 0
    sheet, topics = tables(tmp_path / "材料" / "06-会议签到表.docx")
    chosen = [m for m in MEASURES if m["id"] in ("2.5.3", "2.1.5")]
    concerned = {unit for m in chosen for unit in roles_of(facts(), m)}
    assert [row[1] for row in sheet[1:]] == [unit for unit in UNITS if unit in concerned]
    assert topics[1:] == [[m["id"], m["title"], m["lead"][0]] for m in chosen]
    assert sheet[0] == ["序号", "单位", "身份", "议题", *BLANKS]
    assert {row[1]: row[3] for row in sheet[1:]}["市委组织部"] == "2.5.3"


def test_topics_in_a_row_are_a_range_within_their_section(run: Run, tmp_path: Path) -> None:
    args = ("--only", "会议签到表", "--topic", "2.1", "--topic", "2.2.1", "--topic", "3.4")
    assert run("export", str(tmp_path / "材料"), *args).code == 0
    sheet, _ = tables(tmp_path / "材料" / "06-会议签到表.docx")
    topics = {row[1]: row[3] for row in sheet[1:]}
    on_table = [m for m in MEASURES if m["id"].startswith(("2.1.", "3.4.")) or m["id"] == "2.2.1"]
    ids = [m["id"] for m in on_table]
    mine = {u: [m["id"] for m in on_table if u in roles_of(facts(), m)] for u in topics}
    assert mine["市科协"] == ids
    assert topics["市科协"] == "全部议题"
    spelt = {unit: _spelt(words, ids) for unit, words in topics.items() if words != "全部议题"}
    assert spelt == {unit: mine[unit] for unit in spelt}
    assert any("至" in words for words in topics.values())


def test_a_unit_of_many_topics_has_its_sections_there() -> None:
    blocks = [
        {"id": f"{n}", "title": f"第{n}节", "measures": [
            {"id": f"{n}.{k}", "title": f"办{n}.{k}", "lead": ["甲局"] if k % 2 else ["乙局"]}
            for k in range(1, 6)
        ]}
        for n in range(1, 6)
    ]  # fmt: skip
    plan = plan_of(small(sections=blocks))
    source = Source(
        graph=build([plan]), style=PaperStyle(), topics=[(plan, entry) for entry in plan.entries]
    )
    (file,) = attendance.files(source)
    sheet, _ = file.answer.parts
    assert [row.cells[1:4] for row in sheet.tables[0].rows] == [
        ("甲局", "牵头", ("1至5",)),
        ("乙局", "牵头", ("1至5",)),
    ]
    assert any("只列章节" in note for note in sheet.notes)
    few = replace(source, topics=source.topics[:3])
    sheet, _ = next(iter(attendance.files(few))).answer.parts
    assert not any("只列章节" in note for note in sheet.notes)


def _spelt(words: str, ids: list[str]) -> list[str]:
    found = []
    for word in words.split("、"):
        first, _, last = word.partition("至")
        found += ids[ids.index(first) : ids.index(last or first) + 1]
        assert first.rpartition(".")[0] == (last or first).rpartition(".")[0]
    return found


def test_it_is_upright_with_topics_too(run: Run, tmp_path: Path) -> None:
    done = run("export", str(tmp_path), "--only", "会议签到表", "--topic", "2.1")
    assert done.code == 0
    document = docx.Document(str(tmp_path / "06-会议签到表.docx"))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT]
