"""会议材料的样式写得不对。

papers 块说明会议材料怎样做。columns 列出任务分解表的列，只能用 number（序号）、category（类别）、
title（任务名称）、content（任务内容）、targets（目标要求）、leader（分管领导）、lead（牵头单位）、
responsible（负责单位）、cooperating（配合单位）、deadline（完成时限）、remark（备注），每列一次。
列的标题在 headings 里改；改后不能与另一列相同，不然一张表里分不清谁是谁（把配合单位改成牵头单位）。
annex 是任务分解表左上角的附件序号，写作 附件 或 附件1。
行距的单位是磅：line_spacing（正文）12 到 60，table_spacing（表格）10 到 40。
目标责任书的份数（pledge.copies）是 2 到 99 的整数。
列名写错，这一列就不见了；行距过小字会叠在一起，过大一页放不下几行。改正后再导出。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 办科普日
        lead:
          - 市科协
    papers:
      columns:
        - number
        - titel
        - lead
      line_spacing: 289.5

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 办科普日
        lead:
          - 市科协
    papers:
      columns:
        - number
        - title
        - lead
      line_spacing: 28.95
"""

import re
from collections.abc import Iterator

from sciplan.base.likeness import Suggestions
from sciplan.base.numerals import CHINESE_NUMBER
from sciplan.base.problem import Finding
from sciplan.plan.fields import specs
from sciplan.plan.model import Headings, Papers, Plan

_COLUMNS = tuple(spec.name for spec in specs(Headings))
_USUAL = {spec.name: spec.about.partition("；")[0] for spec in specs(Headings)}
"""What columns are called unless set; `model` says so for the schema."""
_ANNEX = re.compile(rf"附件(?:\d{{1,2}}|{CHINESE_NUMBER})?")
_SPACINGS = {"line_spacing": ("正文行距", 12, 60), "table_spacing": ("表格行距", 10, 40)}


def check(plan: Plan) -> Iterator[Finding]:
    """Yield columns that don't exist or come twice, headings alike, and odd distances of lines."""
    if plan.papers:
        yield from _columns(plan.papers)
        yield from _headings(plan)
        yield from _spacings(plan.papers)
        yield from _annex(plan.papers)
        yield from _copies(plan.papers)


def _columns(papers: Papers) -> Iterator[Finding]:
    likely, seen = Suggestions(_COLUMNS), set[str]()
    for index, key in enumerate(papers.columns):
        path = ("papers", "columns", index)
        if key not in _COLUMNS:
            yield Finding(
                path=path,
                message=f"任务分解表没有 {key} 这一列",
                hint=likely.of(key) or f"可用：{'、'.join(_COLUMNS)}",
                value=key,
            )
        elif key in seen:
            yield Finding(path=path, message=f"{key} 列写了两次", hint="删去一个", value=key)
        seen.add(key)


def _headings(plan: Plan) -> Iterator[Finding]:
    """Yield headings that are set to what another column is called."""
    said = plan.papers and plan.papers.headings
    if not said:
        return
    seen = {
        title: key
        for key, title in _USUAL.items()
        if not getattr(said, key) and _is_shown(plan, key)
    }
    for key in _COLUMNS:
        title = getattr(said, key)
        if title and title in seen:
            yield Finding(
                path=("papers", "headings", key),
                message=f"{key} 列的标题“{title}”与 {seen[title]} 列相同",
                hint="两列的标题要能分清",
                value=title,
            )
        elif title:
            seen[title] = key


def _is_shown(plan: Plan, key: str) -> bool:
    """Whether any table has this column: those that are empty throughout are left out."""
    if plan.papers and key in plan.papers.columns:
        return True
    measures = (entry.measure for entry in plan.entries)
    if key == "content":
        return any(measure.text or measure.summary for measure in measures)
    return any(getattr(measure, key, True) for measure in measures)


def _annex(papers: Papers) -> Iterator[Finding]:
    if papers.annex and not _ANNEX.fullmatch(papers.annex):
        yield Finding(
            path=("papers", "annex"),
            message=f"附件序号写作“{papers.annex}”",
            hint="写作 附件 或 附件1；表的名称印在它下面，不写在这里",
            value=papers.annex,
        )


def _copies(papers: Papers) -> Iterator[Finding]:
    copies = papers.pledge and papers.pledge.copies
    if copies is not None and copies not in range(2, 100):
        yield Finding(
            path=("papers", "pledge", "copies"),
            message=f"目标责任书写作一式 {copies} 份",
            hint="应是 2 到 99 的整数：双方各执一份，最少两份",
            value=str(copies),
        )


def _spacings(papers: Papers) -> Iterator[Finding]:
    for key, (word, least, most) in _SPACINGS.items():
        points = getattr(papers, key)
        if points is not None and not least <= points <= most:
            yield Finding(
                path=("papers", key),
                message=f"{word}写作 {points} 磅",
                hint=f"应在 {least} 到 {most} 磅之间",
                value=str(points),
            )
