"""Runs the program: here, as often as it takes, or in a process that can be killed."""

import io
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from hostile.rounds import Round
from sciplan.__main__ import main as started
from sciplan.cli.program import main

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

DOCUMENTED = frozenset({0, 1, 2})
LONGEST = 30.0
"""Seconds of the processor that a run may take."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = ("os.rename", "os.remove", "os.link", "os.truncate", "os.chmod", "os.chown", "os.mkdir")
# Forks from a process that has the program's imports and one thread.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    ["sciplan.cli.program", "networkx", "lxml.html", "docx", "xlsxwriter", "sciplan.planfile.load"]
)


class Done(NamedTuple):
    """What a run gave.

    Args:
        code: Its exit code; None where it ended in a traceback.
        out: Its stdout.
        err: Its stderr, with the traceback.
    """

    code: int | None
    out: str
    err: str


class TooLongError(BaseException):
    """A run takes longer than it may; no program catches it."""


def run(*args: str, stdin: bytes = b"") -> Done:
    """Run the program in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in "12")
    code: int | None
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err), _alarm():
            code = main(args)
    except (Exception, TooLongError, SystemExit):  # noqa: BLE001 - whatever it is, it is a finding
        code = None
        err.write(traceback.format_exc())
    finally:
        sys.stdin = before
    return Done(code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8", "replace")


def held(this: Round, *args: str, codes: frozenset[int] = DOCUMENTED, stdin: bytes = b"") -> Done:
    """Run the program and note what never may be: a traceback, an odd exit code, silence."""
    done = run(*args, stdin=stdin)
    this.counts["runs"] += 1
    said = f"{' '.join(args)[:300]!r}: code {done.code}"
    this.expect(done.code in codes, f"{said}, {done.err[-1500:]}")
    this.expect(done.code != 2 or done.err.strip(), f"{said} without a message")
    odd = {char for char in done.err if ord(char) < 32 or 127 <= ord(char) < 160} - set("\n\t")
    this.expect(done.code is None or not odd, f"{said}: control characters {odd} on stderr")
    return done


@contextmanager
def _alarm() -> Iterator[None]:
    """End a run that takes too long, however busy the machine is with other things."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# Files ----------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is emptied first."""
    for name in tree(folder) if folder.exists() else ():
        (folder / name).unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


# Processes ------------------------------------------------------------------------------------


class Process:
    """A run of the program in a process of its own.

    Args:
        args: Its arguments.
        folder: Where it runs.
        die_at: It kills itself (as kill -9 does) before its change of files of this number.
        wait: Seconds that it waits before it begins.
    """

    def __init__(
        self, args: tuple[str, ...], folder: Path, *, die_at: int = 0, wait: float = 0.0
    ) -> None:
        self.said = folder.with_name(f"{folder.name}.said-{time.monotonic_ns()}")
        self._process: BaseProcess = _PROCESSES.Process(
            target=_serve, args=(args, str(folder), str(self.said), die_at, wait)
        )
        self._process.start()

    def send(self, number: signal.Signals, after: float) -> None:
        """Send it a signal, so many seconds after the program began."""
        while not self.said.exists() and self._process.is_alive():
            time.sleep(0.001)
        time.sleep(after)
        if self._process.is_alive() and self._process.pid:
            os.kill(self._process.pid, number)

    def done(self) -> Done:
        """Wait for its end; a code below zero is the signal that ended it."""
        self._process.join()
        err = self.said.read_text(encoding="utf-8", errors="replace") if self.said.exists() else ""
        self.said.unlink(missing_ok=True)
        return Done(self._process.exitcode, "", err)


def _serve(args: tuple[str, ...], folder: str, said: str, die_at: int, wait: float) -> None:
    sys.dont_write_bytecode = True
    os.chdir(folder)
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = Path(said).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if die_at:
        _die_at(die_at)
    sys.argv = ["sciplan", *args]
    try:
        time.sleep(wait)
        started()
    except KeyboardInterrupt:  # before its first line, where Python itself would tell it
        os._exit(130)
    except BaseException:  # noqa: BLE001 - told by its code
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(99)


def _die_at(number: int) -> None:
    """Kill this process before its change of files of a number."""
    count = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal count
        writes = event == "open" and isinstance(args[2], int) and args[2] & _WRITES
        if writes or event in _CHANGES:
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
