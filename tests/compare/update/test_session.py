"""`sciplan import X --update PLAN`: what is shown, asked and written."""

import io
import json
import sys
from pathlib import Path

import pytest
from test_update import ROWS, TEXT, new_row, with_cells

from sciplan.checks.reporters.registry import REPORTERS
from sciplan.planfile import changing
from sheet_samples import csv_file, xlsx
from support import Ran, Run

CHANGED = with_cells(("N5", "改过"), ("N6", "改过"))
WANTED = TEXT.replace("原样", "改过")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "任务分解表.xlsx"
    path.write_bytes(xlsx(CHANGED))
    return path


def on_terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)


def asked(run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, *args: str) -> Ran:
    on_terminal(monkeypatch, answer)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    return run(*args)


def test_yes_writes_what_it_shows(run: Run, sheet: Path, plan: Path) -> None:
    done = run("import", str(sheet), "--update", str(plan), "--yes")
    assert done.code == 0
    assert plan.read_bytes() == WANTED.encode()
    assert [line for line in done.out.splitlines() if line[:1] in "+-"] == [
        f"--- {plan}",
        f"+++ {plan}（修改后）",
        "-        remark: 原样",
        "+        remark: 改过",
    ]
    assert done.err == (
        "改 1.2：备注\nerrata 里有一条说明指向改过的 1.2（印作农名），请看是否还对\n"
        f"改 1 项，增 0 项，删 0 项\n已写入 {plan}\n"
    )


def test_a_script_without_yes_only_looks(run: Run, sheet: Path, plan: Path) -> None:
    done = run("导入", str(sheet), "--update", str(plan))
    assert done.code == 1
    assert "+        remark: 改过" in done.out
    assert done.err.endswith("没有写入；确认无误后加 --yes 写入\n")
    assert plan.read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("answer", "written"),
    [("y\n", True), ("是\n", True), ("ｙ\n", True), ("\n", False), ("n\n", False), ("", False)],
)
def test_a_terminal_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch, plan: Path, answer: str, *, written: bool
) -> None:
    sheet = plan.with_name("表.xlsx")
    sheet.write_bytes(xlsx(CHANGED))
    done = asked(run, monkeypatch, answer, "import", str(sheet), "--update", str(plan))
    assert done.code == (0 if written else 1)
    assert plan.read_bytes() == (WANTED if written else TEXT).encode()
    assert f"写入 {plan} 吗？[y/N] " in done.err
    assert "+        remark: 改过" in done.out


def test_a_question_that_is_broken_off_writes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, plan: Path, sheet: Path
) -> None:
    def broken_off() -> str:
        raise KeyboardInterrupt

    stdin = io.StringIO()
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(stdin, "readline", broken_off)
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("import", str(sheet), "--update", str(plan))
    assert done.code == 130
    assert done.err.endswith("已中断，没有写入\n")
    assert plan.read_bytes() == TEXT.encode()


def test_a_file_that_is_only_to_be_read_is_not_written(run: Run, sheet: Path, plan: Path) -> None:
    plan.chmod(0o444)
    done = run("import", str(sheet), "--update", str(plan), "--yes")
    assert done.code == 2
    assert f"写不了 {plan}：文件是只读的" in done.err
    assert plan.read_bytes() == TEXT.encode()


def test_nothing_to_do(run: Run, sheet: Path, plan: Path) -> None:
    sheet.write_bytes(xlsx(ROWS))
    stamp = plan.stat().st_mtime_ns
    done = run("import", str(sheet), "--update", str(plan))
    assert (done.code, done.out, done.err) == (0, "", "表与方案文件相同，没有改动\n")
    assert plan.stat().st_mtime_ns == stamp


def test_a_refusal_touches_nothing(run: Run, sheet: Path, plan: Path) -> None:
    sheet.write_bytes(xlsx(with_cells(("F4", "市科斜"))))
    done = run("import", str(sheet), "--update", str(plan), "--yes")
    assert (done.code, done.out) == (2, "")
    assert f"{sheet} F4 写作“市科斜”，没有登记这个单位，是不是“市科协”？" in done.err
    assert plan.read_bytes() == TEXT.encode()


