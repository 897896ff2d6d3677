"""Formats, one a file: `render(answer)` → text, or bytes of an office file.

`FORMATS` is where one is registered.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.extras import missing
from sciplan.base.lazy import Lazy

if TYPE_CHECKING:
    from sciplan.base.answer import Answer
    from sciplan.plan.style import PaperStyle


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to write an answer down; its module is imported when it is used.

    Args:
        module: The file beside this one that renders it.
        suffixes: File endings that mean this format.
        flat: Whether it holds the records, without heading and notes.
        bom: Whether a file begins with a byte order mark, as Excel needs.
        office: Whether it is a file for an office program: its module renders bytes, in the
            style of a plan's papers, with the libraries of the extra of this name.
        about: What it is for, in Chinese.
    """

    module: str
    suffixes: tuple[str, ...]
    flat: bool = False
    bom: bool = False
    office: bool = False
    about: str

    @property
    def render(self) -> "Lazy[[Answer], str]":
        """Returns an answer as text; not for office files."""
        return Lazy(f"{__package__}.{self.module}", "render")

    @property
    def render_office(self) -> "Lazy[[Answer, PaperStyle], bytes]":
        """Returns an answer as an office file; only for those."""
        return Lazy(f"{__package__}.{self.module}", "render")

    def content(self, answer: "Answer", style: "PaperStyle") -> bytes:
        """Return the answer as a file holds it.

        Raises:
            SciplanError: A library that it needs is missing.
        """
        if not self.office:
            return self.render(answer).encode("utf-8-sig" if self.bom else "utf-8")
        try:
            return self.render_office(answer, style)
        except ImportError as error:
            raise missing("office", f"写 {self.suffixes[0]} 文件", error) from error


FORMATS: dict[str, Format] = {
    "table": Format(module="plain", suffixes=(".txt",), about="对齐的文字表"),
    "md": Format(module="markdown", suffixes=(".md",), about="Markdown 表"),
    "csv": Format(
        module="csv", suffixes=(".csv",), flat=True, bom=True, about="Excel、WPS 可打开的数据"
    ),
    "json": Format(module="json", suffixes=(".json",), flat=True, about="供程序读取"),
    "docx": Format(
        module="docx", suffixes=(".docx",), office=True, about="Word、WPS 文字，可直接付印"
    ),
    "xlsx": Format(
        module="xlsx", suffixes=(".xlsx",), office=True, about="Excel、WPS 表格，可直接付印"
    ),
    "html": Format(module="html", suffixes=(".html", ".htm"), about="网页，单个文件，可打印"),
}
