"""`sciplan show ID`."""

from typing import Annotated

import typer

from sciplan import resolve
from sciplan.model import Entry, Section
from sciplan.options import (
    FormatOption,
    OutputOption,
    PlanOption,
)


def run(
    ident: Annotated[
        str, typer.Argument(metavar="编号", help="如 2.1.5；几个方案时写 方案代号/2.1.5")
    ],
    *,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """一项举措的全部内容；写章节编号，列出其下各项；也可查看统筹职责。"""
    from sciplan.queries import show
    from sciplan.session import Session

    session = Session(plan, format_, output)
    home, item = resolve.by_id(session.plans, ident)
    if isinstance(item, Entry):
        answer = show.answer(session.plans, [show.show(home, item)])
    elif isinstance(item, Section):
        entries = [entry for entry in home.entries if resolve.within(entry, item)]
        answer = show.answer(session.plans, [show.show(home, entry) for entry in entries])
    else:
        answer = show.provision_answer(session.plans, home, item)
    session.send(answer, full=True)
