"""The command line: words, options, exit codes, and what goes to stdout and to stderr."""

import io
import json
import platform
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from sciplan import __version__
from sciplan.base.answer import Column
from sciplan.base.extras import EXTRAS
from sciplan.base.writing import WRITTEN
from sciplan.cli.chinese_typer import CommandEntry
from sciplan.cli.registry import COMMANDS
from sciplan.queries import workload
from support import GOLDEN, PLAN_FILE, PLAN_TEXT, Ran, Run, Screen, small

# Chinese, and the Latin words a usage error may hold: names of commands, options and values.
_ENGLISH = re.compile(
    r"\b(?:[Nn]o such|[Mm]issing|[Ii]nvalid|[Uu]sage|[Ee]rror|[Tt]ry|not|is|the)\b"
)


BAD_PLAN = Path(__file__).parents[1] / "cases" / "bad" / "repeated-unit.yaml"


def saved(path: Path, name: str, data: object) -> str:
    file = path / name
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")
    return str(file)


# Usage errors --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["dutys"], "没有 dutys 命令，是不是 duties（职责）"),
        (["wrkload"], "是不是 workload（任务）"),
        (["foo"], "没有 foo 命令"),
        (["--nope"], "没有 --nope 选项"),
        (["duties", "市科协", "--sectoin", "2"], "没有 --sectoin 选项，是不是 --section？"),
        (["duties", "市科协", "-x"], "没有 -x 选项"),
        (["show"], "缺少“编号”"),
        (["meeting"], "缺少“议题”"),
        (["duties", "市科协", "--role"], "选项 --role 后面要有值"),
        (["-p"], "后面要有值"),
        (["duties", "市科协", "多余", "的"], "多出的内容：多余 的"),
        (["units", "市无此局"], "多出的内容：市无此局"),
        (["show", "2.1.5", "市科协"], "多出的内容：市科协"),
        (["duties", "市科协", "--role", "领导"], "没有“领导”，可用：lead（牵头）、"),
        (["workload", "--sort", "x"], "没有“x”，可用：total（参与）、lead（牵头）"),
        (["workload", "--by", "x"], "没有“x”，可用：section（章节）"),
        (["workload", "--max-units", "x"], "--max-units"),
        (["workload", "--max-units", "-1"], "--max-units"),
        (["units", "-f", "xml"], "没有“xml”，可用：table、md、csv、json"),
        (["duties", "市科协", "--full=1"], "选项 --full 后面不带值"),
    ],
)
def test_usage_errors_are_chinese(run: Run, args: list[str], message: str) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("错误：")
    assert message in done.err
    assert "--help" in done.err.splitlines()[-1]
    if "--max-units" not in args:
        assert not _ENGLISH.search(done.err)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["duties"], "请写一个单位"),
        (["duties", "市科斜"], "没有“市科斜”这个单位，是不是“市科协”？"),
        (["duties", "市科"], "“市科”可指 2 个单位，请写明"),
        (["duties", "学院"], "没有“学院”这个单位，是不是“曲靖师院”或“云南能源职业技术学院”或"),
        (["duties", "市科协", "--with", "市科斜"], "是不是“市科协”？"),
        (["duties", "市科协", "--section", "9"], "没有“9”这个标题"),
        (["matrix", "--unit", "市科"], "可指 2 个单位"),
        (["overlaps", "市人民政府"], "举措没有列“市人民政府”，只有统筹职责点名它"),
        (["show", "3.4.3至3.4.1"], "前后颠倒"),
        (["show", "3.4.1至3.9"], "没有从 3.4.1 到 3.9 的编号"),
        (["show", "2.1.9"], "2.1 下有 2.1.1"),
        (["show", "应急"], "sciplan measures 应急"),
        (["duties", "2.1.5"], "按编号查看：sciplan show 2.1.5"),
        (["duties", "市科协", "--with", "科协"], "--with 后面请写另一个单位"),
        (["meeting", "全国科普日"], "sciplan 举措 全国科普日 --source"),
        (["meeting", "市科协"], "sciplan 职责 市科协"),
        (["市科协", "导出"], "命令“导出”请写在最前面；怎么写见 sciplan 导出 --help"),
        ([""], "写了空的内容"),
        (["　"], "写了空的内容"),
        (["duties", "\udce5\udcb8"], "命令行里有认不出的字符"),
        (["\udcff"], "命令行里有认不出的字符"),
        (["units", "-p", "none.yaml"], "打不开 none.yaml：没有这个文件"),
        (["units", "-o", "x.pdf"], "扩展名可用"),
        (["units", "-o", "x"], "扩展名可用"),
        (["units", "-o", "none/x.csv"], "写不了 none/x.csv"),
        (["units", "-p", str(GOLDEN)], "没有 .yaml 或 .yml"),
    ],
)
def test_what_stops_a_query(run: Run, args: list[str], message: str) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


# Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("市科协", "duties 市科协"),
        ("科协", "duties 市科协"),
        ("市发展改革委", "duties 市发改委"),
        ("2.1.5", "show 2.1.5"),
        ("qujing-2021-2025/2.1.5", "show 2.1.5"),
        ("2.5", "show 2.5"),
        ("4.1.1", "show 4.1.1"),
        ("科技馆", "measures 科技馆"),
        ("教育局", "duties 市教体局"),
        ("曲靖市科协", "duties 市科协"),
        ("“市科协”", "duties 市科协"),
        ("市科协、市教体局", "duties 市科协、市教体局"),
        ("市人民政府", "duties 市人民政府"),
        ("市政府", "measures 市政府"),
        ("2.1.5。", "show 2.1.5"),
        ("第三部分", "show 3"),
        ("2.1.5、3.4", "show 2.1.5、3.4"),
        ("3.4.1至3.4.3", "show 3.4.1、3.4.2、3.4.3"),
        ("市科斜", "measures 市科斜"),
    ],
)
def test_a_bare_word(run: Run, word: str, command: str) -> None:
    done = run(word)
    assert done.code == 0
    assert done.out == run(*command.split()).out


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("任务 科协", "workload --unit 科协"),
        ("科协 任务", "workload --unit 科协"),
        ("任务 科协 二（一）", "workload --unit 科协 --section 2.1"),
        ("指标 科协", "targets --unit 科协"),
        ("指标 3.4", "targets --section 3.4"),
        ("矩阵 三（四）", "matrix --section 3.4"),
        ("三（四） 矩阵", "matrix --section 3.4"),
        ("矩阵 青少年", "matrix --section 2.1"),
        ("单位 二（一）", "units --section 2.1"),
        ("市科协 牵头", "duties 市科协 --role lead"),
        ("牵头 市科协", "duties 市科协 --role lead"),
        ("市科协 3.4 牵头", "duties 市科协 --role lead --section 3.4"),
        ("市科协 职责", "duties 市科协"),
        ("3.4 会议", "meeting 3.4"),
        ("协同 市科协、市教体局", "overlaps 市科协 市教体局"),
        ("市科协 协同 市教体局", "overlaps 市科协 市教体局"),
        ("会议 2.1.5、3.4", "meeting 2.1.5 3.4"),
        ("会议 3.4.1至3.4.3。", "meeting 3.4.1 3.4.2 3.4.3"),
        ("矩阵 --unit 市科协，市教体局", "matrix --unit 市科协 --unit 市教体局"),
        ("举措 --section 3.1、3.2", "measures --section 3.1 --section 3.2"),
        ("应急 会议", "meeting 应急"),
        ("科普 会议", "meeting 科普"),
        ("应急 举措", "measures 应急"),
        ("2.1.5 查看", "show 2.1.5"),
        ("二（一） 市科协", "duties 市科协 --section 2.1"),
        ("市科协 二（一）", "duties 市科协 --section 2.1"),
        # no unit and no heading: words to look for
        ("机会 任务", "measures 机会 任务"),
        ("help", "--help"),
        ("help --help", "--help"),
        ("help duties", "duties --help"),
        ("帮助 职责", "duties --help"),
        ("duties -h", "duties --help"),
        ("-h", "--help"),
        ("-V", "--version"),
    ],
)
def test_words_in_either_order_and_lists(run: Run, words: str, command: str) -> None:
    done = run(*words.split())
    assert done.code == 0
    assert done == run(*command.split())


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("市科协 会议", "会议 市科协", "没有与“市科协”相关的举措；单位的职责：sciplan 职责 市科协"),
        ("2.1.5 市科协", "市科协 2.1.5", "sciplan 查看 2.1.5；只看所在章节：--section 2.1"),
        ("2.1.5 矩阵", "矩阵 2.1.5", "“2.1.5”是举措，不是章节"),
        ("科普 指标", "指标 科普", "“科普”可指 4 个标题，请写编号"),
        ("科普 任务", "任务 科普", "“科普”可指 4 个标题，请写编号"),
        ("应急 查看", "查看 应急", "sciplan measures 应急"),
        ("市科协 市教体局", "职责 市科协 市教体局", "用“、”连写，如 sciplan 职责 甲、乙；"),
    ],
)
def test_words_without_a_reading_say_what_to_type(
    run: Run, one: str, other: str, message: str
) -> None:
    done = run(*one.split())
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert run(*other.split()) == done


