"""Names and telephones: only in papers that show them, asked for by name; a unit's own alone."""

import zipfile
from pathlib import Path

import pytest

from office_files import everything, sheets, tables
from support import Run, as_text, small

CONTACTS = """\
format: sciplan-contacts/1
contacts:
  甲委:
    - {name: 张三, post: 科长, phone: 0874-3120000}
    - {name: 李四, phone: 0874-3120001}
  乙局:
    - {name: 王五, phone: 0874-3120002}
"""
PRIVATE = ("张三", "李四", "王五", "0874-312000")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(as_text(small()), encoding="utf-8")
    (tmp_path / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return path


def inside(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode(errors="ignore") for name in package.namelist())


def test_the_usual_papers_know_nobody(run: Run, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    done = run("export", str(folder), "-p", str(plan))
    assert done.code == 0
    assert "contacts.yaml" not in done.err
    for path in folder.rglob("*.*"):
        assert not [word for word in PRIVATE if word in inside(path)]


def test_a_paper_that_shows_none_does_not_open_the_list(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "contacts.yaml").write_text("{", encoding="utf-8")
    only = ("--only", "会议议程", "--only", "座签", "--only", "汇报提纲")
    assert run("export", str(tmp_path / "材料"), "-p", str(plan), *only).code == 0


def test_addressees_are_the_sender_s_and_a_form_holds_its_own_unit_s(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    only = ("--only", "会议通知", "--only", "参会回执", "--only", "征求意见表")
    done = run("export", str(folder), "-p", str(plan), *only)
    assert done.code == 0
    assert f"姓名、电话取自 {plan.with_name('contacts.yaml')}，只用于所选的材料" in done.err
    (table,) = tables(folder / "13-分送名单.docx")
    assert [row[1:6] for row in table[1:]] == [
        ["甲局", "牵头", "张三\n李四", "科长\n", "0874-3120000\n0874-3120001"],
        ["乙局", "牵头", "王五", "", "0874-3120002"],
        ["丙会", "牵头", "", "", ""],
    ]
    assert "不随通知分送" in everything(folder / "13-分送名单.docx")
    assert not [word for word in PRIVATE if word in inside(folder / "13-会议通知.docx")]
    for name, kind in (("14-参会回执", "参会回执"), ("10-征求意见表", "征求意见表")):
        own = sheets(folder / name / "01-甲局.xlsx")[kind]
        line = next(str(row[0]) for row in own if str(row[0]).startswith(("联系人", "总的")))
        assert "联系人：张三" in line
        assert "电话：0874-3120000" in line
        assert "王五" not in inside(folder / name / "01-甲局.xlsx")
        assert not [word for word in PRIVATE if word in inside(folder / name / "03-丙会.xlsx")]


@pytest.mark.parametrize("text", ["", "contacts: {}\n", CONTACTS.replace("乙局", "丁局"), "a: [\n"])
def test_a_list_that_can_t_be_used_is_refused_with_its_place(
    run: Run, plan: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "contacts.yaml").write_text(text, encoding="utf-8")
    done = run("export", str(tmp_path / "材料"), "-p", str(plan), "--only", "会议通知")
    assert done.code == 2
    assert "contacts.yaml:" in done.err
    assert not (tmp_path / "材料").exists()
