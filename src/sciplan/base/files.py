"""Finding plans and reading text."""

import codecs
import errno
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sciplan.base.errors import SciplanError

ENVIRONMENT = "SCIPLAN_PLAN"
STDIN = "-"
"""The path that means standard input."""
MAX_BYTES = 64 * 1024 * 1024
"""A plan of 50,000 measures takes some 20 MB."""
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say that the checkout's top is."""
PLAN_SUFFIXES = frozenset({".yaml", ".yml"})
_DOCUMENTS = {".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xlsx", ".xls", ".et", ".csv"}
_USUAL_NAMES = ("plan.yaml", "data/plan.yaml")
_BEGINNING = 1024 * 1024
"""Bytes within which a file says what it is, long comments in front of it or not."""
_FORMAT = re.compile(
    rb"""^[\s{\xef\xbb\xbf\xff\xfe]{0,9}["']?format["']?"""
    rb"""[ \t]{0,9}(?::|\xef\xbc\x9a)[ \t]{0,9}["']?(sciplan[a-z-]{0,20})/""",
    re.MULTILINE,
)
_MARKS = {
    codecs.BOM_UTF8: ("utf-8",),
    codecs.BOM_UTF16_LE: ("utf-16-le",),
    codecs.BOM_UTF16_BE: ("utf-16-be",),
    b"": ("utf-8", "gb18030"),
}


def _nearest_plan() -> str:
    """Return the plan file here or in the nearest folder above; empty for none."""
    here = Path.cwd()
    for steps, folder in enumerate((here, *here.parents)):
        for name in _USUAL_NAMES:
            # What is here was meant; above, a file of another program may bear the name.
            if (folder / name).is_file() and (not steps or begins_like_plan(folder / name)):
                return Path(*[".."] * steps, name).as_posix()
    return ""


def format_in(path: Path) -> str:
    """Return which kind of our files a file says that it is; empty for none.

    `sciplan` is a plan, `sciplan-progress` what units returned, and so on.
    """
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            raw = file.read(_BEGINNING)
    except (OSError, ValueError):
        return ""
    return _format_in(raw)


def format_of(text: str) -> str:
    """Return which kind of our files a text says that it is, see `format_in`."""
    return _format_in(text[:_BEGINNING].encode(errors="replace"))


def _format_in(raw: bytes) -> str:
    found = _FORMAT.search(raw.replace(b"\0", b""))
    return found[1].decode() if found else ""


def begins_like_plan(path: Path) -> bool:
    """Whether a file says that it is a plan."""
    return format_in(path) == "sciplan"


def plans_here() -> list[str]:
    """Return the plan files in the working folder, by their content."""
    try:
        found = sorted(item for item in Path().iterdir() if item.suffix.lower() in PLAN_SUFFIXES)
    except OSError:
        return []
    return [str(item) for item in found if begins_like_plan(item)]


def plan_files(given: Sequence[str], *, others: bool = False) -> tuple[list[str], bool]:
    """Return the plan files to open, and whether the shipped plan stands in for want of any.

    Args:
        given: What the command line names: files, or folders of .yaml and .yml files; one that is
            named twice is opened once.
        others: Whether files of a folder that say that they are of another kind of ours (see
            `planfile/kinds.py`) are meant too; else they are passed over.

    Raises:
        SciplanError: A folder without plan files, or a document that is still to be imported.
    """
    if given:
        found = (file for path in given for file in _in_folder(path, others=others))
        return list(dict.fromkeys(found)), False
    set_path = os.environ.get(ENVIRONMENT)
    if set_path:
        return _in_folder(set_path, others=others), False
    nearest = _nearest_plan()
    return ([nearest], False) if nearest else ([str(shipped_plan())], True)


def shipped_plan() -> Path:
    """Return the plan that comes with sciplan: in the wheel, or beside an editable checkout."""
    package = Path(__file__).parents[1]
    inside = package / "data" / "plan.yaml"
    return inside if inside.is_file() else package.parents[1] / "data" / "plan.yaml"


def _in_folder(path: str, *, others: bool) -> list[str]:
    if path == STDIN or not Path(path).is_dir():
        _refuse_document(path)
        return [path]
    try:
        found = sorted(
            str(item)
            for item in Path(path).iterdir()
            if item.suffix.lower() in PLAN_SUFFIXES
            and (others or format_in(item) in ("", "sciplan"))
        )
    except OSError as error:
        raise SciplanError(f"打不开文件夹 {path}：{reason(error)}") from error
    if not found:
        raise SciplanError(f"文件夹 {path} 里没有 .yaml 或 .yml 方案文件")
    return found