@pytest.mark.parametrize("column", list(workload.COLUMNS))
def test_every_heading_sorts(run: Run, column: Column) -> None:
    done = run("workload", "--sort", column.title, "-f", "json")
    values = [record[column.key] for record in json.loads(done.out)]
    if column.number:
        assert values == sorted(values, reverse=True)
    else:
        assert values == [
            record[column.key] for record in json.loads(run("workload", "-f", "json").out)
        ]


@pytest.mark.parametrize(
    ("command", "ids"),
    [
        ("measures --lead 市妇联", []),
        ("measures --lead 市民宗委", ["2.2.4"]),
        ("measures --unit 市司法局", ["2.4.1", "3.4.3"]),
        ("measures 应急 --lead 应急局", ["3.4.1"]),
        ("targets --section 2.1", ["2.1.5"]),
        ("targets --lead 市农业农村局", ["2.2.2"]),
        ("targets --unit 市司法局", []),
        ("duties 市司法局 --max-units 20", ["2.4.1"]),
    ],
)
def test_options_where_one_looks_for_them(run: Run, command: str, ids: list[str]) -> None:
    found = json.loads(run(*command.split(), "-f", "json").out)
    assert [record["measure"] for record in found] == ids


def test_units_and_counts_of_a_section(run: Run) -> None:
    units = json.loads(run("units", "--section", "2.5", "-f", "json").out)
    assert [record["unit"] for record in units] == [
        "市委组织部", "市委宣传部", "市科技局", "市人社局", "市科协", "市社科联",
    ]  # fmt: skip
    (counted,) = json.loads(
        run("workload", "--section", "2.5", "--unit", "组织部", "-f", "json").out
    )
    assert (counted["total"], counted["lead"], counted["partners"]) == (3, 3, 5)


def test_what_was_understood_is_said_once(run: Run) -> None:
    assert run("matrix", "--unit", "教育局、教育局", "--unit", "教育局").err == (
        "“教育局”按“市教体局”理解\n"
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("应急", "“应急”按“市应急管理局”理解；按字词查找：sciplan 举措 应急\n"),
        ("组织", "“组织”按“市委组织部”理解；按字词查找：sciplan 举措 组织\n"),
        ("管理", "“管理”按“市应急管理局”理解；按字词查找：sciplan 举措 管理\n"),
        ("教育局", "“教育局”按“市教体局”理解\n"),
        ("共青团", "“共青团”按“团市委”理解\n"),
        ("科协", "“科协”按“市科协”理解\n"),
        ("组织部", "“组织部”按“市委组织部”理解\n"),
        ("曲靖市科协", "“曲靖市科协”按“市科协”理解\n"),
    ],
)
def test_a_word_that_is_more_than_a_body_s(run: Run, word: str, said: str) -> None:
    assert run(word).err == said


