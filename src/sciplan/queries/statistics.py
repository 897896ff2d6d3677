"""What chance alone would give two units, and the correction for asking about many pairs.

The null model draws each unit's measures at random and without regard to how many units a measure
names. An "everyone" measure makes many pairs meet, so small values are found too easily: they
point at pairs to look at and prove nothing.
"""

from collections.abc import Sequence
from math import exp, lgamma

_NEGLIGIBLE = 1e-17
"""A term this small against the sum no longer changes a double."""


def expected_overlap(population: int, first: int, second: int) -> float:
    """Return the mean of the hypergeometric distribution, first x second / population.

    Args:
        population: Number of measures.
        first: How many of them one unit has.
        second: How many the other has.
    """
    return first * second / population if population else 0.0


def overlap_tail(population: int, first: int, second: int, shared: int) -> float:
    """Return the chance that two units share `shared` measures or more.

    P(X >= shared) for X hypergeometric: `first` draws without replacement from `population`
    measures of which `second` belong to the other unit (Johnson, Kemp and Kotz, Univariate
    Discrete Distributions, 3rd ed. 2005, ch. 6; one-sided Fisher's exact test).

    Args:
        population: Number of measures.
        first: How many of them one unit has.
        second: How many the other has.
        shared: How many both have.
    """
    lowest = max(0, first + second - population)
    highest = min(first, second)
    if shared <= lowest:
        return 1.0
    if shared > highest:
        return 0.0
    if shared > expected_overlap(population, first, second):
        return min(1.0, _sum_up(population, first, second, shared, highest))
    return max(0.0, 1.0 - _sum_down(population, first, second, shared - 1, lowest))


def _sum_up(population: int, first: int, second: int, start: int, highest: int) -> float:
    total = term = _probability(population, first, second, start)
    for k in range(start, highest):
        term *= (first - k) * (second - k) / ((k + 1) * (population - first - second + k + 1))
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return total


def _sum_down(population: int, first: int, second: int, start: int, lowest: int) -> float:
    total = term = _probability(population, first, second, start)
    for k in range(start, lowest, -1):
        term *= k * (population - first - second + k) / ((first - k + 1) * (second - k + 1))
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return total


def _probability(population: int, first: int, second: int, shared: int) -> float:
    return exp(
        _log_choose(second, shared)
        + _log_choose(population - second, first - shared)
        - _log_choose(population, first)
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def adjusted(chances: Sequence[float], family: int = 0) -> list[float]:
    """Return Benjamini-Hochberg adjusted chances, in the order given.

    The step-up procedure that holds the false discovery rate (Benjamini and Hochberg, J. R.
    Statist. Soc. B 57, 1995): the i-th smallest of m becomes the least of p·m/i over it and all
    larger ones, at most 1.

    Args:
        chances: The chances of the family, before any filter; those that are 1 may be left out.
        family: How many there are with those that were left out.
    """
    count = len(chances)
    size = max(family, count)
    result = [1.0] * count
    least = 1.0
    order = sorted(range(count), key=chances.__getitem__, reverse=True)
    for rank, index in zip(range(count, 0, -1), order, strict=True):
        least = min(least, chances[index] * size / rank)
        result[index] = least
    return result
