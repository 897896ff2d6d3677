"""Questions to whoever sits at the terminal; nobody is asked through a pipe."""

import sys
from contextlib import suppress

from sciplan.base.marks import one_width

_YES = frozenset({"y", "yes", "是", "好"})


def can_ask() -> bool:
    """Whether someone sees a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Return whether the user says yes; everything else is no."""
    return answered(f"{question}[y/N] ").lower() in _YES


def answered(question: str) -> str:
    """Return what the user types, in half-width characters and without blanks around it."""
    return one_width(_answer(question)).strip()


def answer_to(question: str, default: str) -> str:
    """Return what the user types, or the default, which the question shows."""
    return _answer(f"{question}（回车用“{default}”）：").strip() or default


def _answer(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    with suppress(UnicodeDecodeError):  # no word of any language
        return sys.stdin.readline()
    return ""
