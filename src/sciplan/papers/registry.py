"""Papers for a meeting, one kind a file: `files(source)` yields named answers.

`PAPERS` is where one is registered. A paper is an `Answer` and a file name; the name's ending says
the format. So whatever a format can do serves every paper.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.lazy import Lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sciplan.papers.source import File, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper's line in the registry; its module is imported when it is used.

    Args:
        key: English name, also that of its module in this package.
        chinese: Chinese name.
        about: What it is for, in Chinese.
        of_units: Whether it can be made for some units only.
    """

    key: str
    chinese: str
    about: str
    of_units: bool = False

    @property
    def files(self) -> "Lazy[[Source], Iterator[File]]":
        """Yields the files of this paper."""
        return Lazy(f"{__package__}.{self.key}", "files")


PAPERS = (
    Paper(key="breakdown", chinese="任务分解表", about="每项任务由谁牵头、谁配合"),
    Paper(key="workload", chinese="工作量统计表", about="各单位承担任务的项数，分章节"),
    Paper(key="matrix", chinese="责任矩阵", about="任务与单位对照"),
    Paper(key="together", chinese="协同清单", about="各单位与谁协作、为哪几项", of_units=True),
    Paper(key="duties", chinese="职责清单", about="各单位的职责，一个单位一份", of_units=True),
    Paper(key="attendance", chinese="会议签到表", about="参会单位、身份、议题，留签到栏"),
    Paper(
        key="ledger", chinese="工作台账", about="逐项填报进展、问题、措施、完成情况", of_units=True
    ),
    Paper(
        key="assessment",
        chinese="年度考核表",
        about="逐项填写分值、自评、审核、依据",
        of_units=True,
    ),
    Paper(key="pledges", chinese="目标责任书", about="样稿，一个单位一份", of_units=True),
)
