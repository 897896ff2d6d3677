"""Reads a text file."""

from sciplan.documents.readers.document import ColumnHeads, Document, Paragraph
from sciplan.documents.readers.encoding import decoded


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a text file's lines.

    Raises:
        SciplanError: It is no text.
    """
    lines = decoded(raw, path).splitlines()
    return Document(path, tuple(Paragraph(line, number) for number, line in enumerate(lines, 1)))
