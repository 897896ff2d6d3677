"""Compare `sciplan validate` with other tools that could check such a plan: `python bench/peers`.

Every time is that of a whole fresh process; all take turns, and ratios are of medians.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from slips import KINDS, counted, dated, drawn, fresh, judged, put
from translations import PEERS, SCIPLAN, Files, Peer

from sciplan.plan.model import Plan
from sciplan.planfile.load import load

_PLANS = Path(__file__).resolve().parent.with_name("plans.py")
_COMPOSE = """\
import sys, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    yaml.compose(file.read(), Loader=yaml.CSafeLoader)
"""
_COMPOSE_BUDGET, _BUDGET_AT = 1.5, 10_000


class Result(NamedTuple):
    """What a run took; cut is whether it was ended at the limit."""

    seconds: float
    code: int
    output: str
    cut: bool


class Case(NamedTuple):
    """A command in a folder."""

    name: str
    command: tuple[str, ...]
    folder: Path


def run(case: Case, limit: float) -> Result:
    """Run a command to its end or the limit, with a temporary folder of its own (cold caches)."""
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryFile() as said:
        environment = {**os.environ, "TMPDIR": scratch, "COLUMNS": "500", "NO_COLOR": "1"}
        began = time.perf_counter()
        child = subprocess.Popen(
            case.command,
            cwd=case.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code, cut = child.wait(limit), False
        except subprocess.TimeoutExpired:
            # The tool may have started processes too; all are in the session made for it.
            os.killpg(child.pid, signal.SIGKILL)
            code, cut = child.wait(), True
        seconds = time.perf_counter() - began
        said.seek(0)
        return Result(seconds, code, said.read().decode(errors="replace"), cut)


def installed(peer: Peer, folder: Path) -> str:
    """Install a tool into an environment of its own; return its version, "" where that fails."""
    home = folder / "env" / peer.name
    python = home / "bin" / "python"
    if not (home / "bin" / peer.command[0]).exists():
        print(f"installing {peer.name} …", file=sys.stderr, flush=True)
        venv.create(home, with_pip=True, clear=True)
        pip = (str(python), "-m", "pip", "install", "-q", peer.name)
        subprocess.run(pip, check=False, capture_output=True)
    ask = f"from importlib.metadata import version; print(version({peer.name!r}))"
    answer = subprocess.run((str(python), "-c", ask), check=False, capture_output=True, text=True)
    return answer.stdout.strip()


def case_of(peer: Peer, folder: Path, place: Path, files: Files) -> Case:
    """Write a tool's files and return its command on them."""
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    own = peer is SCIPLAN
    programs = Path(sys.executable).parent if own else folder / "env" / peer.name / "bin"
    program, *options = peer.command
    return Case(peer.name, (str(programs / program), *options), place)


def made(size: int, folder: Path) -> str:
    """Make a plan and return its text."""
    path = folder / f"{size}.yaml"
    subprocess.run((sys.executable, str(_PLANS), str(size), str(path)), check=True)
    return path.read_text(encoding="utf-8")


def loaded(text: str) -> Plan:
    """Load a made plan."""
    plan = load(text, "plan.yaml").plan
    if plan is None:
        raise SystemExit("a made plan can't be loaded")
    return plan


def timed(
    peers: Sequence[Peer], size: int, rounds: int, limit: float, folder: Path
) -> dict[str, Result]:
    """Run all tools on one plan in turns and return a result each, with the median time."""
    text = made(size, folder)
    plan = loaded(text)
    place = folder / str(size)
    own = case_of(SCIPLAN, folder, place / SCIPLAN.name, SCIPLAN.write(plan, text))
    compose = Case("yaml.compose", (sys.executable, "-c", _COMPOSE, "plan.yaml"), own.folder)
    others = [case_of(peer, folder, place / peer.name, peer.write(plan, text)) for peer in peers]
    found: dict[str, list[Result]] = {}
    for number in range(rounds):
        for other in others:
            # The two that everything is held against run often, so that each peer has them near.
            for case in (compose, own, other):
                before = found.setdefault(case.name, [])
                if not (before and before[-1].cut):
                    print(f"{size}, round {number + 1}: {case.name}", file=sys.stderr, flush=True)
                    before.append(run(case, limit))
    return {
        name: results[-1]._replace(seconds=median(result.seconds for result in results))
        for name, results in found.items()
    }


