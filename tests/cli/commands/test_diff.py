"""`sciplan diff`: what it prints, where to, and its exit code."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from support import PLAN_TEXT, ROOT, Data, Run, Screen, as_text, small

TITLE = "曲靖市全民科学素质行动实施方案（2021—2025年）"
EDITIONS = ROOT / "tests" / "editions"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the shipped plan, and the same with four things changed by hand."""
    monkeypatch.chdir(tmp_path)
    new = PLAN_TEXT.replace("              - 市工信局\n", "", 1).replace(
        "at_least: 3000", "at_least: 3500", 1
    )
    new = "# 一条注释\n" + new.replace(
        "title: 实施提升教师科学素质行动", "title: '实施提升教师科学素质行动'"
    )
    (tmp_path / "old.yaml").write_text(PLAN_TEXT, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_plan_against_itself(run: Run) -> None:
    done = run("diff", "old.yaml", "old.yaml")
    assert done.code == 0
    assert "举措 35 → 35：增 0，改 0，删 0；涉及 0 个单位\n没有差异。" in done.out


@pytest.mark.usefixtures("folder")
def test_per_unit_first_then_per_measure(run: Run) -> None:
    done = run("diff", "old.yaml", "new.yaml")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"{TITLE}  曲政发〔2022〕21号，新旧比较，均按印发时口径",
        "",
        "变动情况",
        "举措 35 → 35：增 0，改 2，删 0；涉及 1 个单位",
        "旧：old.yaml；新：new.yaml",
        "",
        "单位      牵头   参与     不再参与",
        "市工信局  1 → 1  19 → 18  2.1.1",
        "",
        "举措变动（2 项）",
        "",
        "编号   变动  举措",
        "2.1 青少年科学素质提升行动",
        "2.1.1  改    实施科学家精神进校园",
        "       配合删：市工信局",
        "2.1.5  改    实施提升教师科学素质行动",
        "       指标 培训中小学骨干教师、科技辅导员：数值 3000 → 3500",
        "",
        "只计项数，不代表轻重。",
    ]


@pytest.mark.usefixtures("folder")
def test_by_unit(run: Run) -> None:
    found = json.loads(run("diff", "old.yaml", "new.yaml", "--by", "unit", "-f", "json").out)
    assert found == [
        {"unit": "市工信局", "lead_old": 1, "lead_new": 1, "total_old": 19, "total_new": 18,
         "gained": [], "lost": ["2.1.1"], "changed": []}
    ]  # fmt: skip
    assert "举措变动" not in run("diff", "old.yaml", "new.yaml", "--by", "单位").out


def test_duplicate_ids_are_refused(run: Run, folder: Path) -> None:
    data = small()
    data["sections"][0]["measures"][1]["id"] = "1.1"
    (folder / "twice.yaml").write_text(as_text(data), encoding="utf-8")
    done = run("diff", "old.yaml", "twice.yaml")
    assert (done.code, done.out) == (2, "")
    assert "duplicate-id" in done.err


def test_folders_pair_by_id(run: Run, folder: Path) -> None:
    for side in ("a", "b"):
        (folder / side).mkdir()
        for ident in ("p", "q"):
            data = small(plan={"id": ident, "title": f"方案{ident}"})
            if (side, ident) == ("b", "q"):
                data["sections"][0]["measures"].pop()
            (folder / side / f"{ident}{side}.yaml").write_text(as_text(data), encoding="utf-8")
    done = run("diff", "a", "b", "-f", "json")
    assert done.code == 1
    assert {(each["plan_old"], each["plan_new"]) for each in json.loads(done.out)} == {("q", "q")}
    (folder / "b" / "pb.yaml").unlink()
    done = run("diff", "a", "b")
    assert done.code == 1
    assert "没有对应的方案" in done.err


