"""What the steps of an update tell beside their results."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sciplan.base.problem import Location, Problem, Severity, first_few

MOST = 5
"""Names, measures or places that a message lists."""


class Newer(NamedTuple):
    """Where the plan file was edited since the export, the sheet was not: the file counts."""

    what: str  # as `2.1.1 完成时限`


class Loose(NamedTuple):
    """The id of a measure whose rows' order says nothing."""

    measure: str


class Aside(NamedTuple):
    """A sentence that the user should know besides."""

    text: str


Remark = Problem | Newer | Loose | Aside


def refusal(code: str, location: Location, message: str) -> Problem:
    """Return why the sheet can't be taken as it is."""
    return Problem(code=code, severity=Severity.ERROR, message=message, location=location)


def both_edited(location: Location, what: str, said: str, now: str) -> Problem:
    """Return the refusal of what the sheet and the plan file each say in their own way."""
    return refusal(
        "edited-twice",
        location,
        f"{what}两边都改过：表里是{said}，方案文件在导出之后（或上次写入时）改成了{now}；"
        "请重新导出再改",
    )


def contradiction(location: Location, title: str) -> Problem:
    """Return the refusal of a measure's rows that say several things in one column."""
    message = f"“{title}”各写各的；同一编号的各行要一致"
    return refusal("rows-differ", location, message)


def problems_in(remarks: Iterable[Remark]) -> list[Problem]:
    """Return why the sheet can't be taken."""
    return [each for each in remarks if isinstance(each, Problem)]


def notes(remarks: Sequence[Remark]) -> list[str]:
    """Return what the user should know, a line each."""
    loose = [each.measure for each in remarks if isinstance(each, Loose)]
    newer = [each.what for each in remarks if isinstance(each, Newer)]
    found = [each.text for each in remarks if isinstance(each, Aside)]
    if loose:
        named = first_few(loose, MOST, "处")
        found.append(
            f"{named} 的行排过序或不在一处，名单的先后不按表，照原来的；新加的单位排在最后"
        )
    if newer:
        named = first_few(newer, MOST, "处")
        found.append(f"{named}：导出之后方案文件改过，表里还是导出时的，照方案文件")
    return found
