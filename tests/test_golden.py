"""The main outputs, character by character; `pytest --update-golden` writes them anew."""

from typing import Protocol

import pytest

from support import Run, Screen, without_colour


class Golden(Protocol):
    def check(self, name: str, text: str) -> None: ...


PIPES = {
    "overview": "",
    "workload": "workload",
    "meeting": "meeting 2.1.5 应急",
    "duties": "duties 市科协",
}
SCREENS = {
    "duties-100": (100, "duties 市科协"),
    "overlaps-100": (100, "overlaps 市科协"),
    "matrix-200": (200, "matrix --section 2.5"),
}


@pytest.mark.parametrize("name", PIPES)
def test_in_a_pipe(run: Run, golden: Golden, name: str) -> None:
    golden.check(name, run(*PIPES[name].split()).out)


@pytest.mark.parametrize("name", SCREENS)
def test_on_a_terminal(screen: Screen, golden: Golden, name: str) -> None:
    columns, command = SCREENS[name]
    golden.check(name, without_colour(screen(columns, *command.split()).out))


def test_help(run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    golden.check("help", run("--help").out)
