"""`python tests/hostile --minutes 30`: attack with fresh seeds; 1 where anything is found."""

import argparse
import os
import resource
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from hostile.registry import ATTACKS
from hostile.rounds import Round

_MEMORY = 4 << 30
"""Bytes from which on a run ends in a MemoryError, and not this machine."""


def main() -> int:
    """Attack as long as told; return the exit code."""
    given = _arguments()
    kept = Path(given.keep or tempfile.mkdtemp(prefix="sciplan-hostile-")).resolve()
    work = Path(tempfile.mkdtemp(prefix="sciplan-attack-"))
    _prepare()
    print(f"failing inputs are kept in {kept}", flush=True)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in given.only}
    seed = secrets.randbelow(1 << 32) if given.seed is None else given.seed
    print(f"first seed {seed}", flush=True)
    end = time.monotonic() + 60 * given.minutes
    spent = dict.fromkeys(given.only, 0.0)
    found = 0
    while True:
        # The kinds take as much time each.
        kind = min(spent, key=spent.__getitem__)
        start = time.monotonic()
        found += _round(kind, seed, work, kept, counts[kind])
        spent[kind] += time.monotonic() - start
        seed += 1
        replayed = given.seed is not None and not given.minutes
        if (replayed and all(spent.values())) or (not replayed and time.monotonic() > end):
            break
        if replayed:
            seed -= 1
    shutil.rmtree(work, ignore_errors=True)
    _tell(counts, spent, found)
    return int(found > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/hostile", description=__doc__)
    parser.add_argument("--minutes", type=float, default=0.0, help="how long; 0: a round a kind")
    parser.add_argument("--seed", type=int, help="begin with this seed, to replay a finding")
    parser.add_argument("--only", action="append", choices=[*ATTACKS], help="these kinds")
    parser.add_argument("--keep", help="the folder for failing inputs")
    given = parser.parse_args()
    given.only = given.only or [*ATTACKS]
    if not given.minutes and given.seed is None:
        given.seed = secrets.randbelow(1 << 32)
    return given


def _prepare() -> None:
    for name in [each for each in os.environ if each.startswith(("SCIPLAN", "_SCIPLAN"))]:
        del os.environ[name]
    os.environ["SCIPLAN_TODAY"] = "2026-06-30"
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _round(kind: str, seed: int, work: Path, kept: Path, counts: Counter[str]) -> int:
    """Run one round and return how many findings it has; keep what failed."""
    folder = work / kind
    folder.mkdir(exist_ok=True)
    this = Round(seed, folder)
    try:
        ATTACKS[kind](this)
    except Exception as error:  # noqa: BLE001 - a fault of the attack is told, and it goes on
        this.findings.append(f"the attack itself: {type(error).__name__} {error}")
    counts["rounds"] += 1
    counts.update(this.counts)
    if this.findings:
        print(f"\n{kind}: replay with --only {kind} --seed {seed}", flush=True)
        for each in this.findings:
            print(f"  {each}", flush=True)
        shutil.copytree(folder, kept / f"{kind}-{seed}", dirs_exist_ok=True)
    shutil.rmtree(folder)
    return len(this.findings)


def _tell(counts: "dict[str, Counter[str]]", spent: dict[str, float], found: int) -> None:
    for kind, each in counts.items():
        listed = "、".join(f"{what} {number}" for what, number in each.items())
        print(f"{kind}: {listed}; {spent[kind]:.0f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of this process {peak:.0f} MB; findings: {found}")


if __name__ == "__main__":
    raise SystemExit(main())
