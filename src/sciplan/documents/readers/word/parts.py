"""The parts of a Word file, found through its relationships."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sciplan.base.errors import SciplanError
from sciplan.documents.readers.archive import Archive
from sciplan.documents.readers.word.names import full

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file: its main part and what belongs to it.

    Args:
        archive: The file.
        main: The name of the main part.
        by_id: Relationship → the part that it leads to.
        by_kind: Kind of relationship, as styles → the part; None where the file names none at all.
    """

    archive: Archive
    main: str
    by_id: Mapping[str, str]
    by_kind: Mapping[str, str] | None

    @classmethod
    def of(cls, archive: Archive) -> "Package":
        """Find the main part: word/document2.xml in some programs."""
        named = _by_kind(_relations(archive, "")).get("officeDocument", _USUAL)
        main = named if archive.part(named) else _USUAL
        own = _relations(archive, main)
        kinds = _by_kind(own) if own else None
        return cls(archive, main, {ident: part for ident, _, part in own}, kinds)

    def body(self) -> "Element":
        """Return the document's body.

        Raises:
            SciplanError: There is none.
        """
        root = self.archive.xml(self.main)
        if root is None or root.tag != full("w:document"):
            raise SciplanError(f"{self.archive.path} 不是 Word 文件（.docx）")
        body = root.find(full("w:body"))
        if body is None:
            raise SciplanError(f"{self.archive.path} 里没有正文")
        return body

    def part_of(self, kind: str) -> "Element | None":
        """Return the root of the part of a kind: styles, numbering, footnotes."""
        if self.by_kind is None:  # made by hand: parts stand under their usual names
            return self.archive.xml(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))
        return self.archive.xml(self.by_kind.get(kind, ""))

    def part(self, ident: str) -> "Element | None":
        """Return the root of the part that a relationship leads to."""
        return self.archive.xml(self.by_id.get(ident, ""))


def _by_kind(relations: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    return {kind: part for _, kind, part in relations}


def _relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """Return a part's relationships within the file: id, kind, the part that each leads to."""
    folder, name = posixpath.split(part)
    root = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    return [
        (
            one.get("Id", ""),
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, unquote(one.get("Target", ""))))[1:],
        )
        for one in (root if root is not None else ())
        if one.get("TargetMode") != "External"
    ]
