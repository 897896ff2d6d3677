"""A ruling written into its period's file: what else stands there stays."""

from pathlib import Path

import pytest
import yaml

from reports import put_all
from support import Run

WITH_COMMENTS = """\
# 由科协办公室记
format: sciplan-rulings/1
plan: demo
period: 2025-11
rulings:
  # 已当面说过
  - measure: "1.1"
    verdict: 退回补充   # 数字不对
    why: 请附名单

  - {measure: "1.3", unit: 市科技局, verdict: 同意}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return put_all(tmp_path)


@pytest.fixture
def rulings(plan: Path) -> Path:
    path = plan.parent / "progress" / "demo" / "2025-11" / "核定.yaml"
    path.write_text(WITH_COMMENTS, encoding="utf-8")
    return path


def test_the_first_ruling_of_a_period_makes_the_file(run: Run, plan: Path) -> None:
    path = plan.parent / "progress" / "demo" / "2025-11" / "核定.yaml"
    args = (
        "rule",
        "1.2",
        "同意延期",
        "--until",
        "2026年3月",
        "--why",
        "场馆未交付",
        "-p",
        str(plan),
    )
    shown = run("progress", *args)
    assert shown.code == 1
    assert "--yes" in shown.err
    assert "+  - {measure:" in shown.out
    assert not path.exists()
    assert run("progress", *args, "--yes").code == 0
    (ruling,) = yaml.safe_load(path.read_text(encoding="utf-8"))["rulings"]
    assert str(ruling.pop("date"))[:2] == "20"
    assert ruling == {
        "measure": "1.2", "verdict": "同意延期", "until": "2026-03", "why": "场馆未交付",
    }  # fmt: skip
    assert list(path.parent.glob("*正在写入*")) == []
    assert run("validate", str(path)).code == 0


def test_what_stands_in_the_file_stays(run: Run, plan: Path, rulings: Path) -> None:
    done = run("progress", "rule", "1.2", "同意", "-p", str(plan), "--yes")
    assert done.code == 0
    text = rulings.read_text(encoding="utf-8")
    assert text.startswith(WITH_COMMENTS)
    (line,) = text.removeprefix(WITH_COMMENTS).splitlines()
    assert line.startswith('  - {measure: "1.2", verdict: 同意, date: ')


def test_a_later_word_on_the_same_takes_the_place_of_the_former(
    run: Run, plan: Path, rulings: Path
) -> None:
    args = ("--unit", "科技局", "--state", "缓办", "-p", str(plan), "--yes")
    assert run("progress", "rule", "1.3", "已销号", *args).code == 0
    text = rulings.read_text(encoding="utf-8")
    former = '  - {measure: "1.3", unit: 市科技局, verdict: 同意}\n'
    assert text.startswith(WITH_COMMENTS.removesuffix(former))
    assert yaml.safe_load(text)["rulings"][1]["state"] == "暂缓"
    assert len(yaml.safe_load(text)["rulings"]) == 2
    # The same again changes nothing.
    again = run("progress", "rule", "1.3", "已销号", *args)
    assert (again.code, again.out) == (0, "")
    assert rulings.read_text(encoding="utf-8") == text


def test_a_comment_is_never_lost(run: Run, plan: Path, rulings: Path) -> None:
    done = run("progress", "rule", "1.1", "同意", "-p", str(plan), "--yes")
    assert (done.code, done.out) == (2, "")
    assert "注释" in done.err
    assert rulings.read_text(encoding="utf-8") == WITH_COMMENTS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["1.1"], "核定要写编号和结论"),
        (["1.1", "同意延期"], "--until 2026-03"),
        (["1.1", "同意", "--until", "2026-03"], "只用于同意延期"),
        (["1.1", "同意延期", "--until", "2025-11"], "不晚于2025年11月"),
        (["1.1", "同意延期", "--until", "明年"], "2026-03 或 2026-03-31"),
        (["1.1", "通过"], "可用：同意、退回补充、同意延期、已销号"),
        (["1", "同意"], "不是举措的编号"),
        (["9.9", "同意"], "没有 9.9 这个编号"),
        (["1.1", "同意", "--unit", "市某局"], "没有“市某局”"),
        (["1.1", "同意", "--unit", "市科协", "--unit", "市科技局"], "只写一个"),
        (["1.1", "同意", "--unit", "市科技局"], "市科技局没有 1.1 的职责，可核定的单位：市"),
        (["1.1", "同意", "--state", "好"], "没有“好”这种完成情况"),
        (["1.1", "同意", "--late"], "rule（核定）不用 --late"),
        (["1.1", "同意", "--period", "2025-13"], "不是填报期"),
        (["1.1", "同意", "--period", "2025-Q4"], "方案写明按月报"),
    ],
)
def test_what_cannot_be_is_refused(
    run: Run, plan: Path, rulings: Path, words: list[str], told: str
) -> None:
    done = run("progress", "rule", *words, "-p", str(plan), "--yes")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert rulings.read_text(encoding="utf-8") == WITH_COMMENTS


def test_a_file_with_errors_is_not_added_to(run: Run, plan: Path, rulings: Path) -> None:
    text = WITH_COMMENTS.replace("verdict: 同意}", "verdict: 可以}")
    rulings.write_text(text, encoding="utf-8")
    done = run("progress", "rule", "1.2", "同意", "-p", str(plan), "--yes")
    assert done.code == 2
    assert f"sciplan validate {rulings}" in done.err
    assert rulings.read_text(encoding="utf-8") == text


def test_the_shipped_plan_has_no_place_for_rulings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("progress", "rule", "2.1.5", "同意", "--yes")
    assert done.code == 2
    assert "随软件附带的方案不能核定" in done.err
    done = run("progress", "--why", "x")
    assert done.code == 2
    assert "--why 只与 rule（核定）同用" in done.err


def test_a_file_that_would_no_longer_load_is_not_written(
    run: Run, plan: Path, rulings: Path
) -> None:
    """YAML ends lines at U+2028 too; a line that is added behind one stands elsewhere."""
    text = WITH_COMMENTS.partition("\n")[2].rstrip("\n").replace("\n", "\u2028")
    rulings.write_text(text, encoding="utf-8")
    assert run("validate", str(rulings)).code == 0
    done = run("progress", "rule", "1.2", "同意", "-p", str(plan), "--yes")
    assert done.code == 2
    assert "没有写入；请手工改" in done.err
    assert rulings.read_text(encoding="utf-8") == text
