"""Returns and rulings in their files beside a plan."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sciplan.plan.returns import STATES, Item, Origin, Return, Rulings
from sciplan.planfile import returns
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load_as
from support import ROOT, plan_of, small

RETURN = """\
format: sciplan-progress/1
plan: demo
unit: 市科协
period: 2025-11
received: 2025-11-28
source: {file: 30-市科协.xlsx}
reported_by: 张三
items:
  "2.1.5":
    state: 推进中
    done: {培训教师、辅导员: 1200}
    this_period: 200
    progress: 办了两期培训班
  "3":
    state: 未启动
"""
RULINGS = """\
format: sciplan-rulings/1
plan: demo
period: 2025-11
rulings:
  - {measure: "2.1.5", verdict: 同意延期, until: 2026-03, why: 场馆未交付, date: 2025-12-03}
"""


@pytest.fixture
def plan_path(tmp_path: Path) -> str:
    for period, name, text in [
        ("2025-11", "市科协", RETURN),
        ("2025-11", "核定", RULINGS),
        ("2025-10", "市科协", RETURN.replace("period: 2025-11", "period: 2025-10")),
        ("2025-10", "坏的", "format: sciplan-progress/1\nplan: demo\nunit: 甲\n"),
        ("2025-09", "别的方案", RETURN.replace("plan: demo", "plan: other")),
    ]:
        path = tmp_path / "progress" / "demo" / period / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(tmp_path / "plan.yaml")


def test_all_is_read_and_what_is_wrong_is_told(plan_path: str) -> None:
    found = returns.reports(plan_path, "demo")
    assert [period.text for period in found.periods] == ["2025-10", "2025-11"]
    (october, november) = found.returns
    assert october.period.text == "2025-10"
    item = november.value.items["2.1.5"]
    assert (item.state, item.done, item.this_period) == (
        "推进中",
        {"培训教师、辅导员": 1200},
        {"": 200},
    )
    assert november.value.source == Origin(file="30-市科协.xlsx")
    (ruling,) = found.rulings["2025-11"]
    assert (ruling.verdict, ruling.until, ruling.date) == ("同意延期", "2026-03", date(2025, 12, 3))
    assert {problem.code for problem in found.problems} == {"missing-key"}
    assert {Path(problem.location.path).name for problem in found.problems} == {"坏的.yaml"}


def test_nothing_was_reported_yet(tmp_path: Path) -> None:
    found = returns.reports(str(tmp_path / "plan.yaml"), "demo")
    assert (found.returns, found.rulings, found.problems, found.periods) == ((), {}, (), [])


def test_a_file_is_named_by_its_unit(plan_path: str) -> None:
    path = returns.return_path(plan_path, "demo", "2025-11", "市科协")
    assert path.read_text(encoding="utf-8") == RETURN
    assert returns.rulings_path(plan_path, "demo", "2025-11").is_file()
    # é in two code points, as some systems write it.
    decomposed = returns.return_path(plan_path, "demo", "2025-11", "Cafe\u0301站")
    assert decomposed.name == "Caf\u00e9站.yaml"


@pytest.mark.parametrize(("model", "text"), [(Return, RETURN), (Rulings, RULINGS)])
def test_what_is_written_is_what_was_read(model: type, text: str) -> None:
    read = load_as(model, text, "x.yaml")
    assert not read.problems
    assert load_as(model, dump(read.value), "x.yaml").value == read.value


@given(
    st.dictionaries(
        st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3}){0,2}", fullmatch=True),
        st.builds(
            Item,
            state=st.sampled_from(["", *STATES]),
            done=st.none()
            | st.dictionaries(
                st.text("培训人次、 :{}#", min_size=1).filter(str.strip),
                st.integers(0, 10**9),
                min_size=1,
            ),
            progress=st.just("") | st.text("进展。：\n #-'\"{}[]", max_size=30).filter(str.strip),
        ),
        max_size=4,
    )
)
def test_any_return_survives_its_file(items: dict[str, Item]) -> None:
    value = Return(
        format="sciplan-progress/1", plan="demo", unit="市科协", period="2025-11", items=items
    )
    read = load_as(Return, dump(value), "x.yaml")
    assert not read.problems
    assert read.value == value


def test_the_examples_in_the_docs_are_good() -> None:
    page = (ROOT / "docs" / "progress.md").read_text(encoding="utf-8")
    returned, ruled, local = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert load_as(Return, returned, "x.yaml").problems == ()
    assert load_as(Rulings, ruled, "x.yaml").problems == ()
    block = plan_of(small() | yaml.load(local, yaml.BaseLoader)).progress  # noqa: S506
    assert block is not None
    assert [light.name for light in block.lights] == ["红", "黄"]
