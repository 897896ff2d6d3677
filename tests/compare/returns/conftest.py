"""Rounds that all workers share: LibreOffice takes seconds, and so does filling in 76 forms."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from rounds import Round, cases, play, played


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run have."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "returns"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def office(shared: Path) -> Iterator[Path]:
    """Return a folder in which LibreOffice has run; one worker at a time."""
    with FileLock(shared / "office.lock"):
        yield shared / "office"


@pytest.fixture(scope="session")
def rounds(shared: Path) -> Callable[[str], Round]:
    """Return a function that gives a round by name: sent out, filled in and collected."""
    done = shared / "played"
    with FileLock(shared / "office.lock"):
        if not done.exists():
            play(shared)
            done.touch()
    return lambda name: played(shared, name)


@pytest.fixture(params=sorted(cases()))
def sent(request: pytest.FixtureRequest, rounds: Callable[[str], Round], tmp_path: Path) -> Round:
    """Return a round of each plan, of which nothing is collected."""
    return rounds(request.param).copied(tmp_path)


@pytest.fixture(params=sorted(cases()))
def filed(request: pytest.FixtureRequest, rounds: Callable[[str], Round], tmp_path: Path) -> Round:
    """Return a round of each plan whose forms are collected."""
    return rounds(request.param).copied(tmp_path, collected=True)


@pytest.fixture
def invented(rounds: Callable[[str], Round], tmp_path: Path) -> Round:
    """Return the round of the invented plan, collected."""
    return rounds("invented").copied(tmp_path, collected=True)
