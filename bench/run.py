"""Measure start-up, growth and memory as ratios: `python bench/run.py [--quick]`.

Every number is that of a whole fresh process. Runs that are compared take turns (A B C A B C …),
so that a slow minute of the machine falls on all of them. The budgets are printed beside the
ratios; nothing here fails when one is missed.
"""

import argparse
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sciplan.base.files import shipped_plan

_PLANS = Path(__file__).resolve().with_name("plans.py")
_SCIPLAN = (str(Path(sys.executable).with_name("sciplan")),)
_BARE_IMPORT = "import typer, yaml, networkx, rich.console, rich.table"
_COMPOSE = """\
import sys, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    yaml.compose(file.read(), Loader=yaml.CSafeLoader)
"""
_COMPLETION = {
    "_SCIPLAN_COMPLETE": "complete_bash",
    "COMP_WORDS": "sciplan duties 市",
    "COMP_CWORD": "2",
}
_QUERIES: tuple[tuple[str, ...], ...] = (
    (),
    ("duties", "市科协"),
    ("duties", "--all"),
    ("workload",),
    ("workload", "--by", "section"),
    ("overlaps",),
    ("overlaps", "--stats"),
    ("overlaps", "市科协"),
    ("overlaps", "市科协", "市教体局"),
    ("matrix",),
    ("measures",),
    ("measures", "科普"),
    ("show", "1.1.1"),
    ("units",),
    ("targets",),
    ("meeting", "1.1"),
    ("meeting", "科普"),
    ("meeting", "行动"),
)
_FORMATS = ("table", "json", "csv")
_QUERY_BUDGET, _VALIDATE_BUDGET, _MEMORY_BUDGET = 1.6, 1.5, 80
_PLACES = (1, 25, 50, 100, 200)
_OVER_PLACES: tuple[tuple[str, ...], ...] = (
    ("duties", "--all"),
    ("workload",),
    ("overlaps",),
    ("overlaps", "--stats"),
    ("measures", "科普"),
    ("meeting", "应急"),
)
_POWER_BUDGET = 1.1
_PLACE = re.compile(r"^  (?:id|jurisdiction): \S+$", re.MULTILINE)


class Case(NamedTuple):
    """A process to measure.

    Args:
        name: What the tables call it.
        command: Its command line.
        environment: Variables of its own.
        budget: The ratio to stay under; 0 for none.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = {}
    budget: float = 0


class Cost(NamedTuple):
    """What one run took; nan where it failed."""

    seconds: float
    megabytes: float


class Growth(NamedTuple):
    """The costs of all cases on plans of one size; those of `yaml.compose` stand under ""."""

    size: int
    costs: Mapping[str, Cost]

    def ratio(self, name: str) -> float:
        """Return a case's time against that of `yaml.compose`."""
        return self.costs[name].seconds / self.costs[""].seconds


def run(case: Case) -> Cost:
    """Run a process to its end; its output goes nowhere, as to a pipe."""
    environment = {key: value for key, value in os.environ.items() if key != "SCIPLAN_PLAN"}
    nowhere = os.open(os.devnull, os.O_RDWR)
    began = time.perf_counter()
    child = os.posix_spawn(
        case.command[0],
        case.command,
        {**environment, **case.environment},
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    os.close(nowhere)
    if status:
        print(f"failed: {' '.join(case.command)}", file=sys.stderr)
        return Cost(math.nan, math.nan)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_maxrss / unit)


def in_turns(cases: Sequence[Case], rounds: int) -> dict[str, Cost]:
    """Run cases in turns and return the medians, after one round that only warms up."""
    found: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for number in range(rounds + (rounds > 1)):
        for case in cases:
            cost = run(case)
            if number or rounds == 1:
                found[case.name].append(cost)
    return {
        name: Cost(median(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))
        for name, costs in found.items()
    }


def startup_cases() -> Iterator[Case]:
    """Yield the bare import, which is 1.00, and what is held against it."""
    yield Case("bare import", (sys.executable, "-c", _BARE_IMPORT))
    yield Case("duties 市科协", (*_SCIPLAN, "duties", "市科协"), budget=1.15)
    yield Case("--version", (*_SCIPLAN, "--version"), budget=0.45)
    yield Case("--help", (*_SCIPLAN, "--help"), budget=0.45)
    yield Case("unit names completed", _SCIPLAN, _COMPLETION, 0.45)
    yield Case("duties --help", (*_SCIPLAN, "duties", "--help"))
    for words in (("workload",), ("overlaps",), ("matrix",), ("show", "2.1.1"), ("validate",)):
        yield Case(" ".join(words), (*_SCIPLAN, *words))
    yield Case("interpreter alone", (sys.executable, "-c", ""))


def growth_cases(plan: str, formats: Sequence[str]) -> Iterator[Case]:
    """Yield `validate` and every query in every format on one plan file, and often the yardstick.

    One `yaml.compose` would stand for a single moment; so many give a median in a single round.
    """
    compose = Case("", (sys.executable, "-c", _COMPOSE, plan))
    yield compose
    yield Case("validate", (*_SCIPLAN, "validate", plan), budget=_VALIDATE_BUDGET)
    for words in _QUERIES:
        yield compose
        for name in formats:
            command = (*_SCIPLAN, *words, "--plan", plan, "--format", name)
            yield Case(f"{' '.join(words) or 'sciplan'}|{name}", command, budget=_QUERY_BUDGET)


