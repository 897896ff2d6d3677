"""One round of an attack: all of it follows from its kind and its seed."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path


class Round:
    """What one round does and finds.

    Args:
        seed: What its random choices follow from.
        folder: An empty folder of its own.
        brief: Whether it is one of the test suite's, which tries less of each kind.
    """

    def __init__(self, seed: int, folder: Path, *, brief: bool = False) -> None:
        self.seed = seed
        self.folder = folder
        self.brief = brief
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.findings: list[str] = []

    def expect(self, held: object, what: str) -> None:
        """Note a finding where something did not hold."""
        if not held:
            self.findings.append(what)


Attack = Callable[[Round], None]
