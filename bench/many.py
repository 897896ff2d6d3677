"""Measure queries over many plans: `python bench/many.py [--quick]`.

200 plans of one place, 200 places and 3,200 places, the shipped plan's shape each. Time is that of
the child's processor, memory its peak. Straight growth is the time of 3,200 places over that of
200, which is 16 at most where what one run costs anyhow is taken off.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sciplan.base.files import shipped_plan

_SCIPLAN = str(Path(sys.executable).with_name("sciplan"))
_ID = re.compile(r"^  id: \S+$", re.MULTILINE)
_JURISDICTION = re.compile(r"^  jurisdiction: \S+$", re.MULTILINE)
_SHAPES = (("1 place", 200, False), ("200 places", 200, True), ("3,200 places", 3200, True))
_LARGE = ("duties --all", "workload --by section")


class Cost(NamedTuple):
    """What one run took: processor seconds, megabytes."""

    seconds: float
    megabytes: float


def write_plans(folder: Path, count: int, *, apart: bool) -> None:
    """Write so many plans, of as many places or of one."""
    text = shipped_plan().read_text(encoding="utf-8")
    folder.mkdir()
    for number in range(count):
        made = _ID.sub(f"  id: plan-{number}", text, count=1)
        place = f"某省第{number}市" if apart else "某省某市"
        made = _JURISDICTION.sub(f"  jurisdiction: {place}", made, count=1)
        (folder / f"{number:04}.yaml").write_text(made, encoding="utf-8")


def run(words: str, plans: Path) -> Cost:
    """Run a query to csv in a process of its own."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    command = [_SCIPLAN, *words.split(), "-p", str(plans), "-f", "csv"]
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    child = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    os.close(nowhere)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def queries(*, apart: bool, large: bool) -> Iterator[str]:
    """Yield what is asked."""
    unit = f"{'某省第5市/' if apart else ''}市科协"
    yield f"duties {unit}"
    yield "workload"
    yield "overlaps"
    # Of many places the measures against all units would be too many cells.
    yield f"matrix --unit {unit}" if apart else "matrix"
    if large:
        yield from _LARGE


def main() -> None:
    """Print a line a shape and query."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="200 plans at most")
    parser.add_argument("--every", action="store_true", help="what needs one graph of all too")
    args = parser.parse_args()
    print(f"{'plans':>14} {'query':<24} {'seconds':>8} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name, count, apart in _SHAPES[: 2 if args.quick else 3]:
            plans = Path(folder, name)
            write_plans(plans, count, apart=apart)
            for words in queries(apart=apart, large=args.every):
                cost = run(words, plans)
                print(f"{name:>14} {words:<24} {cost.seconds:8.1f} {cost.megabytes:6.0f}")


if __name__ == "__main__":
    main()
