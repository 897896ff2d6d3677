"""Papers of a meeting: 会议通知, 分送名单, 参会回执, 会议议程, 汇报提纲, 座签."""

import re
import zipfile
from pathlib import Path

import pytest

from office_files import everything, paragraphs, sheets, tables
from referees import office_pdf, pdf_text
from sciplan.cli.program import main
from sciplan.compare.returns.form import read
from sciplan.documents import reading
from sciplan.papers.registry import form_kinds
from support import Run, as_text, facts, measures_in, roles_of, small

UNITS = list(facts()["units"])
TOPICS = [m for m in measures_in(facts()) if m["id"].startswith("2.1.")]
CONCERNED = [unit for unit in UNITS if any(unit in roles_of(facts(), m) for m in TOPICS)]
LEADS = [unit for unit in UNITS if any(roles_of(facts(), m).get(unit) == "lead" for m in TOPICS)]
ASKED = ("会议通知", "参会回执", "会议议程", "汇报提纲", "座签")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meeting") / "材料"
    only = [word for name in ASKED for word in ("--only", name)]
    assert main(["export", str(folder), "--topic", "2.1", *only]) == 0
    return folder


def test_none_of_them_is_made_unasked(run: Run, tmp_path: Path) -> None:
    file, folder = tmp_path / "plan.yaml", tmp_path / "材料"
    file.write_text(as_text(small()), encoding="utf-8")
    assert run("export", str(folder), "-p", str(file)).code == 0
    found = {path.name for path in folder.rglob("*")}
    assert "01-任务分解表.docx" in found
    assert not found & {"13-会议通知.docx", "13-分送名单.docx", "15-会议议程.docx", "17-座签.docx"}
    assert not found & {"14-参会回执", "16-汇报提纲", "10-征求意见表", "11-意见汇总表.xlsx"}


def test_why_a_unit_is_not_asked_to_come_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(as_text(small(units=small()["units"] | {"丁会": {}})), encoding="utf-8")
    command = ("export", str(tmp_path / "材料"), "-p", str(file), "--only", "参会回执")
    ran = run(*command, "--unit", "丁会")
    assert (ran.code, ran.err.splitlines()[1:]) == (2, ["没有做参会回执：议题不涉及丁会"])


def test_a_notice_names_topics_and_units_and_leaves_blanks(made: Path) -> None:
    text = everything(made / "13-会议通知.docx")
    lines = paragraphs(made / "13-会议通知.docx")
    assert lines[0] == "会议通知"
    assert "各有关单位：" in lines
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、会议时间、地点",
        "二、会议议题",
        "三、参会单位",
        "四、有关事项",
    ]
    assert all(measure["title"] in text for measure in TOPICS)
    assert f"{'、'.join(CONCERNED)}。" in lines
    assert "不得填写涉密信息" in text
    assert ["姓名", "职务", "电话", "备注"] in [
        table[0] for table in tables(made / "13-会议通知.docx")
    ]
    assert not re.search("必须|务必|严禁|责令|督办", text)


def test_the_list_of_addressees_is_a_file_of_its_own(made: Path) -> None:
    (table,) = tables(made / "13-分送名单.docx")
    assert table[0] == ["序号", "单位", "身份", "联系人", "职务", "电话", "签收"]
    assert [row[1] for row in table[1:]] == CONCERNED


def test_an_agenda_lists_the_topics_with_who_might_report(made: Path) -> None:
    (table,) = tables(made / "15-会议议程.docx")
    rows = [row for row in table[1:] if len(row) > 2]
    assert [(row[1], row[2], row[3]) for row in rows] == [
        (m["id"], m["title"], m["lead"][0]) for m in TOPICS
    ]
    assert "第一牵头" not in everything(made / "15-会议议程.docx")


