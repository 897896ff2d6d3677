"""Stdout for results, stderr for everything else."""

import codecs
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from sciplan.base import outputs
from sciplan.base.errors import SciplanError
from sciplan.base.files import reason
from sciplan.base.width import wrapped

_ESCAPED = "sciplan.escaped"
COLOURS = ("auto", "always", "never")
"""When output is coloured; the first on a terminal, unless NO_COLOR is set."""
_COLUMNS = 80
"""A terminal's columns where it doesn't tell them."""


def prepare() -> None:
    """Make both streams take any text, whatever the console's encoding, and even when closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the caller closed it: `>&-`
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A GBK console lacks some characters, a C locale all of them, though behind the
            # latter stands a UTF-8 terminal. newline: csv brings its own CRLF.
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            encoding = "utf-8" if ascii_only else None
            stream.reconfigure(encoding=encoding, errors=_ESCAPED, newline="")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Replace what the console lacks by \uD83D\uDE00, which stays JSON in JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    units = lacking.encode("utf-16-be", "surrogatepass")
    codes = (units[place : place + 2].hex() for place in range(0, len(units), 2))
    return "".join(f"\\u{code}" for code in codes), error.end


codecs.register_error(_ESCAPED, _escaped)


_asked = COLOURS[0]


def colour(when: str) -> None:
    """Say when output is to be coloured in this run: one of `COLOURS`."""
    global _asked  # noqa: PLW0603 - of the run, as the streams are
    _asked = when


def coloured() -> bool:
    """Whether stdout is to be coloured."""
    if _asked == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return _asked == "always"


def for_eyes() -> bool:
    """Whether stdout is for a person's eyes: a terminal, or a pager that asked for colour."""
    return sys.stdout.isatty() or _asked == "always"


def say(message: str) -> None:
    """Print what is no result: to stderr, so that results can be piped."""
    with suppress(OSError):  # a full disk or a closed stderr leaves nobody to tell
        text = _broken(message) if sys.stderr.isatty() else message
        print(text, file=sys.stderr, flush=True)  # noqa: T201


def _broken(message: str) -> str:
    """Break what is wider than the terminal; lines of a file, with carets below, are indented."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
    except OSError:
        columns = _COLUMNS
    lines = ([line] if line[:1] == " " else wrapped(line, columns) for line in message.split("\n"))
    return "\n".join(line for broken in lines for line in broken)


def write_out(text: str) -> None:
    """Write results to stdout; a reader that closes the pipe early has what it wanted.

    Raises:
        SciplanError: They can't be written, the disk being full perhaps.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise SciplanError(f"结果写不出去：{reason(error)}") from error


def write_text(text: str, output: str | None) -> None:
    """Write results to a file, or to stdout where none is named.

    Raises:
        SciplanError: They can't be written, or would be over a plan file.
    """
    if output:
        outputs.write(output, text.encode())
    else:
        write_out(text)


def progress(*, slow: bool = True) -> Callable[[str], None]:
    """Return what tells each stage as it begins, where someone watches and it takes its time."""
    if slow and sys.stderr.isatty():
        return lambda stage: say(f"正在{stage}……")
    return lambda _stage: None
