"""What is drawn or embedded in a paragraph: none of it is read, all of it is told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sciplan.documents.readers.word.names import full
from sciplan.documents.readers.word.unread import Unread

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_TOLD: Mapping[str, tuple[str, str]] = {
    full("w:altChunk"): ("嵌入的另一份文件（altChunk）", ""),
    full("w:subDoc"): ("链接的子文档（subDoc）", ""),
    full("o:OLEObject"): ("嵌入的对象（OLE）", "ProgID"),
    full("w:control"): ("的控件", full("w:name")),
}
"""Element → what it holds, and the attribute that names it."""
_WORD_ART, _GRAPHIC, _BOX = map(full, ("v:textpath", "a:graphicData", "w:txbxContent"))
_CHARTS: Mapping[str, str] = {"chart": "的图表", "chartex": "的图表", "diagram": "的 SmartArt 图形"}


def note(element: "Element", unread: Unread) -> None:
    """Tell an element that holds what is not read; others are none of its business."""
    if element.tag in _TOLD:
        kind, named = _TOLD[element.tag]
        unread.add(kind, element.get(named, "") if named else "")
    elif element.tag == _WORD_ART:
        _note_words("的艺术字", [element.get("string", "")], unread)
    elif element.tag == _GRAPHIC:
        chart = _CHARTS.get(element.get("uri", "").rpartition("/")[2])
        if chart:
            unread.add(chart)
        elif element.find(f".//{_BOX}") is None:
            texts = [one.text or "" for one in element.iter(full("a:t"))]
            _note_words("的图形里的文字", texts, unread)


def _note_words(kind: str, texts: list[str], unread: Unread) -> None:
    if any(text.strip() for text in texts):
        unread.add(kind, " ".join(texts))
