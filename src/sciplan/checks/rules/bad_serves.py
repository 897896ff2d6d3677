"""所落实的上级举措（serves）写得不对。

`serves` 写的是上级方案里举措的编号，上级方案是哪个由 `plan.implements` 说明：没有后者，编号就无从
查起。编号是用点隔开的数字；同一编号写一次；方案不能以自己为上级。编号在上级方案里有没有，要两个方案
放在一起才知道：`sciplan diff 上级方案.yaml 本方案.yaml` 会指出来。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 办好科技节
        lead:
          - 市科协
        serves: ["二（一）"]

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 办好科技节
        lead:
          - 市科协
"""

import re
from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Entry, Plan

_ID = re.compile(r"[0-9]+(\.[0-9]+)*")


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every id of a parent's measure that can't be one, and a parent that is the plan."""
    if plan.head.implements and plan.head.implements == plan.id:
        yield Finding(
            path=("plan", "implements"),
            message=f"方案所落实的方案是它自己（{plan.id}）",
            hint="写上级方案或总方案的代号",
            value=plan.id,
        )
    for entry in plan.entries:
        if entry.measure.serves:
            yield from _of_measure(entry, known=bool(plan.head.implements))


def _of_measure(entry: Entry, *, known: bool) -> Iterator[Finding]:
    measure, path = entry.measure, (*entry.path, "serves")
    if not known:
        yield Finding(
            path=path,
            message=f"{measure.id} 写了 serves，方案没有写 plan.implements",
            hint="在 plan 里写明上级方案的代号：implements: 代号",
            at=measure.id,
            key=True,
        )
    seen: set[str] = set()
    for index, ident in enumerate(measure.serves):
        wrong = "不是编号" if not _ID.fullmatch(ident) else "写了两次" if ident in seen else ""
        if wrong:
            yield Finding(
                path=(*path, index),
                message=f"{measure.id} 的 serves 里，“{ident}”{wrong}",
                hint="编号是用点隔开的数字，如 2.1.1，每个写一次",
                at=measure.id,
                value=ident,
            )
        seen.add(ident)
