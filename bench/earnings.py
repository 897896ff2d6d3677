"""What each heuristic of reading documents earns: `python bench/earnings.py [--only WORDS]`.

Every function under `sciplan.documents` that answers yes or no is made to say no, and every one
that returns what it got, changed, to return it as it was; one at a time, in a process of its own.
Then the labelled documents are read again: those of tests/corpus, and where they are beside the
repository those of shared/. A first look notes which function changes anything in which document;
only that one is read again. What is lost stands in a row, what earns nothing first. A function that
earns nothing goes, or a document that needs it joins tests/corpus. No list says what is switched
off, so none can be out of date.
"""

import argparse
import gc
import importlib
import inspect
import multiprocessing
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache, partial
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "tests"), str(TOP / "scripts")]

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
_PLAIN = (bool, str, tuple, type(None))
_LONGEST = 20
"""Seconds of work for one document: with something switched off, a loop may find no end."""


@dataclass(frozen=True)
class Switch:
    """A function that can be switched off, and what it does then: `no` or `nothing`."""

    module: str
    name: str
    off: str

    def throw(self) -> None:
        """Switch it off."""
        is_method = "." in self.name
        self.put(lambda _: _no if self.off == "no" else _argument(is_method))

    def watch(self, felt: Callable[[], None]) -> None:
        """Call what is given where the function does something; a method, where it is used."""

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def function(*args: object, **keys: object) -> object:
                said = real(*args, **keys)
                neutral = False if self.off == "no" else [*args, *keys.values()][0]
                # What can be changed in place may have been.
                if "." in self.name or not isinstance(said, _PLAIN) or said != neutral:
                    felt()
                return said

            return function

        self.put(watched)

    def put(self, made: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        """Put another function in its place, wherever its name was imported."""
        owner: Any = importlib.import_module(self.module)
        *path, last = self.name.split(".")
        for step in path:
            owner = getattr(owner, step)
        real = inspect.getattr_static(owner, last)
        other = made(real)
        setattr(owner, last, other)
        for module in list(sys.modules.values()):
            if module.__name__.startswith("sciplan."):
                for name, value in list(vars(module).items()):
                    if value is real:
                        setattr(module, name, other)


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
    # NamedTuple brings methods of its own.
    if not isinstance(function, FunctionType) or function.__module__ != module:
        return
    if name.rpartition(".")[2].startswith("__"):
        return
    told = inspect.signature(function)
    given = [one.annotation for one in told.parameters.values()][skipped:]
    if told.return_annotation is bool:
        yield Switch(module, name, "no")
    elif given and told.return_annotation == given[0]:
        yield Switch(module, name, "nothing")


@dataclass(frozen=True)
class Run:
    """What reading a document gave: the score, the doubts, and the draft's fingerprint."""

    score: Score
    doubts: int
    draft: str


def read_one(document: Made, *, anew: bool) -> Run:
    """Read and score a document; one that can't be read any more has nothing right.

    Args:
        document: The document.
        anew: Whether the readers are at stake; else what they gave before is taken.
    """
    name, raw, gold = document
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, _LONGEST)
    try:
        found = draft(read(raw, name) if anew else _as_read(raw, name))
    except Exception:  # noqa: BLE001 - whatever breaks without it is what it earns
        found = None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    text = dump(found.plan, found.comments) if found else ""
    print_of = sha256(text.encode()).hexdigest()
    return Run(scoring.score(found, gold), len(found.doubts) if found else 0, print_of)


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


Felt = dict[Switch, list[int]]
"""Switch → the documents in which its function does something."""


def look(job: tuple[list[Switch], list[Made]]) -> tuple[list[Run], Felt]:
    """Read all documents with nothing switched off, and note where each function is felt."""
    chosen, made = job
    runs: list[Run] = []
    felt: Felt = {one: [] for one in chosen}
    met: set[Switch] = set()
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    for one in chosen:
        one.watch(partial(met.add, one))
    for number, document in enumerate(made):
        for kept in caches:
            kept.cache_clear()  # what a cache answers is not felt
        runs.append(read_one(document, anew=True))
        for one in met:
            felt[one].append(number)
        met.clear()
    return runs, felt


def _without(job: tuple[Switch, dict[int, Made]]) -> tuple[Switch, dict[int, Run]]:
    switch, made = job
    switch.throw()
    anew = _READERS in switch.module
    return switch, {number: read_one(one, anew=anew) for number, one in made.items()}


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
        whole, felt = pool.apply(look, [(chosen, made)])
        jobs = [(one, {n: made[n] for n in felt[one]}) for one in chosen]
        runs = list(_told(pool.imap(_without, jobs), len(jobs)))
    score = sum((run.score for run in whole), Score())
    print(f"{len(made)} documents, {len(chosen)} functions; nothing switched off: ", end="")
    print(f"duties {score.duties:.4f}, measures {score.measures:.4f}")
    print("duties lost | titles lost | doubts more | drafts that differ | felt in | function")
    for switch, changed in sorted(runs, key=lambda pair: _row(whole, pair[1])):
        cells = " | ".join(f"{value:4d}" for value in (*_row(whole, changed), len(changed)))
        print(f"{cells} | {switch.module.partition('.documents.')[2]}.{switch.name}")


def _row(whole: list[Run], changed: dict[int, Run]) -> tuple[int, int, int, int]:
    """Return what is lost: duties right and wrong, titles, doubts, drafts that differ."""
    duties = titles = doubts = differ = 0
    for number, run in changed.items():
        before = whole[number]
        duties += before.score.right - run.score.right + run.score.wrong - before.score.wrong
        titles += before.score.titles - run.score.titles
        doubts += run.doubts - before.doubts
        differ += run.draft != before.draft
    return duties, titles, doubts, differ


if __name__ == "__main__":
    main()