def test_a_file_changed_meanwhile_is_not_written_over(
    run: Run, monkeypatch: pytest.MonkeyPatch, sheet: Path, plan: Path
) -> None:
    def agreed(path: str, _consent: object, _removed: object) -> bool:
        Path(path).write_text(f"{TEXT}# 同事加的\n", encoding="utf-8")
        return True

    monkeypatch.setattr(changing, "_agreed", agreed)
    done = run("import", str(sheet), "--update", str(plan))
    assert done.code == 2
    assert "刚被别的程序改过，没有写入" in done.err
    assert plan.read_text(encoding="utf-8").endswith("# 同事加的\n")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"", "gb18030"), (b"\xff\xfe", "utf-16-le")],
)
def test_encoding_mark_and_line_ends_stay(
    run: Run, sheet: Path, plan: Path, mark: bytes, encoding: str
) -> None:
    for end in ("\n", "\r\n"):
        plan.write_bytes(mark + TEXT.replace("\n", end).encode(encoding))
        assert run("import", str(sheet), "--update", str(plan), "--yes").code == 0
        assert plan.read_bytes() == mark + WANTED.replace("\n", end).encode(encoding)


def test_a_csv_with_a_new_measure(run: Run, tmp_path: Path, plan: Path) -> None:
    path = tmp_path / "表.csv"
    row = new_row(measure="1.3", title="=1+1", role="牵头", unit="市科协")
    row[2] = "'=1+1"  # as the CSV format guards it
    path.write_bytes(csv_file([*ROWS, row]))
    assert run("import", str(path), "--update", str(plan), "--yes").code == 0
    assert '      - id: "1.3"\n        title: "=1+1"\n' in plan.read_text(encoding="utf-8")
    assert run("validate", str(plan)).code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--update", "p.yaml", "-o", "q.yaml"], "-o 不能与 --update 合用"),
        (["--update", "p.yaml", "--force"], "--force 不能与 --update 合用"),
        (["--update", "p.yaml", "--strict", "--details"], "--strict、--details 不能与"),
        (["--yes"], "--yes 要与 --update 合用"),
        (["--remove-missing"], "--remove-missing 要与 --update 合用"),
        (["--update", "p.yaml", "--removals", "1"], "--removals 要与 --remove-missing 合用"),
    ],
)
def test_options_that_do_not_go_together(run: Run, sheet: Path, args: list[str], told: str) -> None:
    done = run("import", str(sheet), *args)
    assert done.code == 2
    assert told in done.err


def test_files_that_are_not_there(run: Run, sheet: Path, plan: Path) -> None:
    for args in (
        (str(sheet), ""),
        (str(sheet), "none.yaml"),
        ("none.xlsx", str(plan)),
        (str(sheet), str(sheet)),
    ):
        done = run("import", args[0], "--update", args[1])
        assert done.code == 2
        assert done.err


# Reports --------------------------------------------------------------------------------------


def test_a_report_names_the_cell_of_what_is_wrong(run: Run, sheet: Path, plan: Path) -> None:
    sheet.write_bytes(xlsx(with_cells(("F4", "市科斜"))))
    done = run("import", str(sheet), "--update", str(plan), "-f", "json")
    assert done.code == 2
    assert json.loads(done.out) == [
        {
            "path": str(sheet),
            "line": 4,
            "column": 6,
            "code": "unknown-unit",
            "severity": "error",
            "message": "写作“市科斜”，没有登记这个单位，是不是“市科协”？",
            "hint": "",
            "known": False,
            "cell": "F4",
        }
    ]
    assert done.err == "方案文件没有改动；请在表里改好后再来。\n"
    assert plan.read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([("M5", "明年")], ("unread-cell", "M5")),
        ([("E4", "配和")], ("unknown-role", "E4")),
        ([("F4", "")], ("no-unit", "F4")),
        ([("F4", "市财政局、市科协")], ("several-units", "F4")),
        ([("C6", "培训乡亲")], ("several-titles", "C6")),
        ([("L5", "一"), ("L6", "二")], ("rows-differ", "L5、L6")),
        ([("B2", "别的")], ("shown-only", "B2")),
        ([("D5", "x"), ("D6", "x")], ("bad-value", "D5")),
        ([("A5", "1.3"), ("A6", "1.3")], ("moved-id", "A5、A6")),
        ([("F4", "市科协")], ("unit-in-two-roles", "F4")),
    ],
)
def test_each_slip_has_its_code(
    run: Run, sheet: Path, plan: Path, cells: list[tuple[str, str]], told: tuple[str, str]
) -> None:
    sheet.write_bytes(xlsx(with_cells(*cells)))
    done = run("import", str(sheet), "--update", str(plan), "-f", "json")
    assert done.code == 2
    assert [(each["code"], each["cell"]) for each in json.loads(done.out)] == [told]


