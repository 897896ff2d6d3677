"""Folders to carry: their parts offline, and a whole one for Windows where SCIPLAN_BUNDLES is set.

The whole one needs a registry of wheels; `.ci/run` sets it.
"""

import gzip
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import windows_python
from bundling import archives, binaries, imports, launchers, pythons, wheels
from bundling.errors import BundleError
from bundling.platforms import PLATFORMS, Platform
from support import ROOT

pytestmark = pytest.mark.long

WINDOWS, X86, ARM = (PLATFORMS[name] for name in ("windows-x64", "linux-x86_64", "linux-aarch64"))


def written(path: Path, content: str | bytes = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def elf(machine: int) -> bytes:
    return b"\x7fELF\x02\x01\x01".ljust(18, b"\0") + struct.pack("<H", machine) + bytes(40)


# --- what is required where ---------------------------------------------------------------------

METADATA = Parser().parsestr(
    """Name: x
Requires-Dist: always>=1
Requires-Dist: colorama; platform_system == "Windows"
Requires-Dist: uvloop; sys_platform == "linux"
Requires-Dist: tomli; python_version < "3.11"
Requires-Dist: docx>=1; extra == "office"
Requires-Dist: pytest; extra == "test"
"""
)


@pytest.mark.parametrize(
    ("platform", "extras", "names"),
    [
        (WINDOWS, set(), ["always", "colorama"]),
        (X86, set(), ["always", "uvloop"]),
        (ARM, {"office"}, ["always", "uvloop", "docx"]),
    ],
)
def test_markers_are_read_as_on_the_platform(
    platform: Platform, extras: set[str], names: list[str]
) -> None:
    required = wheels.required(METADATA, frozenset(extras), platform)
    assert [each.name for each in required] == names


@pytest.mark.parametrize(
    ("platform", "tag", "fits"),
    [
        (WINDOWS, "win_amd64", True),
        (WINDOWS, "win_arm64", False),
        (X86, "manylinux_2_28_x86_64", True),
        (X86, "manylinux2014_x86_64", True),
        (X86, "manylinux_2_34_x86_64", False),
        (X86, "musllinux_1_2_x86_64", False),
        (ARM, "manylinux_2_17_aarch64", True),
        (ARM, "manylinux_2_31_aarch64", False),
    ],
)
def test_wheels_of_old_enough_systems_only(platform: Platform, tag: str, *, fits: bool) -> None:
    assert (tag in platform.tags) is fits


def test_a_wheel_is_unpacked_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "x-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as opened:
        for name in (
            "x/a.py",
            "x-1.data/purelib/x/b.py",
            "x-1.data/scripts/x",
            "x-1.data/data/man",
        ):
            opened.writestr(name, "")
    wheels.install([wheels.Wheel(path)], tmp_path / "lib")
    found = sorted(each.name for each in (tmp_path / "lib").rglob("*") if each.is_file())
    assert found == ["a.py", "b.py"]
    with pytest.raises(BundleError, match="another wheel"):
        wheels.install([wheels.Wheel(path)], tmp_path / "lib")


def a_wheel(folder: Path, name: str, *required: str, tag: str = "py3-none-any") -> wheels.Wheel:
    path = folder / f"{name}-1.0-{tag}.whl"
    told = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    told += [f"Requires-Dist: {each}" for each in required]
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(told) + "\n")
        opened.writestr(
            f"{name}-1.0.dist-info/WHEEL",
            f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        )
        opened.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return wheels.Wheel(path)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes wheels from, and nowhere else."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "shelf"))
    (tmp_path / "wheels").mkdir()
    return tmp_path / "shelf"


