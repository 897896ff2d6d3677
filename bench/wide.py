"""Make a plan of many measures and many units: `python bench/wide.py MEASURES UNITS PATH`.

A measure names some eleven units, a fifth of them as leads; the same for the same numbers.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

_CATEGORIES = ("党委部门", "政府部门", "群团组织", "高校院校")
_PER_SECTION = 5
_TARGET = {"what": "培训人数", "at_least": 500, "unit": "人", "quote": "培训500人以上"}


def plan(measures: int, units: int, seed: int = 1) -> dict[str, Any]:
    """Return the plan as plain data."""
    draw = random.Random(seed)  # noqa: S311
    names = [f"市第{place:03}工作局" for place in range(1, units + 1)]
    return {
        "format": "sciplan/1",
        "plan": {
            "id": f"wide-{measures}-{units}",
            "title": f"某市测试方案（{measures}项举措）",
            "number": "某政发〔2024〕1号",
            "jurisdiction": "某省某市",
        },
        "units": {name: {"category": draw.choice(_CATEGORIES)} for name in names},
        "sections": [
            {
                "id": f"{section + 1}",
                "title": f"第{section + 1}项工程",
                "measures": [
                    _measure(draw, names, f"{section + 1}.{item + 1}")
                    for item in range(min(_PER_SECTION, measures - section * _PER_SECTION))
                ],
            }
            for section in range(-(-measures // _PER_SECTION))
        ],
    }


def _measure(draw: random.Random, names: list[str], ident: str) -> dict[str, Any]:
    chosen = draw.sample(names, min(len(names), draw.randint(4, 18)))
    leads = draw.choice((1, 1, 2, 3))
    return {
        "id": ident,
        "title": f"健全第{ident}号工作机制并抓好落实",
        "lead": chosen[:leads],
        "cooperating": chosen[leads:],
    } | ({"targets": [_TARGET]} if ident.endswith(".1") else {})


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", type=int)
    parser.add_argument("units", type=int)
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    content = json.dumps(plan(given.measures, given.units), ensure_ascii=False, indent=1)
    given.path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
