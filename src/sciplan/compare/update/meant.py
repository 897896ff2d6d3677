"""Which measures the rows mean: an id has one title, and no measure stands under another's id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sciplan.base.problem import Problem
from sciplan.compare.update.basis import Basis, number_of, title_in
from sciplan.compare.update.remarks import both_edited, refusal
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import State, Value
from sciplan.plan.walk import ids

_Home = tuple[Value, Value]
"""Title and part: what a measure is known by when its id is wrong."""


def mistaken(basis: Basis) -> list[Problem]:
    """Return the ids by which the sheet can't mean one measure; the titles are looked at first."""
    return list(_of_two_titles(basis)) or [
        *_moved(basis),
        *_renumbered(basis),
        *_added_twice(basis),
    ]


def _of_two_titles(basis: Basis) -> Iterator[Problem]:
    """Yield the ids with two titles: two are two measures, unless one was retitled."""
    homes = {state.values["title"]: ident for ident, state in basis.now.items()}
    for ident, rows in basis.rows.items():
        firsts = {title: row for row in reversed(rows) if (title := title_in(row))}
        if len(firsts) > 1 and not (len(firsts) == 2 and _is_retitled(basis, ident, rows, homes)):
            # Rows that say what the plan says are in order: it is the others that are meant.
            known = basis.titles(ident)
            odd = [row for title, row in firsts.items() if title not in known]
            yield refusal(
                "several-titles",
                basis.at(sorted(odd, key=number_of), "title"),
                f"编号 {ident} 下写了 {len(firsts)} 个举措名称；"
                "同一编号的各行要一致，另一项举措要用另一个编号",
            )


def _is_retitled(
    basis: Basis, ident: str, rows: Sequence[SheetRow], homes: Mapping[Value, str]
) -> bool:
    """Whether rows have the title they were exported with, and an old row one of its own.

    `homes` tells which measure of the plan has a title.
    """
    state = basis.exported(ident)
    if state is None:
        return False
    was = state.values["title"]
    other = [row for row in rows if title_in(row) not in ("", was)]
    # A title that stands at its measure's own rows came with a row that was pasted here.
    pasted = any(_stays(basis, homes.get(title_in(row), ident), ident) for row in other)
    return (
        not pasted and any(title_in(row) == was for row in rows) and any(map(basis.is_old, other))
    )


def _stays(basis: Basis, home: str, ident: str) -> bool:
    """Whether a title's measure is another one whose rows still say that title."""
    return home != ident and (
        home not in basis.rows or basis.title(home) == basis.now[home].values["title"]
    )


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
            named = [row for row in rows if title_in(row) == titles[ident]]
            yield refusal(
                "moved-id",
                basis.at(named or rows, "measure"),
                f"举措“{_cut(titles[ident])}”的编号是 {old}，表里成了 {ident}；"
                "编号不能在表里改，请恢复（拖动填充柄会使编号递增），或先在方案文件里改",
            )


def _renumbered(basis: Basis) -> Iterator[Problem]:
    """Yield the edited measures that the plan has under another id since the export."""
    places = {_home_of(state): ident for ident, state in basis.now.items()}
    for ident, rows in basis.rows.items():
        was, now = basis.exported(ident), basis.now.get(ident)
        place = places.get(_home_of(was)) if was else None
        if was is None or place in (None, ident) or (now and _home_of(now) == _home_of(was)):
            continue
        there = basis.exported(str(place))
        untouched = basis.says(ident, was) and not basis.empties(ident, was)
        if untouched or (there and _home_of(there) == _home_of(was)):
            continue
        here = f"现在的 {ident} 是“{_short(now)}”" if now else f"现在没有 {ident}"
        yield refusal(
            "moved-id",
            basis.at(rows, "measure"),
            f"导出时 {ident} 是“{_short(was)}”，方案文件里它现在是 {place}，{here}；"
            "导出之后编号改过，请重新导出再改",
        )


def _added_twice(basis: Basis) -> Iterator[Problem]:
    """Yield the new measures whose id somebody else gave to another one since the export."""
    for ident, rows in basis.rows.items():
        now = basis.now.get(ident)
        if basis.kept is None or ident in basis.kept or now is None or basis.says(ident, now):
            continue
        what = both_edited(
            basis.at(rows[:1], "measure"),
            f"新举措 {ident} ",
            f"“{_cut(basis.title(ident))}”",
            f"“{_short(now)}”",
        )
        advice = f"；另一项举措请改用编号 {_next_free(basis, ident)}"
        yield replace(what, message=what.message + advice)


def _next_free(basis: Basis, ident: str) -> str:
    """Return the id behind all of those beside one, in the plan and in the sheet."""
    above = ident.rpartition(".")[0]
    every = {*ids(basis.plan), *basis.rows}
    last = [each.rpartition(".")[2] for each in every if each.rpartition(".")[0] == above]
    number = max(int(each) for each in last) + 1
    return f"{above}.{number}" if above else str(number)


def _home_of(state: State) -> _Home:
    return state.values["title"], state.values["part"]


def _short(state: State | None) -> str:
    return _cut(str(state.values["title"])) if state else ""


def _cut(title: str) -> str:
    return title[:20]


def _homes(basis: Basis, titles: Mapping[str, str]) -> tuple[dict[_Home, str], dict[_Home, str]]:
    """Return title and part → id: of all measures, and of those whose title left their id."""
    states = {**basis.before, **basis.now}
    homes = {ident: _home_of(each) for ident, each in states.items()}
    stay = {home: ident for ident, home in homes.items()}
    left = {
        home: ident for ident, home in homes.items() if titles.get(ident) not in basis.titles(ident)
    }
    return stay, left


def _part(rows: Iterable[SheetRow]) -> str:
    return next((str(part) for row in rows if (part := row.values.get("part"))), "")
