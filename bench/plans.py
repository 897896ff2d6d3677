"""Make a plan file of any size, shaped like the shipped plan: `python bench/plans.py N PATH`.

Every measure repeats the lists and targets of one of the shipped plan's measures, with its
last unit exchanged, so that the sizes of lists and the ties between units stay lifelike.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from sciplan.base.files import read_text, shipped_plan
from sciplan.plan.model import Plan, Target
from sciplan.planfile.load import load

_HEAD = """\
format: sciplan/1
plan:
  id: bench-{size}
  title: 测速方案（{size}项举措）
  number: 测发〔2021〕1号
  jurisdiction: 云南省曲靖市
  coordinator: 市科协
"""
_SECTION_SIZES = (3, 4, 4, 5)
_SECTIONS_IN_PART = 10
_ERRATUM_EVERY = 20
_PLAIN = re.compile(r"[^\W_][^\[\]{},:#\"']*")


def lines(size: int, seed: int) -> Iterator[str]:
    """Yield the lines of a plan of `size` measures; the same for the same seed."""
    shipped = load(read_text(str(shipped_plan())), "plan.yaml").plan
    if shipped is None:
        raise SystemExit("the shipped plan can't be loaded")
    draw = random.Random(seed)  # noqa: S311
    yield from _HEAD.format(size=size).splitlines()
    yield "units:"
    for unit in shipped.units:
        yield f"  {unit.name}: {_flow(full_name=unit.full_name, category=unit.category)}"
    yield "sections:"
    ids: list[str] = []
    for section in count():
        if len(ids) >= size:
            break
        part, place = divmod(section, _SECTIONS_IN_PART)
        if place == 0:
            yield from (f"- id: '{part + 1}'", f"  title: 第{part + 1}部分", "  sections:")
        ident = f"{part + 1}.{place + 1}"
        yield from (f"  - id: '{ident}'", f"    title: 科学素质提升行动{ident}", "    measures:")
        for item in range(min(draw.choice(_SECTION_SIZES), size - len(ids))):
            ids.append(f"{ident}.{item + 1}")
            yield from _measure(draw, shipped, ids[-1])
    yield "errata:"
    for ident in islice(ids, 0, None, _ERRATUM_EVERY):
        yield f"- {_flow(at=ident, printed='印发文本的一处异常', reading='照印录入')}"


def _measure(draw: random.Random, plan: Plan, ident: str) -> Iterator[str]:
    model = draw.choice(plan.entries).measure
    duties = plan.duties(model)
    lead = [duty.unit for duty in duties if duty.role.leads]
    cooperating = _exchanged(draw, plan, [duty.unit for duty in duties])[len(lead) :]
    yield f"    - id: '{ident}'"
    yield f"      title: {model.title}"
    for role, names in (("lead", lead), ("cooperating", cooperating)):
        if names:
            yield f"      {role}:"
            yield from (f"      - {name}" for name in names)
    if model.targets:
        yield "      targets:"
        yield from (f"      - {_target(target)}" for target in model.targets)


def _exchanged(draw: random.Random, plan: Plan, names: list[str]) -> list[str]:
    """Return names with the last exchanged for a unit that is not among them."""
    free = [unit.name for unit in plan.units if unit.name not in names]
    return [*names[:-1], draw.choice(free)]


def _target(target: Target) -> str:
    promised = {target.op: target.amount}
    return _flow(what=target.what, **promised, unit=target.unit, quote=target.quote)


def _flow(**values: object) -> str:
    given = {key: str(value) for key, value in values.items() if value != ""}
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in given.items()) + "}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write one plan file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", type=int, metavar="N", help="number of measures")
    parser.add_argument("path", type=Path, metavar="PATH", help="file to write")
    parser.add_argument("--seed", type=int, default=2021)
    args = parser.parse_args()
    args.path.write_text("\n".join([*lines(args.size, args.seed), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
