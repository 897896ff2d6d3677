"""两个登记的单位名称只差一个字，像是同一个单位写错后又登记了一次。

是同一个的，合并；错的名称印在文件里的，放进 misprints。
确是两个单位的，在后一个的那一行加上注释 `# sciplan: ignore=look-alike-units`。
差一个字是指同样长而有一个字不同，或多出一个字；不足三个字的名称不比。
写错的名称多半只用一次，也不是常见机构的名称。看得出是两个单位的不报告：
只差在级别的（市科协、县科协）；都是常见机构的（市民政局、市财政局，市文联、市妇联，
省民政厅、省财政厅）；
列在同一项举措里，或者各在两项以上的举措里的。

错误示例::

    units:
      市发改委: {}
      市发政委: {}
    measures:
      - id: "1"
        title: 筹措经费
        lead:
          - 市发改委
      - id: "2"
        title: 编制规划
        lead:
          - 市发政委

正确示例::

    units:
      市发改委: {misprints: [市发政委]}
    measures:
      - id: "1"
        title: 筹措经费
        lead:
          - 市发改委
      - id: "2"
        title: 编制规划
        lead:
          - 市发改委
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import named_lists

# Shorter names always look alike; longer ones are no names, and each costs its length squared.
_SHORTEST, _LONGEST = 3, 60
_MOST_SHOWN = 3
_MOST_COMPARED = 12
"""So many names that share a key are compared: hundreds would cost their square."""
_MOST_CHARACTERS = 100_000
"""So many, of all names together, are compared: each takes a kilobyte."""
_SEVERAL = 2
_LEVELS = frozenset("国省市州盟县区旗乡镇")
_USUAL_WORDS = (
    "组织部 宣传部 统战部 政法委 网信办 编办 政研室 改革办 农办 外办 台办 侨办 港澳办 信访局 "
    "保密局 机要局 档案局 档案馆 党校 党史办 史志办 老干部局 老干局 社会工作部 督查室 纪委 监委 "
    "人大 政协 政府办 委办 发改委 经信委 经信局 工信局 工信委 教育局 教体局 教委 科技局 科委 "
    "民宗委 民宗局 民委 宗教局 公安局 民政局 司法局 财政局 人社局 自然资源局 规划局 生态环境局 "
    "环保局 住建局 住建委 城管局 城管委 交通局 水利局 水务局 农业局 农业农村局 林业局 林草局 "
    "畜牧局 农机局 海洋局 渔业局 商务局 文旅局 文广局 文体局 文物局 体育局 卫健委 卫健局 卫计委 "
    "应急局 审计局 国资委 市场监管局 工商局 质监局 药监局 统计局 广电局 医保局 金融办 金融局 "
    "扶贫办 数据局 人防办 供销社 税务局 国税局 地税局 气象局 地震局 消防局 邮政局 烟草局 法院 "
    "检察院 总工会 团委 妇联 科协 文联 残联 侨联 台联 记协 作协 社科联 工商联 贸促会 红十字会 "
    "计生协 农科院 社科院 电视台 日报社 投促局 招商局 能源局 粮食局 粮储局 政务局 政数局 园林局 "
    "房管局 交通运输局 退役军人局 退役军人事务局 乡村振兴局 "
    "图书馆 博物馆 科技馆 文化馆 美术馆 体育馆"
)
"""Bodies that most places have, by the name behind 市 or 县; a 厅 and a 部 is called its 局."""
_USUAL = frozenset(_USUAL_WORDS.split())
_LEVEL = re.compile(f"国家|[{''.join(sorted(_LEVELS))}]")
_OFFICE = re.compile("[厅部]$")


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every unit whose name is one character from those of units before it."""
    # Names one character apart share a key: the name with that character left open or left out.
    # Looking up keys costs the same however many names there are.
    seen: dict[str, list[str]] = {}
    used = _used(plan)
    left = _MOST_CHARACTERS
    for unit in plan.units:
        left -= len(unit.name)
        if left < 0:
            yield Finding(
                path=("units", unit.name),
                message="单位太多，从这里起没有比对名称",
                hint="删去没有用到的单位",
                value=unit.name,
                key=True,
            )
            return
        if _SHORTEST <= len(unit.name) <= _LONGEST:
            keys = _keys(unit.name)
            near = dict.fromkeys(name for key in keys for name in seen.get(key, ()))
            alike = [name for name in near if not _are_two(unit.name, name, used)]
            if alike:
                yield _finding(unit.name, alike[:_MOST_SHOWN])
            for key in keys:
                if len(seen.setdefault(key, [])) < _MOST_COMPARED:
                    seen[key].append(unit.name)


def _keys(name: str) -> list[str]:
    opened = [f"{name[:place]}\0{name[place + 1 :]}" for place in range(len(name))]
    widened = [f"{name[:place]}\0{name[place:]}" for place in range(len(name) + 1)]
    return [*opened, *widened]


def _used(plan: Plan) -> defaultdict[str, set[int]]:
    """Return in which measures each unit is named."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, entry in enumerate(plan.entries):
        for _, _, names in named_lists(entry):
            for name in names:
                unit = plan.by_name.get(name)
                if unit:
                    found[unit.name].add(place)
    return found


def _are_two(one: str, other: str, used: defaultdict[str, set[int]]) -> bool:
    """Whether two names that look alike are plainly those of two bodies."""
    levels = one[0] in _LEVELS and other[0] in _LEVELS
    if levels and one[0] != other[0] and one[1:] == other[1:]:
        return True
    usual = _usual(one), _usual(other)
    if all(usual) and usual[0] != usual[1]:
        return True
    # No slip stands beside the right name, or is made time and again.
    mine, theirs = used[one], used[other]
    return not mine.isdisjoint(theirs) or min(len(mine), len(theirs)) >= _SEVERAL


def _usual(name: str) -> str:
    """Return the name behind 市 or 县 of a body of any level that most places have."""
    starts = (0, *(level.end() for level in _LEVEL.finditer(name)))
    bodies = (name[start:] for start in starts)
    offices = (form for body in bodies for form in (body, _OFFICE.sub("局", body)))
    return next((body for body in offices if body in _USUAL), "")


def _finding(name: str, alike: list[str]) -> Finding:
    return Finding(
        path=("units", name),
        message=f"{name} 与 {'、'.join(alike)} 只差一个字",
        hint="同一个单位的合并；确是两个单位的，在本行加注释 # sciplan: ignore=look-alike-units",
        value=name,
        key=True,
    )
