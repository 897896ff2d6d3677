"""工作提示单 of an invented plan: a page a late task; who may be supervised, who is asked."""

from pathlib import Path
from typing import Any

import pytest

from office_files import everything, paragraphs, tables
from reports import PLAN, put_all, text_of
from support import Run

SUPERVISED = PLAN["progress"] | {
    "supervisor": {"name": "某市政府督查室", "basis": "某政办〔2025〕9号"}
}
PROGRESS = (
    "2025年11月：缓办，场馆 5/10个；具备科学素质的比例 12.5/13%。\n"
    "场馆：未达到序时，到期末应达 9.2个，落后 41.5 个百分点。"
)
DAY = "    年    月    日"


def made(run: Run, plan: Path, *more: str) -> dict[str, Path]:
    """Return folder/unit → its file."""
    folder = plan.parent / "材料"
    done = run("export", str(folder), "-p", str(plan), "--only", "工作提示单", *more)
    assert done.code == 0, done.err
    found = folder.glob("*/*.docx")
    return {f"{path.parent.name}/{path.stem.partition('-')[2]}": path for path in found}


def test_each_late_task_has_a_page_for_whoever_answers_for_it(run: Run, tmp_path: Path) -> None:
    found = made(run, put_all(tmp_path))
    assert sorted(found) == [
        f"21-工作提示单（2025年11月）/{unit}" for unit in ("市委宣传部", "市科协", "市科技局")
    ]
    first, second = tables(found["21-工作提示单（2025年11月）/市科技局"])
    assert first == [
        ["事项", "建场馆（1.2）"],
        ["依据", "《某市示范方案》（某政发〔2025〕1号）1.2；某办〔2025〕3号"],
        ["牵头单位", "市科技局"],
        ["配合单位", "市科协"],
        ["原定时限", "场馆 2025年；具备科学素质的比例 2026年"],
        ["目前进展", PROGRESS],
        ["提示事项", "该项未达到序时进度。请加快推进，并说明未达到的原因和下一步打算。"],
        ["反馈时限", DAY],
        ["反馈情况", "\n\n\n"],
        ["签收", f"签收人：{'　' * 6}{DAY}"],
        ["联系人", f"姓名：{'　' * 6}电话："],
    ]  # fmt: skip
    said = dict(row for row in second if len(row) == 2)
    assert said["事项"] == "做宣传（1.3）"
    assert said["原定时限"] == "10月底前"
    assert said["目前进展"] == "2025年11月进展尚未收到。"
    assert said["提示事项"].startswith("该项已过完成时限。请尽快完成")
    lines = paragraphs(found["21-工作提示单（2025年11月）/市科技局"])
    assert [line.strip() for line in lines].count("编号：") == 2
    assert lines.count("市科技局：") == 2


def test_bodies_of_the_party_are_asked_and_nothing_is_demanded(run: Run, tmp_path: Path) -> None:
    text = everything(made(run, put_all(tmp_path))["21-工作提示单（2025年11月）/市委宣传部"])
    assert "烦请关注该项进展，有需要协调的事项请告知。" in text
    for word in ("督办", "催", "尽快", "说明原因"):
        assert word not in text


@pytest.mark.parametrize("category", ["as it is", "left out"])
def test_only_departments_of_the_government_are_supervised_and_only_by_whom_the_plan_says(
    run: Run, tmp_path: Path, category: str
) -> None:
    units: dict[str, Any] = PLAN["units"]
    if category == "left out":
        units = {
            name: {key: value for key, value in unit.items() if key != "category"}
            for name, unit in units.items()
        }
    found = made(run, put_all(tmp_path, progress=SUPERVISED, units=units))
    assert sorted(found) == [
        "21-工作提示单（2025年11月）/市委宣传部",
        "21-工作提示单（2025年11月）/市科协",
        "21-督办单（2025年11月）/市科技局",
    ]
    text = everything(found["21-督办单（2025年11月）/市科技局"])
    assert "督办机构：某市政府督查室" in text
    assert "某政办〔2025〕9号" in text
    assert "督办要求" in text
    assert "督办" not in everything(found["21-工作提示单（2025年11月）/市科协"])


@pytest.mark.parametrize(
    ("name", "basis", "issued"),
    [
        ("市科协", "某科发〔2025〕9号", "工作提示单"),
        ("某市总工会", "某工发〔2025〕9号", "工作提示单"),
        ("市委督查室", "某办〔2025〕9号", "督办单"),
    ],
)
def test_who_is_no_body_of_government_or_party_supervises_nobody(
    run: Run, tmp_path: Path, name: str, basis: str, issued: str
) -> None:
    block = PLAN["progress"] | {"supervisor": {"name": name, "basis": basis}}
    found = made(run, put_all(tmp_path, progress=block))
    assert f"21-{issued}（2025年11月）/市科技局" in found
    assert any("督办单" in path for path in found) == (issued == "督办单")
    folder = tmp_path / "再做"
    done = run("export", str(folder), "-p", str(tmp_path / "plan.yaml"), "--only", "工作提示单")
    told = f"没有做督办单：progress.supervisor 写的{name}是群团组织、学校、企业等，不能督办"
    assert (told in done.err) == (issued != "督办单")


def test_a_supervisor_without_a_basis_is_refused(run: Run, tmp_path: Path) -> None:
    block = PLAN["progress"] | {"supervisor": {"name": "某市政府督查室", "basis": " "}}
    plan = put_all(tmp_path, progress=block)
    done = run("export", str(tmp_path / "材料"), "-p", str(plan), "--only", "工作提示单")
    assert done.code == 2
    assert "basis（依据）应是文字，不能是空的" in done.err


def test_units_without_a_late_task_are_told(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    folder = tmp_path / "材料"
    command = ("export", str(folder), "-p", str(plan), "--only", "prompts")
    done = run(*command, "--unit", "市科技局", "--unit", "市教体局")
    assert done.code == 0
    assert [path.name for path in folder.glob("*/*.docx")] == ["03-市科技局.docx"]
    said = "没有做工作提示单：市教体局2025年11月没有未达到序时、逾期的牵头或负责任务"
    assert said in done.err + done.out


def test_what_is_put_off_is_prompted_when_that_day_is_over(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    rulings = [
        {"measure": "1.3", "verdict": "同意延期", "until": "2026-03"},
        {"measure": "1.2", "verdict": "已销号"},
    ]
    head = {"format": "sciplan-rulings/1", "plan": "demo", "period": "2025-11"}
    path = tmp_path / "progress" / "demo" / "2025-11" / "核定.yaml"
    path.write_text(text_of(head | {"rulings": rulings}), encoding="utf-8")
    assert list(made(run, plan)) == ["21-工作提示单（2025年11月）/市科协"]


def test_nobody_writes_to_itself(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path, papers={"coordinator": "市科协"})
    folder = tmp_path / "材料"
    done = run("export", str(folder), "-p", str(plan), "--only", "工作提示单")
    assert not list(folder.glob("*/*市科协.docx"))
    assert "没有做工作提示单：市科协是提示单位，不给自己发" in done.err + done.out
    (path,) = folder.glob("*/*市科技局.docx")
    assert "提示单位：市科协" in everything(path)
