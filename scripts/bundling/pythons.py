"""A given archive of Python, checked by its hash, unpacked without what sciplan never uses."""

import hashlib
import shutil
import tarfile
import zipfile
from pathlib import Path

from bundling.errors import BundleError
from bundling.platforms import PYTHON, Platform

_SERIES = f"python{PYTHON[0]}.{PYTHON[1]}"
_UNUSED = (
    *("include", "share", "lib/pkgconfig", "lib/tcl*", "lib/tk*", "lib/itcl*", "lib/thread*"),
    *("lib/libtcl*", "lib/libtk*", "lib/*.a", "lib/libpython3.so"),
    *("bin/pip*", "bin/idle*", "bin/pydoc*", "bin/2to3*", "bin/*-config"),
    *(
        f"lib/{_SERIES}/{each}"
        for each in (
            *("test", "idlelib", "tkinter", "turtledemo", "turtle.py", "ensurepip", "lib2to3"),
            *("pydoc_data", "config-*", "site-packages/*", "lib-dynload/_tkinter*"),
            *("lib-dynload/_test*", "lib-dynload/xx*", "lib-dynload/_ctypes_test*"),
        )
    ),
)


def sha256(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def expected_hash(archive: Path) -> str:
    """Return the hash that the file beside an archive (NAME.sha256) says.

    Raises:
        BundleError: There is none.
    """
    beside = archive.with_name(archive.name + ".sha256")
    if not beside.is_file():
        raise BundleError(f"give --sha256, or its publisher's hash in {beside}")
    words = beside.read_text(encoding="utf-8").split()
    if not words:
        raise BundleError(f"{beside} is empty")
    return words[0].lower()


def unpack(archive: Path, wanted: str, platform: Platform, folder: Path) -> None:
    """Unpack an archive of Python into FOLDER/python, if its hash is the one wanted.

    Args:
        archive: Windows: the embeddable zip. Linux: a tar whose one folder is `python`, a
            relocatable installation.
        wanted: The SHA-256 that its publisher says.
        platform: What it is for.
        folder: The folder that is being made.

    Raises:
        BundleError: Another file, or none of that kind.
    """
    found = sha256(archive)
    if found != wanted.lower():
        raise BundleError(f"{archive} has SHA-256 {found}, not {wanted.lower()}: get it again")
    target = folder / "python"
    if platform.windows:
        _unpack_embeddable(archive, target)
    else:
        _unpack_relocatable(archive, folder)


def _unpack_embeddable(archive: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(target)  # noqa: S202 - checked by its hash
    except zipfile.BadZipFile as error:
        raise BundleError(f"{archive} is no zip: the embeddable package is one") from error
    series = f"python{PYTHON[0]}{PYTHON[1]}"
    missing = [
        name
        for name in ("python.exe", f"{series}.dll", f"{series}.zip", f"{series}._pth")
        if not (target / name).is_file()
    ]
    if missing:
        raise BundleError(f"{archive} is no embeddable {_SERIES}: no {', '.join(missing)}")
    # Nothing but these is ever on sys.path: neither the registry's nor PYTHONPATH's.
    (target / f"{series}._pth").write_bytes(f"{series}.zip\r\n.\r\n..\\lib\r\n".encode())


def _unpack_relocatable(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="tar")
    except tarfile.TarError as error:
        raise BundleError(f"{archive} is no tar of a relocatable Python: {error}") from error
    target = folder / "python"
    if not (target / "bin" / _SERIES).is_file():
        raise BundleError(f"{archive} holds no python/bin/{_SERIES}")
    for pattern in _UNUSED:
        for path in sorted(target.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for cache in sorted(target.rglob("__pycache__")):
        shutil.rmtree(cache)
