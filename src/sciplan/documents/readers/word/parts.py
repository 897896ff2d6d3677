"""The parts of a Word file, found through its relationships."""

import posixpath
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.documents.readers.archive import Archive, part_of_kind
from sciplan.documents.readers.word.names import full

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_USUAL = "word/document.xml"


class Package:
    """A Word file: its main part, word/document2.xml in some programs, and what belongs to it."""

    def __init__(self, archive: Archive) -> None:
        named = part_of_kind(archive.relations(""), "officeDocument")
        self.archive = archive
        self.main = named if archive.part(named) else _USUAL
        self.relations = archive.relations(self.main)

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
        if not self.relations:  # made by hand: parts stand under their usual names
            return self.archive.xml(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))
        return self.archive.xml(part_of_kind(self.relations, kind))
