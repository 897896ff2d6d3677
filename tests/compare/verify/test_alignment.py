"""Which item is which: by title and id, by likeness between neighbours, by id alone."""

import pytest

from sciplan.compare.matching.pairing import Counterpart, plain
from sciplan.compare.verify.alignment import aligned


def items(*said: str) -> list[Counterpart[str]]:
    """Make items of `id title home part`, the last two at will, with id and title as value."""
    split = [(*one.split(" "), "", "")[:4] for one in said]
    return [
        Counterpart(value=f"{ident} {title}", id=ident, title=title, home=home, part=part)
        for ident, title, home, part in split
    ]


CASES = [
    (("1 修渠", "2 种树"), ("1 修渠", "2 种树"), ["1=1", "2=2"]),
    (("7 修渠", "8 种树"), ("1 修渠", "2 种树"), ["7=1", "8=2"]),
    (("1 种树", "2 修渠"), ("1 修渠", "2 种树"), ["1=2", "2=1"]),
    # The one that was left out doesn't shift the rest, though their ids are taken by others.
    (("1 修渠", "2 巡河"), ("1 修渠", "2 种树", "3 巡河"), ["1=1", "2=3", "-=2"]),
    (("1 新增", "2 修渠", "3 改种果树林"), ("1 修渠", "2 改种果树"), ["1=-", "2=1", "3=2"]),
    (("1 修渠", "2 修渠"), ("1 修渠", "2 修渠"), ["1=1", "2=2"]),
    (("5 修渠", "6 修渠"), ("1 修渠", "2 修渠"), ["5=1", "6=2"]),
    (("2 修桥补路",), ("1 修渠", "2 种树"), ["2=2", "-=1"]),
    # Of one title, those under one heading are the same, whatever their ids and order.
    (("8 宣传 城镇",), ("1 宣传 农村", "2 宣传 城镇"), ["8=2", "-=1"]),
    (("7 宣传 城镇", "8 宣传 农村"), ("1 宣传 农村", "2 宣传 城镇"), ["7=2", "8=1"]),
    # Unless one has the id too; a part tells the rest; a title does, though the parts differ.
    (("1 宣传 农村", "2 宣传 城镇"), ("1 宣传 城镇", "2 宣传 农村"), ["1=1", "2=2"]),
    (("7 宣传 甲 2/2",), ("1 宣传 乙 1/2", "2 宣传 乙 2/2"), ["7=2", "-=1"]),
    (("7 宣传", "8 修渠"), ("1 修渠", "2 宣传 乙 1/2"), ["7=2", "8=1"]),
    # Six tenths of a title make it alike, by its first eighty characters.
    (("9 改造大灌区",), ("1 改造小管区",), ["9=1"]),
    (("9 改造灌区",), ("1 改造管网",), ["9=-", "-=1"]),
    ((f"9 {'修渠' * 40}{'甲' * 99}",), (f"1 {'修渠' * 40}{'乙' * 99}",), ["9=1"]),
    ((), ("1 修渠",), ["-=1"]),
    (("1 修渠",), (), ["1=-"]),
]


@pytest.mark.parametrize(("mine", "theirs", "pairs"), CASES)
def test_aligned(mine: tuple[str, ...], theirs: tuple[str, ...], pairs: list[str]) -> None:
    found = aligned(items(*mine), items(*theirs), lambda _one, _other: False)
    said = ["=".join(one.split(" ")[0] if one else "-" for one in pair) for pair in found]
    assert said == pairs


def test_what_is_alike_pairs_only_between_its_neighbours() -> None:
    mine, theirs = items("1 甲", "2 乙", "3 丙"), items("1 甲", "5 丁", "3 丙", "6 戊")
    found = aligned(mine, theirs, lambda _one, _other: True)
    assert ("2 乙", "5 丁") in found
    assert (None, "6 戊") in found


@pytest.mark.parametrize(("before", "found"), [(1, True), (29, True), (30, False)])
def test_what_is_alike_is_looked_for_in_thirty_places(before: int, found: bool) -> None:
    others = [f"{number} 别的" for number in range(100, 100 + before)]
    theirs = items("1 修渠", *others, "8 改种果树", "2 巡河")
    pairs = aligned(items("1 修渠", "9 改种果树林", "2 巡河"), theirs, lambda _one, _other: False)
    assert (("9 改种果树林", "8 改种果树") in pairs) == found


def test_plain() -> None:
    assert plain(" 修渠(一),种树。\n") == plain("修渠（一），种树")
