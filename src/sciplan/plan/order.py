"""The order of ids."""


def rank(ident: str) -> tuple[tuple[int, str], ...]:
    """Return what orders ids as numbers do; without int(), which refuses thousands of digits."""
    numbers = [part.lstrip("0") for part in ident.split(".")]
    return tuple([(len(number), number) for number in numbers])
