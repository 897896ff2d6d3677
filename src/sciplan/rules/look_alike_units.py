"""两个登记的单位名称只差一个字。

可能是同一个单位写错后又登记了一次。是同一个的，合并；错的名称印在文件里的，放进 misprints。
确是两个单位的（市民政局、市财政局），在后一个的那一行加上注释
`# sciplan: ignore=look-alike-units`。
差一个字是指同样长而有一个字不同，或多出一个字；不足三个字的名称不比。

错误示例::

    units:
      市民政局: {}
      市财政局: {}
    measures:
      - id: "1"
        title: 筹措经费
        lead:
          - 市民政局
          - 市财政局

正确示例::

    units:
      市民政局: {}
      市财政局: {}  # sciplan: ignore=look-alike-units
    measures:
      - id: "1"
        title: 筹措经费
        lead:
          - 市民政局
          - 市财政局
"""

from collections.abc import Iterator

from sciplan.model import Plan
from sciplan.problem import Finding

# Shorter names always look alike; longer ones are no names, and each costs its length squared.
_SHORTEST, _LONGEST = 3, 60
_MOST_SHOWN = 3


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every unit whose name is one character from those of units before it."""
    # Names one character apart share a key: the name with that character left open or left out.
    # Looking up keys costs the same however many names there are.
    seen: dict[str, list[str]] = {}
    for unit in plan.units:
        if _SHORTEST <= len(unit.name) <= _LONGEST:
            keys = _keys(unit.name)
            alike = list(dict.fromkeys(name for key in keys for name in seen.get(key, ())))
            if alike:
                yield _finding(unit.name, alike[:_MOST_SHOWN])
            for key in keys:
                # Three are enough to show; hundreds that share a key would cost their square.
                if len(seen.setdefault(key, [])) < _MOST_SHOWN:
                    seen[key].append(unit.name)


def _keys(name: str) -> list[str]:
    opened = [f"{name[:place]}\0{name[place + 1 :]}" for place in range(len(name))]
    widened = [f"{name[:place]}\0{name[place:]}" for place in range(len(name) + 1)]
    return [*opened, *widened]


def _finding(name: str, alike: list[str]) -> Finding:
    return Finding(
        path=("units", name),
        message=f"{name} 与 {'、'.join(alike)} 只差一个字",
        hint="同一个单位的合并；确是两个单位的，在本行加注释 # sciplan: ignore=look-alike-units",
        value=name,
        key=True,
    )
