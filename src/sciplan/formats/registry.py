"""Formats, one a file: `render(answer)` → text, or bytes of an office file.

`FORMATS` is where one is registered.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
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
        extra: The extra whose libraries it needs: its module renders bytes, in the style of a
            plan's papers.
        printed: Whether it goes on paper or on a slide, and so says nothing of the day it is made.
        about: What it is for, in Chinese.
    """

    module: str
    suffixes: tuple[str, ...]
    flat: bool = False
    bom: bool = False
    extra: str = ""
    printed: bool = False
    about: str

    @property
    def render(self) -> "Lazy[[Answer], str]":
        """Returns an answer as text; not for files of bytes."""
        return Lazy(f"{__package__}.{self.module}", "render")

    @property
    def render_bytes(self) -> "Lazy[[Answer, PaperStyle], bytes]":
        """Returns an answer as a file of bytes; only for those that need an extra."""
        return Lazy(f"{__package__}.{self.module}", "render")

    def content(self, answer: "Answer", style: "PaperStyle") -> bytes:
        """Return the answer as a file holds it.

        Raises:
            SciplanError: A library that it needs is missing.
        """
        if not self.extra:
            return self.render(answer).encode("utf-8-sig" if self.bom else "utf-8")
        try:
            return self.render_bytes(answer, style)
        except ImportError as error:
            raise missing(self.extra, f"写 {self.suffixes[0]} 文件", error) from error


FORMATS: dict[str, Format] = {
    "table": Format(module="plain", suffixes=(".txt",), about="对齐的文字表"),
    "md": Format(module="markdown", suffixes=(".md",), about="Markdown 表"),
    "csv": Format(
        module="csv", suffixes=(".csv",), flat=True, bom=True, about="Excel、WPS 可打开的数据"
    ),
    "json": Format(module="json", suffixes=(".json",), flat=True, about="供程序读取"),
    "docx": Format(
        module="docx",
        suffixes=(".docx",),
        extra="office",
        printed=True,
        about="Word、WPS 文字，可直接付印",
    ),
    "xlsx": Format(
        module="xlsx",
        suffixes=(".xlsx",),
        extra="office",
        printed=True,
        about="Excel、WPS 表格，可直接付印",
    ),
    "html": Format(module="html", suffixes=(".html", ".htm"), about="网页，单个文件，可打印"),
    "svg": Format(module="svg", suffixes=(".svg",), printed=True, about="图，放大不变形"),
    "png": Format(
        module="png", suffixes=(".png",), extra="picture", printed=True, about="图，可插入文稿"
    ),
}


def format_for(format_: str | None, output: str | None) -> Format:
    """Return the format that a name or a file's ending means; the table where there is neither.

    Args:
        format_: A key of `FORMATS`, if given.
        output: A file to write, if given.

    Raises:
        SciplanError: The ending is unknown, or means another kind of file.
    """
    suffix = PurePath(output or "").suffix.lower()
    meant = next((name for name, item in FORMATS.items() if suffix in item.suffixes), None)
    if format_:
        _refuse_what_will_not_open(format_, meant, output)
        return FORMATS[format_]
    if not output:
        return FORMATS["table"]
    if meant:
        return FORMATS[meant]
    known = "、".join(suffix for item in FORMATS.values() for suffix in item.suffixes)
    raise SciplanError(f"不知道 {output} 要写成什么格式；扩展名可用 {known}，或用 -f 写明格式")


def _refuse_what_will_not_open(format_: str, meant: str | None, output: str | None) -> None:
    """Refuse a name by which a program would be handed another kind of file."""
    if meant not in (None, format_) and (FORMATS[meant].extra or FORMATS[format_].extra):
        raise SciplanError(
            f"-f {format_} 与文件名 {output} 不符，写出来打不开；"
            f"去掉 -f，或把扩展名改为 {FORMATS[format_].suffixes[0]}"
        )
