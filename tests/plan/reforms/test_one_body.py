"""Two names that are one body, whatever the day."""

from typing import Any

import pytest

from sciplan.plan.model import Plan
from sciplan.plan.reforms.bodies import joined_names, one_body
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
NEW = plan("new", 市产业局={"full_name": "某市产业局"}, 市数据局={})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("市工信局", "市工业和信息化局", True),
        ("市工信委", "某市工业和信息化局", True),
        ("市工信局", "市产业局", True),
        ("市工信局", "某市产业局", True),  # by the other plan's registration
        ("市府办", "市数据局", True),
        ("市老龄办", "市府办", False),  # a merge passes duties on and joins no names
        ("市老龄办", "市养老办", False),  # pending
        ("市工信局", "市府办", False),
        ("没有的", "没有的", True),
        ("没有的", "市府办", False),
    ],
)
def test_renames_and_nameplates_join_names(one: str, other: str, expected: bool) -> None:
    assert one_body([OLD, NEW], one, other) is expected
    assert one_body([OLD, NEW], other, one) is expected


def test_a_body_goes_by_its_first_name() -> None:
    assert joined_names([OLD])["市产业局"] == "市工信局"
    assert joined_names([NEW])["某市产业局"] == "市产业局"