def _refuse_document(path: str) -> None:
    if Path(path).suffix.lower() in _DOCUMENTS and Path(path).is_file():
        raise SciplanError(
            f"{path} 是正式文件，不是方案文件；先导入：sciplan import {path} -o plan.yaml"
        )


class TextFile(NamedTuple):
    """A text and how its file encodes it.

    Args:
        text: The text without a byte order mark.
        mark: The byte order mark, if any.
        encoding: A codec that writes none.
    """

    text: str
    mark: bytes
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Return another text as bytes in the same way."""
        return self.mark + text.encode(self.encoding)


def in_repository(path: str) -> str:
    """Return a path with forward slashes as code hosts know the file: from the checkout's top.

    That is where the host says, else the folder above the file that git keeps its own in; from any
    folder a job may work in. Outside of all checkouts a path stays as it is.
    """
    # Thousands of problems of one file ask for the same path.
    return _in_repository(path, Path.cwd(), *map(os.environ.get, _CHECKOUTS))


@lru_cache(maxsize=64)
def _in_repository(path: str, _here: Path, *told: str | None) -> str:
    # Links in the folders are followed, as both may be named in two ways; the file's own is not.
    file = Path(os.path.realpath(Path(path).parent)) / Path(path).name
    said = [Path(os.path.realpath(each)) for each in told if each]
    held = [folder for folder in file.parents if (folder / ".git").exists()]
    top = next((top for top in (*said, *held) if file.is_relative_to(top)), None)
    return (file.relative_to(top) if top else Path(path)).as_posix()


def is_same(one: str, other: str) -> bool:
    """Whether two paths lead to one file, links followed; none does where either has no file."""
    there = STDIN not in (one, other) and Path(one).exists() and Path(other).exists()
    return there and Path(one).samefile(other)


def refuse_overwriting(output: str | None, inputs: Iterable[str]) -> None:
    """Refuse to write results over a file that they come from.

    Raises:
        SciplanError: They would be.
    """
    if output and any(is_same(output, path) for path in inputs):
        raise SciplanError(f"-o 不能写到要读的文件 {output}，请换个文件名")


def read_text(path: str) -> str:
    """Return a file's text, see `read_file`."""
    return read_file(path).text


def read_file(path: str) -> TextFile:
    """Read a file: UTF-8 with or without a byte order mark, UTF-16 with one, or GB18030.

    Raises:
        SciplanError: It can't be opened, is too large or is no text.
    """
    return decoded(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """Return a file's content, or what standard input gives.

    Raises:
        SciplanError: It can't be opened or is too large.
    """
    if path == STDIN:
        return _all_of(sys.stdin.buffer)
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SciplanError(f"打不开 {path}：{reason(error)}") from error
    _refuse_large(raw, path)
    return raw


@cache
def _all_of(stream: BinaryIO) -> bytes:
    """Return all that a stream gives, which can be read but once."""
    raw = stream.read(MAX_BYTES + 1)
    _refuse_large(raw, STDIN)
    return raw


def named(path: str) -> str:
    """Return a path as messages name it."""
    return "标准输入" if path == STDIN else path


def _refuse_large(raw: bytes, path: str) -> None:
    if len(raw) > MAX_BYTES:
        raise SciplanError(f"{named(path)} 超过 {MAX_BYTES // 1024 // 1024} MB，不像是方案文件")


def decoded(raw: bytes, path: str) -> TextFile:
    """Return bytes as text, see `read_file`; `path` is for the message.

    Raises:
        SciplanError: They are too many, or no text.
    """
    _refuse_large(raw, path)
    mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
    if b"\0" in raw and not mark:
        raise SciplanError(f"{named(path)} 不是文本文件；方案文件是 YAML 文本，扩展名 .yaml")
    for encoding in _MARKS[mark]:
        try:
            return TextFile(raw.removeprefix(mark).decode(encoding), mark, encoding)
        except UnicodeDecodeError:
            continue
    raise SciplanError(f"{named(path)} 的文字编码无法识别，请另存为 UTF-8")


def reason(error: OSError | ValueError) -> str:
    """Return why a file could not be opened or written, in Chinese where it is a usual one."""
    if isinstance(error, UnicodeEncodeError):
        return "系统现在的文字编码写不了这个名称；把 LANG 设为 C.UTF-8 或 zh_CN.UTF-8 再试"
    if isinstance(error, ValueError):
        return "名称里有不能用的字符"
    if error.errno == errno.ENOSPC:
        return "磁盘已满"
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "没有这个文件或文件夹",
        PermissionError: "没有权限，或文件正被别的程序打开",
        IsADirectoryError: "这是文件夹，不是文件",
        NotADirectoryError: "路径中有一段不是文件夹",
    }
    return reasons.get(type(error), error.strerror or str(error))