@pytest.mark.parametrize("name", REPORTERS)
def test_every_reporter_takes_the_place_of_the_difference(
    run: Run, sheet: Path, plan: Path, name: str
) -> None:
    words = ("import", str(sheet), "--update", str(plan), "-f", name)
    clean = run(*words)
    assert clean.code == 1
    assert clean.out == REPORTERS[name].render([], paths=[str(plan), str(sheet)])
    assert clean.err.endswith("改 1 项，增 0 项，删 0 项\n没有写入；确认无误后加 --yes 写入\n")
    sheet.write_bytes(xlsx(with_cells(("F4", "市科斜"))))
    wrong = run(*words)
    assert wrong.code == 2
    assert "F4" in wrong.out
    assert "没有登记这个单位" in wrong.out


def test_a_report_of_a_plan_file_with_errors_is_of_its_lines(
    run: Run, sheet: Path, plan: Path
) -> None:
    plan.write_text(TEXT.replace("title: 方案", "titel: 方案"), encoding="utf-8")
    done = run("import", str(sheet), "--update", str(plan), "-f", "json")
    assert done.code == 2
    assert {(each["path"], each["line"]) for each in json.loads(done.out)} == {(str(plan), 2)}
    assert done.err == "方案文件有错误，改正后再更新。\n"


def test_a_report_does_not_keep_the_file_from_being_written(
    run: Run, sheet: Path, plan: Path
) -> None:
    done = run("import", str(sheet), "--update", str(plan), "--yes", "-f", "json")
    assert (done.code, done.out) == (0, "[]\n")
    assert plan.read_bytes() == WANTED.encode()


# What goes without evidence --------------------------------------------------------------------

LESS = [ROWS[0], *ROWS[4:]]
"""The measure 1.1 is not there."""


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ([], 0, "表里没有 1.1，没有删去"),
        (["--yes"], 0, "表里没有 1.1，没有删去"),
        (["--remove-missing"], 1, "没有写入；确认无误后加 --yes --removals 1 写入"),
        (["--remove-missing", "--yes"], 1, "确认无误后加 --yes --removals 1 写入"),
        (["--remove-missing", "--removals", "1"], 1, "确认无误后加 --yes 写入"),
        (["--remove-missing", "--removals", "2", "--yes"], 1, "写作 2，会删去的是 1 项举措"),
        (["--remove-missing", "--removals", "1", "--yes"], 0, "已写入"),
    ],
)
def test_a_script_says_how_many_measures_go(
    run: Run, plan: Path, options: list[str], code: int, told: str
) -> None:
    sheet = plan.with_name("表.xlsx")
    sheet.write_bytes(xlsx(LESS))
    done = run("import", str(sheet), "--update", str(plan), *options)
    assert done.code == code
    assert told in done.err
    assert ("培训教师" in plan.read_text(encoding="utf-8")) is (told != "已写入")


@pytest.mark.parametrize(
    ("answer", "code"), [("1\n", 0), ("１\n", 0), ("y\n", 1), ("2\n", 1), ("", 1)]
)
def test_a_terminal_asks_how_many_measures_go(
    run: Run, monkeypatch: pytest.MonkeyPatch, plan: Path, answer: str, code: int
) -> None:
    sheet = plan.with_name("表.xlsx")
    sheet.write_bytes(xlsx(LESS))
    words = ("import", str(sheet), "--update", str(plan), "--remove-missing", "--yes")
    done = asked(run, monkeypatch, answer, *words)
    assert "会删去 1 项举措；确要写入，请输入这个数目：" in done.err
    assert done.code == code
    assert ("培训教师" in plan.read_text(encoding="utf-8")) is bool(code)
