"""What bodies that reforms renamed or gave a second name are called now."""

from typing import Any

import pytest

from sciplan.plan.model import Plan
from sciplan.plan.reforms.bodies import present_names
from support import plan_of


def plan(ident: str, *reforms: dict[str, Any], **units: dict[str, Any]) -> Plan:
    return plan_of(
        {
            "format": "sciplan/1",
            "plan": {"id": ident, "title": "方案"},
            "units": units,
            "reforms": list(reforms),
        }
    )


RENAME = {"date": "2024-01-01", "kind": "rename", "from": ["市工信局"],
          "into": [{"name": "市工业和信息化局", "full_name": "某市工业和信息化局"}],
          "basis": "一"}  # fmt: skip
AGAIN = {"date": "2025-01-01", "kind": "rename", "from": ["市工业和信息化局"],
         "into": ["市产业局"], "basis": "二"}  # fmt: skip
PLATE = {"date": "2024-01-01", "kind": "nameplate", "from": ["市府办"], "into": ["市数据局"],
         "basis": "一"}  # fmt: skip
MERGE = {"date": "2024-01-01", "kind": "merge", "from": ["市老龄办"], "into": ["市府办"],
         "basis": "一"}  # fmt: skip
OLD = plan(
    "old",
    RENAME,
    AGAIN,
    PLATE,
    MERGE,
    {"kind": "rename", "from": ["市老龄办"], "into": ["市养老办"]},
    市工信局={"aliases": ["市工信委"]},
    市府办={},
    市老龄办={},
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市工信局", "市产业局"),
        ("市工业和信息化局", "市产业局"),
        ("某市工业和信息化局", "市产业局"),
        ("市产业局", "市产业局"),
        ("市数据局", "市府办"),
        ("市老龄办", None),  # a merge passes duties on and joins no names; the renaming is pending
        ("市养老办", None),
        ("没有的", None),
    ],
)
def test_renames_and_nameplates_join_names(name: str, expected: str | None) -> None:
    assert present_names([OLD]).get(name) == expected


def test_the_day_decides_and_not_the_order_of_plans() -> None:
    first, second = plan("a", RENAME, 市工信局={}), plan("b", AGAIN, 市工信局={})
    assert present_names([first, second]) == present_names([second, first])
    assert present_names([second, first])["市工信局"] == "市产业局"


def test_a_body_may_be_called_again_what_it_was() -> None:
    back = AGAIN | {"into": ["市工信局"]}
    found = present_names([plan("a", RENAME, back, 市工信局={})])
    assert set(found.values()) == {"市工信局"}


def test_a_second_name_stays_one_after_a_renaming() -> None:
    renamed = {**RENAME, "date": "2025-01-01", "from": ["市府办"], "into": ["市政府办"]}
    found = present_names([plan("a", PLATE, renamed, 市府办={})])
    assert found == dict.fromkeys(("市府办", "市数据局", "市政府办"), "市政府办")
