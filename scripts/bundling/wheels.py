"""The wheels of a platform: sciplan's own, and all that it and its extras require there."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from bundling.errors import BundleError
from bundling.platforms import PYTHON, Platform
from bundling.pythons import sha256
from sciplan.base.extras import EXTRAS

_LICENCE_NAME = 80
"""The most characters of a licence's name: some write its whole text into the field."""
_SERIES = f"{PYTHON[0]}.{PYTHON[1]}"


@dataclass(frozen=True)
class Wheel:
    """A wheel and what it says of itself."""

    path: Path

    @property
    def name(self) -> str:
        """Its distribution, in the canonical spelling."""
        return str(parse_wheel_filename(self.path.name)[0])

    @property
    def version(self) -> str:
        """Its version."""
        return str(parse_wheel_filename(self.path.name)[1])

    @property
    def platforms(self) -> frozenset[str]:
        """The platform tags of its name."""
        return frozenset(tag.platform for tag in parse_wheel_filename(self.path.name)[3])

    @property
    def sha256(self) -> str:
        """The file's hash."""
        return sha256(self.path)

    def metadata(self) -> Message:
        """Return its METADATA."""
        with zipfile.ZipFile(self.path) as opened:
            [name] = [each for each in opened.namelist() if each.endswith(".dist-info/METADATA")]
            return BytesParser().parsebytes(opened.read(name))

    def licence(self) -> str:
        """Return the licence that it declares, empty where it names none in a word."""
        told = self.metadata()
        named = [
            line.rpartition(" :: ")[2]
            for line in told.get_all("Classifier", [])
            if line.startswith("License :: ")
        ]
        written = str(told["License"] or "").strip()
        short = written if len(written) <= _LICENCE_NAME and "\n" not in written else ""
        return str(told["License-Expression"] or " / ".join(named) or short)


def build(source: Path, into: Path) -> Wheel:
    """Build the wheel of a checkout."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(into), str(source))
    [path] = into.glob("sciplan-*.whl")
    return Wheel(path)


def collect(own: Wheel, platform: Platform, constraints: Path | None, into: Path) -> list[Wheel]:
    """Return sciplan's wheel and all that it requires on a platform, downloaded.

    pip reads the markers of requirements (`platform_system == "Windows"`) as on the machine that it
    runs on, whatever --platform says; so they are read here.

    Raises:
        BundleError: There is no wheel of something for the platform.
    """
    found = {own.name: own}
    waiting = {own.name: frozenset(EXTRAS)}  # all that are for users
    while waiting:
        asked = [
            (wheel, requirement)
            for wheel, extras in ((found[name], extras) for name, extras in waiting.items())
            for requirement in required(wheel.metadata(), extras, platform)
        ]
        new = [each for _, each in asked if canonicalize_name(each.name) not in found]
        found |= _download(new, platform, constraints, into)
        for wheel, requirement in asked:
            got = found[canonicalize_name(requirement.name)]
            if not requirement.specifier.contains(got.version, prereleases=True):
                raise BundleError(f"{wheel.name} wants {requirement}, not {got.version}")
        waiting = {}
        for requirement in new:
            name = canonicalize_name(requirement.name)
            waiting[name] = waiting.get(name, frozenset()) | requirement.extras
    return sorted(found.values(), key=lambda wheel: wheel.name)


def required(metadata: Message, extras: frozenset[str], platform: Platform) -> list[Requirement]:
    """Return what a distribution with some of its extras requires on a platform."""
    markers = {
        **platform.markers,
        "python_version": _SERIES,
        "python_full_version": f"{_SERIES}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    wanted = []
    for line in metadata.get_all("Requires-Dist", []):
        requirement = Requirement(line)
        asked = [{**markers, "extra": extra} for extra in ("", *sorted(extras))]
        if requirement.marker is None or any(map(requirement.marker.evaluate, asked)):
            wanted.append(requirement)
    return wanted


def _download(
    requirements: list[Requirement], platform: Platform, constraints: Path | None, into: Path
) -> dict[str, Wheel]:
    """Return a wheel for each distribution required, by its name; one start of pip for all."""
    if not requirements:
        return {}
    _pip(
        *("download", "--no-deps", "--only-binary=:all:", "--dest", str(into)),
        *(word for tag in platform.tags for word in ("--platform", tag)),
        *("--python-version", _SERIES, "--implementation", "cp"),
        *("--abi", f"cp{PYTHON[0]}{PYTHON[1]}", "--abi", "abi3", "--abi", "none"),
        *(("--constraint", str(constraints)) if constraints else ()),
        *sorted({f"{each.name}{each.specifier}" for each in requirements}),
    )
    there = {wheel.name: wheel for wheel in map(Wheel, into.glob("*.whl"))}
    wanted = {canonicalize_name(each.name) for each in requirements}
    if wanted - there.keys():
        raise BundleError(f"pip brought no {', '.join(sorted(wanted - there.keys()))}")
    return {name: there[name] for name in wanted}


def _pip(*words: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words],
        check=False,
        capture_output=True,
        text=True,
        env={"SOURCE_DATE_EPOCH": "315532800", **os.environ},
    )
    if ran.returncode:
        raise BundleError(f"pip {words[0]} failed:\n{ran.stderr.strip()}")


def install(wheels: list[Wheel], site: Path) -> None:
    """Unpack wheels into a folder of libraries; their scripts are left out.

    Raises:
        BundleError: A wheel has data that belong elsewhere, or two have the same file.
    """
    for wheel in wheels:
        with zipfile.ZipFile(wheel.path) as opened:
            for name in sorted(opened.namelist()):
                path = _place(name)
                if name.endswith("/") or path is None:
                    continue
                target = site / path
                if target.exists():
                    raise BundleError(f"{wheel.path.name} has {path}, as another wheel")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(opened.read(name))


def _place(name: str) -> str | None:
    """Return where a wheel's file goes among the libraries, None where it is for elsewhere."""
    if ".." in Path(name).parts or name.startswith("/"):
        raise BundleError(f"a wheel has a file {name}")
    top, _, rest = name.partition("/")
    if not top.endswith(".data"):
        return name
    kind, _, path = rest.partition("/")
    return path if kind in {"purelib", "platlib"} else None
