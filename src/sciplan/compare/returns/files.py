"""Files that came back: which there are, and when each was saved."""

import os
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from sciplan.base.errors import SciplanError
from sciplan.base.files import read_bytes, reason

SUFFIXES = (".xlsx", ".xlsm", ".csv")
_OTHERS = re.compile(
    r"|\.(?:xls|xlsb|xltx?|et|ett|ods|numbers|tsv|txt|wps|wpt|docx?|rtf|odt|html?|mht|pdf|ofd"
    r"|jpe?g|png|bmp|gif|tiff?|heic|webp|zip|rar|7z|tar|gz|eml|msg)"
)
"""What a form may have been saved as, photographed in or packed into: told, not passed over."""
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows leaves in folders."""
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*([0-9T:.Z+-]{19,35})\s*<")
_FIRST_YEAR = 2000
_MOST_BYTES = 100_000
"""Of the part of a workbook that says when it was saved."""


class Came(NamedTuple):
    """A file that came back.

    Args:
        path: As the user named it, or its folder.
        raw: Its bytes.
        saved: When it was saved, in seconds: by what the workbook says, else by its folder.
        said: Whether the workbook says it.
    """

    path: str
    raw: bytes
    saved: float
    said: bool


class Found(NamedTuple):
    """What was found where the user pointed.

    Args:
        paths: Files that may be forms, in order, each once.
        others: Files of a folder that no form is saved as, but that may be meant as one.
        rest: All other files of a folder.
    """

    paths: tuple[str, ...]
    others: tuple[str, ...]
    rest: tuple[str, ...]


def find(given: Sequence[str]) -> Found:
    """Return the files that are meant: those that are named, and those below folders.

    Raises:
        SciplanError: There is none, or what was named is not there.
    """
    paths: dict[str, str] = {}
    others: list[str] = []
    rest: list[str] = []
    for name in given:
        place = Path(name)
        if not place.exists():
            raise SciplanError(f"没有 {name} 这个文件或文件夹")
        for path in _below(place) if place.is_dir() else [name]:
            suffix = Path(path).suffix.lower()
            if suffix in SUFFIXES or not place.is_dir():
                paths.setdefault(os.path.realpath(path), path)
            elif _OTHERS.fullmatch(suffix):
                others.append(path)
            elif Path(path).name.lower() not in _OF_SYSTEMS:
                rest.append(path)
    if not paths and not others:
        raise SciplanError(f"{'、'.join(given)} 里没有填好退回的表（.xlsx、.csv）")
    return Found(tuple(paths.values()), tuple(others), tuple(rest))


def _below(folder: Path) -> Iterator[str]:
    def failed(error: OSError) -> None:
        raise SciplanError(f"打不开文件夹 {error.filename}：{reason(error)}") from error

    for place, folders, names in os.walk(folder, onerror=failed):
        folders.sort()
        # ~$ is the lock that Excel and WPS leave beside an open workbook.
        yield from (
            str(Path(place, name)) for name in sorted(names) if not name.startswith(("~$", "."))
        )


def read(path: str) -> Came:
    """Read a file.

    Raises:
        SciplanError: It can't be read.
    """
    raw = read_bytes(path)
    said = _said(raw)
    return Came(path, raw, said or _on_disk(path), said is not None)


def _on_disk(path: str) -> float:
    try:
        return Path(path).stat().st_mtime
    except OSError as error:
        raise SciplanError(f"读不了 {path}：{reason(error)}") from error


def _said(raw: bytes) -> float | None:
    """Return when a workbook says that it was saved; None where it doesn't."""
    if not raw.startswith(b"PK"):
        return None
    try:
        with ZipFile(BytesIO(raw)) as archive, archive.open("docProps/core.xml") as file:
            found = _MODIFIED.search(file.read(_MOST_BYTES))
        when = datetime.fromisoformat(found[1].decode()) if found else None
    except (BadZipFile, KeyError, ValueError, OSError, RuntimeError, zlib.error):
        return None
    # The form itself says no day: whoever saved it did.
    if when is None or when.year <= _FIRST_YEAR:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
