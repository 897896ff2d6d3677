"""Reads a Word file: paragraphs with their automatic numbers, and tables, in order."""

from collections.abc import Iterator, Mapping

from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.archive import Archive
from sciplan.documents.readers.document import IN_PARAGRAPHS, ColumnHeads, Document
from sciplan.documents.readers.word.body import Body
from sciplan.documents.readers.word.names import full
from sciplan.documents.readers.word.numbering import Numbering
from sciplan.documents.readers.word.parts import Package
from sciplan.documents.readers.word.styles import Styles
from sciplan.documents.readers.word.text import Texts
from sciplan.documents.readers.word.unread import CODE, Unread

_BESIDE: Mapping[str, tuple[str, str]] = {
    "footnotes": ("footnote", "脚注"),
    "endnotes": ("endnote", "尾注"),
    "comments": ("comment", "批注"),
}
"""Parts beside the body: what each holds, and its name."""


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a Word file's paragraphs and tables.

    Raises:
        SciplanError: It is broken, too large, or no Word file.
    """
    package = Package(Archive(raw, path))
    root = package.body()
    styles, unread = Styles.of(package.part_of("styles")), Unread()
    numbering = Numbering.of(package.part_of("numbering"), styles)
    body = Body(styles, numbering, Texts(styles, unread))
    blocks = tuple(body.blocks(root))
    meta = {"题名": "".join(body.title)} if body.title else {}
    doubts = (*unread.doubts(), *_beside_the_body(package))
    return Document(path, blocks, IN_PARAGRAPHS, meta, doubts=doubts)


def _beside_the_body(package: Package) -> Iterator[Doubt]:
    """Tell notes and comments: they belong to no place among the paragraphs."""
    for kind, (name, told) in _BESIDE.items():
        root = package.part_of(kind)
        each = root.iterfind(full(f"w:{name}")) if root is not None else ()
        texts = ["".join(text.text or "" for text in one.iter(full("w:t"))) for one in each]
        said = [text.strip() for text in texts if text.strip()]
        if said:
            words = f"{told} {len(said)} 条没有读（“{said[0][:30]}”）；请看是否与任务有关"
            yield Doubt(code=CODE, message=words)
