"""Real processes: streams, encodings, pipes and terminals. Never a traceback."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from support import (
    PLAN_FILE,
    ROOT,
    as_text,
    columns_of,
    environment,
    facts,
    process,
    with_measure,
    without_colour,
)

DUTIES = ["duties", "市科协"]


def no_traceback(*outputs: bytes) -> bool:
    return not any(b"Traceback" in output or b"Exception ignored" in output for output in outputs)


def test_results_on_stdout_and_the_rest_on_stderr(tmp_path: Path) -> None:
    done = process(["职责", "科协"], cwd=tmp_path)
    assert done.returncode == 0
    assert "参与 32 项（方案共 35 项）" in done.stdout.decode()
    assert done.stderr.decode().splitlines() == [
        f"未指定方案文件，用随软件附带的《{facts()['plan']['title']}》；换方案：-p 文件",
        "“科协”按“市科协”理解",
    ]


@pytest.mark.parametrize(
    ("args", "code"),
    [(["units"], 0), (["dutys"], 2), (["duties", "市科斜"], 2), (["validate", "--verbose"], 0)],
)
def test_exit_codes(args: list[str], code: int) -> None:
    done = process(args)
    assert done.returncode == code
    assert (done.stdout == b"") is (code != 0)
    assert no_traceback(done.stderr)


def test_one_bad_plan_of_two(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: sciplan/1\n", encoding="utf-8")
    done = process(["units", "-p", str(PLAN_FILE), "-p", str(bad)])
    assert done.returncode == 1
    assert "市科协" in done.stdout.decode()


def test_the_console_script_is_there() -> None:
    script = Path(sys.executable).parent / "sciplan"
    if not script.exists():
        pytest.skip("sciplan is not installed beside this Python")
    done = subprocess.run([script, "--version"], capture_output=True, check=True, env=environment())
    assert done.stdout.startswith(b"sciplan ")


LOCALES: dict[str, tuple[dict[str, str], str]] = {
    "C": ({"LANG": "C"}, "utf-8"),
    "POSIX": ({"LC_ALL": "POSIX"}, "utf-8"),
    "C.UTF-8": ({"LC_ALL": "C.UTF-8"}, "utf-8"),
    "strict C": ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, ""),
    "ascii": ({"PYTHONIOENCODING": "ascii"}, ""),
    "gbk": ({"PYTHONIOENCODING": "gbk"}, "gbk"),
    "gb18030": ({"PYTHONIOENCODING": "gb18030"}, "gb18030"),
    "latin-1": ({"PYTHONIOENCODING": "latin-1"}, ""),
    "utf-16": ({"PYTHONIOENCODING": "utf-16"}, ""),
}


@pytest.mark.parametrize("name", LOCALES)
def test_output_never_fails(name: str) -> None:
    env, encoding = LOCALES[name]
    done = process(["show", "2.1.5", "-p", "data/plan.yaml"], env=env)
    assert done.returncode == 0
    assert no_traceback(done.stdout, done.stderr)
    assert done.stdout
    if encoding:
        assert "实施提升教师科学素质行动" in done.stdout.decode(encoding)
    wrong = process(["duties", "市科斜"], env=env)
    assert wrong.returncode == 2
    assert no_traceback(wrong.stderr)
    assert wrong.stderr
    if encoding:
        assert "是不是“市科协”" in wrong.stderr.decode(encoding)


def test_a_gbk_console_gets_every_line_break_and_csv_crlf() -> None:
    done = process(["units", "-f", "csv"], env={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.count(b"\r\n") == done.stdout.count(b"\n") == 39


def test_characters_that_gbk_lacks_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = PLAN_FILE.read_text(encoding="utf-8").replace("办公室，文号", "𠮷办公室，文号")
    path.write_text(text, encoding="utf-8")
    done = process(["-p", str(path)], env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "\\ud842\\udfb7" in done.stdout.decode("gbk")


RARE = "任务𫓧—•😀号é"
"""Characters in GBK and not, beyond U+FFFF and below U+0100."""


@pytest.mark.parametrize(
    "args", [["measures", "-f", "json"], ["validate", "-f", "json"], ["validate", "-f", "sarif"]]
)
@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "cp1252"])
def test_json_stays_json_on_any_console(tmp_path: Path, args: list[str], encoding: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(as_text(with_measure(title=RARE, cooperating=[RARE])), encoding="utf-8")
    if args[0] == "measures":
        path.write_text(as_text(with_measure(title=RARE)), encoding="utf-8")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = process([*args, "-p", str(path)], env=env)
    text = done.stdout.decode(encoding)
    assert RARE in json.dumps(json.loads(text), ensure_ascii=False)
    assert "\\U" not in text


def test_an_argument_in_another_encoding() -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"sciplan", b"duties", "市科协".encode("gbk")],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert no_traceback(done.stderr)


# Pipes and devices ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "reader"),
    [
        # `head -1` may close before or after the program writes; `true` closes at once.
        ("duties --all", "head -1"),
        ("duties --all", "sleep 0.3"),
        *((command, "true") for command in ("duties --all", "overlaps -f json", "measures -f csv",
                                            "--help", "validate")),
    ],
)  # fmt: skip
def test_a_reader_that_stops_early(command: str, reader: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m sciplan {command} | {reader}', sys.executable],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert no_traceback(done.stdout, done.stderr)
    assert b"Broken pipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", ["units", "units -f csv", "--version", "duties --all", "--help", "duties --help"]
)
def test_a_full_disk(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sciplan", *command.split()],
            env=environment(),
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert "写不出去" in done.stderr.decode()
    assert no_traceback(done.stderr)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams(closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m sciplan duties 科协 {closed}', sys.executable],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert no_traceback(done.stdout, done.stderr)
    assert "理解" not in done.stdout.decode().replace("按云南工业技师学院理解", "")


def test_writing_to_a_device() -> None:
    done = process(["units", "-o", "/dev/stdout", "-f", "json"])
    assert done.returncode == 0
    assert done.stdout.startswith(b"[\n")


# Terminals -----------------------------------------------------------------------------------


def on_terminal(args: list[str], env: Mapping[str, str]) -> tuple[int, str]:
    """Run the program on a pseudo-terminal and return its exit code and what it showed."""
    controller, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "sciplan", *args],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment({"TERM": "xterm-256color", **env}),
        cwd=ROOT,
    )
    os.close(terminal)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([controller], [], [], 0.2)[0]:
            try:
                piece = os.read(controller, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            shown += piece
        elif running.poll() is not None:
            break
    os.close(controller)
    return running.wait(timeout=10), shown.decode("utf-8", "replace")


@pytest.mark.parametrize("columns", [80, 160])
def test_a_real_terminal(columns: int) -> None:
    code, shown = on_terminal(DUTIES, {"COLUMNS": str(columns), "LINES": "40"})
    assert code == 0
    assert "\x1b[" in shown
    lines = without_colour(shown.replace("\r\n", "\n")).splitlines()
    assert max(map(columns_of, lines)) <= columns
    assert any("一、牵头 16 项" in line for line in lines)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"TERM": "dumb"},
    ],
    ids=str,
)
def test_a_poor_terminal(env: dict[str, str]) -> None:
    code, shown = on_terminal(["overlaps"], env)
    assert code == 0
    assert "Traceback" not in shown
