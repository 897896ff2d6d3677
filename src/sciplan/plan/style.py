"""How papers look: the plan's `papers:` block with defaults in the places it leaves open."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType

from sciplan.plan.model import Consultation, Fonts, Headings, Meeting, Papers


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStyle:
    """The look of papers; the defaults are those of GB/T 9704 and of usual office papers.

    Args:
        title_font: 二号, for a paper's title; named in the file, never bundled, like all fonts.
        heading_font: For headings of the first level and of columns.
        subheading_font: For headings of the second level.
        body_font: For running text and tables.
        line_spacing: Exact distance of lines in running text, in points.
        table_spacing: The same in tables set in 小四; lines of smaller type are nearer.
        sheet_size: A4 or A3, for spreadsheets and for pages on their side; A4 where nothing is
            said, and A3 for what is filled in and would be printed small.
        headings: A column's key → what its heading says instead.
        columns: Keys of the columns of 任务分解表; empty for the usual ones.
        coordinator: The coordinating body as papers name it; may be empty.
        annex: What stands above the title of 任务分解表: 附件1; may be empty.
        plan_title: Whether tables are called after their plan: 某某方案任务分解表.
        meeting: The meeting that papers call to.
        consultation: The letter that goes round with 征求意见表.
    """

    title_font: str = "方正小标宋简体"
    heading_font: str = "黑体"
    subheading_font: str = "楷体"
    body_font: str = "仿宋"
    line_spacing: float = 28.95
    table_spacing: float = 17.0
    sheet_size: str = ""
    headings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    columns: tuple[str, ...] = ()
    coordinator: str = ""
    annex: str = ""
    plan_title: bool = False
    meeting: Meeting = field(default_factory=Meeting)
    consultation: Consultation = field(default_factory=Consultation)

    @property
    def sheet(self) -> str:
        """What is printed on where nothing needs a larger one: A4 or A3."""
        return self.sheet_size or "A4"


def style_of(papers: Papers | None) -> PaperStyle:
    """Return what a plan's `papers:` block asks for."""
    papers = papers or Papers()
    fonts = {f"{key}_font": name for key, name in asdict(papers.fonts or Fonts()).items()}
    headings = asdict(papers.headings or Headings())
    said = {
        **fonts,
        "line_spacing": papers.line_spacing,
        "table_spacing": papers.table_spacing,
        "sheet_size": papers.sheet_size,
        "coordinator": papers.coordinator,
        "annex": papers.annex,
        "plan_title": papers.plan_title,
        "columns": papers.columns,
        "meeting": papers.meeting,
        "consultation": papers.consultation,
        "headings": MappingProxyType({key: title for key, title in headings.items() if title}),
    }
    return PaperStyle(**{key: value for key, value in said.items() if value})
