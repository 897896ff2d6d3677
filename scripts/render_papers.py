"""Draws office files as pictures, to be looked at: docx, xlsx → PDF → PNG by LibreOffice.

`python scripts/render_papers.py OUT [FOLDER]` draws the files of a folder, or, without one, what
every command answers. It needs soffice, pdftoppm and a Chinese font; chromium for html.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sciplan.cli import main as sciplan

_ANSWERS = {
    "概况": [],
    "职责清单": ["duties", "市科协"],
    "全部职责": ["duties", "--all"],
    "工作量": ["workload"],
    "工作量分章节": ["workload", "--by", "section"],
    "矩阵": ["matrix"],
    "矩阵一节": ["matrix", "--section", "2.1"],
    "协同": ["overlaps"],
    "协同单位": ["overlaps", "市科协"],
    "共同举措": ["overlaps", "市科协", "市科技局"],
    "会议": ["meeting", "2.1"],
    "举措": ["measures"],
    "一项": ["show", "2.1.5"],
    "一节": ["show", "2.1"],
    "单位": ["units"],
    "指标": ["targets"],
}
_DOTS = 70


def main() -> int:
    """Draw the files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="where the pictures go")
    parser.add_argument("folder", type=Path, nargs="?", help="office files; samples unless given")
    parser.add_argument("--only", default="", help="files whose name holds this")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    folder = arguments.folder or _samples(arguments.out / "samples", arguments.only)
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".docx", ".xlsx", ".html"} and arguments.only in path.name
    ]
    for path, pages in _drawn(found, arguments.out):
        print(f"{path.name}: {pages}")
    return 0 if found else 1


def _samples(folder: Path, only: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, command in _ANSWERS.items():
        for suffix in ("docx", "xlsx", "html"):
            path = folder / f"{name}.{suffix}"
            if only in path.name and sciplan([*command, "-o", str(path)]):
                sys.exit(f"{path.name} failed")
    return folder


def _drawn(paths: Iterable[Path], out: Path) -> Iterator[tuple[Path, int]]:
    """Draw files and yield each with its number of pages."""
    paths = list(paths)
    with tempfile.TemporaryDirectory() as work:
        _to_pdf([path for path in paths if path.suffix != ".html"], Path(work))
        for path in paths:
            # Two files of one stem would make one PDF; LibreOffice names it after the stem.
            pdf = Path(work) / path.suffix[1:] / f"{path.stem}.pdf"
            if path.suffix == ".html":
                _print_page(path, pdf)
            stem = out / f"{path.stem}-{path.suffix[1:]}"
            for old in out.glob(f"{stem.name}-*.png"):
                old.unlink()
            subprocess.run(["pdftoppm", "-r", str(_DOTS), "-png", pdf, stem], check=True)
            yield path, len(list(out.glob(f"{stem.name}-*.png")))


def _to_pdf(paths: Iterable[Path], work: Path) -> None:
    for suffix in (".docx", ".xlsx"):
        some = [path for path in paths if path.suffix == suffix]
        if some:
            command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless"]
            target = work / suffix[1:]
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", target, *some],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip


def _print_page(path: Path, pdf: Path) -> None:
    browser = shutil.which("chromium") or sys.exit("chromium is missing")
    pdf.parent.mkdir(exist_ok=True)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [browser, *options, f"--print-to-pdf={pdf}", path.resolve().as_uri()],
        check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
