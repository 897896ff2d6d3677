"""The units that plan files register, whatever else is wrong with the files."""

from collections.abc import Sequence

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.plan.model import Unit
from sciplan.planfile.load import load, load_units


def units_only(plan: Sequence[str]) -> list[Unit]:
    """Return the units of the plans without reading their measures; never fails on a bad plan.

    Raises:
        SciplanError: A file can't be opened.
    """
    paths, _ = files.plan_files(plan)
    return [unit for path in paths for unit in load_units(files.read_text(path), path)]


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