def test_what_wheels_require_is_brought_for_the_platform(tmp_path: Path, shelf: Path) -> None:
    own = a_wheel(tmp_path, "sciplan", "direct", "twice>=1", 'paper[sheet]; extra == "office"')
    a_wheel(shelf, "direct", 'colorama; sys_platform == "win32"', 'x; sys_platform == "linux"')
    a_wheel(shelf, "paper", 'seldom; extra == "slides"', 'cells; extra == "sheet"', "twice<2")
    for tag in ("cp313-cp313-win_amd64", "cp313-cp313-manylinux_2_28_x86_64"):
        a_wheel(shelf, "cells", tag=tag)
    for name in ("twice", "colorama", "seldom", "x"):
        a_wheel(shelf, name)
    found = wheels.collect(own, WINDOWS, None, tmp_path / "wheels")
    names = ["cells", "colorama", "direct", "paper", "sciplan", "twice"]
    assert [wheel.name for wheel in found] == names
    assert found[0].platforms == {"win_amd64"}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [("base>=2", "deep wants base>=2, not 1.0"), ("nowhere", "nowhere"), ("other", "other")],
)
def test_a_wheel_that_is_not_to_be_had_is_told(
    tmp_path: Path, shelf: Path, wanted: str, told: str
) -> None:
    own = a_wheel(tmp_path, "sciplan", "base", "deep")
    a_wheel(shelf, "base")
    a_wheel(shelf, "deep", wanted)
    a_wheel(shelf, "other", tag="cp313-cp313-manylinux_2_28_x86_64")
    with pytest.raises(BundleError, match=told):
        wheels.collect(own, WINDOWS, None, tmp_path / "wheels")


# --- the given Python ---------------------------------------------------------------------------


def test_an_archive_of_another_hash_is_refused(tmp_path: Path) -> None:
    archive = written(tmp_path / "python.zip", b"x")
    with pytest.raises(BundleError, match="has SHA-256"):
        pythons.unpack(archive, "0" * 64, WINDOWS, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(BundleError, match="give --sha256"):
        pythons.expected_hash(archive)
    written(tmp_path / "python.zip.sha256", "ABC  python.zip\n")
    assert pythons.expected_hash(archive) == "abc"


@pytest.mark.parametrize("platform", [WINDOWS, X86])
def test_what_is_no_python_is_refused(tmp_path: Path, platform: Platform) -> None:
    archive = written(tmp_path / "python", b"x")
    with pytest.raises(BundleError, match=r"is no (zip|tar)"):
        pythons.unpack(archive, hashlib.sha256(b"x").hexdigest(), platform, tmp_path / "out")


def test_libraries_are_found_beside_the_embeddable_python(tmp_path: Path) -> None:
    archive = tmp_path / "embed.zip"
    windows_python.write(archive)
    pythons.unpack(archive, pythons.sha256(archive), WINDOWS, tmp_path)
    paths = (tmp_path / "python" / "python313._pth").read_text(encoding="utf-8").split()
    assert paths == ["python313.zip", ".", "..\\lib"]


def test_of_a_relocatable_python_what_is_never_used_is_left_out(tmp_path: Path) -> None:
    source = tmp_path / "source" / "python"
    library = source / "lib" / "python3.13"
    for path in ("bin/python3.13", "bin/pip3", "include/Python.h", "lib/libpython3.13.a"):
        written(source / path)
    for path in ("os.py", "test/test_os.py", "site-packages/pip/__init__.py", "tkinter/x.py"):
        written(library / path)
    archive = tmp_path / "python.tar.gz"
    with tarfile.open(archive, "w:gz") as opened:
        opened.add(source, "python")
    pythons.unpack(archive, pythons.sha256(archive), X86, tmp_path / "out")
    left = {
        each.relative_to(tmp_path / "out" / "python").as_posix()
        for each in (tmp_path / "out").rglob("*")
        if each.is_file()
    }
    assert left == {"bin/python3.13", "lib/python3.13/os.py"}


# --- whether every import finds its file --------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> imports.Folder:
    """A folder whose sciplan needs one library with a binary, and that one another."""
    archive = tmp_path / "embed.zip"
    windows_python.write(archive)
    pythons.unpack(archive, pythons.sha256(archive), WINDOWS, tmp_path)
    site = tmp_path / "lib"
    written(site / "sciplan" / "__init__.py")
    written(
        site / "sciplan" / "a.py",
        "import json, zlib, ctypes\nfrom sciplan import b\n"
        "def f():\n    try:\n        import resource\n    except ImportError:\n        pass\n"
        "    import thick.core\n",
    )
    written(site / "sciplan" / "b.py", "from typing import TYPE_CHECKING\nfrom . import a\n")
    written(site / "thick" / "__init__.py", "import thin\n")
    written(site / "thick" / "core.cp313-win_amd64.pyd", windows_python.binary())
    written(
        site / "thin.py",
        "import sys\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import never\n"
        "if sys.platform == 'linux':\n    import fcntl, elsewhere\n"
        "if sys.version_info < (3, 11):\n    import tomli\n"
        "try:\n    import faster\nexcept ImportError:\n    faster = None\n"
        "def g():\n    import seldom\n",
    )
    return imports.Folder(tmp_path, WINDOWS)


def test_all_imports_are_there(small: imports.Folder) -> None:
    assert imports.unresolved(small) == []


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ("lib/thin.py", "thick: thin"),
        ("lib/thick/core.cp313-win_amd64.pyd", "sciplan.a: thick.core"),
        ("python/_ctypes.pyd", "ctypes"),
        ("lib/sciplan/b.py", "sciplan.a: sciplan.b"),
    ],
)
def test_a_lost_file_is_told(small: imports.Folder, lost: str, told: str) -> None:
    (small.root / lost).unlink()
    assert any(told in each for each in imports.unresolved(small))


