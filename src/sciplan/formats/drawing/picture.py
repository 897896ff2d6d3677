"""An answer's chart as a picture that stands alone."""

from sciplan.base.answer import Answer
from sciplan.base.chart import Bars, Chart, Grid
from sciplan.base.errors import SciplanError
from sciplan.formats.drawing import bars, grid
from sciplan.formats.drawing.frame import framed


def picture(answer: Answer) -> str:
    """Return an answer's first chart as SVG.

    Raises:
        SciplanError: There is none, or nothing in it.
    """
    chart = next(iter(answer.charts), None)
    if chart is None:
        raise SciplanError(
            "这个结果没有图；有图的是 workload（任务）、matrix（矩阵）、overlaps（协同）、"
            "progress（进展）"
        )
    if not _size(chart):
        raise SciplanError("没有可画的内容")
    drawn = bars.draw(chart) if isinstance(chart, Bars) else grid.draw(chart)
    across = [chart.across] if isinstance(chart, Grid) and chart.across else []
    return framed(drawn, chart.title, answer.heading, [*across, *answer.notes[-1:]])


def _size(chart: Chart) -> int:
    return len(chart.bars) if isinstance(chart, Bars) else len(chart.rows) * len(chart.columns)
