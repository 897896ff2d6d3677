"""Raised and lowered digits: 10 with a small 3 above it is 10³, never 103."""

_DIGITS = "0123456789+-−=()"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """Return a text that stands above the line; what has no raised form stays."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return a text that stands below the line; PM2.5, which none can write so, stays."""
    return text if "." in text else text.translate(_LOWERED)
