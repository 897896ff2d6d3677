"""Hostile files of up to 20 MB: the peak of memory and the time of each command that reads them.

The budget is 1 GB and 30 seconds; what is over it is marked. A file is refused or read: both end
with 0, 1 or 2 and a message. Ends with 1 where one is over its budget or ends otherwise.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hostile_files import FILES

_SIZE = 20_000_000
_PLAN = Path(__file__).resolve().parents[1] / "data" / "plan.yaml"
_MAKER = Path(__file__).resolve().with_name("hostile_files.py")
_MEGABYTES, _SECONDS = 1000, 30


def _commands(file: Path, plan: Path) -> list[list[str]]:
    if file.parent != plan.parent:
        return [["validate", str(file)], ["progress", "-p", str(plan)]]
    if file.suffix == ".yaml":
        return [
            ["validate", str(file)],
            ["validate", "-f", "json", str(file)],
            ["validate", "--diff", str(file)],
            ["workload", "-p", str(file)],
        ]
    found = [["import", str(file)], ["verify", str(plan), "--source", str(file)]]
    if file.suffix in (".xlsx", ".csv"):
        found.append(["import", "--update", str(plan), str(file)])
        found.append(["collect", str(file), "-p", str(plan)])
    return found


def _measured(command: list[str], folder: Path) -> tuple[int, float, float, str]:
    """Return the exit code, the seconds of the processor, the peak in MB and the last message."""
    with (folder / "err").open("wb+") as err:
        run = subprocess.Popen(
            [sys.executable, "-m", "sciplan", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=err,
            cwd=folder,
        )
        limit = time.monotonic() + 10 * _SECONDS
        while True:
            done, status, used = os.wait4(run.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > limit:
                run.kill()
            time.sleep(0.05)
        err.seek(0)
        said = err.read().decode(errors="replace").strip().splitlines()
    code = os.waitstatus_to_exitcode(status)
    return code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, (said or [""])[-1][:80]


def main() -> int:
    """Print a row a file and command; return 1 where one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="only these of the made files")
    parser.add_argument("--size", type=int, default=_SIZE, help="bytes, unpacked where packed")
    given = parser.parse_args()
    over = 0
    print("| file | command | code | s | MB | said |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Beside the files, so that they are held against it.
        plan = Path(shutil.copy(_PLAN, folder))
        for file in given.files or FILES:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            maker = [sys.executable, str(_MAKER), file, str(given.size), str(path)]
            subprocess.run(maker, check=True)
            for command in _commands(path, plan):
                code, seconds, peak, said = _measured(command, folder)
                bad = code not in (0, 1, 2) or seconds > _SECONDS or peak > _MEGABYTES
                over += bad
                words = " ".join(word for word in command if "/" not in word)
                mark = "!" if bad else ""
                print(
                    f"| {file} | {words} | {code} | {seconds:.1f}{mark} | {peak:.0f} | {said} |",
                    flush=True,
                )
            path.unlink()
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