def test_a_body_that_only_provisions_name(run: Run) -> None:
    done = run("市人民政府")
    assert (done.code, done.err) == (0, "")
    assert "参与 0 项（方案共 35 项）" in done.out
    assert "四（一）  综合协调、沟通联络\n四（二）  完善目标责任机制\n" in done.out
    assert "四（一）" not in run("市人民政府", "--section", "2.1").out


def test_a_paper_is_never_written_for_a_body_that_is_not_meant(run: Run, tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "x"), "--unit", "市教委")
    assert (done.code, done.err) == (2, "没有“市教委”这个单位，是不是“市教体局”？\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("省科协", "没有“省科协”这个单位，是不是“市科协”？"),
        ("市教委", "是不是“市教体局”？"),
        ("市局", "可指 21 个单位，请写明"),
        ("局", "可指 21 个单位，请写明"),
        ("学院", "没有“学院”这个单位，是不是"),
        ("市统计局", "没有“市统计局”这个单位，全部单位：sciplan units"),
        ("市科协、省科协", "没有“省科协”这个单位"),
        ("2.1.5、应急", "“应急”不是编号"),
    ],
)
def test_a_bare_body_that_is_unknown_is_refused(run: Run, word: str, message: str) -> None:
    done = run(word)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


@pytest.mark.parametrize("word", ["开会", "督办", "市科斜", "市场主体单位", "无此事"])
def test_a_bare_word_that_is_no_body_is_looked_for(run: Run, word: str) -> None:
    assert run(word) == run("measures", word)
    assert run(word).code == 0


@pytest.mark.parametrize("word", ["市统计局", "统计局", "省统计厅"])
def test_a_body_s_name_leads_to_no_command(run: Run, word: str) -> None:
    assert "workload" not in run("measures", word).err


@pytest.mark.parametrize("word", ["县科协", "科协", "教育局"])
def test_a_bare_body_of_two_places_is_asked_about(run: Run, tmp_path: Path, word: str) -> None:
    second = {"县科协": {}, "县教体局": {"full_name": "乙县教育体育局"}}
    for ident, place, units in (
        ("a", "甲县", {"县科协": {}, "县教育局": {}}),
        ("b", "乙县", second),
    ):
        head = {"id": ident, "title": place, "jurisdiction": place}
        saved(tmp_path, f"{ident}.yaml", small(plan=head, units=units, sections=[]))
    done = run("-p", str(tmp_path), word)
    assert (done.code, done.out) == (2, "")
    assert "可指 2 个单位，请写明：\n  甲县/县" in done.err
    assert "\n  乙县/县" in done.err


def test_a_word_that_nothing_holds_suggests_the_unit(run: Run) -> None:
    assert "是不是“市科协”" in run("市科斜").err


def test_bare_words_take_options(run: Run) -> None:
    assert len(json.loads(run("市科协", "--role", "牵头", "-f", "json").out)) == 16
    both = run("科普", "基地", "-f", "json")
    assert both.out == run("measures", "科普", "基地", "-f", "json").out


