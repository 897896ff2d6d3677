"""JSON: an array of flat records, one a line."""

import json
from collections.abc import Iterator

from sciplan.base.answer import Answer, Records


def render(answer: Answer) -> str:
    """Return the records as JSON.

    One record a line: readable, and json's C encoder works on records without an indent.
    """
    return "".join(_pieces(answer.records))


def _pieces(records: Records) -> Iterator[str]:
    keys = [column.key for column in records.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    before = "["
    for row in records.rows:
        yield f"{before}\n{encode(dict(zip(keys, row, strict=True)))}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
