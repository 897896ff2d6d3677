"""Kill -9 during every command that writes: each file is whole, the old one or the new one."""

import re
import signal
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hostile import forms, reports
from hostile.plans import NAME, REPORTED, ROUND, SOURCE, round_plan
from hostile.rounds import Round
from hostile.running import DOCUMENTED, Process, lay, tree
from sheet_samples import KEYS, exported, rows_of

_LEFT = re.compile(r"(?:.*/)?(?:\.sciplan-[^/]*|[^/]*\.正在写入(?:\.\d+)?)")
"""What a killed run may leave: its file of its own, and its lock."""
_MOST = 60
"""Changes of files that a command makes at most, nearly."""
_BROKEN_OFF = 130
_REPORTED, _OPINIONS = "reported.yaml", "意见"
Files = Mapping[str, bytes]


class Command(NamedTuple):
    """A command that writes.

    Args:
        args: Its arguments, in the folder of its files.
        again: What is run after it was killed, where that is not the same.
    """

    args: tuple[str, ...]
    again: tuple[str, ...] = ()


COMMANDS = {
    "init": Command(("init", "new.yaml", "--yes")),
    "import": Command(("import", "source.txt", "-o", "new.yaml")),
    "import --force": Command(("import", "source.txt", "-o", "old.yaml", "--force")),
    "import --update": Command(("import", "sheet.xlsx", "--update", NAME, "--yes")),
    "rename": Command(("rename", "市科协", "市科技协会", "-p", NAME, "--yes")),
    "validate --fix": Command(("validate", "faulty.yaml", "--fix")),
    "validate -o": Command(("validate", "faulty.yaml", "-f", "json", "-o", "old.json")),
    "validate --diff -o": Command(("validate", "faulty.yaml", "--diff", "-o", "old.json")),
    "verify -o": Command(
        ("verify", NAME, "--source", "source.txt", "-f", "json", "-o", "old.json")
    ),
    "schema -o": Command(("schema", "-p", NAME, "-o", "old.json")),
    "query -o csv": Command(("duties", "市科协", "-p", NAME, "-o", "old.csv")),
    "query -o html": Command(("matrix", "-p", NAME, "-o", "old.html")),
    "query -o xlsx": Command(("workload", "-p", NAME, "-o", "old.xlsx")),
    "query -o docx": Command(("duties", "市科协", "-p", NAME, "-o", "old.docx")),
    "export": Command(
        ("export", "papers", "-p", NAME, "--only", "职责清单", "--only", "任务分解表"),
        ("export", "papers", "-p", NAME, "--only", "职责清单", "--only", "任务分解表", "--force"),
    ),
    "collect": Command(("collect", forms.BACK, "-p", _REPORTED, "--yes")),
    "collect -o": Command(("collect", _OPINIONS, "-p", _REPORTED, "-o", "new.xlsx")),
    "progress rule": Command(
        ("progress", "rule", "1.2.2", "已销号", "--period", "2025-11", "-p", _REPORTED, "--yes")
    ),
    "progress rule, the first": Command(
        ("progress", "rule", "1.2.2", "已销号", "--period", "2025-10", "-p", _REPORTED, "--yes")
    ),
    "diff -o": Command(("diff", NAME, _REPORTED, "-o", "old.docx")),
    "overview -o html": Command(("overview", "-p", NAME, "-o", "old.html")),
    "export --force": Command(
        ("export", "old", "-p", NAME, "--only", "任务承担情况统计表", "--force")
    ),
}


@cache
def before() -> Files:
    """Return the files that lie there before a command runs."""
    rows = rows_of(round_plan())
    rows[3][KEYS.index("remark")] = "已办"
    faulty = ROUND.replace("          - 市财政局\n", "          - 市 财政局\n", 1)
    faulty = faulty.replace("lead:\n              - 市农业农村局", "lead： 市农业农村局")
    old = b"OLD\n" * 3
    return {
        NAME: ROUND.encode(),
        _REPORTED: REPORTED.encode(),
        **reports.beside(),
        **_came_back(),
        "source.txt": SOURCE.encode(),
        "sheet.xlsx": exported(round_plan(), rows),
        "faulty.yaml": faulty.encode(),
        **{f"old.{kind}": old for kind in ("yaml", "json", "csv", "html", "xlsx", "docx")},
        **{f"old/02-任务承担情况统计表.{kind}": old for kind in ("docx", "xlsx")},
        "old/00-目录.docx": old,
    }


