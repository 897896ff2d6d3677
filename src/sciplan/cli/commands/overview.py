"""`sciplan overview`, and `sciplan` alone."""

from collections.abc import Sequence
from datetime import date

from sciplan.cli.options import AsOfOption, FormatOption, OutputOption, PlanOption


def run(
    *,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """方案概况；写成网页（-o 总览.html）就是可以点开看的总览。

    总览是一个文件，不联网也能打开：任务承担、责任矩阵、协同热力图、指标，点单位或举措看详情。

    例：sciplan overview -o 总览.html；sciplan overview -p plan.yaml
    """
    send(plan, format_, output, as_of)


def send(
    plan: Sequence[str] | None, format_: str | None, output: str | None, as_of: date | None
) -> None:
    """Answer with the plans at a glance, as a web page with all there is to look at."""
    from sciplan.cli.session import Session
    from sciplan.formats.registry import FORMATS
    from sciplan.queries import overview

    session = Session(plan, format_, output, as_of)
    if session.format is FORMATS["html"]:
        from sciplan.base.clock import today
        from sciplan.cli.progress_asking import returned
        from sciplan.formats.page.render import render
        from sciplan.papers.page.page import page
        from sciplan.papers.page.source import SheetSource

        together = SheetSource(
            plans=session.plans,
            paths=session.paths,
            day=today(),
            as_of=as_of,
            returned=returned(session),
        )
        made = page(together, session.style)
        session.write(render(made).encode())
    else:
        rows = overview.overview(session.plans)
        session.send(overview.answer(session.plans, rows, session.paths))
