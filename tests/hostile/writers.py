"""Several writers of one plan file at once: no edit is lost but one that is refused."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple

from hostile.plans import NAME, ROUND, round_plan
from hostile.rounds import Round
from hostile.running import Process, lay, run, tree
from sheet_samples import KEYS, exported, rows_of

_FAULTY = ROUND.replace("title: 建设科普示范基地", "title: ' 建设科普示范基地'").replace(
    "              - 市文旅局\n    ", "              - 市文旅厅\n    ", 1
)


class Writer(NamedTuple):
    """Someone who changes the plan file.

    Args:
        args: The command.
        sheet: The sheet that it reads, if any.
    """

    args: tuple[str, ...]
    sheet: Callable[[], bytes] | None = None


def _sheet(row: int, key: str, value: str) -> Callable[[], bytes]:
    @cache
    def made() -> bytes:
        rows = rows_of(round_plan())
        rows[row][KEYS.index(key)] = value
        return exported(round_plan(), rows)

    return made


def _update(name: str, row: int, key: str, value: str) -> Writer:
    return Writer(("import", name, "--update", NAME, "--yes"), _sheet(row, key, value))


WRITERS = {
    "update a remark": _update("a.xlsx", 1, "remark", "甲办"),
    "update a deadline": _update("b.xlsx", 7, "deadline", "长期"),
    "update a unit": _update("c.xlsx", 3, "unit", "市文旅局"),
    "fix": Writer(("validate", NAME, "--fix")),
    "rename": Writer(("rename", "市财政局", "市财税局", "-p", NAME, "--yes")),
    "rename another": Writer(("rename", "市教体局", "市教育局", "-p", NAME, "--yes")),
}


def attack(this: Round) -> None:
    """Let two or three writers begin together; their edits stand one after the other."""
    names = this.random.sample(list(WRITERS), this.random.choice((2, 2, 3)))
    together(this, names, [this.random.choice((0.0, this.random.uniform(0, 0.05))) for _ in names])


def together(this: Round, names: Sequence[str], waits: Sequence[float]) -> None:
    """Let writers begin together, each after a wait in seconds."""
    _lay(this, names)
    running = [
        Process(WRITERS[name].args, this.folder, wait=wait)
        for name, wait in zip(names, waits, strict=True)
    ]
    done = dict(zip(names, (process.done() for process in running), strict=True))
    this.counts["writers"] += len(names)
    final = tree(this.folder)
    for name, each in done.items():
        # By its lock or by what the other one wrote; in any case it says so.
        refused = each.code == 2 and each.err.strip()
        this.counts["refused"] += bool(refused)
        this.expect(each.code in (0, 1) or refused, f"{name}: {each.code}, {each.err[-800:]}")
    wrote = [name for name, each in done.items() if each.code in (0, 1)]
    this.expect(final[NAME] in _in_turn(this, wrote), f"{names}: what {wrote} wrote is lost")
    left = set(final) - {NAME, "a.xlsx", "b.xlsx", "c.xlsx"}
    this.expect(not left, f"left {left}")


def _lay(this: Round, names: Sequence[str]) -> None:
    sheets = {WRITERS[name].args[1]: make() for name in names if (make := WRITERS[name].sheet)}
    lay(this.folder, {NAME: _FAULTY.encode(), **sheets})


def _in_turn(this: Round, names: Sequence[str]) -> set[bytes]:
    """Return what the file says where the writers come one after the other, in any order."""
    found = set()
    for order in permutations(names):
        _lay(this, names)
        for name in order:
            place = {NAME, *("a.xlsx", "b.xlsx", "c.xlsx")}
            run(*(str(this.folder / arg) if arg in place else arg for arg in WRITERS[name].args))
        found.add(tree(this.folder)[NAME])
    return found
