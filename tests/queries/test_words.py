"""Plans that say 负责: nobody reads that he leads; columns that say nothing are left out."""

from pathlib import Path

import pytest

from office_files import everything
from support import Run, as_text, small

MEASURES = [
    {"id": "1", "title": "办一事", "responsible": ["甲局", "乙局"]},
    {"id": "2", "title": "办二事", "responsible": ["甲局"], "cooperating": ["丙会"]},
]


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.yaml"
    path.write_text(as_text(small(sections=[], measures=MEASURES)), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "command",
    [
        "", "duties 甲局", "duties 丙会", "workload", "overlaps", "overlaps 甲局",
        "overlaps 甲局 丙会", "meeting 1 2",
    ],
)  # fmt: skip
def test_answering_is_called_what_the_plan_calls_it(run: Run, plan: str, command: str) -> None:
    out = run(*command.split(), "-p", plan).out
    assert "负责" in out
    assert "牵头" not in out.replace("牵头或负责", "")
    assert out.rstrip().endswith("只计项数，不代表轻重。")


def heads(text: str, first: str) -> list[str]:
    return next(line for line in text.splitlines() if line.startswith(first)).split()


def test_columns_without_a_count_are_left_out_with_their_note(run: Run, plan: str) -> None:
    out = run("workload", "-p", plan).out
    assert heads(out, "单位 ") == ["单位", "参与", "负责", "配合", "节数"]
    assert "其中列首位" not in out
    assert "2 个有牵头或负责任务，1 个只有配合任务" in out


def test_columns_without_a_name_are_left_out(run: Run, plan: str) -> None:
    assert heads(run("duties", "甲局", "-p", plan).out, "编号") == [
        "编号",
        "举措",
        "共同负责",
        "配合单位",
    ]
    assert heads(run("duties", "乙局", "-p", plan).out, "编号") == ["编号", "举措", "共同负责"]


@pytest.mark.parametrize("name", ["概况.docx", "概况.html", "概况.md"])
def test_where_the_file_lies_is_not_for_papers(
    run: Run, plan: str, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert run("-p", plan, "-o", str(path)).code == 0
    text = everything(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
    assert ("概况" if name.endswith("html") else "方案概况") in text
    assert plan not in text
    assert f"数据文件：{plan}" in run("-p", plan).out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan2.yaml", None),
        ("x.YML", None),
        ("kept.csv", "# 注\nformat: sciplan/1\n"),
        ("kept.txt", '{"format": "sciplan/1"}'),
    ],
)
def test_an_answer_never_goes_over_a_plan(
    run: Run, plan: str, tmp_path: Path, name: str, content: str | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    ran = run("workload", "-p", plan, "-o", str(path), "-f", "csv")
    assert ran.code == 2
    assert "换一个文件名" in ran.err
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == content


def test_an_answer_goes_over_an_answer(run: Run, plan: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.csv")
    for _ in range(2):
        assert run("workload", "-p", plan, "-o", path).code == 0
