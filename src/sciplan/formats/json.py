"""JSON: an array of flat records, one a line."""

import json

from sciplan.table import Answer


def render(answer: Answer) -> str:
    """Return the records as JSON.

    One record a line: readable, and json's C encoder works on records without an indent.
    """
    keys = [column.key for column in answer.records.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [encode(dict(zip(keys, row, strict=True))) for row in answer.records.rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
