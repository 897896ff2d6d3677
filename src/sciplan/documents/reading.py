"""The door to reading documents: hands the readers what they must know of the field's words."""

from sciplan.documents.readers import registry
from sciplan.documents.readers.document import ColumnHeads, Document
from sciplan.documents.tables.columns import are_heads, is_number_head
from sciplan.documents.words.labels import role_label_ahead
from sciplan.documents.words.verbs import verb_inside, verb_phrase


def _may_be_clause(text: str) -> bool:
    inner = text.strip().strip("（()）")
    return role_label_ahead(inner) or bool(verb_phrase(inner)[1] or verb_inside(inner))


_HEADS = ColumnHeads(are_heads, is_number_head, _may_be_clause)


def read(raw: bytes, path: str) -> Document:
    """Read a document; its kind follows from the suffix.

    Args:
        raw: The file's bytes.
        path: The file as the user named it.

    Raises:
        SciplanError: It is of no known kind, can't be read, or needs a library that is missing.
    """
    return registry.read(raw, path, _HEADS)
