"""Whether every binary of a folder is of its platform, and what glibc it asks for."""

import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bundling.errors import BundleError
from bundling.platforms import Platform

_ELF, _PE = b"\x7fELF", b"MZ"
_MACHO = (b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xca\xfe\xba\xbe")
_VERSION = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)\b")
_UNVERSIONED = re.compile(r"\b(GLIBC_ABI_\w+|GLIBC_PRIVATE)\b")


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, in order, links apart."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def foreign(folder: Path, platform: Platform) -> list[str]:
    """Return the binaries that are of another system or machine, each with what it is."""
    return [
        f"{path.relative_to(folder).as_posix()}: {kind}"
        for path in files(folder)
        if (kind := _foreign(path, platform))
    ]


def _foreign(path: Path, platform: Platform) -> str:
    suffixes = (".so", ".dylib") if platform.windows else (".pyd", ".dll", ".exe", ".dylib")
    if path.suffix in suffixes or (platform.windows and ".so." in path.name):
        return f"{path.suffix} on {platform.name}"
    head = path.read_bytes()[:4096]
    if not head.startswith((_ELF, _PE, *_MACHO)):
        return ""
    if not head.startswith(platform.binary):
        return f"a binary of another system than {platform.name}"
    machine = _machine(head)
    return "" if machine == platform.machine else f"for machine {machine:#x}"


def _machine(head: bytes) -> int:
    """Return the machine of an ELF or PE header."""
    if head.startswith(_ELF):
        return int(struct.unpack_from("<H", head, 18)[0])
    start = int(struct.unpack_from("<I", head, 60)[0])
    return int(struct.unpack_from("<H", head, start + 4)[0]) if start + 6 <= len(head) else 0


def glibc_above(folder: Path, newest: int) -> dict[str, list[str]]:
    """Return the binaries that ask for symbols of a glibc above 2.NEWEST → their versions.

    Raises:
        BundleError: There is no objdump, or it can't read a file.
    """
    above: dict[str, list[str]] = {}
    for path in files(folder):
        with path.open("rb") as file:
            if file.read(4) != _ELF:
                continue
        asked = glibc_versions(path)
        newer = [version for version in asked if _key(version) > (2, newest)]
        if newer:
            above[path.relative_to(folder).as_posix()] = newer
    return above


def glibc_versions(path: Path) -> list[str]:
    """Return the versions of glibc's symbols that an ELF file asks for, oldest first."""
    try:
        ran = subprocess.run(
            ["objdump", "-T", str(path)],  # noqa: S607 - of the system's binutils
            check=False,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise BundleError("objdump is missing: install binutils") from error
    if ran.returncode:
        raise BundleError(f"objdump can't read {path}: {ran.stderr.strip()}")
    wanted = [line for line in ran.stdout.splitlines() if "*UND*" in line]
    if private := {name for line in wanted for name in _UNVERSIONED.findall(line)}:
        return [*_sorted(wanted), *sorted(private)]
    return _sorted(wanted)


def _sorted(lines: list[str]) -> list[str]:
    return sorted({version for line in lines for version in _VERSION.findall(line)}, key=_key)


def _key(version: str) -> tuple[float, ...]:
    numbers = re.findall(r"\d+", version)
    # A name without a number (GLIBC_PRIVATE) is of one very build of glibc.
    return tuple(map(float, numbers)) or (float("inf"),)