def test_a_bare_word_is_looked_up_in_the_plan_that_is_named(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, "p.yaml", small())
    for args in (["甲局", "-p", path], ["甲局", f"--plan={path}"], ["-p", path, "甲局"],
                 ["甲局", f"-p{path}"]):  # fmt: skip
        assert "甲局 职责清单" in run(*args).out


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("职责 市科协", "duties 市科协"),
        ("任务", "workload"),
        ("协同 市科协", "overlaps 市科协"),
        ("矩阵", "matrix"),
        ("会议 2.1.5", "meeting 2.1.5"),
        ("举措 应急", "measures 应急"),
        ("查看 2.1.5", "show 2.1.5"),
        ("单位", "units"),
        ("指标", "targets"),
        ("校验", "validate"),
        ("职责 市科协 --role 牵头", "duties 市科协 --role lead"),
        ("职责 市科协 --section 三（四）", "duties 市科协 --section 3.4"),
        ("任务 --sort 配合", "workload --sort cooperating"),
    ],
)
def test_chinese_names(run: Run, chinese: str, english: str) -> None:
    assert run(*chinese.split()) == run(*english.split())


def test_options_before_the_command(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, "p.yaml", small())
    after = run("units", "-p", path, "-f", "json")
    assert run("-p", path, "-f", "json", "units") == after
    assert run("-p", path, "units", "-f", "json") == after
    out = tmp_path / "o.json"
    assert run("-o", str(out), "units", "-p", path).code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == json.loads(after.out)


def test_what_was_not_typed_in_full_is_said_on_stderr(run: Run) -> None:
    done = run("duties", "教育局")
    assert done.err == "“教育局”按“市教体局”理解\n"
    assert "理解" not in done.out.replace("按云南工业技师学院理解", "")
    assert run("duties", "市教体局").err == ""


@pytest.mark.parametrize("args", [["--help"], ["duties", "--help"], ["show", "--help"]])
def test_help_is_chinese(run: Run, args: list[str]) -> None:
    done = run(*args)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("用法：sciplan")
    assert not _ENGLISH.search(done.out)


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_a_line_and_a_page_of_help(run: Run, entry: CommandEntry) -> None:
    whole = run("--help").out
    assert re.search(rf"^  {entry.name} +{entry.chinese} +{entry.about}$", whole, re.MULTILINE)
    for name in (entry.name, entry.chinese):
        assert run(name, "--help").out.startswith(f"用法：sciplan {entry.name}")


def test_version(run: Run) -> None:
    assert run("--version").out == f"sciplan {__version__}\n"
    lines = run("--version", "--verbose").out.splitlines()
    assert lines[:2] == [f"sciplan {__version__}", f"Python {platform.python_version()}"]
    assert lines[3] == "组件 " + "、".join(EXTRAS)
    assert run("--verbose", "units").code == 2


# Colour --------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [("units",), ("--color", "auto", "units"), ("validate",)])
def test_a_pipe_is_not_coloured(run: Run, args: tuple[str, ...]) -> None:
    assert "\x1b" not in run(*args).out


@pytest.mark.parametrize(
    "args",
    [
        ("units", "--color", "always"),
        ("--color=always", "units"),
        ("--color", "always"),
        ("validate", "--color", "always", str(BAD_PLAN)),
    ],
)
def test_colour_can_be_asked_for(run: Run, args: tuple[str, ...]) -> None:
    assert "\x1b[" in run(*args).out


@pytest.mark.parametrize(
    "args", [("units", "--color", "never"), ("validate", "--color", "never", str(BAD_PLAN))]
)
def test_colour_can_be_declined(screen: Screen, args: tuple[str, ...]) -> None:
    assert "\x1b" not in screen(80, *args).out
    assert "\x1b" in screen(80, *[arg for arg in args if arg not in ("--color", "never")]).out


def test_colour_has_three_words(run: Run) -> None:
    result = run("units", "--color", "sometimes")
    assert result.code == 2
    assert "auto、always、never" in result.err


# Standard input ------------------------------------------------------------------------------


def test_the_plan_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def piped(*args: str) -> Ran:
        buffer = io.BytesIO(PLAN_FILE.read_bytes())
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=buffer))
        return run(*args)

    assert piped("duties", "市科协", "-p", "-").out == run("duties", "市科协").out
    assert piped("市科协", "-p", "-").out == run("duties", "市科协").out
    assert "数据文件：标准输入" in piped("-p", "-").out
    refused = piped("rename", "市科协", "科协", "-p", "-", "--yes")
    assert refused.code == 2
    assert "标准输入不能就地修改" in refused.err


