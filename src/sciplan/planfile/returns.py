"""The files of returns and rulings beside a plan: where they stand, what they say.

`progress/PLAN-ID/PERIOD/UNIT.yaml` is one unit's return, `progress/PLAN-ID/PERIOD/核定.yaml` the
office's rulings; a file a unit, so that two people's work merges in git.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from sciplan.base.errors import SciplanError
from sciplan.base.files import read_text, reason
from sciplan.base.problem import Problem
from sciplan.plan.periods import ReportingPeriod, period_of
from sciplan.plan.returns import Return, Ruling, Rulings
from sciplan.planfile.load import Read, load_as

FOLDER = "progress"
RULINGS = "核定"
_SUFFIX = ".yaml"


def folder(plan_path: str, plan_id: str) -> Path:
    """Return where a plan's returns stand, which need not be there."""
    # Where the plan really is: a link to it must not begin a second set of returns.
    return Path(os.path.realpath(plan_path)).parent / FOLDER / plan_id


def return_path(plan_path: str, plan_id: str, period: str, unit: str) -> Path:
    """Return where a unit's return for a period stands."""
    return folder(plan_path, plan_id) / period / f"{normalize('NFC', unit)}{_SUFFIX}"


def rulings_path(plan_path: str, plan_id: str, period: str) -> Path:
    """Return where a period's rulings stand."""
    return folder(plan_path, plan_id) / period / f"{RULINGS}{_SUFFIX}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A return with its place.

    Args:
        path: Its file.
        period: Its period.
        value: What it says.
    """

    path: str
    period: ReportingPeriod
    value: Return


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """All that was reported and ruled on a plan.

    Args:
        returns: The returns, by period, then in the order of their files.
        rulings: Period → the rulings of it, in their file's order.
        problems: What is wrong with files; they are left out.
    """

    returns: tuple[Filed, ...]
    rulings: Mapping[str, tuple[Ruling, ...]]
    problems: tuple[Problem, ...]

    @property
    def periods(self) -> list[ReportingPeriod]:
        """The periods of which there is something, the oldest first."""
        found = {filed.period for filed in self.returns}
        ruled = filter(None, map(period_of, self.rulings))
        return sorted(found.union(ruled), key=lambda period: (period.last, period.first))

    def before(self, period: ReportingPeriod) -> dict[str, Filed]:
        """Return unit's short name → its last return about a time before a period."""
        earlier = (filed for filed in self.returns if filed.period.last < period.first)
        return {filed.value.unit: filed for filed in earlier}


def reports(plan_path: str, plan_id: str) -> Reports:
    """Read all that was reported on a plan.

    Raises:
        SciplanError: A folder can't be looked into, or a file not be read.
    """
    returns: list[Filed] = []
    rulings: dict[str, tuple[Ruling, ...]] = {}
    problems: list[Problem] = []
    for path in _files(folder(plan_path, plan_id)):
        model = Rulings if normalize("NFC", path.stem) == RULINGS else Return
        read = load_as(model, read_text(str(path)), str(path))
        problems += read.problems
        value = _sound(read)
        if isinstance(value, Rulings) and value.plan == plan_id:
            rulings[value.period] = (*rulings.get(value.period, ()), *value.rulings)
        elif isinstance(value, Return) and value.plan == plan_id:
            period = period_of(value.period)
            if period:
                returns.append(Filed(path=str(path), period=period, value=value))
    returns.sort(key=lambda filed: (filed.period.last, filed.period.first))
    return Reports(returns=tuple(returns), rulings=rulings, problems=tuple(problems))


def below(folder: str) -> list[str]:
    """Return the files below a folder of returns of several plans or periods; else none."""
    place = Path(folder).resolve()
    if FOLDER not in (place.name, place.parent.name) or not place.is_dir():
        return []
    return sorted(str(path) for path in Path(folder).glob(f"**/*{_SUFFIX}"))


def _sound(read: Read) -> Return | Rulings | None:
    return None if read.problems else read.value


def _files(top: Path) -> Iterator[Path]:
    """Yield the files below the folders of periods, in a fixed order."""
    for place in _within(top):
        if place.is_dir():
            yield from (path for path in _within(place) if path.suffix == _SUFFIX)


def _within(place: Path) -> Sequence[Path]:
    if not place.is_dir():
        return ()
    try:
        return sorted(place.iterdir())
    except OSError as error:
        raise SciplanError(f"打不开文件夹 {place}：{reason(error)}") from error
