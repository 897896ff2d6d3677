"""What a person names to be compared: files, folders, versions that git keeps."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sciplan.base import files, git
from sciplan.base.errors import SciplanError

_SHORT = 12
"""So many characters of a commit's name tell it from others, as git has it in large histories."""
_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>.*)")


class Version(NamedTuple):
    """A plan file as it is or was.

    Args:
        path: What it is called, in problems too: a path, or `REV:path`.
        name: The file's own name, by which it is found again in another folder.
        text: Its text.
    """

    path: str
    name: str
    text: str


class Sides(NamedTuple):
    """The files to be compared.

    Args:
        old: Those of the older side.
        new: Those of the newer one.
        paths: Files of this machine among them, which no result may be written over.
    """

    old: tuple[Version, ...]
    new: tuple[Version, ...]
    paths: tuple[str, ...]


def sides(old: str, new: str | None, plan: Sequence[str]) -> Sides:
    """Return what two words name; a path that exists wins over a version.

    Args:
        old: A file, `-` for standard input, a folder, `REV`, `REV:PATH`, or `A..B` where `new`
            is left out.
        new: Likewise; left out, the plan that the search finds.
        plan: Files and folders from the command line, in place of the search.

    Raises:
        SciplanError: One of them is none, or can't be read.
    """
    if not old.strip() or (new is not None and not new.strip()):
        raise SciplanError("没有写明要比较的文件或版本")
    if old == new == files.STDIN:
        raise SciplanError("标准输入（-）只能是旧、新两边中的一边")
    looked = _Looked(plan)
    parted = None if new is not None or Path(old).exists() else _RANGE.fullmatch(old)
    if parted and (parted["old"] or parted["new"]):
        first, second = parted["old"] or "HEAD", parted["new"] or "HEAD"
        if parted["dots"] == "...":
            first = looked.parting(first, second)
        return _made(looked.of(first), looked.of(second))
    now = looked.now() if new is None else looked.of(new)
    return _made(looked.of(old), now)


class _Side(NamedTuple):
    versions: tuple[Version, ...]
    paths: tuple[str, ...] = ()


def _made(old: _Side, new: _Side) -> Sides:
    return Sides(old.versions, new.versions, (*old.paths, *new.paths))


class _Looked:
    """What is looked up for one comparison.

    Args:
        plan: Files and folders from the command line.
    """

    def __init__(self, plan: Sequence[str]) -> None:
        self.plan = plan

    def now(self) -> _Side:
        """Return the plan files that a query would use."""
        return _read(files.plan_files(self.plan)[0])

    def of(self, word: str) -> _Side:
        """Return the files that a word names."""
        if word == files.STDIN or Path(word).exists():
            return _read(files.plan_files([word])[0])
        return _Side(tuple(self._kept(word)))

    def _kept(self, word: str) -> list[Version]:
        if ":" in word:
            folder = self._folder()
            return self._at(folder, word, word, word)
        try:
            return [
                each
                for path in self._named()
                for each in self._at(_above(path), word, _within(word, path), f"{word}:{path}")
            ]
        except git.NoObjectError as error:
            raise SciplanError(self._missing(word)) from error

    def _at(self, folder: Path, word: str, name: str, shown: str) -> list[Version]:
        try:
            ident = git.resolved(folder, name)
        except git.NoObjectError as error:
            if word != name:
                git.resolved(folder, f"{word}^{{commit}}")
            raise SciplanError(
                f"没有 {shown} 这个文件，git 的那个版本里也没有；"
                "改过名的，写成 版本:旧路径，如 HEAD~1:plan.yaml"
            ) from error
        inside = git.names_in(folder, ident)
        if inside is None:
            return [_version(git.content(folder, ident, shown), shown)]
        plans = {name: inside[name] for name in sorted(inside) if _is_plan(name)}
        if not plans:
            raise SciplanError(f"{shown} 里没有 .yaml 或 .yml 方案文件")
        return [
            _version(git.content(folder, each, f"{shown}/{name}"), f"{shown}/{name}")
            for name, each in plans.items()
        ]

    def parting(self, one: str, other: str) -> str:
        """Return the commit where two versions parted, in short."""
        folder = self._folder()
        try:
            first, second = (git.resolved(folder, f"{rev}^{{commit}}") for rev in (one, other))
        except git.NoObjectError as error:
            raise SciplanError(self._missing(f"{one}...{other}")) from error
        return git.merge_base(folder, first, second)[:_SHORT]

    def _named(self) -> tuple[str, ...]:
        """Return the files and folders of which a version is meant: no shipped plan is."""
        if self.plan:
            return tuple(self.plan)
        found, shipped = files.plan_files(())
        if shipped and not Path(found[0]).resolve().is_relative_to(Path.cwd()):
            raise SciplanError("这里没有方案文件，不知道要哪个文件的旧版本；用 -p 写明")
        set_path = os.environ.get(files.ENVIRONMENT)
        return (set_path,) if set_path else tuple(found)

    def _folder(self) -> Path:
        return _above(self.plan[0]) if self.plan else Path.cwd()

    @staticmethod
    def _missing(word: str) -> str:
        return (
            f"没有 {word} 这个文件，git 里也没有这个版本；"
            "可以写文件、文件夹、HEAD~1、main、A..B 或 版本:路径"
        )


def _above(path: str) -> Path:
    """Return the folder of a path, or the nearest above it that is there still."""
    return next(folder for folder in Path(path).absolute().parents if folder.is_dir())


def _within(rev: str, path: str) -> str:
    """Return a path in a version, told from the folder that git is asked in."""
    inner = Path(path).absolute().relative_to(_above(path)).as_posix()
    return f"{rev}:./{inner}"


def _is_plan(name: str) -> bool:
    return Path(name).suffix.lower() in files.PLAN_SUFFIXES


def _version(raw: bytes, shown: str) -> Version:
    name = shown.replace(":", "/").rpartition("/")[2]
    return Version(shown, name, files.decoded(raw, shown).text)


def _read(paths: Sequence[str]) -> _Side:
    versions = tuple(Version(path, Path(path).name, files.read_text(path)) for path in paths)
    return _Side(versions, tuple(paths))
