"""Papers for a meeting, one kind a file: `files(source)` yields named answers.

`PAPERS` is where one is registered. A paper is an `Answer` and a file name; the name's ending says
the format. So whatever a format can do serves every paper.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.lazy import Lazy

if TYPE_CHECKING:
    from sciplan.papers.source import File, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper's line in the registry; its module is imported when it is used.

    Args:
        key: English name, also that of its module in this package.
        chinese: Chinese name.
        about: What it is for, in Chinese.
        of_units: Whether it can be made for some units only.
        of_topics: Whether it heeds which measures are on a meeting's table.
        of_table: Whether it is one table of the whole plan, which may bear the plan's title.
        annexed: Whether it is what documents carry as an annex.
        by_lead: Whether it can have a sheet for each lead unit too.
        on_request: Whether it is made only when it is asked for by name: who may issue it is laid
            down, and most offices may not.
        partial: Whether it may have nothing to say of a unit or a plan; its module then says why
            in `lacking`.
    """

    key: str
    chinese: str
    about: str
    of_units: bool = False
    of_topics: bool = False
    of_table: bool = False
    annexed: bool = False
    by_lead: bool = False
    on_request: bool = False
    partial: bool = False

    @property
    def files(self) -> "Lazy[[Source], Iterator[File]]":
        """Yields the files of this paper."""
        return Lazy(f"{__package__}.{self.key}", "files")

    def lacking(self, source: "Source") -> "Iterator[str]":
        """Yield why the paper, or a unit's part of it, is not made, in Chinese."""
        if self.partial:
            says: Lazy[[Source], Iterator[str]] = Lazy(f"{__package__}.{self.key}", "lacking")
            yield from says(source)


PAPERS = (
    Paper(
        key="breakdown",
        chinese="任务分解表",
        about="每项任务由谁牵头、谁配合",
        of_table=True,
        annexed=True,
    ),
    Paper(
        key="workload",
        chinese="任务承担情况统计表",
        about="各单位承担任务的项数，分章节",
        of_table=True,
    ),
    Paper(key="matrix", chinese="责任矩阵", about="任务与单位对照", of_table=True),
    Paper(
        key="together",
        chinese="协同清单",
        about="各单位与谁协作、为哪几项",
        of_units=True,
        of_table=True,
        partial=True,
    ),
    Paper(key="duties", chinese="职责清单", about="各单位的职责，一个单位一份", of_units=True),
    Paper(
        key="attendance",
        chinese="会议签到表",
        about="参会单位、身份、议题，留签到栏",
        of_topics=True,
    ),
    Paper(
        key="ledger",
        chinese="工作台账",
        about="逐项填报进展、问题、措施、完成情况",
        of_units=True,
        of_table=True,
        by_lead=True,
        partial=True,
    ),
    Paper(
        key="assessment",
        chinese="年度考核表",
        about="逐项填写分值、自评、审核、依据",
        of_units=True,
        of_table=True,
        by_lead=True,
        on_request=True,
        partial=True,
    ),
    Paper(
        key="pledges",
        chinese="目标责任书",
        about="样稿，一个单位一份",
        of_units=True,
        on_request=True,
        partial=True,
    ),
)


def chosen(
    only: Collection[str] | None, *, of_units: bool, of_topics: bool, by_lead: bool
) -> Sequence[Paper]:
    """Return the papers asked for, in the registry's order.

    Args:
        only: Keys of papers; where there are none, all but those made on request.
        of_units: Whether they are to be about some units only.
        of_topics: Whether a meeting's topics are given.
        by_lead: Whether sheets for each lead unit are wanted.

    Raises:
        SciplanError: A paper that was asked for by name can't be about some units, or none heeds
            what else was given.
    """
    papers = [paper for paper in PAPERS if (paper.key in only if only else not paper.on_request)]
    if of_units:
        papers = _about_units(papers, named=bool(only))
    if of_topics and not any(paper.of_topics for paper in papers):
        raise _unheeded("--topic", [paper for paper in PAPERS if paper.of_topics])
    if by_lead and not any(paper.by_lead for paper in papers):
        raise _unheeded("--by-lead", [paper for paper in PAPERS if paper.by_lead])
    return papers


def _about_units(papers: Sequence[Paper], *, named: bool) -> list[Paper]:
    whole = [paper for paper in papers if not paper.of_units]
    if named and whole:
        raise SciplanError(f"{_joined(whole)}是整个方案的材料，不能按单位做；请去掉 --unit")
    return [paper for paper in papers if paper.of_units]


def _unheeded(option: str, heeding: Sequence[Paper]) -> SciplanError:
    them = "它" if len(heeding) == 1 else "它们"
    return SciplanError(f"{option} 只用于{_joined(heeding)}，所选材料里没有{them}")


def _joined(papers: Sequence[Paper]) -> str:
    return "、".join(paper.chinese for paper in papers)
