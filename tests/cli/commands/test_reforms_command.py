"""`sciplan reforms`, and `--as-of` on every query."""

import json
from pathlib import Path

import pytest

from support import ROOT, Run

EXAMPLE = "docs/reforms-example.yaml"
TERMS = "按某发〔2023〕8号等文件职责调整后口径（截至2025年3月1日），以机构编制部门规定为准"
AS_OF = ("--as-of", "2025-03-01", "-p", EXAMPLE)
SPLIT = "2024-06-30 市教体局分设：市教育局承接 1.1（某发〔2024〕9号）"
QUERIES = [
    "",
    "duties 市科协",
    "workload",
    "workload --by section",
    "overlaps",
    "overlaps 市科协",
    "overlaps 市科协 市卫健委",
    "matrix",
    "meeting 2.1",
    "measures",
    "show 2.1",
    "units",
    "targets",
    "deadlines",
    "reforms",
    "市科协",
    "2.1",
    "职责 市教育局",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_line_says_on_what_terms(run: Run, query: str) -> None:
    done = run(*query.split(), *AS_OF)
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(TERMS)


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query not in ("targets", "deadlines", "职责 市教育局")]
)
def test_that_nobody_is_named_is_told_wherever_it_is_met(run: Run, query: str) -> None:
    assert "承接单位待明确" in run(*query.split(), *AS_OF).out


def test_it_is_not_told_where_it_is_not_met(run: Run) -> None:
    assert "承接单位待明确" not in run("show", "1.2", *AS_OF).out


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_beside_records_it_is_told_on_stderr(run: Run, format_: str) -> None:
    done = run("workload", "-f", format_, *AS_OF)
    assert "承接单位待明确：2.1（牵头，原市教体局）" in done.err
    assert "承接单位" not in done.out  # nobody's duties are counted for nobody


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-06-01", "2024年6月1日"),
        ("2024年6月1日", "2024年6月1日"),
        ("2024.6.1", "2024年6月1日"),
        ("today", "2026年6月30日"),
        ("今天", "2026年6月30日"),
    ],
)
def test_a_day_as_people_type_it(run: Run, typed: str, day: str) -> None:
    assert f"（截至{day}）" in run("units", "--as-of", typed, "-p", EXAMPLE).out


@pytest.mark.parametrize("typed", ["2024", "2024-02-30", "明天", "2024-06", ""])
def test_no_day(run: Run, typed: str) -> None:
    done = run("units", "--as-of", typed, "-p", EXAMPLE)
    assert (done.code, done.out) == (2, "")
    assert "不是日期，写作 2024-06-01，或 today（今天）" in done.err


@pytest.mark.parametrize("command", ["duties 市科协", "export 材料", "workload"])
def test_before_its_issue_there_is_no_plan(run: Run, command: str) -> None:
    done = run(*command.split(), "--as-of", "2022-02-28", "-p", EXAMPLE)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "2022年2月28日早于《某市科普工作方案（2022—2026年）》的成文日期2022年3月1日，"
        "那时还没有这个方案\n"
    )


