"""Lists as Chinese users type them."""

import pytest

from sciplan.base.errors import SciplanError
from sciplan.plan import resolve
from support import Data, plan_of, real_plan, small

REAL = (real_plan(),)


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("2.1.5", ["2.1.5"]),
        ("2.1.5、3.4", ["2.1.5", "3.4"]),
        ("2.1.5，3.4；四（一）。", ["2.1.5", "3.4", "四(一)"]),
        ("3.4.1至3.4.3", ["3.4.1", "3.4.2", "3.4.3"]),
        ("3.4.1-3.4.2、2.5", ["3.4.1", "3.4.2", "2.5"]),
        ("2.5.3到3.1.1", ["2.5.3", "3.1.1"]),
        ("2.4至3.1", ["2.4", "2.5", "3.1"]),
        ("第二部分至第三部分", ["2", "3"]),
        ("qujing-2021-2025/2.4.1至2.4.2", ["qujing-2021-2025/2.4.1", "qujing-2021-2025/2.4.2"]),
        ("应急", ["应急"]),
        ("从小到大", ["从小到大"]),
        ("、", ["、"]),
        ("", [""]),
    ],
)
def test_spread(typed: str, items: list[str]) -> None:
    assert resolve.spread(REAL, [typed]) == items


@pytest.mark.parametrize("typed", ["3.4.3至3.4.1", "3.4.1至3.9.9", "2.1至2.1.3", "9至2"])
def test_a_range_that_is_none(typed: str) -> None:
    with pytest.raises(SciplanError):
        resolve.spread(REAL, [typed])


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("市科协、市教体局", ["市科协", "市教体局"]),
        ("市科协,市教体局", ["市科协", "市教体局"]),
        ("甲、乙办", ["甲、乙办"]),
        ("各县（市、区）人民政府、市科协", ["各县(市、区)人民政府", "市科协"]),
    ],
)
def test_a_name_that_lists_is_left_whole(typed: str, names: list[str]) -> None:
    units: Data = {"市科协": {}, "市教体局": {}, "甲、乙办": {}, "各县（市、区）人民政府": {}}
    plans = [plan_of(small(units=units, sections=[]))]
    assert resolve.listed([typed], lambda name: bool(resolve.units_like(plans, name))) == names