def show_times(found: Mapping[int, Mapping[str, Result]], versions: Mapping[str, str]) -> None:
    """Print each tool's time against that of `sciplan validate`, and sciplan's to compose."""
    print("\nTime against sciplan validate of an equal plan; above 1, sciplan is faster.")
    print("`> x` was cut off; `failed` left with another code than 0.")
    print(" ".join(f"{size:>9}" for size in found))
    for name, version in versions.items():
        cells = [_ratio(results[name], results["sciplan"]) for results in found.values()]
        print(*(f"{cell:>9}" for cell in cells), f" {name} {version or 'could not be installed'}")
    print("\nsciplan against yaml.compose (CSafeLoader) of the same file")
    cells = []
    for size, results in found.items():
        ratio = results["sciplan"].seconds / results["yaml.compose"].seconds
        over = size == _BUDGET_AT and ratio > _COMPOSE_BUDGET
        cells.append(f"{ratio:.2f}{'!' if over else ''}")
    print(*(f"{cell:>9}" for cell in cells), f" budget at {_BUDGET_AT}: {_COMPOSE_BUDGET}")
    print("\nSeconds")
    for name in next(iter(found.values())):
        cells = [f"{results[name].seconds:.2f}" for results in found.values()]
        print(*(f"{cell:>9}" for cell in cells), f" {name}")


def _ratio(peer: Result | None, own: Result) -> str:
    if peer is None:
        return "-"
    if peer.cut:
        return f"> {peer.seconds / own.seconds:.0f}"
    return "failed" if peer.code else f"{peer.seconds / own.seconds:.2f}"


def show_errors(peers: Sequence[Peer], seed: int, folder: Path) -> None:
    """Put errors into the plan of 35 and print what each tool tells."""
    text = dated(made(35, folder))
    plan = loaded(text)
    print(f"\nErrors put into the plan of 35 (seed {seed}): L at the line, C at the column, W with")
    print("the nearest right word; then the exit code. n/a: the format has no such thing.")
    print(f"{'':17}", *(f"{kind:>9}" for kind in (*KINDS, "together")))
    for peer in (SCIPLAN, *peers):
        cells = told_by(peer, plan, text, seed, folder)
        print(f"{peer.name:17}", *(f"{cell:>9}" for cell in cells), flush=True)


def told_by(peer: Peer, plan: Plan, text: str, seed: int, folder: Path) -> list[str]:
    """Return a tool's cells for each kind of error, and for all at once."""
    units = [unit.name for unit in plan.units]
    clean = peer.write(plan, text)
    place = folder / "errors" / peer.name

    def told(files: Files) -> Result:
        return run(case_of(peer, folder, place, files), 60)

    before = told(clean)
    if before.code:
        return [f"failed on the clean plan: exit {before.code}"]
    single: dict[str, list[str]] = {}
    cells, together = [], clean
    # No error moves a line, so that a tool tells the same of it beside others.
    for kind, measure in drawn(plan, seed).items():
        if kind not in peer.slips:
            cells.append("n/a")
            continue
        fault = put(peer, clean, kind, measure, plan)
        result = told(fault.files)
        cells.append(judged(fault, before.output, result.output, result.code, units).cell)
        single[kind] = fresh(before.output, result.output)
        together = put(peer, together, kind, measure, plan).files
    result = told(together)
    count = counted(single, fresh(before.output, result.output))
    return [*cells, f"{count}/{len(single)} {result.code}"]


def main() -> None:
    """Set the tools up, then print all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="35 and 1,000 measures only")
    parser.add_argument("--folder", type=Path, help="keep everything here and use it again")
    parser.add_argument("--limit", type=float, default=120, help="seconds for one run")
    parser.add_argument("--seed", type=int, default=2021, help="of the errors")
    parser.add_argument("--errors-only", action="store_true", help="take no times")
    args = parser.parse_args()
    rounds = {35: 3, 1000: 2} if args.quick else {35: 5, 1000: 3, 10_000: 1}
    with tempfile.TemporaryDirectory() as scratch:
        folder = (args.folder or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        versions = {peer.name: installed(peer, folder) for peer in PEERS}
        peers = [peer for peer in PEERS if versions[peer.name]]
        print("Not installed:", ", ".join(n for n, v in versions.items() if not v) or "none")
        show_errors(peers, args.seed, folder)
        if not args.errors_only:
            found = {
                size: timed(peers, size, count, args.limit, folder)
                for size, count in rounds.items()
            }
            show_times(found, versions)


if __name__ == "__main__":
    main()