def show_startup(rounds: int) -> None:
    """Print start-up times against the bare import."""
    cases = tuple(startup_cases())
    costs = in_turns(cases, rounds)
    bare = costs[cases[0].name].seconds
    print(f"\nStart-up against a bare import ({rounds} rounds)")
    print(f"{'ratio':>7} {'ms':>6} {'budget':>7}")
    for case in cases:
        seconds = costs[case.name].seconds
        budget = f"{case.budget:.2f}" if case.budget else ""
        mark = _mark(seconds / bare, case.budget)
        print(f"{seconds / bare:6.2f}{mark} {seconds * 1000:6.0f} {budget:>7}  {case.name}")


def show_growth(found: Sequence[Growth]) -> None:
    """Print, for each case, its ratios to `yaml.compose` at each size and its exponent."""
    print("\nTime against yaml.compose of the same file; where cost grows as size to the power of")
    print(f"x, straight is 1.00. Budgets at 10000: {_QUERY_BUDGET}, validate {_VALIDATE_BUDGET}.")
    heads = " ".join(f"{growth.size:>7}" for growth in found)
    print(f"{heads} {'x':>6}")
    for growth in found:
        print(f"{growth.costs[''].seconds:7.2f}", end=" ")
    print(f"{_exponent(found, ''):6.2f}  yaml.compose, in seconds")
    for name in found[0].costs:
        if name:
            budget = _VALIDATE_BUDGET if name == "validate" else _QUERY_BUDGET
            for growth in found:
                mark = _mark(growth.ratio(name), budget) if growth.size >= 10_000 else " "
                print(f"{growth.ratio(name):6.2f}{mark}", end=" ")
            print(f"{_exponent(found, name):6.2f}  {name.replace('|', ' to ')}")


def show_memory(found: Sequence[Growth], formats: Sequence[str]) -> None:
    """Print the peak of each case in MB, the largest of its formats."""
    print(f"\nPeak memory in MB, the largest of {', '.join(formats)}")
    print(f"Budget of a query at 1000: {_MEMORY_BUDGET}.")
    print(" ".join(f"{growth.size:>7}" for growth in found))
    for name in dict.fromkeys(name.partition("|")[0] for name in found[0].costs):
        for growth in found:
            peak = max(
                cost.megabytes
                for each, cost in growth.costs.items()
                if each.partition("|")[0] == name
            )
            mark = _mark(peak, _MEMORY_BUDGET) if growth.size == 1000 else " "
            print(f"{peak:6.0f}{mark}", end=" ")
        print(f" {name or 'yaml.compose'}")


def _mark(value: float, budget: float) -> str:
    return "!" if budget and value > budget else " "


def _exponent(found: Sequence[Growth], name: str) -> float:
    """Return how cost grows from 1,000 to 10,000, what the smallest plan costs taken off."""
    small, middle, large = (growth.costs[name].seconds for growth in found[:3])
    sizes = [growth.size - found[0].size for growth in found[1:3]]
    return math.log(max(large - small, 1e-9) / max(middle - small, 1e-9)) / math.log(
        sizes[1] / sizes[0]
    )


def measured(size: int, rounds: int, formats: Sequence[str], folder: str) -> Growth:
    """Make a plan of one size and measure every case on it."""
    plan = f"{folder}/{size}.yaml"
    run(Case("plan", (sys.executable, str(_PLANS), str(size), plan)))
    print(f"measuring {size} measures …", file=sys.stderr, flush=True)
    return Growth(size, in_turns(tuple(growth_cases(plan, formats)), rounds))


def show_places(rounds: int, folder: str) -> None:
    """Print how queries grow over plans of so many places, the shipped plan's shape each.

    What one place costs is taken off; a straight line is 1.00.
    """
    print("\nSeconds to csv over plans of so many places, and the power of growth")
    print(f"from {_PLACES[1]} to {_PLACES[-1]}. Budget {_POWER_BUDGET}.")
    print(" ".join(f"{size:>7}" for size in _PLACES), f"{'x':>6}")
    found = [in_turns(tuple(place_cases(size, folder)), rounds) for size in _PLACES]
    for name in found[0]:
        seconds = [costs[name].seconds for costs in found]
        grown = max(seconds[-1] - seconds[0], 1e-9) / max(seconds[1] - seconds[0], 1e-9)
        power = math.log(grown) / math.log((_PLACES[-1] - 1) / (_PLACES[1] - 1))
        columns = " ".join(f"{each:7.2f}" for each in seconds)
        print(f"{columns} {power:6.2f}{_mark(power, _POWER_BUDGET)} {name}")


def place_cases(size: int, folder: str) -> Iterator[Case]:
    """Write the plans of so many places and yield queries over all of them."""
    plans = Path(folder, "places", str(size))
    plans.mkdir(parents=True)
    text = shipped_plan().read_text(encoding="utf-8")
    for number in range(size):
        place = _PLACE.sub(rf"\g<0>{number}", text)
        (plans / f"{number}.yaml").write_text(place, encoding="utf-8")
    for words in _OVER_PLACES:
        command = (*_SCIPLAN, *words, "--plan", str(plans), "--format", "csv")
        yield Case(" ".join(words), command)


def main() -> None:
    """Run everything; a quick run takes fewer rounds, one format and no 50,000 measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few minutes at most")
    quick = parser.parse_args().quick
    formats = _FORMATS[1:2] if quick else _FORMATS
    rounds = {35: 5, 1000: 3, 10_000: 1} if quick else {35: 11, 1000: 7, 10_000: 3, 50_000: 1}
    print("! marks what is over its budget")
    with tempfile.TemporaryDirectory() as folder:
        # Away from any checkout: the shipped plan answers, as for a new user.
        os.chdir(folder)
        show_startup(11 if quick else 41)
        found = [measured(size, count, formats, folder) for size, count in rounds.items()]
        show_places(1 if quick else 3, folder)
    show_growth(found)
    show_memory(found, formats)


if __name__ == "__main__":
    main()
