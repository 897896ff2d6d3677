"""Writes the transcripts of the pages anew; with --check fails when one is not what is printed.

A transcript is a block of ```console: lines `$ sciplan …`, each with what it prints on both
streams, run one after another in a folder of the page's own: a desk with files of docs/example for
the pages that an office reads, else the places of a checkout that a page names. `$ cat FILE` shows
a file.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DAY = "2026-06-30"
"""The day on which the transcripts are taken: what is due depends on it."""
DESK = {"docs/start.md": ("方案.txt",), "docs/questions.md": ("方案.txt", "plan.yaml")}
"""Page of an office → the files of docs/example that its reader has."""
PAGES = ("README.md", "README.zh-CN.md", *DESK, "docs/reforms.md")
BLOCK = re.compile(r"(?<=```console\n)\$ .*?(?=```)", re.DOTALL)
_LONGEST = 60


def main() -> int:
    """Write or check the pages; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")
    check = parser.parse_args().check
    stale = 0
    for name in PAGES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        anew = told_anew(name, text)
        if text == anew:
            continue
        if check:
            print(f"{name} is stale; run: python scripts/transcripts.py", file=sys.stderr)
            stale = 1
        else:
            path.write_text(anew, encoding="utf-8", newline="\n")
    return stale


def told_anew(name: str, text: str) -> str:
    """Return a page with what its commands print today."""
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        _lay_out(desk, name)
        return BLOCK.sub(lambda block: "".join(_said(block[0], desk)), text)


def _lay_out(desk: Path, name: str) -> None:
    if name in DESK:
        for each in DESK[name]:
            shutil.copy(ROOT / "docs" / "example" / each, desk)
        return
    for each in ("data/plan.yaml", "docs/reforms-example.yaml"):
        (desk / each).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / each, desk / each)


def _said(block: str, desk: Path) -> Iterator[str]:
    for line in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        yield f"$ {line}\n{_printed(shlex.split(line), desk)}"


def _printed(words: list[str], desk: Path) -> str:
    if words[0] == "cat":
        return (desk / words[1]).read_text(encoding="utf-8")
    if words[0] != "sciplan":
        raise SystemExit(f"a transcript is of sciplan or cat, not of {words[0]}")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SCIPLAN")}
    ran = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=desk,
        env=kept | {"SCIPLAN_TODAY": DAY, "PYTHONUTF8": "1", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_LONGEST,
        check=False,
    )
    if ran.returncode > 1:
        raise SystemExit(f"{shlex.join(words)}: {ran.stdout.decode()}")
    return ran.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
