"""What each heuristic of reading documents earns: `python bench/earnings.py [--only WORDS]`.

Every function under `sciplan.documents` that answers yes or no is made to say no, and every one
that returns what it got, changed, to return it as it was; one at a time, in a process of its own.
Then all labelled documents are read again: those of tests/corpus, and where they are beside the
repository those of shared/. What is lost stands in a row, what earns nothing first. A function that
earns nothing goes, or a document that needs it joins tests/corpus. No list says what is switched
off, so none can be out of date.
"""

import argparse
import importlib
import inspect
import multiprocessing
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tests"))

import sciplan.documents  # noqa: E402
import scoring  # noqa: E402
from corpus_files import Made, documents  # noqa: E402
from sciplan.documents import reading  # noqa: E402
from sciplan.documents.draft.draft import draft  # noqa: E402
from sciplan.documents.readers.document import Document  # noqa: E402
from sciplan.documents.reading import read  # noqa: E402
from sciplan.plan.model import Measure  # noqa: E402
from sciplan.plan.role import Role  # noqa: E402
from sciplan.planfile.dump import dump  # noqa: E402
from scoring import Score  # noqa: E402
from support import real_plan  # noqa: E402

SHARED = (TOP.parent / "shared", TOP.parents[1] / "shared")
"""Beside the repository, or beside the folder of its worktrees."""
_READERS = ".documents.readers"
_LONGEST = 20
"""Seconds for one document: with something switched off, a loop may find no end."""


@dataclass(frozen=True)
class Switch:
    """A function that can be switched off, and what it does then: `no` or `nothing`."""

    module: str
    name: str
    off: str

    def throw(self) -> None:
        """Switch it off, wherever its name was imported."""
        owner: Any = importlib.import_module(self.module)
        *path, last = self.name.split(".")
        for step in path:
            owner = getattr(owner, step)
        real = inspect.getattr_static(owner, last)
        neutral = _no if self.off == "no" else _argument(bool(path))
        setattr(owner, last, neutral)
        for module in list(sys.modules.values()):
            if module.__name__.startswith("sciplan."):
                for name, value in list(vars(module).items()):
                    if value is real:
                        setattr(module, name, neutral)


def _no(*_args: object, **_keys: object) -> bool:
    return False


def _argument(method: bool) -> Callable[..., Any]:
    def unchanged(*args: object, **keys: object) -> object:
        given = [*args, *keys.values()]
        return given[int(method)]

    return unchanged


def switches() -> Iterator[Switch]:
    """Yield all switches, in the order of modules and lines."""
    prefix = f"{sciplan.documents.__name__}."
    for found in pkgutil.walk_packages(sciplan.documents.__path__, prefix):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if inspect.isclass(value) and value.__module__ == module.__name__:
                for inner, method in vars(value).items():
                    yield from _switch(module.__name__, f"{name}.{inner}", method, skipped=1)
            elif getattr(value, "__module__", "") == module.__name__:
                yield from _switch(module.__name__, name, value, skipped=0)


def _switch(module: str, name: str, value: object, *, skipped: int) -> Iterator[Switch]:
    function = inspect.unwrap(value) if callable(value) else None
    if not isinstance(function, FunctionType) or name.rpartition(".")[2].startswith("__"):
        return
    told = inspect.signature(function)
    given = [one.annotation for one in told.parameters.values()][skipped:]
    if told.return_annotation is bool:
        yield Switch(module, name, "no")
    elif given and told.return_annotation == given[0]:
        yield Switch(module, name, "nothing")


@dataclass(frozen=True)
class Run:
    """What reading all documents gave: the score, the doubts, and each draft's fingerprint."""

    score: Score
    doubts: int
    drafts: tuple[str, ...]


