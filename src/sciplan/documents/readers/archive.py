"""Office files are zip archives: opening them with limits against zip and XML bombs."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sciplan.base.errors import SciplanError
from sciplan.documents.readers import markup

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

MAX_PART = 128 * 1024 * 1024
"""Bytes of one part, unpacked; the data sheet of 10,000 measures takes some 70 MB."""
MAX_PARTS = 4000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What office programs write; the others unpack slowly, or to a thousand times as much."""
_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = re.compile(
    re.escape(_STRICT)
    + rb"(wordprocessingml|spreadsheetml|drawingml|officeDocument)/(?=[\w/]+[\"'])"
)


class Relation(NamedTuple):
    """What a part says of another one: its id for it, of what kind it is, and where it stands."""

    ident: str
    kind: str
    part: str


class Archive:
    """A zip archive whose parts are read up to a limit.

    Args:
        raw: The file's bytes.
        path: The file, for messages.

    Raises:
        SciplanError: It is none, or too large.
    """

    def __init__(self, raw: bytes, path: str) -> None:
        if raw.startswith(_OLE):
            raise SciplanError(
                f"{path} 是加密的文件，或旧格式改了扩展名；请用 WPS 或 Word 打开，去掉密码后另存"
            )
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise self.broken() from error
        if len(self._zip.infolist()) > MAX_PARTS:
            raise self.too_large()
        if any(part.compress_type not in _METHODS for part in self._zip.infolist()):
            raise SciplanError(f"{path} 用了不支持的压缩方式；请用 WPS 或 Office 打开，另存一份")
        # Some programs write backslashes, and no two agree on capitals.
        self._parts = {_plain(name): name for name in self._zip.NameToInfo}

    def broken(self) -> SciplanError:
        """Return the error for a file that can't be read."""
        return SciplanError(
            f"{self.path} 已损坏或不完整，读不出来；请重新取得文件，或打开后另存一份"
        )

    def too_large(self) -> SciplanError:
        """Return the error for a file that unpacks to too much."""
        return SciplanError(
            f"{self.path} 解压后过大，读不了；请删去与方案无关的工作表和图片，再另存一份"
        )

    def part(self, name: str) -> bytes:
        """Return a part's bytes, empty for none.

        Raises:
            SciplanError: It is too large or broken.
        """
        stored = self._parts.get(_plain(name))
        return b"" if stored is None else b"".join(self._chunks(stored))

    def _chunks(self, name: str) -> Iterator[bytes]:
        # The size in the directory may lie: what counts is what comes out.
        size = 0
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    if size > MAX_PART:
                        break
                    yield chunk
        except Exception as error:
            # zipfile raises zlib.error, BadZipFile, RuntimeError (a password), EOFError and more.
            raise self.broken() from error
        if size > MAX_PART:
            raise self.too_large()

    def xml(self, name: str) -> "Element | None":
        """Return a part's root element, None for no such part; entities stay unread.

        Raises:
            SciplanError: It is no XML, or nests too deep.
        """
        content = _transitional(self.part(name))
        if not content:
            return None
        try:
            return markup.xml(content)
        except ValueError as error:
            raise self.broken() from error

    def relations(self, part: str) -> list[Relation]:
        """Return a part's relationships within the file; "" stands for the file's own."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            Relation(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(one.get("Target", "")))),
            )
            for one in (root if root is not None else ())
            if one.get("TargetMode") != "External"
        ]


def part_of_kind(relations: Iterable[Relation], kind: str) -> str:
    """Return the first part of a kind, as styles; empty for none."""
    return next((one.part for one in relations if one.kind == kind), "")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _transitional(content: bytes) -> bytes:
    """Return a strict part as a usual one: only the names of its namespaces differ."""
    if _STRICT not in content:
        return content
    return _TRANSITIONAL.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