def test_of_several_pairs_each_is_under_its_plan_s_line(run: Run, folder: Path) -> None:
    for side, lead in (("a", "甲局"), ("b", "乙局")):
        (folder / side).mkdir()
        for ident in ("p", "q"):
            data = small(plan={"id": ident, "title": f"方案{ident}"})
            data["sections"][0]["measures"][0]["lead"] = [lead]
            (folder / side / f"{ident}.yaml").write_text(as_text(data), encoding="utf-8")
    lines = run("diff", "a", "b", "-f", "md").out.splitlines()
    counts = [place for place, line in enumerate(lines) if line.startswith("举措 ")]
    assert [lines[place - 2] for place in counts] == [
        "方案p，新旧比较，均按印发时口径",
        "方案q，新旧比较，均按印发时口径",
    ]


def test_two_plans_of_one_id_on_one_side_are_refused(run: Run, folder: Path) -> None:
    for side, names in (("a", "x"), ("b", "xy")):
        (folder / side).mkdir()
        for name in names:
            text = as_text(small(plan={"id": "p", "title": f"方案{name}"}))
            (folder / side / f"{name}.yaml").write_text(text, encoding="utf-8")
    for sides in (("a", "b"), ("b", "a")):
        done = run("diff", *sides)
        assert done.code == 2
        assert "y.yaml 的方案代号都是 p；请给其中一个改 plan.id" in done.err


def test_a_folder_alone_says_what_it_was_held_against(run: Run, folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN_TEXT, encoding="utf-8")
    (folder / "a").mkdir()
    for ident in ("p", "q"):
        text = as_text(small(plan={"id": ident, "title": f"方案{ident}"}))
        (folder / "a" / f"{ident}.yaml").write_text(text, encoding="utf-8")
    done = run("diff", "a")
    assert done.code == 2
    assert "新：plan.yaml" in done.err
    assert "要比别的，两边都写：sciplan diff 旧 新" in done.err


def test_a_new_edition_tells_doubtful_pairs(run: Run) -> None:
    done = run("diff", str(EDITIONS / "old.yaml"), str(EDITIONS / "new.yaml"))
    assert done.code == 1
    assert "举措 29 → 29：增 4，改 21，删 4" in done.out
    assert done.out.count("疑似同一项") == 2
    assert "有 2 项举措新旧标题相差较大" in done.out


def test_a_comment_of_a_pull_request(run: Run) -> None:
    """A Markdown library finds the tables within what is folded."""
    done = run("diff", str(EDITIONS / "old.yaml"), str(EDITIONS / "new.yaml"), "-f", "md")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(done.out)
    assert html.count("<details>") == html.count("</details>") == 2
    inner = re.findall(r"<summary>(.*?)</summary>(.*?)</details>", html, re.DOTALL)
    assert [title for title, _ in inner] == ["举措变动（30 项）", "其他变动（13 处）"]
    assert all("<table>" in body for _, body in inner)


def big(count: int, lead: str) -> str:
    measures = [
        {"id": f"1.{number}", "title": f"办理第{number}件要紧的事情", "lead": [lead]}
        for number in range(1, count + 1)
    ]
    data = small(sections=[{"id": "1", "title": "一", "measures": measures}])
    return as_text(data)