def read_all(made: list[Made], *, anew: bool) -> Run:
    """Read and score all documents; one that can't be read any more has nothing right.

    Args:
        made: The documents.
        anew: Whether the readers are at stake; else what they gave before is taken.
    """
    total, doubts, drafts = Score(), 0, []
    signal.signal(signal.SIGALRM, _stop)
    for name, raw, gold in made:
        signal.alarm(_LONGEST)
        try:
            found = draft(read(raw, name) if anew else _as_read(raw, name))
        except Exception:  # noqa: BLE001 - whatever breaks without it is what it earns
            found = None
        finally:
            signal.alarm(0)
        total += scoring.score(found, gold)
        doubts += len(found.doubts) if found else 0
        text = dump(found.plan, found.comments) if found else ""
        drafts.append(sha256(text.encode()).hexdigest())
    return Run(total, doubts, tuple(drafts))


@cache
def _as_read(raw: bytes, name: str) -> Document:
    """Return what the readers give: read in the parent, and shared by its forks."""
    return read(raw, name)


def _stop(_signal: int, _frame: object) -> None:
    raise TimeoutError


def labelled() -> Iterator[Made]:
    """Yield the documents of tests/corpus, the official text if it is there, then shared/."""
    yield from documents()
    official = [path for top in SHARED for path in top.glob("sources/*.txt")]
    shipped = [_as_label(entry.measure) for entry in real_plan().entries]
    yield from ((path.name, path.read_bytes(), {"measures": shipped}) for path in official)
    folders = (top / inner for top in SHARED for inner in ("corpus/docs", "cases/labelled"))
    for folder in folders:
        for path in scoring.labelled_in(folder):
            yield path.name, path.read_bytes(), scoring.gold_of(path)


def _as_label(measure: Measure) -> dict[str, Any]:
    lists = {role: list(measure.printed(role)) for role in Role}
    return {"title": measure.title, **{role.value: names for role, names in lists.items()}}


def _without(job: tuple[Switch | None, list[Made]]) -> tuple[Switch | None, Run]:
    switch, made = job
    if switch:
        switch.throw()
    return switch, read_all(made, anew=switch is not None and _READERS in switch.module)


def _told(results: Iterator[Any], number: int) -> Iterator[Any]:
    """Pass the results on; say on stderr how many of all are there."""
    for place, result in enumerate(results, 1):
        print(f"\r{place}/{number}", end="", file=sys.stderr, flush=True)
        yield result
    print(file=sys.stderr)


def main() -> None:
    """Print a row a switch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only functions whose module and name have this")
    parser.add_argument("--processes", type=int, default=None)
    asked = parser.parse_args()
    # In this process, where the switches are.
    reading.needs_care = lambda raw, path: False  # noqa: ARG005
    made = list(labelled())
    for name, raw, _ in made:
        _as_read(raw, name)
    chosen = [one for one in switches() if asked.only in f"{one.module}.{one.name}"]
    # A process each: caches would remember what the others said.
    with multiprocessing.get_context("fork").Pool(asked.processes, maxtasksperchild=1) as pool:
        done = pool.imap(_without, [(one, made) for one in (None, *chosen)])
        (_, whole), *runs = tuple(_told(done, len(chosen) + 1))
    print(f"{len(made)} documents, {len(chosen)} functions; nothing switched off: ", end="")
    print(f"duties {whole.score.duties:.4f}, measures {whole.score.measures:.4f}")
    print("duties lost | titles lost | doubts more | drafts that differ | function")
    for switch, run in sorted(runs, key=lambda pair: _row(whole, pair[1])):
        cells = " | ".join(f"{value:4d}" for value in _row(whole, run))
        if switch:
            print(f"{cells} | {switch.module.partition('.documents.')[2]}.{switch.name}")


def _row(whole: Run, run: Run) -> tuple[int, int, int, int]:
    """Return what is lost: duties right and wrong, titles, doubts, drafts that differ."""
    duties = whole.score.right - run.score.right + run.score.wrong - whole.score.wrong
    titles = whole.score.titles - run.score.titles
    differ = sum(one != other for one, other in zip(whole.drafts, run.drafts, strict=True))
    return duties, titles, run.doubts - whole.doubts, differ


if __name__ == "__main__":
    main()
