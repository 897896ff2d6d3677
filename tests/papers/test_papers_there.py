from pathlib import Path

from office_files import paragraphs, tables
from reports import put_all
from support import Run

LIST = "00-目录.docx"


def listed(folder: Path) -> list[str]:
    _, *rows = tables(folder / LIST)[0]
    return [row[1] for row in rows]


def test_papers_of_other_periods_stay_on_the_list(run: Run, tmp_path: Path) -> None:
    folder, plan = tmp_path / "材料", str(put_all(tmp_path))
    only = [
        word for name in ("进展汇总表", "进展填报表", "工作提示单") for word in ("--only", name)
    ]
    assert run("export", str(folder), "-p", plan, *only, "--period", "2025-10").code == 0
    first = listed(folder)
    assert "18-进展汇总表（2025年10月）.docx" in first
    assert "21-工作提示单（2025年10月）/" in first
    # Neither another month's papers nor others make them drop out.
    again = ("--only", "进展汇总表", "--period", "2025-11")
    assert run("export", str(folder), "-p", plan, *again).code == 0
    assert run("export", str(folder), "-p", plan, "--only", "责任矩阵").code == 0
    found = listed(folder)
    assert {*first, "18-进展汇总表（2025年11月）.docx", "03-责任矩阵.xlsx"} <= set(found)
    assert {name.rstrip("/") for name in found} == {
        path.name for path in folder.iterdir() if path.name != LIST
    }
    assert not [line for line in paragraphs(folder / LIST) if "以前导出的" in line]


def test_names_without_numbers_and_under_other_numbers_are_told(run: Run, tmp_path: Path) -> None:
    folder, plan = tmp_path / "材料", str(put_all(tmp_path))
    old = ["05-会议签到表.docx", "任务分解表.docx", "目录.docx", "职责清单/"]
    old += [
        "17-进展汇总表（2025年10月）.docx",
        "20-督办单（2025年9月）/",
        "进展填报表（2025年第三季度）/",
    ]
    others = ("会议记录.docx", "06-会议记录.docx", "17-会议记录（2025年10月）.docx")
    for name in (*old, *others, "17-进展汇总表（初稿）.docx"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_bytes(b"old")
    ran = run("export", str(folder), "-p", plan)
    assert ran.code == 0
    told = [line.strip() for line in ran.err.splitlines() if line.startswith("  ")]
    assert sorted(told) == sorted(str(folder / name.rstrip("/")) for name in old)
    (note,) = [line for line in paragraphs(folder / LIST) if "以前导出的" in line]
    assert all(name in note for name in old)
    assert "会议记录" not in note
    assert "初稿" not in note
    assert (folder / "任务分解表.docx").read_bytes() == b"old"