# Which plan ----------------------------------------------------------------------------------


def test_the_shipped_plan_says_that_it_stands_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("units").err == ""
    monkeypatch.chdir(tmp_path)
    done = run("units")
    assert done.code == 0
    assert "曲靖市全民科学素质行动实施方案" in done.err
    assert "-p" in done.err
    assert "未指定" not in done.out
    saved(tmp_path, "plan.yaml", small())
    assert "共 3 个单位" in run("units").out


def test_other_plans_at_hand_are_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, "方案.yaml", small())
    (tmp_path / "other.yaml").write_text("steps: []", encoding="utf-8")
    assert "这里有 方案.yaml，要用它：-p 方案.yaml" in run("units").err


def test_a_plan_whose_period_is_over_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    over = "按印发时口径，实施期已满（2021—2025年）\n"
    assert over in run("units").out
    assert over in run("units", "-f", "json").err
    monkeypatch.setenv("SCIPLAN_TODAY", "2025-12-31")
    assert "实施期已满" not in run("units").out
    assert "实施期已满" not in run("rules").out


def test_several_plans_of_which_one_is_over(run: Run, tmp_path: Path) -> None:
    head = {"id": "new", "title": "新方案", "period": {"from": 2026, "to": 2030}}
    new = saved(tmp_path, "new.yaml", small(plan=head))
    assert (
        "，实施期已满（qujing-2021-2025 到2025年）\n"
        in run("units", "-p", str(PLAN_FILE), "-p", new).out
    )