@pytest.mark.parametrize("statement", ["import msvcrtx", "import fcntl", "from lib2 import x"])
def test_an_import_without_a_file_is_told(small: imports.Folder, statement: str) -> None:
    written(small.site / "sciplan" / "c.py", statement)
    assert imports.unresolved(small) == [f"sciplan.c: {statement.split()[1]}"]


def test_a_binary_of_another_python_is_no_module(small: imports.Folder) -> None:
    path = small.site / "thick" / "core.cp313-win_amd64.pyd"
    path.rename(path.with_name("core.cp312-win_amd64.pyd"))
    assert imports.unresolved(small) == ["sciplan.a: thick.core"]


# --- binaries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "name", "content", "wrong"),
    [
        (WINDOWS, "a.pyd", windows_python.binary(), False),
        (WINDOWS, "a.pyd", windows_python.binary(0x14C), True),
        (WINDOWS, "a.so", b"", True),
        (WINDOWS, "liba.so.1", b"", True),
        (WINDOWS, "tool", elf(62), True),
        (X86, "a.so", elf(62), False),
        (X86, "a.so", elf(183), True),
        (ARM, "a.so", elf(183), False),
        (X86, "a.exe", b"", True),
        (X86, "tool", b"\xcf\xfa\xed\xfe", True),
        (X86, "MZ.txt", "文字", False),
    ],
)
def test_binaries_of_other_machines_are_told(
    tmp_path: Path, platform: Platform, name: str, content: str | bytes, *, wrong: bool
) -> None:
    written(tmp_path / name, content)
    assert bool(binaries.foreign(tmp_path, platform)) is wrong


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a compiler of C")
def test_what_glibc_a_binary_asks_for(tmp_path: Path) -> None:
    source = written(tmp_path / "a.c", '#include <stdio.h>\nint main(void) { return puts("x"); }\n')
    program = tmp_path / "a"
    subprocess.run(["cc", str(source), "-o", str(program)], check=True)  # noqa: S607
    asked = binaries.glibc_versions(program)
    # readelf lists the needed versions from another section than objdump.
    listed = subprocess.run(
        ["readelf", "--version-info", str(program)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    needed = {word for word in listed.split() if word.startswith("GLIBC_")}
    assert {f"GLIBC_{version}" for version in asked} == needed
    assert binaries.glibc_above(tmp_path, 0) == {"a": asked}
    assert binaries.glibc_above(tmp_path, 9999) == {}


# --- archives -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_two_archives_of_one_folder_are_the_same_bytes(tmp_path: Path, ending: str) -> None:
    made = []
    for number, names in enumerate((["b.py", "说明.txt", "c/d"], ["c/d", "说明.txt", "b.py"])):
        folder = tmp_path / str(number) / "夹"
        for name in names:
            written(folder / name, name)
            os.utime(folder / name, (number, number))
        (folder / "b.py").chmod(0o700 + number)
        made.append(tmp_path / f"{number}.{ending}")
        archives.pack(folder, made[-1])
    assert made[0].read_bytes() == made[1].read_bytes()
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(made[0], unpacked, filter=None if ending == "zip" else "data")
    assert (unpacked / "夹" / "说明.txt").read_text(encoding="utf-8") == "说明.txt"
    if ending == "tar.gz":
        assert (unpacked / "夹" / "b.py").stat().st_mode & 0o777 == 0o755
        assert gzip.decompress(made[0].read_bytes())


# --- launchers ----------------------------------------------------------------------------------


def test_files_for_windows_are_as_windows_reads_them(tmp_path: Path) -> None:
    launchers.write(tmp_path, WINDOWS, "1.0", "2.28")
    for name in ("sciplan.cmd", "打开命令行.cmd"):
        content = (tmp_path / name).read_bytes()
        assert content.isascii()
        assert content.count(b"\n") == content.count(b"\r\n") > 0
    for name in ("说明.txt", "completion.ps1"):
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert "_SCIPLAN_COMPLETE" in (tmp_path / "completion.ps1").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a launcher for Linux")
def test_the_launcher_finds_its_folder_through_links(tmp_path: Path) -> None:
    folder = tmp_path / "带 空格的 文件夹"
    python = written(
        folder / "python" / "bin" / "python3.13", '#!/bin/sh\nprintf "%s|" "$0" "$@"\n'
    )
    python.chmod(0o755)
    launchers.write(folder, X86, "1.0", "2.28")
    link = tmp_path / "链接"
    link.symlink_to(folder / "sciplan")
    for way in (folder / "sciplan", link):
        ran = subprocess.run([way, "职责", "a b"], check=True, capture_output=True, env={})
        assert ran.stdout.decode() == f"{python}|-I|-B|-m|sciplan|职责|a b|"


# --- a whole folder for Windows -----------------------------------------------------------------


@pytest.mark.skipif(not os.environ.get("SCIPLAN_BUNDLES"), reason="needs a registry of wheels")
def test_a_folder_for_windows_is_whole_and_the_same_twice(tmp_path: Path) -> None:
    archive = tmp_path / "python-3.13.0-embed-amd64.zip"
    windows_python.write(archive)
    written(archive.with_name(archive.name + ".sha256"), pythons.sha256(archive))
    own = wheels.build(ROOT, tmp_path)  # `.ci/run` holds that two of it are the same bytes
    made = []
    for name in ("one", "two"):
        words = [sys.executable, str(ROOT / "scripts" / "bundle.py"), "windows-x64"]
        words += ["--python", str(archive), "--wheel", str(own.path)]
        words += ["--output", str(tmp_path / name)]
        ran = subprocess.run(words, check=False, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        made.append(Path(ran.stdout.strip()))
    assert made[0].read_bytes() == made[1].read_bytes()

    folder = imports.Folder(made[0].with_suffix(""), WINDOWS)
    # What each extra is for is there, and what only Windows needs.
    for module in ("lxml.etree", "pypdfium2", "opencc", "xlsxwriter", "docx", "colorama"):
        assert folder.find(module), module
    (folder.site / "lxml" / "etree.cp313-win_amd64.pyd").unlink()
    told = imports.unresolved(folder)
    assert told
    assert all("lxml.etree" in each for each in told)  # and so nothing else was lost
