"""Real processes: several writers of one plan file, and runs that are broken off."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheet_samples import KEYS, exported, rows_of
from support import PLAN_FILE, PLAN_TEXT, ROOT, environment, process, real_plan

pytestmark = pytest.mark.long


def started(args: list[str], **how: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "sciplan", *args],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **how,
    )


def edited_sheet(folder: Path, ident: str) -> Path:
    """Return a workbook in which one measure got a remark."""
    rows = [list(row) for row in rows_of(real_plan())]
    for row in rows[1:]:
        if row[0] == ident:
            row[KEYS.index("remark")] = f"改{ident}"
    path = folder / f"{ident}.xlsx"
    path.write_bytes(exported(real_plan(), rows))
    return path


def test_no_edit_is_lost_where_several_update_at_once(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    shutil.copy(PLAN_FILE, plan)
    idents = ["2.1.1", "2.1.2", "2.2.1", "2.2.2"]
    sheets = {ident: edited_sheet(tmp_path, ident) for ident in idents}
    running = {
        ident: started(["import", str(sheet), "--update", str(plan), "--yes"])
        for ident, sheet in sheets.items()
    }
    codes = {}
    for ident, run in running.items():
        _, err = run.communicate(timeout=60)
        codes[ident] = run.returncode
        assert run.returncode == 0 or "刚被别的程序改过，没有写入" in err.decode()
    text = plan.read_text(encoding="utf-8")
    assert {ident for ident in idents if f"改{ident}\n" in text} == {
        ident for ident, code in codes.items() if code == 0
    }
    assert 0 in codes.values()
    assert not list(tmp_path.glob("plan.yaml.*"))


def test_a_writer_that_was_killed_does_not_keep_others_out(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    shutil.copy(PLAN_FILE, plan)
    code = (
        "import os, sys; from sciplan.base import replacing\n"
        "with replacing.locked(sys.argv[1]): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(plan)], check=False, cwd=ROOT)
    assert list(tmp_path.glob("plan.yaml.*"))
    sheet = edited_sheet(tmp_path, "2.1.1")
    done = process(["import", str(sheet), "--update", str(plan), "--yes"])
    assert done.returncode == 0, done.stderr.decode()
    assert "改2.1.1" in plan.read_text(encoding="utf-8")
    assert not list(tmp_path.glob("plan.yaml.*"))


# Broken off -----------------------------------------------------------------------------------

needs_signals = pytest.mark.skipif(os.name != "posix", reason="signals of another kind there")


@needs_signals
def test_broken_off_at_start_up() -> None:
    code = (
        "import sys, builtins, os, signal\n"
        "real = builtins.__import__\n"
        "def slow(name, *rest, **more):\n"
        "    if name == 'sciplan.cli.program':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = slow\n"
        "from sciplan.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.decode() == "已中断，没有写入\n"


def test_little_is_imported_before_a_break_can_be_told() -> None:
    code = (
        "import sys\n"
        "before = {*sys.modules}\n"
        "import sciplan.__main__\n"
        "print(*{*sys.modules} - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), cwd=ROOT, check=True
    )
    assert {"typing", "re", "pathlib"}.isdisjoint(done.stdout.decode().split())


@needs_signals
def test_broken_off_while_it_waits_for_a_plan() -> None:
    run = started(["validate", "-"], stdin=subprocess.PIPE)
    time.sleep(1.5)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err.decode()) == (130, b"", "已中断，没有写入\n")


@needs_signals
def test_broken_off_at_the_question(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    shutil.copy(PLAN_FILE, plan)
    sheet = edited_sheet(tmp_path, "2.1.1")
    master, slave = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "sciplan", "import", str(sheet), "--update", str(plan)],
        stdin=slave, stdout=slave, stderr=slave, env=environment(), cwd=ROOT,
    )  # fmt: skip
    os.close(slave)
    seen = b""
    while b"[y/N]" not in seen:
        seen += os.read(master, 65536)
    run.send_signal(signal.SIGINT)
    assert run.wait(30) == 130
    seen = b""
    while "没有写入".encode() not in seen:
        seen += os.read(master, 65536)
    os.close(master)
    assert "已中断，没有写入" in seen.decode()
    assert plan.read_text(encoding="utf-8") == PLAN_TEXT