def test_a_reply_goes_to_each_unit_concerned_and_is_read_again(made: Path) -> None:
    paths = sorted((made / "14-参会回执").iterdir())
    assert [path.stem.partition("-")[2] for path in paths] == CONCERNED
    for path in paths:
        form = read(reading.sheets(path.read_bytes(), path.name), path.name, form_kinds(), {})
        unit = path.stem.partition("-")[2]
        assert (form.kind.kind, form.unit, form.problems) == ("replies", unit, ())
        assert [row.key for row in form.rows] == ["1", "2", "3"]
        mine = [m["id"] for m in TOPICS if unit in roles_of(facts(), m)]
        said = "\n".join(str(row[0]) for row in sheets(path)["参会回执"])
        assert f"涉及议题：{'、'.join(mine)}" in said
        assert "不得填写涉密信息" in said


def test_an_outline_for_each_lead_unit_of_the_topics(made: Path) -> None:
    paths = sorted((made / "16-汇报提纲").iterdir())
    assert [path.stem.partition("-")[2] for path in paths] == LEADS
    for path in paths:
        unit = path.stem.partition("-")[2]
        text = everything(path)
        for measure in measures_in(facts()):
            leads = roles_of(facts(), measure).get(unit) == "lead" and measure in TOPICS
            assert (f"{measure['title']}（{measure['id']}）。" in text) == leads
            for target in measure.get("targets", ()):
                assert leads or target["what"] not in text
        heads = [line for line in paragraphs(path) if line[1:2] == "、"]
        assert heads == [
            "一、牵头任务",
            "二、进展情况",
            "三、存在的问题",
            "四、下一步打算",
            "五、需要协调的事项",
        ]
        partners = {
            other
            for m in TOPICS
            if roles_of(facts(), m).get(unit) == "lead"
            for other in roles_of(facts(), m)
            if other != unit
        }
        line = next(line for line in paragraphs(path) if line.startswith("共同牵头、配合的单位："))
        assert set(line.partition("：")[2].rstrip("。").split("、")) == partners


