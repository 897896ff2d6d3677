"""两项举措（或两项统筹职责、两个同级标题）用了同一标题。

标题相同，开会、填表时就分不清说的是哪一项，也可能是整段复制后忘了改。对照印发文本改正标题。
一段有几个责任条款、拆成几项的，标题本来相同，写上 part（如 1/2、2/2）就不算重复。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
      - id: "2"
        title: 培训教师
        lead:
          - 市科协

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        part: 1/2
        lead:
          - 市科协
      - id: "2"
        title: 培训教师
        part: 2/2
        lead:
          - 市科协
"""

from collections.abc import Iterable, Iterator

from sciplan.base.problem import FieldPath, Finding
from sciplan.plan.model import Measure, Plan, Provision, Section
from sciplan.plan.walk import families, provisions

_Item = tuple[FieldPath, Measure | Provision | Section]


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every title that stands above another item of its kind already."""
    yield from _repeated((entry.path, entry.measure) for entry in plan.entries)
    yield from _repeated(provisions(plan))
    for family in families(plan):
        yield from _repeated(
            ((*family.path, "sections", index), item)
            for index, item in enumerate(family.kinds["sections"])
        )


def _repeated(items: Iterable[_Item]) -> Iterator[Finding]:
    first: dict[str, _Item] = {}
    parts: set[tuple[str, FieldPath, str]] = set()
    for path, item in items:
        earlier = first.setdefault(item.title, (path, item))
        if item.title and earlier[0] != path and not _is_next_part(earlier, (path, item), parts):
            yield Finding(
                path=(*path, "title"),
                message=f"{item.id} 与 {earlier[1].id} 的标题相同：{item.title}",
                hint="改正标题；同一段拆成几项的，写上 part",
                at=item.id,
                value=item.title,
            )
        part = getattr(item, "part", "")
        if part:
            parts.add((item.title, path[:-1], part))


def _is_next_part(earlier: _Item, later: _Item, seen: set[tuple[str, FieldPath, str]]) -> bool:
    (first_path, first), (path, item) = earlier, later
    part = getattr(item, "part", "")
    return (
        bool(part and getattr(first, "part", ""))
        and first_path[:-1] == path[:-1]
        and (item.title, path[:-1], part) not in seen
    )