def test_each_record_says_whom_the_duty_came_from(run: Run) -> None:
    done = run("duties", "--all", "-f", "json", *AS_OF)
    found = {
        (each["unit"], each["measure"]): (each["moved_from"], each["basis"])
        for each in json.loads(done.out)
    }
    assert found["市科协", "1.1"] == ("", [])
    assert found["市农业农村局", "1.2"] == ("", [])
    assert found["市农业农村局", "1.1"] == ("市乡村振兴局", ["某发〔2024〕5号"])
    assert found["市教育局", "2.3"] == (None, ["某科领办〔2025〕1号"])
    assert found["承接单位待明确（原市老龄办）", "2.2"] == ("市老龄办", ["某发〔2024〕9号"])
    issued = json.loads(run("duties", "--all", "-f", "json", "-p", EXAMPLE).out)
    assert "moved_from" not in issued[0]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "市老龄办",
            "“承接单位待明确（原市老龄办）”列出：2024-06-30 市老龄办撤销（某发〔2024〕9号）",
        ),
        (
            "某市教育体育局",
            f"“承接单位待明确（原市教体局）”列出：{SPLIT}",
        ),
        (
            "某市乡村振兴局",
            "“市农业农村局”列出：2024-03-15 市乡村振兴局并入市农业农村局（某发〔2024〕5号）",
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_dissolved_body_is_told_once(run: Run, typed: str, told: str) -> None:
    done = run("duties", typed, *AS_OF)
    assert done.code == 0
    assert done.err == f"“{typed}”现按{told}\n"


def test_a_renamed_body_is_found_by_both_names(run: Run) -> None:
    done = run("duties", "市工信局", *AS_OF)
    assert done.err == "“市工信局”按“市工业和信息化局”理解\n"
    assert "市工业和信息化局 职责清单" in done.out


def test_who_gave_a_duty_away_is_told_who_has_it(run: Run) -> None:
    done = run("duties", "市老龄办", "--as-of", "2024-05-01", "-p", EXAMPLE)
    assert "市民政局（原市老龄办）：1.4。" in done.out


def test_without_a_day_names_are_those_of_the_print(run: Run) -> None:
    assert run("duties", "市教育局", "-p", EXAMPLE).code == 0  # 市教体局, abbreviated
    assert run("duties", "市民政局", "-p", EXAMPLE).out.count("参与 0 项") == 1
    assert "按印发时口径" in run("duties", "市老龄办", "-p", EXAMPLE).out


def test_a_refused_reform_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    issued = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    text = issued.replace('- "1.4"\n    basis', '- "9"\n    basis')
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    done = run("show", "1.4", "--as-of", "2024-04-01", "-p", str(path))
    assert done.code == 0
    told = f"{path} 有 1 条机构变动有错误，没有采用，查看：sciplan validate {path}"
    assert done.err.splitlines().count(told) == 1
    assert "市老龄办" in done.out
    assert "市民政局" not in done.out
    listed = run("reforms", "-p", str(path)).out
    assert "没有采用：方案没有编号为 9 的举措" in listed
    assert run("validate", str(path)).code == 1


def test_records_of_reforms(run: Run) -> None:
    found = json.loads(run("机构变动", "-f", "json", "-p", EXAMPLE).out)
    assert [each["kind"] for each in found] == [
        "rename", "merge", "nameplate", "transfer", "split", "abolish", "adjust", "merge",
    ]  # fmt: skip
    assert [each["duties"] for each in found] == [3, 3, 0, 1, 2, 2, 2, None]
    assert [each["pending"] for each in found] == [False] * 7 + [True]
    assert found[4]["moves"] == {"市教育局": ["1.1"]}
    assert found[4]["into"] == ["市教育局", "市体育局"]
    assert found[6]["add"] == {"cooperating": ["市教育局"]}
    assert found[7]["date"] is None
    until = run("reforms", "--as-of", "2024-03-15", "-f", "json", "-p", EXAMPLE).out
    assert len(json.loads(until)) == 5  # those in force, and the pending one


def test_the_shipped_plan_has_none(run: Run) -> None:
    assert "方案文件没有登记机构变动。" in run("reforms").out
    line = run("duties", "市科协", "--as-of", "2024-01-01").out.splitlines()[0]
    assert line.endswith(
        "按印发时口径（截至2024年1月1日没有登记职责调整），实施期已满（2021—2025年）"
    )


def test_several_plans_each_as_of_the_day(run: Run) -> None:
    done = run("measures", "--as-of", "2025-03-01", "-p", EXAMPLE, "-p", "data/plan.yaml")
    first = done.out.splitlines()[0]
    assert first.startswith(
        "2 个方案：某政发〔2022〕6号、曲政发〔2022〕21号，demo-2022 按某发〔2023〕8号等文件"
    )
    assert "，以机构编制部门规定为准，其余按印发时口径，实施期已满（" in first
    assert "已计入机构变动 0 条" not in done.out
    assert "demo-2022：市民政局（原市老龄办）：demo-2022/1.4。" in done.out


def two_plans(folder: Path) -> tuple[str, ...]:
    """Return two plans, of which one merges 市水务局 into 市林草局 and the other lists both."""
    units = "units: {市林草局: , 市水务局: }"
    merge = "kind: merge, from: [市水务局], into: [市林草局]"
    reform = f"{{date: 2025-03-01, {merge}, basis: 某发〔2025〕1号}}"
    for ident, reforms in (("q1", f"[{reform}]"), ("q2", "[]")):
        text = f"""format: sciplan/1
plan: {{id: {ident}, title: 方案{ident}, jurisdiction: 某市}}
{units}
measures:
  - {{id: "1", title: 修渠, lead: [市水务局], cooperating: [市林草局]}}
reforms: {reforms}
"""
        (folder / f"{ident}.yaml").write_text(text, encoding="utf-8")
    return tuple(arg for each in ("q1", "q2") for arg in ("-p", str(folder / f"{each}.yaml")))


@pytest.mark.parametrize("query", ["duties 市水务局", "workload --unit 市水务局"])
def test_a_body_dissolved_in_one_of_several_plans_is_told(
    run: Run, tmp_path: Path, query: str
) -> None:
    plans = two_plans(tmp_path)
    done = run(*query.split(), *plans, "--as-of", "2025-07-01")
    assert done.err == (
        "q1 里的“市水务局”按“市林草局”列出，不在下面的“市水务局”里："
        "2025-03-01 市水务局并入市林草局（某发〔2025〕1号）\n"
    )
    assert not run(*query.split(), *plans, "--as-of", "2025-02-01").err
    assert not run("duties", "市林草局", *plans, "--as-of", "2025-07-01").err


def test_a_chosen_section_tells_only_what_moved_there(run: Run) -> None:
    done = run("measures", "--section", "2", *AS_OF)
    assert "市工业和信息化局（原市工信局）：2.1、2.3（2 项）。" in done.out
    assert "市民政局" not in done.out


@pytest.fixture
def unled(tmp_path: Path) -> str:
    """Return a plan in which later documents take away the lead of 1, and all of 2."""
    file = tmp_path / "unled.yaml"
    file.write_text(
        """format: sciplan/1
plan: {id: unled, title: 方案}
units: {甲局: , 乙局: }
measures:
  - {id: "1", title: 植树, lead: [甲局], cooperating: [乙局]}
  - {id: "2", title: 种草, lead: [甲局]}
reforms:
  - {date: 2025-03-01, kind: adjust, measures: ["1", "2"], drop: [甲局], basis: 某发〔2025〕1号}
""",
        encoding="utf-8",
    )
    return str(file)


def test_that_nobody_leads_any_more_is_told(run: Run, unled: str) -> None:
    told = "调整后没有牵头单位："
    assert f"{told}1、2（2 项）。" in run("measures", "-p", unled, "--as-of", "2025-03-01").out
    assert told not in run("measures", "-p", unled, "--as-of", "2025-02-28").out


def test_who_only_cooperates_is_not_to_report(run: Run, unled: str) -> None:
    day = ("-p", unled, "--as-of", "2025-03-01")
    done = run("meeting", "1", *day)
    assert "没有牵头单位的议题（1）：1，由谁汇报请商定。" in done.out
    rows = json.loads(run("meeting", "1", *day, "-f", "json").out)
    assert [(row["unit"], row["role"], row["reports"]) for row in rows] == [
        ("乙局", "cooperating", [])
    ]
    issued = json.loads(run("meeting", "1", "-p", unled, "-f", "json").out)
    assert [row["reports"] for row in issued] == [["1"], []]


def test_a_topic_without_units_is_told_so(run: Run, unled: str) -> None:
    day = ("-p", unled, "--as-of", "2025-03-01")
    done = run("meeting", "2", *day)
    assert "涉及 0 个单位，这些议题没有责任单位" in done.out
    both = run("meeting", "1", "2", *day).out
    assert "没有责任单位的议题（1）：2" in both
    chosen = run("meeting", "1", "--unit", "甲局", *day).out
    assert "所选单位、身份与这些议题无关" in chosen


def test_why_there_is_no_outline_for_a_report(run: Run, unled: str, tmp_path: Path) -> None:
    day = ("-p", unled, "--as-of", "2025-03-01", "--topic", "1")
    only = ("--only", "汇报提纲", "--only", "会议议程")
    done = run("export", str(tmp_path / "a"), *only, *day)
    assert "没有做汇报提纲：议题都没有牵头单位" in done.err
    assert (tmp_path / "a" / "15-会议议程.docx").exists()
    done = run("export", str(tmp_path / "b"), *only[:2], *day, "--unit", "乙局")
    assert "没有做汇报提纲：乙局没有牵头的议题" in done.err


@pytest.mark.parametrize(
    ("typed", "day", "now"),
    [
        ("市工业和信息化局", "", "没有“市工业和信息化局”这个单位：这个名称自 2023-09-01 起才有"),
        ("某市工业和信息化局", "2023-08-31", "按现在的口径，用“市工信局”"),
        (
            "市教育局",
            "2024-06-29",
            "“市教育局”按“市教体局”理解；“市教育局”这个名称自 2024-06-30 起",
        ),
    ],
)
def test_a_name_of_a_later_day_says_which(run: Run, typed: str, day: str, now: str) -> None:
    day = f"--as-of={day}" if day else ""
    done = run("duties", typed, *filter(None, [day]), "-p", EXAMPLE)
    assert now in done.err
    since = "2024-06-30" if typed == "市教育局" else "2023-09-01"
    assert f"写 --as-of {since}；" in done.err
    assert run("duties", typed, "--as-of", since, "-p", EXAMPLE).code == 0


def test_a_name_of_a_pending_reform_is_no_name(run: Run) -> None:
    assert "这个名称自" not in run("duties", "市健康局", "-p", EXAMPLE).err


def test_of_a_chain_the_name_as_issued_is_said(run: Run, tmp_path: Path) -> None:
    """甲局 becomes 乙局, which goes with 丙局 into the new 丁局."""
    (tmp_path / "plan.yaml").write_text(
        """format: sciplan/1
plan: {id: chain, title: 某市方案, issued: 2022-03-01}
units: {林草局: , 水务局: }
measures: [{id: "1", title: 种树, lead: [林草局], cooperating: [水务局]}]
reforms:
  - {date: 2023-01-01, kind: rename, from: [林草局], into: [{name: 绿化局}], basis: 甲文}
  - {date: 2024-01-01, kind: merge, from: [绿化局, 水务局], into: [{name: 资源局}], basis: 乙文}
""",
        encoding="utf-8",
    )
    told = run("duties", "资源局", "-p", str(tmp_path)).err
    assert "写 --as-of 2024-01-01；按现在的口径，用“林草局”、“水务局”" in told
    told = run("duties", "资源局", "--as-of", "2023-06-01", "-p", str(tmp_path)).err
    assert "按现在的口径，用“绿化局”、“水务局”" in told


def test_a_name_yet_to_come_that_is_like_a_body_that_is_gone(run: Run, tmp_path: Path) -> None:
    """市工业局 is short for 市科技和工业局 till it is a body of its own."""
    (tmp_path / "plan.yaml").write_text(
        """format: sciplan/1
plan: {id: chain, title: 某市方案, issued: 2022-03-01}
units: {市工信局: , 市科技局: }
measures: [{id: "1", title: 强工业, lead: [市工信局], cooperating: [市科技局]}]
reforms:
  - {date: 2023-01-01, kind: merge, from: [市工信局, 市科技局], into: [{name: 市科技和工业局}],
     basis: 甲文}
  - {date: 2024-01-01, kind: split, from: [市科技和工业局], into: [{name: 市工业局}],
     moves: {市工业局: ["1"]}, basis: 乙文}
""",
        encoding="utf-8",
    )
    told = run("duties", "市工业局", "--as-of", "2023-06-01", "-p", str(tmp_path)).err
    assert "“市工业局”按“市科技和工业局”理解；“市工业局”这个名称自 2024-01-01 起才有" in told


def test_what_an_adjustment_leaves_without_a_lead_is_told(run: Run) -> None:
    told = run("reforms", "-p", str(ROOT / "tests" / "cases" / "bad" / "reform-no-lead.yaml")).out
    rows = told.splitlines()
    lacking = [place for place, row in enumerate(rows) if "没有牵头单位了：" in row]
    assert [rows[place].split("：")[1] for place in lacking] == ["1", "1"]
    assert [rows[place - 1].split()[0] for place in lacking] == ["2024-03-15", "2024-03-17"]
