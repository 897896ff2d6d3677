"""Fails unless two plan files name the same measures, units and numbers in the same order."""

import sys
from pathlib import Path

from sciplan.plan.model import Measure
from sciplan.planfile.load import load


def said(measure: Measure) -> tuple[object, ...]:
    """Return what a measure says: id, title, lists as printed, numbers promised."""
    numbers = tuple(target.amount for target in measure.targets if target.amount != "全覆盖")
    return (
        measure.id,
        measure.title,
        measure.lead,
        measure.responsible,
        measure.cooperating,
        numbers,
    )


def main(first: str, second: str) -> int:
    """Print the measures that differ; return 1 if any do."""
    plans = [load(Path(path).read_text(encoding="utf-8"), path).plan for path in (first, second)]
    if None in plans:
        print("a file does not load")
        return 1
    mine, theirs = ([said(entry.measure) for entry in plan.entries] for plan in plans if plan)
    different = [pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]]
    for one, other in different:
        print(one, other, sep="\n", end="\n\n")
    print(f"{len(mine)} and {len(theirs)} measures, {len(different)} differ")
    return int(bool(different) or len(mine) != len(theirs))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