def test_the_environment_names_a_plan(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCIPLAN_PLAN", saved(tmp_path, "p.yaml", small()))
    assert "共 3 个单位" in run("units").out
    assert "共 38 个单位" in run("units", "-p", str(PLAN_FILE)).out
    monkeypatch.setenv("SCIPLAN_PLAN", "none.yaml")
    assert run("units").code == 2


def two_plans(path: Path) -> tuple[str, str]:
    first = small(plan={"id": "one", "title": "甲方案", "jurisdiction": "甲市"})
    second = small(plan={"id": "two", "title": "乙方案", "jurisdiction": "乙市"})
    return saved(path, "one.yaml", first), saved(path, "two.yaml", second)


def test_several_plans(run: Run, tmp_path: Path) -> None:
    one, two = two_plans(tmp_path)
    done = run("measures", "-p", one, "-p", two)
    assert done.out.startswith("2 个方案：")
    assert "one/1.1" in done.out
    assert "two/1.2" in done.out
    assert run("measures", "-p", str(tmp_path)).out == done.out
    assert "甲市/甲局" in run("duties", "甲局", "-p", one, "-p", two).err
    found = json.loads(run("duties", "乙市/甲局", "-p", one, "-p", two, "-f", "json").out)
    assert [item["plan"] for item in found] == ["two"]
    shown = run("show", "two/1.1", "-p", one, "-p", two, "-f", "json")
    assert json.loads(shown.out)[0]["plan"] == "two"
    for command in ("workload", "overlaps", "matrix", "units", "targets", "meeting 第一件事", ""):
        assert run(*command.split(), "-p", one, "-p", two).code == 0


def test_two_plans_with_one_id(run: Run, tmp_path: Path) -> None:
    one = saved(tmp_path, "one.yaml", small())
    two = saved(tmp_path, "two.yaml", small())
    done = run("units", "-p", one, "-p", two)
    assert (done.code, done.out) == (2, "")
    assert "方案代号都是 small" in done.err
    assert "one.yaml" in done.err
    assert "two.yaml" in done.err


def test_a_file_named_twice_is_opened_once(run: Run, tmp_path: Path) -> None:
    one, _ = two_plans(tmp_path)
    assert run("measures", "-p", one, "-p", one) == run("measures", "-p", one)
    assert run("measures", "-p", one, "-p", str(tmp_path)) == run("measures", "-p", str(tmp_path))


def test_one_bad_plan_of_two(run: Run, tmp_path: Path) -> None:
    good, bad = two_plans(tmp_path)
    Path(bad).write_text("format: sciplan/1\n", encoding="utf-8")
    for args in (["measures"], ["units", "-f", "json"], ["duties", "甲局"], []):
        done = run(*args, "-p", good, "-p", bad)
        assert done.code == 1
        assert done.out
        assert "two.yaml:1:1: 错误 missing-key" in done.err
    out = tmp_path / "o.md"
    assert run("units", "-p", good, "-p", bad, "-o", str(out)).code == 1
    assert out.exists()


def test_all_plans_bad(run: Run, tmp_path: Path) -> None:
    bad = saved(tmp_path, "bad.yaml", small(units={}, sections=3))
    done = run("units", "-p", bad, "-p", bad)
    assert (done.code, done.out) == (2, "")


def test_a_query_gives_all_problems_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(PLAN_TEXT.replace("- 市工信局", "- 市工信居", 3), encoding="utf-8")
    done = run("duties", "市科协", "-p", str(path))
    assert (done.code, done.out) == (2, "")
    assert done.err.count("错误 unknown-unit") == 3
    assert "是不是“市工信局”" in done.err
    assert "3 个错误" in done.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(PLAN_TEXT.replace("\n", "\r\n").encode(encoding))
    assert run("duties", "市科协", "-p", str(path)).out == run("duties", "市科协").out


@pytest.mark.parametrize("raw", [b"\x7fELF\0\0", b"\xff\xff\xff", b"PK\x03\x04\0\0", b""])
def test_what_is_no_plan(run: Run, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(raw)
    for args in (["units"], ["市科协"], ["foo"], ["duties", "市科协"]):
        done = run(*args, "-p", str(path))
        assert (done.code, done.out) == (2, "")
        assert done.err
    assert run("validate", str(path)).code == (2 if raw else 1)


# Validate ------------------------------------------------------------------------------------


# Writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".md", ".csv", ".json", ".txt", ".CSV"])
def test_a_file_is_written_by_its_suffix(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"职责清单{suffix}"
    done = run("duties", "市科协", "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert f"已写入 {path}" in done.err
    format_ = {".txt": "table"}.get(suffix, suffix[1:].lower())
    stdout = run("duties", "市科协", "-f", format_).out
    assert path.read_bytes().decode("utf-8-sig") == stdout


def test_the_format_option_wins_over_the_suffix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.dat"
    assert run("units", "-o", str(path), "-f", "json").code == 0
    assert json.loads(path.read_text(encoding="utf-8"))


def test_a_query_that_fails_writes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    assert run("duties", "市科斜", "-o", str(path)).code == 2
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_may_not_replace_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "x.csv"
    folder.mkdir()
    done = run("units", "-o", str(folder))
    assert done.code == 2
    assert "这是文件夹" in done.err


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_notes_of_records_go_to_stderr(run: Run, format_: str) -> None:
    done = run("workload", "-f", format_)
    assert "只计项数，不代表轻重。" in done.err
    assert "只计项数" not in done.out


def test_a_unit_typed_in_part_is_said_once(run: Run) -> None:
    said = run("overlaps", "市科协", "教体").err
    assert said.count("“教体”按“市教体局”理解") == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [([], "内存不够，没有做完；请把"), (["a.txt"], "内存不够，没有做完；已经写入的：a.txt；请把")],
)
def test_no_memory_left_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, written: list[str], said: str
) -> None:
    def greedy(*_args: object, **_options: object) -> None:
        WRITTEN.extend(written)
        raise MemoryError

    monkeypatch.setattr("sciplan.checks.validation.validate_all", greedy)
    code, out, err = run("validate", "data/plan.yaml")
    assert (code, out) == (2, "")
    assert err.startswith(said)
