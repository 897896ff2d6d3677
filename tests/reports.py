"""An invented plan of 某市 with what its units report: every figure is worked out by hand.

Periods are months of 2025. On 30 November 334 of the year's 365 days are gone, on 31 October 304:
of 1000 people 915.07 and 832.88, of 10 halls 9.15 and 8.33.
"""

from pathlib import Path
from typing import Any

import yaml

PLAN: dict[str, Any] = {
    "format": "sciplan/1",
    "plan": {
        "id": "demo", "title": "某市示范方案", "number": "某政发〔2025〕1号",
        "issued": "2025-01-10", "period": {"from": 2025, "to": 2026},
    },
    "units": {
        "市委宣传部": {"category": "党委部门"},
        "市教体局": {"category": "政府部门", "aliases": ["市教育局"]},
        "市科技局": {"category": "政府部门"},
        "市科协": {"category": "群团组织"},
        "各成员单位": {"collective": "true"},
    },
    "sections": [
        {"id": "1", "title": "重点任务", "measures": [
            {"id": "1.1", "title": "办培训", "lead": ["市教体局", "市科协"], "targets": [
                {"what": "培训人次", "at_least": 1000, "unit": "人", "from": 2025, "by": 2025,
                 "counting": "sum", "quote": "1000人以上"},
            ]},
            {"id": "1.2", "title": "建场馆", "lead": ["市科技局"], "cooperating": ["市科协"],
             "targets": [
                {"what": "场馆", "at_least": 10, "unit": "个", "from": 2025, "by": 2025,
                 "quote": "10个以上"},
                {"what": "具备科学素质的比例", "reach": 13, "unit": "%", "by": 2026,
                 "quote": "达到13%"},
            ]},
            {"id": "1.3", "title": "做宣传", "lead": ["市委宣传部", "市科技局"],
             "deadline": "10月底前", "deadline_date": "2025-10-31"},
        ]},
        {"id": "2", "title": "保障", "measures": [
            {"id": "2.1", "title": "搞活动", "lead": ["各成员单位"], "cooperating": ["市科协"]},
            {"id": "2.2", "title": "编读本", "responsible": ["市教体局"], "lead": ["市科协"],
             "targets": [
                {"what": "读本", "at_least": 100, "unit": "种", "from": "2025-11-01",
                 "by": "2025-11-30", "quote": "100种"},
            ]},
        ]},
    ],
    "progress": {
        "basis": "某办〔2025〕3号", "period": "month", "due": {"day": 25},
        "states": {"推进中": "正常推进", "暂缓": "缓办"},
        "lights": [
            {"name": "红", "when": {"overdue": "true"}, "basis": "某办〔2025〕3号"},
            {"name": "橙", "when": {"behind": 20, "for_periods": 2}, "basis": "某办〔2025〕3号"},
            {"name": "黄", "when": {"behind": 10}, "basis": "某办〔2025〕3号"},
            {"name": "灰", "when": {"missing": "true"}},
        ],
    },
}  # fmt: skip
NOVEMBER: dict[str, dict[str, Any]] = {
    "市教体局": {
        "1.1": {"state": "推进中", "done": 500, "progress": "办了五期"},
        "2.2": {"state": "已完成", "done": {"读本": 100}, "this_period": 100},
    },
    "市科协": {
        "1.1": {"state": "推进中", "done": 420, "progress": "办了四期", "trouble": "师资不够"},
        "2.2": {"state": "推进中", "done": 90},
    },
    "市科技局": {
        "1.2": {"state": "暂缓", "done": {"场馆": 5, "具备科学素质的比例": 12.5}},
    },
}
OCTOBER: dict[str, dict[str, Any]] = {
    "市教体局": {"1.1": {"state": "推进中", "done": 500, "progress": "办了五期"}},
    "市科技局": {"1.2": {"state": "推进中", "done": {"场馆": 5}}},
}
RECEIVED = {"市教体局": "20", "市科协": "28", "市科技局": "25"}


def text_of(data: Any) -> str:
    """Return plain data as YAML."""
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return text


def put_return(folder: Path, period: str, unit: str, items: Any, **keys: Any) -> Path:
    """Write a unit's return beside the plan; return its path."""
    path = folder / "progress" / "demo" / period / f"{unit}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    value = {"format": "sciplan-progress/1", "plan": "demo", "unit": unit, "period": period}
    path.write_text(text_of(value | keys | {"items": items}), encoding="utf-8")
    return path


def put_all(folder: Path, **changes: Any) -> Path:
    """Write the plan, with changes on top, and two months' returns; return the plan's path."""
    path = folder / "plan.yaml"
    path.write_text(text_of(PLAN | changes), encoding="utf-8")
    for period, returns in (("2025-10", OCTOBER), ("2025-11", NOVEMBER)):
        for unit, items in returns.items():
            received = f"{period}-{RECEIVED[unit]}"
            put_return(folder, period, unit, items, received=received)
    return path
