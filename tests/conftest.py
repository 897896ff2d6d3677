import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from browsing import DATED, Ask, Pages, Visit, Watched
from referees import REQUIRED, chromium
from rounds import CASES, Round, play, played
from sciplan.cli.program import main
from sciplan.planfile.load import load
from support import EVERY_PAPER, GOLDEN, PLAN_FILE, ROOT, Once, Ran, Run, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A shell that starts a program in the background has it ignore Ctrl-C, and what it starts too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Two busy cores make a deadline a coin toss; the fixtures hypothesis warns of hold no state.
settings.register_profile(
    "suite",
    deadline=None,
    max_examples=30,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests: at the end, one worker would wait for another."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name != REQUIRED and name.startswith(("SCIPLAN", "_SCIPLAN", "_TYPER")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SCIPLAN_TODAY", "2026-06-30")
    monkeypatch.chdir(ROOT)


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every document in this process: the tests of reading apart see to the other way."""
    monkeypatch.setattr("sciplan.documents.reading.needs_care", lambda _raw, _path: False)


_loaded_once = lru_cache(maxsize=32)(load)


@pytest.fixture(autouse=True)
def _load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands that ask plans read a text once: thousands of runs ask the shipped one."""
    for module in ("session", "reading"):
        monkeypatch.setattr(f"sciplan.cli.{module}.load", _loaded_once)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the program here, on data/plan.yaml unless told otherwise."""

    def run_here(*args: str) -> Ran:
        capsys.readouterr()
        code = main(args)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_here


@pytest.fixture
def screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Return a function that runs the program as on a terminal of so many columns."""

    def run_on_terminal(columns: int, *args: str) -> Ran:
        for name, value in (("COLUMNS", str(columns)), ("LINES", "50"), ("TERM", "xterm-256color")):
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("NO_COLOR", raising=False)
        with monkeypatch.context() as patched:
            patched.setattr(sys.stdout, "isatty", lambda: True)
            return run(*args)

    return run_on_terminal


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that makes a file or folder once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    top = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        place, done = top / "made" / name, top / "done" / name
        for folder in (place, done):
            folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{done}.lock"):
            if not done.exists():
                make(place)
                done.touch()
        return place

    return made


@pytest.fixture(scope="session")
def papers(once: Once) -> Path:
    """Return a folder with all papers of the shipped plan, those made on request too."""

    def make(folder: Path) -> None:
        assert main(["export", str(folder), "-p", str(PLAN_FILE), *EVERY_PAPER]) == 0

    return once("材料", make)


@pytest.fixture(scope="session")
def names(papers: Path) -> Mapping[str, list[str]]:
    """Return folder below the papers → its files in order of name; "" for the top."""
    found: dict[str, list[str]] = {}
    for path in sorted(papers.rglob("*.*")):
        found.setdefault(str(path.parent.relative_to(papers)).strip("."), []).append(path.name)
    return found


class Golden:
    """Compares a text with its file in tests/golden."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if self.update:
            path.write_text(text, encoding="utf-8", newline="")
        expected = path.read_bytes().decode() if path.exists() else ""
        assert text == expected, f"{path.name} differs; if rightly so: pytest --update-golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return the comparer with golden files."""
    return Golden(update=request.config.getoption("--update-golden"))


# Forms that went out and came back ---------------------------------------------------------------


@pytest.fixture(scope="session")
def rounds(once: Once) -> Path:
    """Return a folder with the rounds of all plans: sent out, filled in and collected."""
    return once("rounds", play)


@pytest.fixture(params=CASES)
def sent(request: pytest.FixtureRequest, rounds: Path, tmp_path: Path) -> Round:
    """Return a round of each plan, of which nothing is collected."""
    return played(rounds, request.param).copied(tmp_path)


@pytest.fixture(params=CASES)
def filed(request: pytest.FixtureRequest, rounds: Path, tmp_path: Path) -> Round:
    """Return a round of each plan whose forms are collected."""
    return played(rounds, request.param).copied(tmp_path, collected=True)


@pytest.fixture
def invented(rounds: Path, tmp_path: Path) -> Round:
    """Return the round of the invented plan, collected."""
    return played(rounds, "invented").copied(tmp_path, collected=True)


# Pages in a real browser -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def pages(once: Once) -> Pages:
    """Return plans and their pages by name."""
    return Pages(once)


@pytest.fixture(scope="session")
def answers() -> dict[tuple[Any, ...], str]:
    """Return what was asked → what was answered; a wide plan takes its time."""
    return {}


@pytest.fixture
def ask(run: Run, pages: Pages, answers: dict[tuple[Any, ...], str]) -> Ask:
    """Return a function that asks a question of plans as JSON."""

    def answer(name: str, *question: str, only: int | None = None) -> list[dict[str, Any]]:
        asked = (name, question, only)
        if asked not in answers:
            every = pages.plans(name)
            files = every if only is None else every[only : only + 1]
            given = [each for file in files for each in ("-p", str(file))]
            done = run(*question, *DATED.get(name, ()), *given, "-f", "json")
            assert done.code == 0
            answers[asked] = done.out
        found: list[dict[str, Any]] = json.loads(answers[asked])
        return found

    return answer


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a browser that all tests of a worker share."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tabs(browser: "Browser") -> Mapping[tuple[tuple[str, Any], ...], "Page"]:
    """Return a context's options → a page that all tests of a worker share.

    A context is a process of its own, which takes longer than most of what is looked at.
    """

    class Tabs(dict[tuple[tuple[str, Any], ...], "Page"]):
        def __missing__(self, options: tuple[tuple[str, Any], ...]) -> "Page":
            self[options] = browser.new_context(**dict(options)).new_page()
            return self[options]

    return Tabs()


@pytest.fixture
def watched(tabs: Mapping[tuple[tuple[str, Any], ...], "Page"]) -> Iterator[Watched]:
    """Return a function that gives a page and leaves the one before.

    Nothing may complain or be asked for meanwhile.
    """
    complaints: list[str] = []
    leaving = ExitStack()

    def watch(
        may_ask: Callable[[str], bool], width: int = 1400, height: int = 900, **options: Any
    ) -> "Page":
        leaving.close()
        page = tabs[tuple(options.items())]
        hear: dict[Any, Callable[[Any], None]] = {
            "console": lambda message: complaints.append(message.text),
            "pageerror": lambda error: complaints.append(str(error)),
            "dialog": lambda dialog: complaints.append(dialog.message),
            "request": lambda asked: None if may_ask(asked.url) else complaints.append(asked.url),
        }
        for event, told in hear.items():
            page.on(event, told)
            leaving.callback(page.remove_listener, event, told)
        leaving.callback(page.emulate_media, media="null")
        leaving.callback(page.goto, "about:blank")
        page.set_viewport_size({"width": width, "height": height})
        return page

    yield watch
    leaving.close()
    assert complaints == []


@pytest.fixture
def visit(watched: Watched, pages: Pages) -> Visit:
    """Return a function that opens a page, which may ask for nothing."""

    def open_page(name: str, fragment: str = "", **options: Any) -> "Page":
        address = pages.page(name).as_uri()
        page = watched(lambda asked: asked == address, **options)
        page.goto(address + fragment)
        return page

    return open_page
