"""Where a title of several lines breaks: between words, into lines of like length (GB/T 9704).

Word breaks Chinese anywhere, inside 2021—2025 too.
"""

import re
from functools import cache

from sciplan.base.width import printed_width

_WORDS = (
    "五年规划 实施方案 行动计划 工作方案 行动方案 实施意见 指导意见 行动纲要 规划纲要 发展规划 "
    "工作要点 重点任务 任务分解表 任务承担情况统计表 责任矩阵 协同清单 职责清单 "
    "目标责任书 会议签到表 工作台账 年度考核表 征求意见稿 送审稿 人民政府 委员会 "
    "办公室 领导小组 科学技术 科学素质 科普工作 全民 科学 素质 行动 实施 方案 科普 "
    "工作 提升 发展 建设 推进 加强 促进 深化 改革 教育 文化 经济 社会 服务 农业 农村 "
    "乡村 振兴 产业 工业 企业 创新 高质量 现代化 三年 五年 关于 进一步 各单位 "
    "成员单位 印发 贯彻 落实 生态 环境 保护 安全 生产 公共 数字 人才 健康 养老 就业 "
    "城市 治理 体系 能力 规划 纲要 计划 意见 措施 办法 细则 通知 重点 任务 责任 单位 "
    "清单"
)
_ATOM = re.compile(
    r"〔\d+〕\d*号?|[（(][^（()）]{1,16}[）)]|《[^《》]{1,8}》"
    r"|\d[\d.]*(?:[—–~～至-]+\d[\d.]*)*[年月日号届个项%]?"
    rf"|{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))}|[A-Za-z]+|.",
    re.DOTALL,
)
_NEVER_FIRST = "，。；：、）》”’！？的和与及等性化"
_NEVER_LAST = "（《“‘、和与及"
_MOST_LINES = 5
"""What is longer is no title, and finding its breaks would take a square of its length."""
_ODD = 4
"""Halves of a character of unevenness that a break inside an unknown word is worth."""


@cache
def broken(title: str, room: int) -> str:
    """Return a title with line ends where it is longer than a line.

    Args:
        title: The title; one that has line ends keeps its own.
        room: Halves of a character that a line holds.
    """
    wide = printed_width(title)
    if "\n" in title or not room < wide <= _MOST_LINES * room:
        return title
    atoms = _ATOM.findall(title)
    lines = -(-wide // room)
    while lines <= len(atoms):
        found = _best(atoms, lines, room)
        if found:
            return "\n".join(found)
        lines += 1
    return title


def _best(atoms: list[str], lines: int, room: int) -> list[str] | None:
    """Return the atoms on so many lines, the evenest way; None where they don't fit."""
    sizes = [printed_width(atom) for atom in atoms]
    even = sum(sizes) / lines
    # First atom of a line → (cost, lines from there), for one line more each turn.
    best: dict[int, tuple[float, list[str]]] = {len(atoms): (0.0, [])}
    for _ in range(lines):
        longer: dict[int, tuple[float, list[str]]] = {}
        for end, (cost, rest) in best.items():
            size = 0
            for start in range(end - 1, -1, -1):
                size += sizes[start]
                if size > room:
                    break
                here = cost + abs(size - even) + _cost(atoms, start)
                if start not in longer or here < longer[start][0]:
                    longer[start] = (here, ["".join(atoms[start:end]).strip(), *rest])
        best = longer
    return best[0][1] if 0 in best else None


def _cost(atoms: list[str], start: int) -> float:
    """Return what speaks against a line that begins with an atom."""
    if not start:
        return 0
    before, first = atoms[start - 1], atoms[start]
    if first[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return 1000
    if first[0] in "（(《〔":
        return -_ODD
    return _ODD if len(before) == 1 and len(first) == 1 else 0