def drawn(path: Path) -> list[tuple[str, bool]]:
    """Return the texts drawn in a document, and whether each stands on its head."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    shapes = re.findall(r"<v:shape .*?</v:shape>", body)
    return [(re.findall(r'string="(.*?)"', shape)[0], "rotation:180" in shape) for shape in shapes]


def both(name: str) -> list[tuple[str, bool]]:
    return [(name, True), (name, False)]


def test_seats_are_the_units_by_precedence_where_no_list_is_given(made: Path) -> None:
    assert drawn(made / "17-座签.docx") == [card for unit in CONCERNED for card in both(unit)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_seats_follow_a_list_in_its_order(run: Run, tmp_path: Path, encoding: str) -> None:
    names = tmp_path / "名单.txt"
    names.write_text("王五\n\n  李四光 \n“甲”<乙>&丙\n王五\n", encoding=encoding)
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "座签", "--seats", str(names)).code == 0
    wanted = ["王　五", "李四光", "“甲”&lt;乙&gt;&amp;丙", "王　五"]
    assert drawn(folder / "17-座签.docx") == [card for name in wanted for card in both(name)]


@pytest.mark.parametrize(
    ("content", "args", "told"),
    [
        ("", ("--only", "座签"), "是空的；座签的名单一行写一个"),
        ("甲\0乙", ("--only", "座签"), "不是文本文件；座签的名单请存为 .txt，一行写一个"),
        ("甲", ("--only", "会议议程"), "--seats 只用于座签，所选材料里没有它"),
        ("甲", (), "--seats 只用于座签，所选材料里没有它"),
    ],
)
def test_a_list_that_can_t_be_used_is_told(
    run: Run, tmp_path: Path, content: str, args: tuple[str, ...], told: str
) -> None:
    names = tmp_path / "名单.txt"
    names.write_text(content, encoding="utf-8")
    done = run("export", str(tmp_path / "材料"), *args, "--seats", str(names))
    assert done.code == 2
    assert told in done.err
    assert not (tmp_path / "材料").exists()


def test_libreoffice_prints_a_page_a_seat(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "名单.txt"
    names.write_text("王五\n李四光\n某某\n", encoding="utf-8")
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "座签", "--seats", str(names)).code == 0
    content = office_pdf(folder / "17-座签.docx")
    # Names are drawn: a page has no text, no number either.
    assert pdf_text(content).split("\f") == ["", "", "", ""]


def test_settings_fill_the_blanks(run: Run, tmp_path: Path) -> None:
    meeting = {
        "title": "科普工作协调会议",
        "time": "2025年3月5日9:00",
        "place": "三楼会议室",
        "host": "张三",
        "reply_by": "3月3日前",
    }
    letter = {"notice": "某科协函〔2025〕1号", "reply_by": "2月1日前"}
    data = small(papers={"meeting": meeting, "consultation": letter})
    file = tmp_path / "plan.yaml"
    file.write_text(as_text(data), encoding="utf-8")
    folder = tmp_path / "材料"
    only = [word for name in (*ASKED, "征求意见表") for word in ("--only", name)]
    assert run("export", str(folder), "-p", str(file), *only).code == 0
    notice = everything(folder / "13-会议通知.docx")
    assert notice.startswith("关于召开科普工作协调会议的通知")
    for said in ("2025年3月5日9:00", "三楼会议室", "请于3月3日前反馈参会回执。"):
        assert said in notice
    assert "主持：张三" in paragraphs(folder / "15-会议议程.docx")
    reply = sheets(folder / "14-参会回执" / "01-甲局.xlsx")["参会回执"]
    assert "会议：科普工作协调会议" in [row[0] for row in reply]
    form = sheets(folder / "10-征求意见表" / "01-甲局.xlsx")["征求意见表"]
    assert any(
        "某科协函〔2025〕1号" in str(row[0]) and "请于2月1日前反馈" in str(row[0]) for row in form
    )


def test_of_many_topics_a_notice_names_the_sections(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "会议通知").code == 0
    line = next(
        line for line in paragraphs(folder / "13-会议通知.docx") if line.startswith("共35项")
    )
    assert line.count("；") == len({m["id"].rpartition(".")[0] for m in measures_in(facts())}) - 1


def test_twice_the_same_bytes(run: Run, tmp_path: Path) -> None:
    only = [word for name in (*ASKED, "征求意见表", "意见汇总表") for word in ("--only", name)]
    found: list[dict[str, bytes]] = []
    for name in ("一", "二"):
        folder = tmp_path / name
        assert run("export", str(folder), "--topic", "2.1.5", *only).code == 0
        found.append(
            {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}
        )
    assert found[0] == found[1]


def test_of_many_topics_collective_names_stand_without_ids(run: Run, tmp_path: Path) -> None:
    measures = [
        {"id": f"{number}", "title": f"办事{number}", "lead": ["甲局"], "cooperating": ["各县"]}
        for number in range(1, 14)
    ]
    data = small(sections=[], measures=measures)
    data["units"] = {"甲局": {}, "各县": {"collective": "true"}}
    for many in (True, False):
        file = tmp_path / f"{many}.yaml"
        file.write_text(
            as_text(data if many else data | {"measures": measures[:12]}), encoding="utf-8"
        )
        folder = tmp_path / str(many)
        only = ("--only", "会议通知", "--only", "参会回执")
        assert run("export", str(folder), "-p", str(file), *only).code == 0
        lines = paragraphs(folder / "13-会议通知.docx")
        reply = [str(row[0]) for row in sheets(folder / "14-参会回执" / "01-甲局.xlsx")["参会回执"]]
        ids = "、".join(str(number) for number in range(1, 13))
        if many:
            assert "各县包括哪些单位以原文为准。" in lines
            assert "涉及议题：共13项" in reply
        else:
            assert f"议题列有集合称谓：各县（{ids}），包括哪些单位以原文为准。" in "\n".join(
                lines
            ).replace("\u200b", "")
            assert f"涉及议题：{ids}" in reply