def _came_back() -> Files:
    """Return forms of some units: one changes what is filed, others are filed for the first time.

    Opinions of two units stand in a folder of their own.
    """
    lots = Random(5)
    names = [name for name in forms.sent() if "承接" not in name]
    chosen = {f"{forms.BACK}/{name}": name for name in names if name.startswith("进展")}
    chosen |= {f"{_OPINIONS}/{name}": name for name in names if name.startswith("征求")}
    return {path: forms.filled(forms.sent()[name], lots) for path, name in chosen.items()}


class Whole(NamedTuple):
    """What a command does when nobody kills it.

    Args:
        files: The files that lie there then.
        seconds: How long it takes.
    """

    files: Files
    seconds: float


@cache
def whole(name: str) -> Whole:
    """Return what a command does when nobody kills it."""
    with TemporaryDirectory() as top:
        place = Path(top) / "here"
        lay(place, before())
        start = time.monotonic()
        done = Process(COMMANDS[name].args, place).done()
        if done.code not in (0, 1):
            raise AssertionError(f"{name}: code {done.code}, {done.err}")
        return Whole(tree(place), time.monotonic() - start)


def attack(this: Round) -> None:
    """Kill a command at a change of files or at any moment, or break it off as Ctrl-C does."""
    name = this.random.choice(list(COMMANDS))
    kind = this.random.randrange(3)
    if kind:
        killed(this, name, this.random.randint(1, _MOST) if kind == 1 else 0)
    else:
        broken_off(this, name)


def killed(this: Round, name: str, step: int) -> None:
    """Kill a command and run it again.

    Args:
        this: The round.
        name: The command.
        step: Before which change of files it dies; 0 for a moment drawn by lot.
    """
    command = COMMANDS[name]
    expected = whole(name)
    lay(this.folder, before())
    process = Process(command.args, this.folder, die_at=step)
    if not step:
        process.send(signal.SIGKILL, this.random.uniform(0, expected.seconds))
    done = process.done()
    died = done.code == -9
    this.counts["killed" if died else "ended before"] += 1
    what = f"{name}, killed at {step or 'any moment'}"
    this.expect(died or done.code in DOCUMENTED, f"{what}: code {done.code}, {done.err[-800:]}")
    now = tree(this.folder)
    each_whole(this, now, expected.files, what)
    this.counts["locks left"] += any("正在写入" in path for path in now)
    _goes_on(this, command, expected.files, what)


def broken_off(this: Round, name: str) -> None:
    """Break a command off: it says so, and whether anything was written."""
    expected = whole(name)
    lay(this.folder, before())
    process = Process(COMMANDS[name].args, this.folder)
    process.send(signal.SIGINT, this.random.uniform(0, expected.seconds))
    done = process.done()
    now = tree(this.folder)
    what = f"{name}, broken off"
    each_whole(this, now, expected.files, what)
    this.expect("Traceback" not in done.err, f"{what}: {done.err[-800:]}")
    this.expect(not [path for path in now if _LEFT.fullmatch(path)], f"{what}: it left {set(now)}")
    if done.code == _BROKEN_OFF:
        this.counts["broken off"] += 1
        unchanged = now == before()
        told = "没有写入" in done.err or not done.err  # the latter before it began
        this.expect(unchanged == told, f"{what}: {unchanged=}, {done.err[-800:]}")
    else:
        this.counts["ended before"] += 1
        this.expect(done.code in DOCUMENTED, f"{what}: code {done.code}, {done.err[-800:]}")


def each_whole(this: Round, now: Files, new: Files, what: str) -> None:
    """Note each file that is neither what it was nor what it was to be."""
    old = before()
    for path in {*now, *old}:
        if not _LEFT.fullmatch(path):
            states = {files.get(path) for files in (old, new)}
            this.expect(now.get(path) in states, f"{what}: {path} is neither the old nor the new")


def _goes_on(this: Round, command: Command, new: Files, what: str) -> None:
    """The next writer is not held up by what was left, and ends where it would have."""
    now = {path: content for path, content in tree(this.folder).items() if not _LEFT.match(path)}
    done = Process(command.again or command.args, this.folder).done()
    this.expect(done.code in DOCUMENTED, f"{what}, again: code {done.code}, {done.err[-800:]}")
    after = tree(this.folder)
    # Who has nothing to write to a file takes no lock on it, and so finds none.
    stays = [path.partition(".正在写入")[0] for path in after if "正在写入" in path]
    this.expect(all(now.get(path) == new.get(path) for path in stays), f"{what}: a lock stays")
    if now != new:
        kept = {path: content for path, content in after.items() if not _LEFT.match(path)}
        differ = {path for path in {*kept, *new} if kept.get(path) != new.get(path)}
        # The list of papers tells what lay there before, and that is more the second time.
        this.expect(
            differ <= {"papers/00-目录.docx"}, f"{what}, again: {differ} differ, {done.err}"
        )
