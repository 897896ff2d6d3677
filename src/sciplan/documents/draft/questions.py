"""Doubts as questions to a human: what is doubted of one measure after another is asked once."""

from collections.abc import Iterator, Sequence

from sciplan.base.problem import FieldPath
from sciplan.documents.doubt import Doubt

_ONE_BY_ONE = 3
"""So many times one thing is asked of each measure by itself."""
_MOST_IDS = 8
_REPEATED = {
    "no-clause": "没有找到责任条款",
    "unplaced-unit": "的单位没有写明身份，暂列负责单位",
    "unusual-unit": "有不像单位的名称",
    "prose-clause": "的单位取自行文里的一句，不在括号里，也没有标签",
    "left-out": "有没有归入的文字",
    "unread-roles": "的责任条款有身份没有读出",
    "long-title": "的标题过长",
}
"""Doubts that one way of writing raises throughout a document → what is asked of all at once."""


def asked(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return doubts; the same about more than a few measures becomes one about them all.

    Args:
        doubts: All doubts.
    """
    about: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.at and not doubt.beside_all and doubt.code in _REPEATED:
            about.setdefault(doubt.code, []).append(doubt)
    several = {code: some for code, some in about.items() if len(some) > _ONE_BY_ONE}
    return [
        *(one for one in doubts if one.beside_all or not (one.at and one.code in several)),
        *(_of_all(code, some) for code, some in several.items()),
    ]


def _of_all(code: str, doubts: Sequence[Doubt]) -> Doubt:
    ids = [*dict.fromkeys(doubt.at for doubt in doubts)]
    shown = "、".join(ids[:_MOST_IDS]) + ("等" if len(ids) > _MOST_IDS else "")
    message = f"{len(ids)} 项{_REPEATED[code]}：{shown}"
    first = min(doubt.line for doubt in doubts)
    return Doubt(code=code, message=message, line=first, about=tuple(ids))


def noted_once(notes: Sequence[tuple[FieldPath, str]]) -> Iterator[tuple[FieldPath, str]]:
    """Yield notes with their fields; one that stands at more than a few stands above them all.

    Args:
        notes: Fields, each with what is noted of it.
    """
    where: dict[str, list[FieldPath]] = {}
    for path, note in notes:
        where.setdefault(note, []).append(path)
    for path, note in notes:
        if len(where[note]) <= _ONE_BY_ONE:
            yield path, note
    for note, paths in where.items():
        if len(paths) > _ONE_BY_ONE:
            yield from blocks(paths, f"{len(paths)} 处{note}")


def blocks(paths: Sequence[FieldPath], note: str) -> Iterator[tuple[FieldPath, str]]:
    """Yield the top blocks of the file in which some fields stand, each with a note."""
    yield from ((top, note) for top in dict.fromkeys(path[:1] for path in paths))
