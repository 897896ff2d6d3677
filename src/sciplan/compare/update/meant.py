"""Which measures the rows mean: an id has one title, and no measure stands under another's id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sciplan.base.problem import Problem
from sciplan.compare.update.basis import Basis, number_of, title_in
from sciplan.compare.update.remarks import refusal
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import Value

_Home = tuple[Value, Value]
"""Title and part: what a measure is known by when its id is wrong."""


def mistaken(basis: Basis) -> list[Problem]:
    """Return the ids by which the sheet can't mean one measure; the titles are looked at first."""
    return list(_of_two_titles(basis)) or list(_moved(basis))


def _of_two_titles(basis: Basis) -> Iterator[Problem]:
    """Yield the ids with two titles: two are two measures, unless one was retitled."""
    for ident, rows in basis.rows.items():
        firsts = {title: row for row in reversed(rows) if (title := title_in(row))}
        if len(firsts) > 1 and not (len(firsts) == 2 and _is_retitled(basis, ident, rows)):
            yield refusal(
                "several-titles",
                basis.at(sorted(firsts.values(), key=number_of), "title"),
                f"编号 {ident} 下写了 {len(firsts)} 个举措名称；"
                "同一编号的各行要一致，另一项举措要用另一个编号",
            )


def _is_retitled(basis: Basis, ident: str, rows: Sequence[SheetRow]) -> bool:
    """Whether rows have the title they were exported with, and an old row another."""
    state = basis.exported(ident)
    if state is None:
        return False
    was = state.values["title"]
    other = [row for row in rows if title_in(row) not in ("", was)]
    return any(title_in(row) == was for row in rows) and any(map(basis.is_old, other))


def _moved(basis: Basis) -> Iterator[Problem]:
    """Yield the measures under another id: ids are what records and errata go by."""
    titles = {ident: basis.title(ident) for ident in basis.rows}
    stay, left = _homes(basis, titles)
    for ident, rows in basis.rows.items():
        if titles[ident] in basis.titles(ident):
            continue
        homes = left if ident in basis.before else stay
        old = homes.get((titles[ident], _part(rows)))
        if old and old != ident:
            yield refusal(
                "moved-id",
                basis.at(rows, "measure"),
                f"举措“{titles[ident][:20]}”的编号是 {old}，表里成了 {ident}；"
                "编号不能在表里改，请恢复（拖动填充柄会使编号递增），或先在方案文件里改",
            )


def _homes(basis: Basis, titles: Mapping[str, str]) -> tuple[dict[_Home, str], dict[_Home, str]]:
    """Return title and part → id: of all measures, and of those whose title left their id."""
    states = {**basis.before, **basis.now}
    homes = {ident: (each.values["title"], each.values["part"]) for ident, each in states.items()}
    stay = {home: ident for ident, home in homes.items()}
    left = {
        home: ident for ident, home in homes.items() if titles.get(ident) not in basis.titles(ident)
    }
    return stay, left


def _part(rows: Iterable[SheetRow]) -> str:
    return next((str(part) for row in rows if (part := row.values.get("part"))), "")
