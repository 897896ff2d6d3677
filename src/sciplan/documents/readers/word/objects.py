"""What is drawn or embedded in a paragraph: none of it is read, all of it is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.documents.readers.word.names import at, full
from sciplan.documents.readers.word.parts import Package
from sciplan.documents.readers.word.unread import Unread

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_CHUNK, _SUB, _OLE, _CONTROL, _GRAPHIC, _WORD_ART = map(
    full, "w:altChunk w:subDoc o:OLEObject w:control a:graphicData v:textpath".split()
)
_BOX = full("w:txbxContent")


@dataclass(slots=True)
class Objects:
    """Tells what is drawn or embedded.

    Args:
        package: The file, for what stands in parts of their own.
        unread: Where to tell it.
    """

    package: Package
    unread: Unread

    def note(self, element: "Element") -> None:
        """Tell an element that holds what is not read; others are none of its business."""
        if element.tag == _CHUNK:
            self.unread.add("嵌入的另一份文件（altChunk）")
        elif element.tag == _SUB:
            self.unread.add("链接的子文档（subDoc）")
        elif element.tag == _OLE:
            self.unread.add("嵌入的对象（OLE）", element.get("ProgID", ""))
        elif element.tag == _CONTROL:
            self.unread.add("的控件", element.get(full("w:name"), ""))
        elif element.tag == _WORD_ART and element.get("string", "").strip():
            self.unread.add("的艺术字", element.get("string", ""))
        elif element.tag == _GRAPHIC:
            self._note_graphic(element)

    def _note_graphic(self, graphic: "Element") -> None:
        kind = graphic.get("uri", "").rpartition("/")[2]
        if kind in ("chart", "chartex"):
            self.unread.add("的图表")
        elif kind == "diagram":
            self._note_words("的 SmartArt 图形", self._diagram(graphic))
        elif graphic.find(f".//{_BOX}") is None:
            self._note_words("的图形里的文字", graphic)

    def _note_words(self, kind: str, element: "Element | None") -> None:
        texts = [] if element is None else [one.text or "" for one in element.iter(full("a:t"))]
        if any(text.strip() for text in texts):
            self.unread.add(kind, " ".join(texts))

    def _diagram(self, graphic: "Element") -> "Element | None":
        ids = at(graphic, "dgm:relIds")
        return None if ids is None else self.package.part(ids.get(full("r:dm"), ""))
