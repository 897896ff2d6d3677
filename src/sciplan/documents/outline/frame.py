"""What stands around a document's text and is none: contents, signature, the list of annexes."""

import re
from collections.abc import Sequence

from sciplan.base.marks import tight
from sciplan.documents.clauses.finding import find
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.dates import DAY
from sciplan.documents.words.names import is_body

_CONTENTS = re.compile(r"目[ \u3000]*[录次]")
_SIGNED_WITHIN = 5
"""A signature is sought in so many paragraphs from the end: （此件公开发布） may follow."""
_COLOPHON = re.compile(
    r"[ \u3000]*(?:(?:抄送|抄报|分送|印送|发送)[：:]|[（(]?(?:共|此件)印\d+份"
    rf"|[^，。；：]{{2,40}}{DAY}印发[ \u3000]*$)"
)
_COLOPHON_WITHIN = 8
_ANNEX = re.compile(r"[ \u3000]*附件[ \u3000]*[：:][ \u3000]*(?:(\d{1,2})[.．、])?")
_LONGEST_TITLE = 40


def without_signature(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out who signed and when, and who gets copies: facts of the document, no duties."""
    paragraphs = _without_colophon(paragraphs)
    for place in range(len(paragraphs) - 1, max(len(paragraphs) - _SIGNED_WITHIN, 0), -1):
        who, when = (paragraph.text.strip() for paragraph in paragraphs[place - 1 : place + 1])
        if re.fullmatch(DAY, tight(when)) and is_body(tight(who)):
            return [*paragraphs[: place - 1], *paragraphs[place + 1 :]]
        if place == len(paragraphs) - 1 and re.fullmatch(DAY, tight(when)):
            return paragraphs[:place]
    return paragraphs


def _without_colophon(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out 抄送：…… and ……2024年3月1日印发 below the signature."""
    end = max(len(paragraphs) - _COLOPHON_WITHIN, 0)
    last = paragraphs[end:]
    return [*paragraphs[:end], *(one for one in last if not _COLOPHON.match(one.text))]


def without_contents(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out a table of contents: its first entry stands again where the text begins."""
    for place, paragraph in enumerate(paragraphs[:40]):
        if _CONTENTS.fullmatch(paragraph.text.strip()):
            following = [_entry(other.text) for other in paragraphs[place + 1 :]]
            if following and following[0] and following[0] in following[1:]:
                again = following.index(following[0], 1)
                return [*paragraphs[:place], *paragraphs[place + 1 + again :]]
    return paragraphs


def without_annexes(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Leave out the list of annexes: 附件：1.任务分解表, and 2.联系表 on the next line."""
    kept: list[Paragraph] = []
    number = 0
    for paragraph in paragraphs:
        found = _ANNEX.match(paragraph.text)
        if found and _is_title(paragraph.text[found.end() :]):
            number = int(found[1] or 0)
            continue
        follows = number and re.match(rf"\s*{number + 1}[.．、](?!\d)", paragraph.text)
        if follows and _is_title(paragraph.text):
            number += 1
            continue
        number = 0
        kept.append(paragraph)
    return kept


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and "。" not in text and not find(text)


def _entry(text: str) -> str:
    return re.sub(r"(?<![\s.…·\d])[\s.…·\d]+$|\s", "", text)
