"""What is said beside the results."""

import io
import os
import sys

import pytest

from sciplan.base.streams import say


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


MESSAGE = "举措修渠、种树、清淤各一项，没有读懂的有两条。\n    市科协，市财政局，市水利局，市林草局"


def test_a_terminal_gets_lines_that_begin_with_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(os, "get_terminal_size", lambda _number: os.terminal_size((26, 24)))
    say(MESSAGE)
    first, second, excerpt = terminal.getvalue().splitlines()
    assert (first + second, excerpt) == tuple(MESSAGE.split("\n"))
    assert second.startswith("项，")


def test_a_terminal_that_tells_no_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_number: int) -> os.terminal_size:
        raise OSError

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(os, "get_terminal_size", fails)
    say(MESSAGE)
    assert terminal.getvalue() == f"{MESSAGE}\n"


def test_a_pipe_gets_the_message_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    say("长" * 200)
    assert capsys.readouterr().err == "长" * 200 + "\n"
