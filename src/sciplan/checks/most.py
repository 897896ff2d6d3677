"""How many problems of a file are kept: a million of them would fill the memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sciplan.base.problem import Location, Problem

_T = TypeVar("_T")
MOST_PROBLEMS = 100_000
"""A problem takes a kilobyte; a plan of 50,000 measures of which each has one is told in full."""


def kept(found: Iterable[tuple[_T, Problem]], path: str) -> Iterator[tuple[_T | None, Problem]]:
    """Yield problems as they come; of more than can be kept, the number by code.

    Args:
        found: The problems, each with something that goes with it.
        path: Their file.
    """
    first: dict[str, Problem] = {}
    more = Counter[str]()
    for number, (own, problem) in enumerate(found):
        if number < MOST_PROBLEMS:
            yield own, problem
        elif not problem.known:
            first.setdefault(problem.code, problem)
            more[problem.code] += 1
    for code, problem in first.items():
        message = f"问题太多：{code} 还有 {more[code]} 处没有列出"
        hint = "先改正列出的，再检查"
        yield None, replace(problem, message=message, location=Location(path), hint=hint)
