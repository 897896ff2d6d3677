"""Draws office files as pictures, to be looked at: docx, xlsx → PDF → PNG by LibreOffice.

`python scripts/render_papers.py OUT [FOLDER]` draws the files of a folder, or, without one, what
every command answers. It needs soffice, pdftoppm and a Chinese font; chromium for html.
`python scripts/render_papers.py --pictures docs/papers` draws the small pictures of docs/papers.md,
one a paper of the shipped plan.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from reports import put_all
from sciplan.base.files import shipped_plan
from sciplan.cli.program import main as sciplan
from sciplan.papers.folder import INDEX
from sciplan.papers.registry import PAPERS, Paper

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
_LONG_SIDE = 420
"""Pixels of a small picture."""
_UNIT, _TOPIC, _PERIOD = "市科协", "2.1", "2025-11"
"""Whose papers are pictured, what a meeting is about, and when units report."""
_STAND_INS = {
    "仿宋": ("FangSong", "AR PL UMing CN", "Noto Serif CJK SC"),
    "楷体": ("KaiTi", "AR PL UKai CN", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Noto Sans CJK SC"),
    "宋体": ("SimSun", "AR PL UMing CN", "Noto Serif CJK SC"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "Noto Serif CJK SC"),
}


def main() -> int:
    """Draw the files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="where the pictures go")
    parser.add_argument("folder", type=Path, nargs="?", help="office files; samples unless given")
    parser.add_argument("--only", default="", help="files whose name, papers whose key holds this")
    parser.add_argument("--pictures", action="store_true", help="a small picture of each paper")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.pictures:
        _picture_papers(arguments.out, arguments.only)
        return 0
    folder = arguments.folder or _samples(arguments.out / "samples", arguments.only)
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".docx", ".xlsx", ".html"} and arguments.only in path.name
    ]
    for name, pages in _drawn([path.relative_to(folder) for path in found], folder, arguments.out):
        print(f"{name}: {pages}")
    return 0 if found else 1


def _picture_papers(out: Path, only: str) -> None:
    """Draw the first page of each paper whose key holds `only`, named after the key, in grey."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "papers"
        papers = [paper for paper in PAPERS if only in paper.key]
        found = {paper.key: _one_file(folder / paper.key, paper) for paper in papers}
        environment = {**os.environ, "FONTCONFIG_FILE": str(_fonts(Path(work)))}
        names = [path.relative_to(folder) for path in found.values()]
        _to_pdf(names, folder, Path(work), environment)
        for key, name in zip(found, names, strict=True):
            pdf = Path(work) / name.parent / name.suffix[1:] / f"{name.stem}.pdf"
            command = ["pdftoppm", "-png", "-gray", "-singlefile", "-scale-to", str(_LONG_SIDE)]
            _run([*command, str(pdf), str(out / key)], environment)


def _one_file(folder: Path, paper: Paper) -> Path:
    """Export a paper of the shipped plan, or of an invented one, return the file that is pictured.

    What units report of the shipped plan is not known.
    """
    told = [
        *(["--topic", _TOPIC] if paper.of_topics else []),
        *(["--period", _PERIOD] if paper.of_period else []),
    ]
    plan = shipped_plan()
    if paper.of_reports:
        folder.mkdir(parents=True)
        plan, folder = put_all(folder), folder / "out"
    command = ["export", str(folder), "-p", str(plan), "--only", paper.key, *told]
    if sciplan(command):
        sys.exit(f"{paper.key} failed")
    made = sorted(path for path in folder.rglob("*.*") if path.name != INDEX)
    return next((path for path in made if path.stem.endswith(_UNIT)), made[0])


def _samples(folder: Path, only: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, command in _ANSWERS.items():
        for suffix in ("docx", "xlsx", "html"):
            path = folder / f"{name}.{suffix}"
            if only in path.name and sciplan([*command, "-o", str(path)]):
                sys.exit(f"{path.name} failed")
    return folder


def _drawn(names: Sequence[Path], folder: Path, out: Path) -> Iterator[tuple[Path, int]]:
    """Draw files of a folder and yield each with its number of pages; its folders are kept."""
    with tempfile.TemporaryDirectory() as work:
        environment = {**os.environ, "FONTCONFIG_FILE": str(_fonts(Path(work)))}
        _to_pdf(names, folder, Path(work), environment)
        for name in names:
            pdf = Path(work) / name.parent / name.suffix[1:] / f"{name.stem}.pdf"
            stem = out / name.parent / f"{name.stem}-{name.suffix[1:]}"
            stem.parent.mkdir(parents=True, exist_ok=True)
            for old in stem.parent.glob(f"{stem.name}-*.png"):
                old.unlink()
            _run(["pdftoppm", "-r", str(_DOTS), "-png", str(pdf), str(stem)], environment)
            yield name, len(list(stem.parent.glob(f"{stem.name}-*.png")))


def _fonts(work: Path) -> Path:
    """Write which free fonts stand in for those that the papers name."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer>'
        f"{''.join(f'<family>{other}</family>' for other in others)}</prefer></alias>"
        for name, others in _STAND_INS.items()
    )
    path = work / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _to_pdf(
    names: Iterable[Path], folder: Path, work: Path, environment: Mapping[str, str]
) -> None:
    """Print files to PDF; two of one stem, in two folders or of two kinds, would make one PDF."""
    office = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless"]
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
    alike: dict[Path, list[Path]] = {}
    for name in names:
        alike.setdefault(work / name.parent / name.suffix[1:], []).append(folder / name)
    for target, paths in alike.items():
        target.mkdir(parents=True, exist_ok=True)
        if target.name != "html":
            command = [*office, "--convert-to", "pdf", "--outdir", str(target)]
            _run([*command, *map(str, paths)], environment)
            continue
        for path in paths:
            pdf = target / f"{path.stem}.pdf"
            command = [*browser, "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
            _run([*command, path.resolve().as_uri()], environment)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    program = shutil.which(command[0]) or sys.exit(f"{command[0]} is missing")
    subprocess.run(
        [program, *command[1:]],
        env=dict(environment),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
