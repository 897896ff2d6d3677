"""Which kind of unseen character is which."""

import re

import pytest

from sciplan.base.unseen import (
    BYTE_ORDER,
    CONTROL,
    LINE_END,
    NO_TEXT,
    SEPARATORS,
    TURNING,
    ZERO_WIDTH,
)

KINDS = {
    "control": CONTROL,
    "turning": TURNING,
    "zero width": ZERO_WIDTH,
    "byte order": BYTE_ORDER,
    "separators": SEPARATORS,
    "no text": NO_TEXT,
}


@pytest.mark.parametrize(
    ("chars", "kind"),
    [
        ("\x00\x08\x0b\x0c\r\x1f\x7f\x85\x9f", "control"),
        ("\u200e\u200f\u202a\u202e\u2066\u2069", "turning"),
        ("\u00ad\u200b\u200d\u2060\u2064", "zero width"),
        ("\ufeff", "byte order"),
        ("\u2028\u2029", "separators"),
        ("\ud800\udfff\ufffe\uffff", "no text"),
        ("\t\n \xa0\u3000a市，", ""),
    ],
)
def test_every_character_is_of_one_kind(chars: str, kind: str) -> None:
    for char in chars:
        kinds = [name for name, each in KINDS.items() if re.match(f"[{each}]", char)]
        assert kinds == ([kind] if kind else [])


def test_line_ends() -> None:
    assert re.split(LINE_END, "甲\r\n乙\r丙\x0b丁\x0c戊\x85己\u2028庚\u2029辛\n壬") == [
        *"甲乙丙丁戊己庚",
        "辛\n壬",
    ]
