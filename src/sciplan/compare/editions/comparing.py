"""One run of a comparison of plans: what was named is read, paired and compared."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.problem import first_few
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.compare.editions.difference import Difference
from sciplan.compare.editions.differing import difference
from sciplan.compare.editions.family import Family, family, is_family
from sciplan.plan.model import Plan
from sciplan.plan.reforms.bodies import present_names
from sciplan.plan.reforms.day import as_of
from sciplan.planfile.load import load
from sciplan.planfile.same_ids import refuse_same_ids
from sciplan.planfile.versions import Sides, Version

_FEW = 3
"""Files that a line names."""


class Read(NamedTuple):
    """A version with its plan."""

    version: Version
    plan: Plan


class Compared(NamedTuple):
    """Two versions with what differs.

    Args:
        old: The older one.
        new: The newer one.
        difference: What differs.
    """

    old: Read
    new: Read
    difference: Difference | Family

    @property
    def differs(self) -> bool:
        """Whether anything was found: between parent and child, anything that is not settled."""
        found = self.difference
        return not found.is_settled if isinstance(found, Family) else bool(found.records)

    @property
    def whence(self) -> str:
        """What was compared, in words."""
        return f"旧：{self.old.version.path}；新：{self.new.version.path}"


def compared(named: Sides, day: date | None = None) -> tuple[list[Compared], list[str]]:
    """Compare what two sides name: one file with one, or of folders the plans of one id.

    Args:
        named: The files.
        day: The day on which the duties of both are to be those in force; those as issued unless
            given.

    Returns:
        What was compared, and a line for each file that has no counterpart.

    Raises:
        SciplanError: A file holds no plan that can be read, nothing has a counterpart, or the day
            is before a plan's.
    """
    old, new = (_read(side, day) for side in (named.old, named.new))
    pairs, alone = paired(old, new)
    if not pairs:
        raise SciplanError(
            "两边没有相同的方案：plan.id、supersedes 和文件名都对不上"
            f"（旧：{_listed(old)}；新：{_listed(new)}）。"
            "只写一边的，另一边是 -p 写明的或就近找到的方案；要比别的，两边都写：sciplan diff 旧 新"
        )
    return [Compared(*pair, _between(pair[0].plan, pair[1].plan)) for pair in pairs], alone


def _listed(side: Sequence[Read]) -> str:
    return first_few([each.version.path for each in side], _FEW, "个")


def _between(old: Plan, new: Plan) -> Difference | Family:
    if is_family(old, new):
        return family(old, new)
    reformed = [plan.issued_plan for plan in (old, new) if plan.reforms]
    return difference(old, new, present_names(reformed) if reformed else None)


def _read(versions: Sequence[Version], day: date | None) -> list[Read]:
    """Read plans as they stand on a day, if any; what is wrong with any of them is told together.

    Raises:
        SciplanError: Something is, an id that stands twice among others, or two plans have one id.
    """
    loaded = [load(version.text, version.path) for version in versions]
    problems = tuple(problem for each in loaded for problem in each.problems)
    if problems:
        raise SciplanError(f"{REPORTERS['text'].render(problems)}方案有错误，改正后再比较。")
    read = [
        Read(version, each.plan)
        for version, each in zip(versions, loaded, strict=True)
        if each.plan is not None
    ]
    refuse_same_ids((each.version.path, each.plan) for each in read)
    return [each._replace(plan=as_of(each.plan, day)) for each in read] if day else read


def paired(old: Sequence[Read], new: Sequence[Read]) -> tuple[list[tuple[Read, Read]], list[str]]:
    """Return which file is which: by plan.id, by what one supersedes or implements, by name."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], []
    pairs: list[tuple[Read, Read]] = []
    before, after = list(old), list(new)
    for same in (_same_id, _follows, _same_name):
        for one in tuple(before):
            partner = next((other for other in after if same(one, other)), None)
            if partner:
                pairs.append((one, partner))
                before.remove(one)
                after.remove(partner)
    alone = [f"{one.version.path} 在新的一边没有对应的方案，没有比较" for one in before]
    alone += [f"{one.version.path} 在旧的一边没有对应的方案，没有比较" for one in after]
    return pairs, alone


def _same_id(old: Read, new: Read) -> bool:
    return old.plan.id == new.plan.id


def _follows(old: Read, new: Read) -> bool:
    return new.plan.head.supersedes == old.plan.id or is_family(old.plan, new.plan)


def _same_name(old: Read, new: Read) -> bool:
    return old.version.name == new.version.name