def test_a_comment_is_cut_by_measures(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "a.yaml", tmp_path / "b.yaml"
    old.write_text(big(3000, "甲局"), encoding="utf-8")
    new.write_text(big(3000, "乙局"), encoding="utf-8")
    text = run("diff", str(old), str(new), "-f", "md").out
    assert 60_000 < len(text) <= 65_535
    shown = len(re.findall(r"^\| 1\\?\.\d+ \|", text, re.MULTILINE))
    left = re.search(r"其余 (\d+) 项未列出", text)
    assert left is not None
    assert shown + int(left[1]) == 3000
    assert text.count("<details>") == text.count("</details>") == 1


def test_a_comment_about_very_many_plans_is_cut_too(run: Run, folder: Path) -> None:
    for side, lead in (("a", "甲局"), ("b", "乙局")):
        (folder / side).mkdir()
        for number in range(250):
            data = small(plan={"id": f"p{number}", "title": f"方案{number}"})
            data["sections"][0]["measures"][0]["lead"] = [lead]
            (folder / side / f"{number}.yaml").write_text(as_text(data), encoding="utf-8")
    text = run("diff", "a", "b", "-f", "md").out
    assert 60_000 < len(text) <= 65_535
    left = re.search(r"其余 (\d+) 个部分未列出", text)
    assert left is not None
    shown = len(re.findall(r"^## |<summary>", text, re.MULTILINE))
    assert shown + int(left[1]) == 2 * 250
    assert text.count("<details>") == text.count("</details>")


def test_old_beside_new_in_word(run: Run, folder: Path) -> None:
    assert run("diff", "old.yaml", "new.yaml", "-o", "对照表.docx").code == 1
    tables = Document(str(folder / "对照表.docx")).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert heads[1] == ["序号", "原内容", "现内容", "变动"]
    row = next(row for row in tables[1].rows if row.cells[0].text == "2.1.1")
    assert "市工信局" in row.cells[1].text
    assert "市工信局" not in row.cells[2].text
    assert "配合删：市工信局" in row.cells[3].text


def test_no_plan_is_written_over(run: Run, folder: Path) -> None:
    done = run("diff", "old.yaml", "new.yaml", "-o", "new.yaml")
    assert done.code == 2
    assert "# 一条注释" in (folder / "new.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_on_a_narrow_terminal(screen: Screen) -> None:
    done = screen(60, "diff", "old.yaml", "new.yaml")
    assert done.code == 1
    assert "配合删：市工信局" in done.out


def test_the_example_of_the_manual(run: Run, folder: Path) -> None:
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    for name, text in zip(
        ("old.yaml", "new.yaml"), re.findall(r"```yaml\n(.*?)```", page, re.DOTALL), strict=True
    ):
        (folder / name).write_text(text, encoding="utf-8")
        assert run("validate", name, "--ignore", "id-gap").code == 0
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert run("diff", "old.yaml", "new.yaml").out == shown


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("送审稿", "印发", "小方案（送审稿）  → 小方案，其余按印发时口径"),
        ("征求意见稿", "送审稿", "小方案（征求意见稿）  → 小方案（送审稿）"),
        ("送审稿", "送审稿", "小方案，新旧比较，送审稿"),
    ],
)
def test_a_draft_is_not_called_issued(
    run: Run, tmp_path: Path, old: str, new: str, line: str
) -> None:
    for name, status in (("a", old), ("b", new)):
        data = small(plan={"id": "small", "title": "小方案", "status": status})
        (tmp_path / f"{name}.yaml").write_text(as_text(data), encoding="utf-8")
    done = run("diff", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert done.out.splitlines()[0] == line


def reformed(path: Path, name: str, lead: list[str], units: list[str], *reforms: Data) -> str:
    """Write a plan of one measure with reforms."""
    data = small(
        plan={"id": "demo", "title": "方案", "jurisdiction": "某市", "issued": "2021-01-01"},
        units={unit: {} for unit in units},
        sections=[{"id": "1", "title": "一", "measures": [
            {"id": "1.1", "title": "办事", "lead": lead}]}],
        reforms=list(reforms),
    )  # fmt: skip
    file = path / name
    file.write_text(as_text(data), encoding="utf-8")
    return str(file)


def reform(kind: str, old: str, new: str, **more: str) -> Data:
    basis: Data = {"date": "2024-01-01", "basis": "某发〔2024〕1号"}
    return basis | {"kind": kind, "from": [old], "into": [new]} | more


@pytest.mark.parametrize(
    ("made", "new_units", "joined"),
    [
        (reform("rename", "市工信局", "市产业局"), ["市产业局"], True),
        (reform("nameplate", "市工信局", "市产业局"), ["市产业局"], True),
        (reform("rename", "市工信局", "市产业局", basis=""), ["市产业局"], False),
        (reform("merge", "市工信局", "市产业局"), ["市产业局"], False),
    ],
)
def test_reforms_join_names(
    run: Run, tmp_path: Path, made: Data, new_units: list[str], joined: bool
) -> None:
    made = {key: value for key, value in made.items() if value}
    merged = ["市产业局"] if made["kind"] == "merge" else []
    old = reformed(tmp_path, "a.yaml", ["市工信局"], ["市工信局", *merged], made)
    new = reformed(tmp_path, "b.yaml", new_units, new_units)
    found = json.loads(run("diff", old, new, "-f", "json").out)
    assert ([each for each in found if each["what"] == "duty"] == []) is joined
    [told] = [each for each in found if each["field"] == "reforms"]
    assert (len(told["old"]), told["new"]) == (1, None)


def test_other_reforms_count_as_of_a_day_only(run: Run, tmp_path: Path) -> None:
    merge, units = reform("merge", "市扶贫办", "市农业局"), ["市扶贫办", "市农业局"]
    old = reformed(tmp_path, "a.yaml", ["市扶贫办"], units, merge)
    new = reformed(tmp_path, "b.yaml", ["市农业局"], units, merge)
    assert "牵头增：市农业局" in run("diff", old, new).out
    before = run("diff", old, new, "--as-of", "2023-12-31")
    assert "牵头增：市农业局" in before.out
    after = run("diff", old, new, "--as-of", "2024-01-01")
    assert (after.code, "没有差异。" in after.out) == (0, True)
    terms = f"计入截至2024年1月1日的机构变动（{merge['basis']}），以机构编制部门规定为准"
    assert terms in after.out
    early = run("diff", old, new, "--as-of", "2020-01-01")
    assert (early.code, "早于" in early.err) == (2, True)


@pytest.mark.parametrize("format_", ["table", "md", "html"])
def test_what_a_reform_moved_is_marked(run: Run, tmp_path: Path, format_: str) -> None:
    merge, units = reform("merge", "市扶贫办", "市农业局"), ["市扶贫办", "市农业局"]
    old = reformed(tmp_path, "a.yaml", ["市扶贫办"], units)
    new = reformed(tmp_path, "b.yaml", ["市扶贫办"], units, merge)
    done = run("diff", old, new, "--as-of", "2024-01-01", "-f", format_)
    assert "牵头增：市农业局（原市扶贫办）" in done.out
    assert "牵头删：市扶贫办" in done.out


def test_a_duty_that_nobody_is_named_for_is_no_unit(run: Run, tmp_path: Path) -> None:
    """乙局 is abolished in the newer plan alone: what stands in for it is neither unit nor 集合."""
    data = small()
    data["plan"] |= {"issued": "2022-03-01"}
    (tmp_path / "old.yaml").write_text(as_text(data), encoding="utf-8")
    gone = {"date": "2024-01-01", "kind": "abolish", "from": ["乙局"], "basis": "甲文、乙文"}
    named = {"date": "2024-02-01", "kind": "nameplate", "from": ["甲局"], "basis": "丙文"}
    data["reforms"] = [gone, named | {"into": [{"name": "林局"}]}]
    (tmp_path / "new.yaml").write_text(as_text(data), encoding="utf-8")
    paths = [str(tmp_path / f"{name}.yaml") for name in ("old", "new")]
    done = run("diff", *paths, "--as-of", "2024-06-01")
    assert "涉及 1 个单位，另有承接单位待明确的 1 个" in done.out
    assert "集合称谓" not in done.out
    assert "单位 承接单位待明确" not in done.out
    reforms = [line for line in done.out.splitlines() if "机构变动：" in line]
    assert [line.split()[:2] for line in reforms] == [["方案", "增"], ["方案", "增"]]
    assert "乙局撤销（甲文、乙文）" in reforms[0]
    assert "其他变动（4 处）" in done.out  # the two, 乙局 that is gone, and the second name of 甲局
