"""A folder as one file, the same bytes whenever and wherever it is made."""

import gzip
import os
import tarfile
import time
import zipfile
from pathlib import Path

_FIRST_DAY = 315532800
"""1980-01-01, the first day that a zip can say."""
_LEVEL = 6
"""9 takes four times as long for one hundredth less."""


def epoch() -> int:
    """Return the time that stands in archives: SOURCE_DATE_EPOCH, else zip's first day."""
    return max(int(os.environ.get("SOURCE_DATE_EPOCH") or _FIRST_DAY), _FIRST_DAY)


def pack(folder: Path, archive: Path) -> None:
    """Write a folder, itself on top, into a .zip or .tar.gz."""
    paths = sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())
    kept = [path for path in paths if path.is_symlink() or path.is_file()]
    if archive.name.endswith(".zip"):
        _zip(folder, kept, archive)
    else:
        _tar(folder, kept, archive)


def _zip(folder: Path, paths: list[Path], archive: Path) -> None:
    when = time.gmtime(epoch())[:6]
    with zipfile.ZipFile(archive, "w") as opened:
        for path in paths:
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | _mode(path)) << 16
            opened.writestr(entry, path.read_bytes(), compresslevel=_LEVEL)


def _tar(folder: Path, paths: list[Path], archive: Path) -> None:
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as opened,
    ):
        for path in paths:
            entry = opened.gettarinfo(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime = epoch()
            if entry.issym():
                entry.mode = 0o777
                opened.addfile(entry)
                continue
            # Two names of one file are two files: some unpackers on a USB stick can't link.
            entry.type, entry.linkname, entry.size = tarfile.REGTYPE, "", path.stat().st_size
            entry.mode = _mode(path)
            with path.open("rb") as content:
                opened.addfile(entry, content)


def _mode(path: Path) -> int:
    return 0o755 if path.stat().st_mode & 0o100 else 0o644
