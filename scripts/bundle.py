"""One folder to carry, for a machine without network, Python or administrator.

`python scripts/bundle.py windows-x64 --python python-3.13.9-embed-amd64.zip --sha256 … -o dist`
writes dist/sciplan-VERSION-windows-x64/ and the same as a .zip; linux-x86_64 and linux-aarch64 take
a relocatable Python (a tar whose one folder is `python`) and give a .tar.gz. Runs on Linux; nothing
of the folder is run. Its bytecode is made by an interpreter of the same series (--compiler).

The folder is refused where an import of sciplan with all extras finds no file in it, a binary is of
another system or machine, or one asks for a glibc above --glibc.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bundling import archives, binaries, imports, launchers, pythons, wheels
from bundling.errors import BundleError
from bundling.platforms import NEWEST_GLIBC, PLATFORMS, PYTHON, Platform

ROOT = Path(__file__).parents[1]
_CONSTRAINTS = Path(__file__).parent / "bundling" / "constraints.txt"


def main() -> int:
    """Build what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("platform", choices=PLATFORMS)
    parser.add_argument("--python", type=Path, required=True, help="the archive of Python")
    parser.add_argument("--sha256", help="its hash; without it, that of the file ARCHIVE.sha256")
    parser.add_argument("--wheel", type=Path, help="sciplan's wheel; without it, this checkout's")
    parser.add_argument("--newest", action="store_true", help="without bundling/constraints.txt")
    parser.add_argument("--compiler", help=f"a Python {_series()} that makes the bytecode")
    parser.add_argument(
        "--glibc", default=f"2.{NEWEST_GLIBC}", help="the newest that may be asked for"
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    try:
        archive = build(options)
    except BundleError as error:
        print(f"bundle: {error}", file=sys.stderr)
        return 1
    print(archive)
    return 0


def build(options: argparse.Namespace) -> Path:
    """Return the archive of a new folder, which stands beside it."""
    platform = PLATFORMS[options.platform]
    wanted = options.sha256 or pythons.expected_hash(options.python)
    with tempfile.TemporaryDirectory() as work:
        own = wheels.Wheel(options.wheel) if options.wheel else wheels.build(ROOT, Path(work))
        constraints = None if options.newest else _CONSTRAINTS
        parts = wheels.collect(own, platform, constraints, _made(Path(work) / "wheels"))
        name = f"sciplan-{own.version}-{platform.name}"
        folder = _made(Path(work) / name)
        pythons.unpack(options.python, wanted, platform, folder)
        wheels.install(parts, folder / platform.site)
        launchers.write(folder, platform, own.version, options.glibc)
        python = f"Python {_series()}\tPSF-2.0\t{options.python.name} {wanted}"
        launchers.list_parts(folder, parts, python, platform.windows)
        check(folder, platform, options.glibc)
        _compile(folder, platform, options.compiler)
        return _finish(folder, platform, options.output)


def check(folder: Path, platform: Platform, glibc: str) -> None:
    """Refuse a folder that can't work on its platform.

    Raises:
        BundleError: All that is wrong with it.
    """
    wrong = [f"no file for {each}" for each in imports.unresolved(imports.Folder(folder, platform))]
    wrong += binaries.foreign(folder, platform)
    if not platform.windows:
        above = binaries.glibc_above(folder, int(glibc.removeprefix("2.")))
        wrong += [f"{path} asks for glibc {', '.join(asked)}" for path, asked in above.items()]
    if wrong:
        raise BundleError("\n  ".join(["the folder is not sound:", *wrong]))


def _compile(folder: Path, platform: Platform, compiler: str | None) -> None:
    """Make the bytecode beside each library, so that no start waits for it and nothing is written.

    Unchecked, since the times of files don't survive being carried.
    """
    chosen = compiler or (sys.executable if sys.version_info[:2] == PYTHON else "")
    if not chosen:
        print(f"no bytecode: give --compiler, a Python {_series()}", file=sys.stderr)
        return
    ours = folder / "python" / "lib" if not platform.windows else folder / platform.site
    ran = subprocess.run(
        [
            *(chosen, "-I", "-m", "compileall", "-q", "-j1", "--invalidation-mode"),
            *("unchecked-hash", "-s", str(folder), "-p", "sciplan", str(ours)),
        ],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    if ran.returncode:
        raise BundleError(f"compileall failed:\n{ran.stdout}{ran.stderr}")
    series = f"cpython-{PYTHON[0]}{PYTHON[1]}.pyc"
    made = next(ours.rglob("__pycache__/*.pyc"), None)
    if made is None or not made.name.endswith(series):
        raise BundleError(f"{chosen} is no Python {_series()}")


def _finish(folder: Path, platform: Platform, output: Path) -> Path:
    """Pack the folder, and put it and its archive into the output folder, whole."""
    output.mkdir(parents=True, exist_ok=True)
    archive = output / (folder.name + (".zip" if platform.windows else ".tar.gz"))
    packed = folder.parent / archive.name
    archives.pack(folder, packed)
    target = output / folder.name
    if target.exists():
        shutil.rmtree(target)
    shutil.move(folder, target)
    shutil.move(packed, archive)
    return archive


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _series() -> str:
    return f"{PYTHON[0]}.{PYTHON[1]}"


if __name__ == "__main__":
    sys.exit(main())
