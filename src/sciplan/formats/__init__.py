"""Formats, one a file: `render(answer)` → text. `FORMATS` is where one is registered."""

from collections.abc import Callable
from dataclasses import dataclass

from sciplan.formats import csv, json, markdown, plain
from sciplan.table import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write an answer down.

    Args:
        render: Makes the text.
        suffixes: File endings that mean this format.
        flat: Whether it holds the records, without heading and notes.
        bom: Whether a file begins with a byte order mark, as Excel needs.
        about: What it is for, in Chinese.
    """

    render: Callable[[Answer], str]
    suffixes: tuple[str, ...]
    flat: bool = False
    bom: bool = False
    about: str


FORMATS: dict[str, Format] = {
    "table": Format(render=plain.render, suffixes=(".txt",), about="对齐的文字表"),
    "md": Format(render=markdown.render, suffixes=(".md",), about="Markdown 表"),
    "csv": Format(
        render=csv.render, suffixes=(".csv",), flat=True, bom=True, about="Excel、WPS 可打开的数据"
    ),
    "json": Format(render=json.render, suffixes=(".json",), flat=True, about="供程序读取"),
}
