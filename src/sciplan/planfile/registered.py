"""The units that plan files register, whatever else is wrong with the files."""

import re
from collections.abc import Iterator, Sequence

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.planfile.load import load, load_units
from sciplan.planfile.source import text_under


def units_only(plan: Sequence[str]) -> dict[UnitKey, Unit]:
    """Return the units of the plans without reading their measures; never fails on a bad plan.

    Raises:
        SciplanError: A file can't be opened.
    """
    paths, _ = files.plan_files(plan)
    found: dict[UnitKey, Unit] = {}
    for path in paths:
        for key, unit in _keyed(files.read_text(path), path):
            found.setdefault(key, unit)
    return found


def _keyed(text: str, path: str) -> Iterator[tuple[UnitKey, Unit]]:
    place = text_under(text, ("plan", "jurisdiction"))
    for unit in load_units(text, path):
        yield UnitKey(unit.jurisdiction or place, unit.name), unit


def plans_that_list(plan: Sequence[str], name: str) -> list[Plan]:
    """Return those of the plans that list a name, in a provision for one; mostly there is none.

    Raises:
        SciplanError: A file can't be opened.
    """
    item = re.compile(rf"[-,\[]\s*[\"']?{re.escape(name)}[\"']?\s*(?:[,\]#\n]|$)")
    texts = ((files.read_text(path), path) for path in files.plan_files(plan)[0])
    drafts = (load(text, path).draft for text, path in texts if item.search(text))
    return [draft for draft in drafts if draft]


def registered_units(plan: Sequence[str]) -> list[Unit]:
    """Return the units of the plans, whatever else is wrong with them.

    Raises:
        SciplanError: A file can't be opened, or none has any.
    """
    paths, _ = files.plan_files(plan)
    drafts = [load(files.read_text(path), path).draft for path in paths]
    units = [unit for draft in drafts if draft for unit in draft.units]
    if not units:
        raise SciplanError(f"{'、'.join(plan)} 里没有读到单位；先用 sciplan validate 检查")
    return units
