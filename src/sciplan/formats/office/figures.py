"""Figures on paper stand without blanks: 共38个单位, where a screen says 共 38 个单位.

Only what the program says itself is touched: lines, notes and titles, never a cell of data.
"""

import re
from dataclasses import replace

from sciplan.base.answer import Answer, Part, Table

_AFTER = "[个家名人次份对列行张页章组条处种类项节年月日天字格倍的至到、，；。）]"
"""What a figure stands close to: counting words, and what goes on with the sentence."""
_BEHIND = re.compile(rf"(?<![\d.])(\d+) (?={_AFTER})")
_BEFORE = re.compile(rf"(?<=[\u4e00-\u9fff，。；：、（“”》]) (?=\d+{_AFTER})")
_TIMES = re.compile(r"(?<=\S) × (?=\S)")
_LEADING = re.compile(r"[\d.]+ ")
"""A heading's own number, as 2.1 青少年…, keeps its blank."""


def on_paper(answer: Answer) -> Answer:
    """Return an answer whose lines say figures as papers do."""
    return replace(
        answer,
        heading=closed_up(answer.heading),
        title=_title(answer.title),
        notes=tuple(map(closed_up, answer.notes)),
        parts=tuple(map(_part, answer.parts)),
    )


def closed_up(text: str) -> str:
    """Return a sentence without blanks around its figures: 牵头 3 项 → 牵头3项."""
    if " " not in text:
        return text
    return _TIMES.sub("×", _BEFORE.sub("", _BEHIND.sub(r"\1", text)))


def _title(text: str) -> str:
    number = _LEADING.match(text)
    start = number.end() if number else 0
    return text[:start] + closed_up(text[start:])


def _part(part: Part) -> Part:
    return replace(
        part,
        title=_title(part.title),
        lead=tuple(map(closed_up, part.lead)),
        notes=tuple(map(closed_up, part.notes)),
        tables=tuple(map(_table, part.tables)),
    )


def _table(table: Table) -> Table:
    return replace(table, title=_title(table.title), notes=tuple(map(closed_up, table.notes)))
