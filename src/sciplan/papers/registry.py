"""Papers for a meeting, one kind a file: `files(source)` yields named answers.

`PAPERS` is where one is registered. A paper is an `Answer` and a file name; the name's ending says
the format. So whatever a format can do serves every paper.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.lazy import Lazy

if TYPE_CHECKING:
    from sciplan.papers.forms import FormKind
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
        of_seats: Whether it heeds a list of names for the table.
        of_period: Whether it asks units about a period.
        of_reports: Whether it is made from what units reported of a period.
        on_request: Whether it is made only when it is asked for by name: it goes out to others, or
            who may issue it is laid down, and most offices may not.
        partial: Whether it may have nothing to say of a unit or a plan; its module then says why
            in `lacking`.
        is_form: Whether units fill it in and send it back: its module has a `FORM`.
        of_several: Whether it can be about several plans together.
        with_contacts: Whether it shows names and telephones, if there is a list of contacts. Only
            papers on request may.
    """

    key: str
    chinese: str
    about: str
    of_units: bool = False
    of_topics: bool = False
    of_table: bool = False
    annexed: bool = False
    by_lead: bool = False
    of_seats: bool = False
    of_period: bool = False
    of_reports: bool = False
    on_request: bool = False
    partial: bool = False
    is_form: bool = False
    with_contacts: bool = False
    of_several: bool = False

    @property
    def form(self) -> "FormKind":
        """What it is as a form, of those that are one."""
        found: FormKind = import_module(f"{__package__}.{self.key}").FORM
        return found

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
    Paper(
        key="duties",
        chinese="职责清单",
        about="各单位的职责，一个单位一份",
        of_units=True,
        of_several=True,
    ),
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
    Paper(
        key="comments",
        chinese="征求意见表",
        about="各单位对自己任务的修改意见，一个单位一份，填好退回",
        of_units=True,
        on_request=True,
        is_form=True,
        with_contacts=True,
    ),
    Paper(
        key="opinions",
        chinese="意见汇总表",
        about="各单位的意见、采纳情况，空表",
        on_request=True,
    ),
    Paper(
        key="progress_form",
        chinese="进展填报表",
        about="各单位填报一期的进展，一个单位一份，填好退回",
        of_units=True,
        of_period=True,
        on_request=True,
        partial=True,
        is_form=True,
    ),
    Paper(
        key="notice",
        chinese="会议通知",
        about="通知连同回执；分送名单另一份，供送达用",
        of_topics=True,
        on_request=True,
        with_contacts=True,
    ),
    Paper(
        key="replies",
        chinese="参会回执",
        about="参会人员，一个单位一份，填好退回",
        of_units=True,
        of_topics=True,
        on_request=True,
        partial=True,
        is_form=True,
        with_contacts=True,
    ),
    Paper(
        key="agenda",
        chinese="会议议程",
        about="议题和拟汇报单位",
        of_topics=True,
        on_request=True,
    ),
    Paper(
        key="outlines",
        chinese="汇报提纲",
        about="牵头单位汇报用，一个单位一份",
        of_units=True,
        of_topics=True,
        on_request=True,
        partial=True,
    ),
    Paper(
        key="seats",
        chinese="座签",
        about="A4对折，两面可看",
        of_topics=True,
        of_seats=True,
        on_request=True,
    ),
    Paper(
        key="progress_summary",
        chinese="进展汇总表",
        about="各单位报送的进展，逐项",
        of_reports=True,
        on_request=True,
        partial=True,
    ),
    Paper(
        key="progress_statistics",
        chinese="进度统计表",
        about="各单位应报、已报和各种完成情况的项数",
        of_reports=True,
        on_request=True,
        partial=True,
    ),
    Paper(
        key="progress_material",
        chinese="综合材料素材",
        about="各单位的原话，按章节排列；比上期的变化",
        of_reports=True,
        on_request=True,
        partial=True,
    ),
    Paper(
        key="prompts",
        chinese="工作提示单",
        about="未达到序时、逾期的任务，一项一页，一个单位一份",
        of_units=True,
        of_reports=True,
        on_request=True,
        partial=True,
    ),
)


HEEDED: Mapping[str, Callable[[Paper], bool]] = {
    "--topic": attrgetter("of_topics"),
    "--by-lead": attrgetter("by_lead"),
    "--seats": attrgetter("of_seats"),
    "--period": lambda paper: paper.of_period or paper.of_reports,
}
"""Option → whether a paper heeds it."""


def chosen(only: Collection[str] | None, given: Collection[str] = ()) -> Sequence[Paper]:
    """Return the papers asked for, in the registry's order.

    Args:
        only: Keys of papers; where there are none, all but those made on request.
        given: What else is given: `--unit` where they are to be about some units only, keys of
            `HEEDED`.

    Raises:
        SciplanError: A paper that was asked for by name can't be about some units, or none heeds
            what else was given.
    """
    papers = [paper for paper in PAPERS if (paper.key in only if only else not paper.on_request)]
    if "--unit" in given:
        papers = _about_units(papers, named=bool(only))
    for option, heeds in HEEDED.items():
        if option in given and not any(map(heeds, papers)):
            raise _unheeded(option, [paper for paper in PAPERS if heeds(paper)])
    return papers


def form_kinds() -> "Sequence[FormKind]":
    """Return the kinds of forms that units fill in and send back."""
    return [paper.form for paper in PAPERS if paper.is_form]


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
