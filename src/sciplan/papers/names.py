"""Names of files, on any system."""

import re

from sciplan.base.unseen import BYTE_ORDER, CONTROL, NO_TEXT, SEPARATORS, TURNING, ZERO_WIDTH


def unit_file(place: str, unit: str, suffix: str = ".docx") -> str:
    """Return the name of a unit's file: 30-市科协.docx."""
    return f"{place}-{file_name(unit)}{suffix}"


def in_order(place: int, name: str) -> str:
    """Return the name of a paper's file or folder, so that they lie as used: 01-任务分解表.docx."""
    return f"{place:02}-{name}"


_LONGEST = 60
_WIDE_BLANK = "\u3000"
_UNSEEN = re.compile(f"[{CONTROL}{TURNING}{ZERO_WIDTH}{BYTE_ORDER}{SEPARATORS}{NO_TEXT}]")
_UNFIT = re.compile(r'[<>:"/\\|?*\t\n]')


def file_name(words: str) -> str:
    """Return words as part of a file's name on any system, without what nobody sees.

    Windows takes no angle brackets, slashes, colons, quotes and the like, nor a name that ends in
    a dot or a space; names of bodies hold a slash now and then. A name is cut where it would be
    longer than systems allow.
    """
    shown = words if words.isprintable() else "".join(map(_shown, _UNSEEN.sub("", words)))
    return _UNFIT.sub("_", shown)[:_LONGEST].rstrip(". ") or "_"


def _shown(char: str) -> str:
    """Return a character; a blank of an odd kind as a usual one, what nobody sees as nothing."""
    if char.isprintable() or char in (_WIDE_BLANK, "\t", "\n"):
        return char
    return " " if char.isspace() else ""
