"""Tries a folder for Linux on a machine that has nothing: `python scripts/try_bundle.py ARCHIVE`.

The archive is unpacked under a path with blanks and Chinese, made read-only, and run with an empty
environment. Started by root it runs as nobody, in a chroot of the C library, a shell and the two
programs that the launcher uses, so that neither another Python nor anything else of the machine
can help; started by others it has no PATH. It does each command, imports from text, Word and a web
page, exports papers and reads a sheet back.

Prints size and start-up time. Exits with 1 at the first thing that went otherwise than it must.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_NOBODY = 65534
_NAME = "甲 乙的 文件夹"
_WORK = "工作 目录"
_ROUNDS = 9
_LOADER = ("lib*/ld-linux*", "lib/*/ld-linux*")
_SYSTEM = ("libc", "libm", "libdl", "libpthread", "libutil", "librt", "libgcc_s", "libstdc++")
_TEXT = """某市科学素质实施方案

一、重点任务

（一）办好科普展览。每年开展活动3次以上。（市科协牵头，市教育局、市总工会配合）

（二）培训教师。2025年培训教师200人。（市教育局牵头，市科协配合）
"""
_HTML = "<html><meta charset=utf-8><body>{}</body></html>"


@dataclass(frozen=True)
class Machine:
    """Where the folder is, and how a program of it is started there."""

    root: Path
    alone: bool

    @property
    def program(self) -> str:
        """The launcher, as the machine names it."""
        [folder] = (self.root / _NAME).iterdir()
        path = folder / "sciplan"
        return str(Path("/") / path.relative_to(self.root) if self.alone else path)

    @property
    def work(self) -> Path:
        """The folder that may be written, as this process names it."""
        return self.root / _WORK

    def run(self, *words: str, code: int = 0) -> str:
        """Run sciplan, and return what it printed.

        Raises:
            SystemExit: It ended otherwise, or with a traceback.
        """
        ran = subprocess.run(
            [self.program, *words],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={},
            preexec_fn=self._enter(),
        )
        said = ran.stdout.decode() + ran.stderr.decode()
        if ran.returncode != code or "Traceback" in said:
            raise SystemExit(f"sciplan {' '.join(words)}: exit {ran.returncode}\n{said}")
        return ran.stdout.decode()

    def _enter(self) -> Callable[[], None]:
        def enter() -> None:
            if self.alone:
                os.chroot(self.root)
                os.chdir(f"/{_WORK}")
                os.setgroups([])
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            else:
                os.chdir(self.work)

        return enter


def main() -> int:
    """Unpack, try, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path, help="what bundle.py made for this machine's kind")
    parser.add_argument("samples", type=Path, nargs="*", help="more documents to import")
    options = parser.parse_args()
    alone = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as top:
        machine = _machine(options.archive, Path(top), alone=alone)
        before = _listing(machine.root / _NAME)
        _commands(machine)
        _round_trip(machine)
        _documents(machine, options.samples)
        if _listing(machine.root / _NAME) != before:
            raise SystemExit("the folder was changed by running it")
        print("where:", "a chroot, as nobody" if alone else "without PATH, as this user")
        _measure(machine)
        subprocess.run(["chmod", "-R", "u+w", top], check=True)  # noqa: S607
    return 0


def _machine(archive: Path, top: Path, *, alone: bool) -> Machine:
    machine = Machine(top, alone)
    folder = top / _NAME
    folder.mkdir()
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    machine.work.mkdir()
    if alone:
        _system(top)
        top.chmod(0o755)
        os.chown(machine.work, _NOBODY, _NOBODY)
    subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)  # noqa: S607
    return machine


def _system(root: Path) -> None:
    """Copy the C library, a shell, and the three programs that the launcher uses."""
    for name in ("sh", "dirname", "readlink"):
        _copy(Path(shutil.which(name) or name).resolve(), root / "bin" / name)
    real = [path for pattern in _LOADER for path in Path("/").glob(pattern)]
    for loader in real:
        _copy(loader.resolve(), root / loader.relative_to("/"))
    [place] = {loader.resolve().parent for loader in real}
    target = root / place.relative_to("/")
    for path in sorted(place.glob("lib*.so*")):
        if path.name.partition(".so")[0] in {*_SYSTEM, "libselinux", "libpcre2-8"}:
            _copy(path.resolve(), target / path.name)
    (root / "lib64").mkdir(exist_ok=True)
    for name in ("tmp", "dev"):
        (root / name).mkdir()
    (root / "tmp").chmod(0o1777)
    for name, minor in (("null", 3), ("urandom", 9)):
        os.mknod(root / "dev" / name, 0o20666, os.makedev(1, minor))
        (root / "dev" / name).chmod(0o666)
    if next(root.rglob("python3*"), None) not in {None, *(root / _NAME).rglob("python3*")}:
        raise SystemExit("there is another Python")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copy2(source, target)


