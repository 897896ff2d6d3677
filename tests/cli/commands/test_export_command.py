import builtins
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from office_files import paragraphs, tables
from reports import put_all
from sciplan.base import outputs, writing
from sciplan.base.errors import SciplanError
from sciplan.base.extras import install_command
from sciplan.papers.registry import PAPERS
from support import EVERY_PAPER, ROOT, Run, as_text, facts, process, small, with_measure


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a plan file and returns its path."""

    def write(data: Any, name: str = "plan.yaml") -> str:
        path = tmp_path / name
        path.write_text(as_text(data), encoding="utf-8")
        return str(path)

    return write


FORMS = "12-进展填报表（2025年11月）"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


def test_all_papers_and_a_list_of_them(papers: Path) -> None:
    units = len(facts()["units"])
    top = {path.name for path in papers.iterdir() if path.is_file()}
    assert top == {
        "01-任务分解表.docx", "01-任务分解表.xlsx",
        "02-任务承担情况统计表.docx", "02-任务承担情况统计表.xlsx",
        "03-责任矩阵.xlsx", "04-协同清单.docx", "04-协同清单.xlsx", "05-各单位职责清单.docx",
        "06-会议签到表.docx", "07-工作台账.xlsx", "08-年度考核表.xlsx", "00-目录.docx",
        "13-会议通知.docx", "13-分送名单.docx", "15-会议议程.docx", "17-座签.docx",
        "11-意见汇总表.xlsx",
    }  # fmt: skip
    # 职责清单, 目标责任书, 征求意见表 and 参会回执 of each unit; what only leads have of 16.
    assert len(files(papers)) == len(top) + 4 * units + 2 * 16


def test_files_lie_in_the_order_of_the_list_of_them(papers: Path) -> None:
    _, *rows = tables(papers / "00-目录.docx")[0]
    listed = [row[1].rstrip("/") for row in rows]
    found = sorted(path.name for path in papers.iterdir())
    assert [name[:3] for name in found] == ["00-", *(name[:3] for name in listed)]
    assert set(found) == {"00-目录.docx", *listed}


def test_the_list_says_what_each_file_is_and_holds(papers: Path) -> None:
    heads, *rows = tables(papers / "00-目录.docx")[0]
    assert heads == ["序号", "文件", "内容", "数量"]
    listed = {row[1]: row[3] for row in rows}
    top = {path.name for path in papers.iterdir() if path.is_file()} - {"00-目录.docx"}
    of_units = (
        "05-职责清单",
        "09-目标责任书",
        "10-征求意见表",
        "14-参会回执",
        "16-汇报提纲",
        FORMS,
    )
    assert set(listed) == top | {f"{name}/" for name in of_units}
    assert listed["01-任务分解表.docx"] == "35项"
    assert listed["05-职责清单/"] == "38个文件"
    # Nobody reported on the shipped plan.
    papers_made = [paper for paper in PAPERS if not paper.of_reports]
    assert {paper.about for paper in papers_made} == {row[2] for row in rows}


def test_twice_gives_the_same_bytes(run: Run, tmp_path: Path, papers: Path) -> None:
    again = tmp_path / "again"
    assert run("export", str(again), *EVERY_PAPER).code == 0
    assert content(again) == content(papers)


def test_the_summary_goes_to_stderr(run: Run, tmp_path: Path, plan: Callable[..., str]) -> None:
    ran = run("export", str(tmp_path / "材料"), "-p", plan(small()))
    assert (ran.code, ran.out) == (0, "")
    assert "共 13 个文件" in ran.err
    assert "职责清单 4" in ran.err
    assert "正在做" not in ran.err


def test_a_terminal_is_told_how_far_it_is(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plan(small())
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = run("export", str(tmp_path / "材料"), "-p", path).err
    assert [line for line in told.splitlines() if "正在做" in line] == [
        f"正在做{paper.chinese}……" for paper in PAPERS if not paper.on_request
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_paper_is_chosen_by_either_name(
    run: Run, tmp_path: Path, plan: Callable[..., str], paper: Any
) -> None:
    path = plan(small(papers={"pledge": {"party": "某市人民政府"}}))
    if paper.of_reports:
        (tmp_path / "reported").mkdir()
        path = str(put_all(tmp_path / "reported"))
    for folder, name in (("a", paper.key), ("b", paper.chinese)):
        told = ("--period", "2025-11") if paper.of_period else ()
        assert run("export", str(tmp_path / folder), "-p", path, "--only", name, *told).code == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert 1 < len(files(tmp_path / "a")) < 8


def test_several_papers_can_be_chosen(run: Run, tmp_path: Path, plan: Callable[..., str]) -> None:
    folder = tmp_path / "材料"
    only = ("--only", "责任矩阵", "--only", "会议签到表")
    assert run("导出", str(folder), "-p", plan(small()), *only).code == 0
    assert files(folder) == {"03-责任矩阵.xlsx", "06-会议签到表.docx", "00-目录.docx"}


def test_of_some_units_only_papers_about_units(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "-p", plan(small()), "--unit", "丙会").code == 0
    assert files(folder) == {
        "04-协同清单.docx",
        "04-协同清单.xlsx",
        "05-职责清单/03-丙会.docx",
        "07-工作台账.xlsx",
        "00-目录.docx",
    }


def test_papers_that_few_may_issue_are_made_only_when_named(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    path = plan(small(papers={"pledge": {"party": "某市人民政府"}}))
    assert run("export", str(tmp_path / "a"), "-p", path).code == 0
    assert not {"08-年度考核表.xlsx", "09-目标责任书/01-甲局.docx"} & files(tmp_path / "a")
    only = ("--only", "年度考核表", "--only", "目标责任书")
    assert run("export", str(tmp_path / "b"), "-p", path, *only).code == 0
    assert {"08-年度考核表.xlsx", "09-目标责任书/01-甲局.docx"} <= files(tmp_path / "b")


def test_why_a_unit_has_no_part_in_a_paper_is_told(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    units = small()["units"] | {"丁会": {}}
    path = plan(small(units=units))
    ran = run("export", str(tmp_path / "a"), "-p", path, "--only", "协同清单", "--unit", "丁会")
    assert (ran.code, files(tmp_path / "a")) == (2, set())
    assert "没有做协同清单：丁会没有至少一方牵头的共同任务" in ran.err
    two = ("--unit", "丁会", "--unit", "甲局")
    ran = run("export", str(tmp_path / "b"), "-p", path, *two)
    assert ran.code == 0
    assert "没有做协同清单：丁会没有" in ran.err
    assert "没有做工作台账：丁会没有牵头任务" in ran.err
    assert "甲局没有" not in ran.err


def test_files_that_are_there_are_kept_unless_told_otherwise(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    folder = tmp_path / "材料"
    args = ("export", str(folder), "-p", plan(small()), "--only", "责任矩阵")
    assert run(*args).code == 0
    (folder / "03-责任矩阵.xlsx").write_bytes(b"mine")
    ran = run(*args)
    assert ran.code == 2
    assert "03-责任矩阵.xlsx" in ran.err
    assert "--force" in ran.err
    assert (folder / "03-责任矩阵.xlsx").read_bytes() == b"mine"
    assert run(*args, "--force").code == 0
    assert (folder / "03-责任矩阵.xlsx").read_bytes() != b"mine"


def test_many_such_files_are_named_in_part(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    args = ("export", str(tmp_path / "材料"), "-p", plan(small()))
    assert run(*args).code == 0
    assert "等 13 个" in run(*args).err


def test_the_list_tells_of_papers_of_an_earlier_run_too(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    folder, path = tmp_path / "材料", plan(small())
    for name in ("工作台账", "责任矩阵"):
        assert run("export", str(folder), "-p", path, "--only", name).code == 0
    _, *rows = tables(folder / "00-目录.docx")[0]
    assert [(row[1], row[3]) for row in rows] == [
        ("03-责任矩阵.xlsx", "2项×3个单位"),
        ("07-工作台账.xlsx", "此前写入"),
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--only", "表"), "没有“表”，可用：breakdown（任务分解表）"),
        (("--only", "责任矩阵", "--unit", "甲局"), "责任矩阵是整个方案的材料"),
        (("--only", "责任矩阵", "--topic", "1.1"), "--topic 只用于会议签到表"),
        (("--unit", "甲局", "--topic", "1.1"), "--topic 只用于会议签到表"),
        (("--only", "责任矩阵", "--by-lead"), "--by-lead 只用于工作台账、年度考核表"),
        (("--topic", "无此事"), "没有与“无此事”相关的举措"),
        (("--unit", "丁局"), "没有“丁局”这个单位"),
    ],
)
def test_what_can_t_be_done_is_said_before_anything_is_written(
    run: Run, tmp_path: Path, plan: Callable[..., str], args: tuple[str, ...], said: str
) -> None:
    ran = run("export", str(tmp_path / "材料"), "-p", plan(small()), *args)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "材料").exists()


def test_a_unit_that_leads_nothing_has_no_ledger(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    path = plan(with_measure(cooperating=["乙局"]))
    args = ("--only", "工作台账", "--unit", "乙局")
    ran = run("export", str(tmp_path / "材料"), "-p", path, *args)
    assert ran.code == 2
    assert "没有可写的材料" in ran.err


def test_papers_of_one_plan_are_not_made_of_several(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    other = small(plan={"id": "other", "title": "另一方案"})
    plans = ("-p", plan(small(), "a.yaml"), "-p", plan(other))
    ran = run("export", str(tmp_path / "x"), "--only", "工作台账", *plans)
    assert ran.code == 2
    assert "工作台账一次只做一个方案的，现在打开了 2 个" in ran.err
    assert not (tmp_path / "x").exists()


def test_wrong_settings_are_refused_with_what_is_wrong(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    path = plan(small(papers={"columns": ["titel"], "line_spacing": 3}))
    ran = run("export", str(tmp_path / "材料"), "-p", path)
    assert ran.code == 2
    assert "没有 titel 这一列" in ran.err
    assert "正文行距写作 3 磅" in ran.err
    assert "应在 12 到 60 磅之间" in ran.err
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if "line_spacing" in line)
    assert f"{path}:{at}:" in ran.err
    assert not (tmp_path / "材料").exists()


@pytest.mark.parametrize("name", ["", "  "])
def test_a_folder_without_a_name_is_refused(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = plan(small())
    monkeypatch.chdir(tmp_path)
    ran = run("export", name, "-p", path)
    assert ran.code == 2
    assert "文件夹的名称是空的" in ran.err
    assert files(tmp_path) == {"plan.yaml"}


def test_papers_under_places_of_an_earlier_order_are_told_and_stay(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    folder = tmp_path / "材料"
    args = ("export", str(folder), "--only", "职责清单", "-p")
    assert run(*args, plan(small())).code == 0
    mine = folder / "05-职责清单" / "说明.docx"
    mine.write_bytes(b"mine")
    units = small()["units"]
    turned = plan(small(units=dict(reversed(units.items()))), "turned.yaml")
    ran = run(*args, turned, "--force")
    assert ran.code == 0
    first, _, last = units
    stale = [f"05-职责清单/01-{first}.docx", f"05-职责清单/03-{last}.docx"]
    told = [line.strip() for line in ran.err.splitlines() if line.startswith("  ")]
    assert told == [str(folder / name) for name in stale]
    assert all((folder / name).is_file() for name in (*stale, "05-职责清单/说明.docx"))
    noted = [line for line in paragraphs(folder / "00-目录.docx") if "以前导出的" in line]
    assert [all(name in line for name in stale) for line in noted] == [True]


def test_in_a_locale_that_can_t_write_the_names_that_is_told(tmp_path: Path) -> None:
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    ran = process(["export", str(tmp_path / "papers")], env=env)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("args", [("duties",), ("export", "材料", "--only", "职责清单", "--unit")])
def test_a_collective_unit_is_found_by_its_whole_name(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
) -> None:  # fmt: skip
    name = "各县（市、区）人民政府"
    data = with_measure(cooperating=[name])
    data["units"][name] = {"collective": "true"}
    path = plan(data)
    monkeypatch.chdir(tmp_path)
    ran = run(*args, name, "-p", path)
    assert ran.code == 0
    assert "是不是" not in ran.err


@pytest.mark.parametrize("place", ["材料", "材料/05-职责清单"])
def test_a_file_in_the_way_of_a_folder_is_told(
    run: Run, tmp_path: Path, plan: Callable[..., str], place: str
) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    ran = run("export", str(tmp_path / "材料"), "-p", plan(small()), "--only", "职责清单")
    assert ran.code == 2
    assert f"{path} 是文件，不是文件夹" in ran.err
    assert path.read_text(encoding="utf-8") == ""


def test_a_folder_that_can_t_be_made_is_told(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    path = plan(small())
    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = run("export", str(tmp_path / "材料"), "-p", path)
    assert ran.code == 2
    assert "建不了文件夹" in ran.err
    assert "没有权限" in ran.err


def test_a_missing_library_is_told_before_anything_is_written(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] in ("xlsxwriter", "docx"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *args, **kwargs)

    for name in [*sys.modules]:
        if name.startswith(("sciplan.formats.", "docx", "xlsxwriter")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    path = plan(small())
    ran = run("export", str(tmp_path / "材料"), "-p", path)
    assert ran.code == 2
    assert install_command("office") in ran.err
    assert not (tmp_path / "材料").exists()


HOSTILE = ["甲/乙局", "CON", "a:b*c?", "局.", "局" * 90, "../../逃", '"<|>\\', "局\t乙"]


def test_names_that_files_can_t_have_are_mended(
    run: Run, tmp_path: Path, plan: Callable[..., str]
) -> None:
    data = with_measure(lead=HOSTILE, cooperating=["甲局"])
    data["units"] = {"甲局": {}} | {name: {} for name in HOSTILE}
    folder = tmp_path / "材料"
    assert run("export", str(folder), "-p", plan(data), "--only", "职责清单").code == 0
    found = sorted(path.name for path in (folder / "05-职责清单").iterdir())
    assert len(found) == len(HOSTILE) + 1
    for name in found:
        assert not set('<>:"/\\|?*\t') & set(name)
        assert not name.removesuffix(".docx").endswith((".", " "))
        assert len(name.encode()) < 256
    assert found[1] == "02-甲_乙局.docx"
    assert files(folder) == {f"05-职责清单/{name}" for name in found} | {
        "05-各单位职责清单.docx",
        "00-目录.docx",
    }


def test_the_page_about_papers_names_every_one() -> None:
    text = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    for paper in PAPERS:
        assert f"| {paper.chinese} |" in text


# Broken off -----------------------------------------------------------------------------------


def test_a_full_disk_leaves_everything_as_it_was(
    run: Run, tmp_path: Path, plan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, path = tmp_path / "材料", plan(small())
    assert run("export", str(folder), "-p", path, "--only", "工作台账").code == 0
    before = content(folder)
    stage, count = writing.stage, 0

    def full(name: str, raw: bytes) -> writing.Staged:
        nonlocal count
        count += 1
        if count > 4:
            raise SciplanError(f"写不了 {name}：磁盘已满")
        return stage(name, raw)

    monkeypatch.setattr(outputs, "stage", full)
    for where in (folder, tmp_path / "新"):
        count = 0
        ran = run("export", str(where), "-p", path, "--force")
        assert ran.code == 2
        assert "磁盘已满" in ran.err
        assert "一个文件也没有写入" in ran.err
    assert content(folder) == before
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("why", [SciplanError("写不了：正被别的程序打开"), KeyboardInterrupt()])
def test_papers_that_stand_are_told_and_listed(
    run: Run,
    tmp_path: Path,
    plan: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    why: BaseException,
) -> None:
    folder = tmp_path / "材料"
    put = writing.put

    def no_ledger(staged: writing.Staged) -> None:
        if staged.path.endswith("07-工作台账.xlsx"):
            raise why
        put(staged)

    monkeypatch.setattr(outputs, "put", no_ledger)
    names = ("责任矩阵", "工作台账", "年度考核表")
    only = [word for name in names for word in ("--only", name)]
    ran = run("export", str(folder), "-p", plan(small()), *only)
    assert ran.code == (130 if isinstance(why, KeyboardInterrupt) else 2)
    assert "已写入：03-责任矩阵.xlsx\n没有写入：07-工作台账.xlsx、08-年度考核表.xlsx" in ran.err
    assert files(folder) == {"03-责任矩阵.xlsx", "00-目录.docx"}
    _, *rows = tables(folder / "00-目录.docx")[0]
    assert [row[1] for row in rows] == ["03-责任矩阵.xlsx"]
