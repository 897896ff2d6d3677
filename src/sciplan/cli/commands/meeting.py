"""`sciplan meeting WHAT...`."""

from typing import Annotated

import typer

from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    PlanOption,
    RoleOption,
    UnitsOption,
    complete_id,
)


def run(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="议题",
            autocompletion=complete_id,
            help="编号 2.1.5、章节 3.4 或 三（四）、标题中的字词",
        ),
    ],
    *,
    unit: UnitsOption = None,
    role: RoleOption = None,
    leads_first: Annotated[
        bool, typer.Option("--leads-first", help="牵头单位在前；不写则一律按排列次序")
    ] = False,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """议几项举措，要请哪些单位：身份、议题、拟由谁汇报、哪些单位不涉及。

    存为 Word、Excel 文件（-o 签到表.docx）就是会议签到表，留姓名、职务、电话、签到栏。

    例：sciplan meeting 2.1.5 3.4；sciplan meeting 应急 -o 签到表.docx
    """
    from sciplan.cli.session import Session
    from sciplan.plan.resolve import spread
    from sciplan.queries import meeting

    session = Session(plan, format_, output, as_of)
    measures = meeting.chosen(session.plans, spread(session.plans, what))
    only = session.units(unit or ())
    agenda = meeting.meeting(session.plans, measures, only=only, role=role, leads_first=leads_first)
    if session.format.extra:
        from sciplan.papers import attendance

        session.send(attendance.sheet(session.plans, agenda, session.style))
    else:
        session.send(meeting.answer(session.plans, agenda))
