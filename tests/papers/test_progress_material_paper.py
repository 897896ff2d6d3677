"""综合材料素材 of an invented plan: units' own words, and what changed."""

from pathlib import Path

from office_files import paragraphs, tables
from reports import put_all, put_return
from support import Run


def made(run: Run, plan: Path, period: str) -> Path:
    folder = plan.parent / "材料"
    told = ("--only", "综合材料素材", "--period", period)
    done = run("export", str(folder), "-p", str(plan), *told)
    assert done.code == 0, done.err
    (path,) = folder.glob("*综合材料素材*.docx")
    return path


def test_words_stand_by_section_with_their_unit_behind(run: Run, tmp_path: Path) -> None:
    said = paragraphs(made(run, put_all(tmp_path), "2025-11"))
    at = said.index("1 重点任务")
    both = (
        "市教体局正常推进，500/1000人；合计920人，超序时；"
        "市科协正常推进，420/1000人；合计920人，超序时。"
    )
    assert said[at : at + 5] == [
        "1 重点任务",
        f"办培训（1.1）。{both}",
        "办了五期（市教体局）。",
        "办了四期（市科协）。",
        "建场馆（1.2）。市科技局缓办，场馆 5/10个；具备科学素质的比例 12.5/13%，未达到序时。",
    ]
    assert said[said.index("存在问题") + 1] == "办培训（1.1）：师资不够（市科协）。"
    assert "下一步打算" not in said
    assert "根据各单位报送汇总，未经核实。" in said
    assert "未报：市委宣传部。" in said


def test_what_changed_stands_beside_what_was_said_before(run: Run, tmp_path: Path) -> None:
    path = made(run, put_all(tmp_path), "2025-11")
    (table,) = tables(path)
    assert [row[:4] for row in table[1:]] == [
        ["1.1", "办培训", "市科协", "未报"],
        ["1.2", "建场馆", "市科技局", "正常推进，场馆 5/10个，未达到序时"],
        ["2.2", "编读本", "市科协", "未报"],
        ["2.2", "编读本", "市教体局", "未报"],
    ]
    assert table[1][4].endswith("办了四期")
    assert "上期为2025年10月；4项有变化，没有变化的不列。" in paragraphs(path)


def test_the_first_period_has_nothing_to_compare_with(run: Run, tmp_path: Path) -> None:
    assert "没有更早的报送可比。" in paragraphs(made(run, put_all(tmp_path), "2025-10"))


def test_words_are_the_unit_s_own_line_by_line(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    words = "一是办班。\n\n二是下乡；"
    items = {"1.3": {"state": "推进中", "progress": words, "next": "再办一期。"}}
    put_return(tmp_path, "2025-11", "市委宣传部", items)
    said = paragraphs(made(run, plan, "2025-11"))
    at = said.index("一是办班。")
    assert said[at + 1] == "二是下乡（市委宣传部）。"
    assert said[said.index("下一步打算") + 1] == "做宣传（1.3）：再办一期（市委宣传部）。"
