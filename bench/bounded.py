"""Hostile files of up to 20 MB: the peak of memory and the time of each command that reads them.

The budget is 1 GB and 30 seconds; what is over it is marked. A file is refused or read: both end
with 0, 1 or 2 and a message. Ends with 1 where one is over its budget or ends otherwise.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

_SIZE = 20_000_000
_MEGABYTES, _SECONDS = 1000, 30
_HEAD = "format: sciplan/1\nplan: {id: a, title: 方案}\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _repeated(text: str, size: int) -> bytes:
    raw = text.encode()
    return raw * (size // len(raw))


def _packed(name: str, raw: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, raw)
    return file.getvalue()


def _docx(size: int) -> bytes:
    text = _repeated("<w:p><w:r><w:t>一、甲事（市科协牵头）</w:t></w:r></w:p>", size)
    raw = f'<w:document xmlns:w="{_WORD}"><w:body>'.encode() + text + b"</w:body></w:document>"
    return _packed("word/document.xml", raw)


def _xlsx(size: int) -> bytes:
    rows = _repeated('<row><c t="inlineStr"><is><t>甲事</t></is></c></row>', size)
    raw = f'<worksheet xmlns="{_SHEET}"><sheetData>'.encode() + rows
    return _packed("xl/worksheets/sheet1.xml", raw + b"</sheetData></worksheet>")


_FILES: dict[str, Callable[[int], bytes]] = {
    "items.yaml": lambda size: _HEAD.encode() + b"measures:\n" + _repeated("- 1\n", size),
    "lists.yaml": lambda size: _HEAD.encode() + b"measures: [" + _repeated("[],", size) + b"]\n",
    "units.yaml": lambda size: (
        _HEAD + "units:\n" + "".join(f"  甲{n}局: {{}}\n" for n in range(size // 22))
    ).encode(),
    "title.yaml": lambda size: (
        f"format: sciplan/1\nplan: {{id: a, title: {'市' * (size // 3)}}}\n".encode()
    ),
    "blanks.yaml": lambda size: (
        "format: sciplan/1\nplan: {id: a, title: '甲" + " " * size + "乙'}\n"
    ).encode(),
    "comments.yaml": lambda size: _HEAD.encode() + _repeated("# sciplan: ignore=a-b\n", size),
    "clauses.txt": lambda size: _repeated("一、甲事（市科协牵头，市教体局配合）\n", size),
    "blanks.txt": lambda size: b" " * size,
    "brackets.txt": lambda size: _repeated("（", size),
    "rows.html": lambda size: b"<table>" + _repeated("<tr><td>1<td>甲事<td>市科协", size),
    "deep.html": lambda size: _repeated("<div>", size),
    "rows.csv": lambda size: "序号,任务,牵头单位\n".encode() + _repeated("1,甲事,市科协\n", size),
    "commas.csv": lambda size: b"," * size,
    "text.docx": _docx,
    "rows.xlsx": _xlsx,
    "damaged.pdf": lambda size: b"%PDF-1.7\n" + b"1 0 obj<<" * (size // 9),
}


def _commands(file: Path, plan: Path) -> list[list[str]]:
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
    plan = Path(__file__).resolve().parents[1] / "data" / "plan.yaml"
    over = 0
    print("| file | command | code | s | MB | said |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in given.files or _FILES:
            path = folder / file
            path.write_bytes(_FILES[file](given.size))
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
