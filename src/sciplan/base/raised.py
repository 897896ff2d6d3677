"""Raised and lowered digits: 10 with a small 3 above it is 10³, never 103."""

from collections.abc import Callable, Mapping

_DIGITS = "0123456789+-−=()"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """Return a text that stands above the line; what has no raised form stays."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return a text that stands below the line; PM2.5, which none can write so, stays."""
    return text if "." in text else text.translate(_LOWERED)


SHIFTED: Mapping[str | None, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
"""What office files call a shift → the text so shifted."""