def _commands(machine: Machine) -> None:
    """Do every command that the program names, and look at what must be there."""
    asked: dict[str, tuple[tuple[str, ...], str]] = {
        "init": (("init", "新方案.yaml", "--yes"), ""),
        "overview": (("overview", "-o", "总览.html"), ""),
        "diff": (("diff", "新方案.yaml", "新方案.yaml"), ""),
        "duties": (("duties", "市科协"), "牵头 16"),
        "workload": (("workload", "-f", "csv"), "市科协,"),
        "overlaps": (("overlaps", "市科协", "--stats"), "市教体局"),
        "matrix": (("matrix", "--section", "3.4"), "市科协"),
        "meeting": (("meeting", "2.1.5", "-o", "签到表.docx"), ""),
        "measures": (("measures", "应急"), "应急"),
        "show": (("show", "2.1.5"), "2.1.5"),
        "units": (("units",), "市科协"),
        "targets": (("targets", "-f", "json"), "["),
        "deadlines": (("deadlines",), ""),
        "reforms": (("reforms",), ""),
        "rules": (("rules",), "id-gap"),
        "schema": (("schema",), "$schema"),
        "doctor": (("doctor",), "Python"),
        "validate": (("validate", "新方案.yaml"), ""),
        "export": (("export", "材料"), ""),
        "help": (("--help",), "duties"),
        "version": (("--version", "--verbose"), "office"),
    }
    for words, told in asked.values():
        if told not in machine.run(*words):
            raise SystemExit(f"sciplan {' '.join(words)}: no {told}")
    left = (
        _registered(machine) - asked.keys() - {"import", "verify", "rename", "collect", "progress"}
    )
    if left:
        raise SystemExit(f"not tried: {', '.join(sorted(left))}")
    machine.run("duties", "没有的单位", code=2)
    machine.run("matrix", "-o", "矩阵.xlsx")
    machine.run("workload", "-o", "任务.html")
    _picture(machine)
    papers = sorted(path.name for path in (machine.work / "材料").rglob("*.docx"))
    if len(papers) < 38:  # 职责清单, one for each unit of the shipped plan
        raise SystemExit(f"papers are missing: {papers}")


def _picture(machine: Machine) -> None:
    """Draw a picture; where the machine is bare, first see that it is refused without a font."""
    if machine.alone:
        machine.run("workload", "-o", "任务.png", code=2)
        if (machine.work / "任务.png").exists():
            raise SystemExit("a picture of boxes")
        listed = ["fc-list", ":lang=zh", "--format", "%{file}\n"]
        found = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()
        if not found:
            raise SystemExit("this machine has no Chinese font to lend: apt install fonts-noto-cjk")
        _copy(Path(found[0]), machine.root / "usr" / "share" / "fonts" / Path(found[0]).name)
    machine.run("workload", "-o", "任务.png")


def _registered(machine: Machine) -> set[str]:
    """Return the names of the folder's commands, from its own registry."""
    [commands] = (machine.root / _NAME).rglob("site-packages/sciplan/cli/commands")
    return {path.stem.strip("_") for path in commands.glob("*.py") if path.stem != "__init__"}


def _round_trip(machine: Machine) -> None:
    """Bring a plan up to its unchanged sheet, rename a unit, hold the plan against its document."""
    (machine.work / "方案.txt").write_text(_TEXT, encoding="utf-8")
    machine.run("import", "方案.txt", "-o", "方案.yaml")
    machine.run("verify", "方案.yaml", "--source", "方案.txt")
    machine.run("export", "表", "-p", "方案.yaml", "--only", "任务分解表")
    plan = (machine.work / "方案.yaml").read_bytes()
    machine.run("import", "表/01-任务分解表.xlsx", "--update", "方案.yaml", "--yes")
    if (machine.work / "方案.yaml").read_bytes() != plan:
        raise SystemExit("an unchanged sheet changed the plan")
    machine.run("rename", "市总工会", "总工会", "-p", "方案.yaml", "--yes")
    if "总工会" not in machine.run("units", "-p", "方案.yaml"):
        raise SystemExit("renamed nothing")
    machine.run("export", "报", "-p", "方案.yaml", "--only", "进展填报表", "--period", "2025-11")
    forms = sorted(path.relative_to(machine.work) for path in (machine.work / "报").rglob("*.xlsx"))
    machine.run("collect", *map(str, forms), "-p", "方案.yaml")
    machine.run("progress", "-p", "方案.yaml")


def _documents(machine: Machine, samples: list[Path]) -> None:
    """Import the same document from each kind of file, and the samples."""
    lines = "".join(f"<p>{line}</p>" for line in _TEXT.splitlines() if line)
    (machine.work / "方案.html").write_text(_HTML.format(lines), encoding="utf-8")
    _word(machine.work / "方案.docx")
    for kind in ("html", "docx"):
        machine.run("import", f"方案.{kind}", "-o", f"{kind}.yaml")
        if "牵头 1" not in machine.run("duties", "市科协", "-p", f"{kind}.yaml"):
            raise SystemExit(f"the import of .{kind} lost a duty")
    for sample in samples:
        shutil.copyfile(sample, machine.work / sample.name)
        (machine.work / sample.name).chmod(0o644)
        machine.run("import", sample.name, "-o", f"{sample.name}.yaml")
        print(f"imported {sample.name}:", machine.run("-p", f"{sample.name}.yaml").splitlines()[0])


def _word(path: Path) -> None:
    from docx import Document

    document = Document()
    for line in filter(None, _TEXT.splitlines()):
        document.add_paragraph(line)
    document.save(str(path))


def _listing(folder: Path) -> list[tuple[str, int, int]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths]


def _measure(machine: Machine) -> None:
    """Print the folder's size, and the median time of a few commands, warm."""
    files = [path for path in (machine.root / _NAME).rglob("*") if path.is_file()]
    print(f"size: {sum(path.stat().st_size for path in files) / 1e6:.0f} MB, {len(files)} files")
    for words in (("--version",), ("duties", "市科协"), ("duties", "市科协", "-o", "x.docx")):
        taken = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            machine.run(*words)
            taken.append(time.perf_counter() - start)
        middle, best = statistics.median(taken) * 1000, min(taken) * 1000
        print(f"{' '.join(words)}: {middle:.0f} ms, best {best:.0f}")


if __name__ == "__main__":
    sys.exit(main())
