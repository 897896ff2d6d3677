"""Names of files, on any system."""

import re

from sciplan.queries.duties import UnitDuties


def unit_file(place: str, item: UnitDuties) -> str:
    """Return the name of a unit's Word file: 30-市科协.docx."""
    return f"{place}-{file_name(item.unit.name)}.docx"


_LONGEST = 60
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def file_name(words: str) -> str:
    """Return words as part of a file's name on any system.

    Windows takes no angle brackets, slashes, colons, quotes and the like, nor a name that ends in
    a dot or a space; names of bodies hold a slash now and then. A name is cut where it would be
    longer than systems allow.
    """
    return _UNFIT.sub("_", words)[:_LONGEST].rstrip(". ") or "_"
