"""`sciplan show ID`."""

from typing import Annotated

import typer

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import write_out
from sciplan.cli.options import FormatOption, OutputOption, PlanOption
from sciplan.plan import resolve
from sciplan.plan.model import Entry, Plan, Provision, Section


def run(
    ident: Annotated[
        str, typer.Argument(metavar="编号", help="如 2.1.5；几个方案时写 方案代号/2.1.5")
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="文件", help="正式文件；显示其中这一项的原文"),
    ] = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """一项举措的全部内容；写章节编号，列出其下各项；也可查看统筹职责。"""
    from sciplan.cli.session import Session
    from sciplan.queries import show

    session = Session(plan, format_, output)
    home, item = resolve.by_id(session.plans, ident)
    if source:
        if format_:
            raise typer.BadParameter("--source 只显示原文，不用 -f")
        _send(_official(home, item, source), source, output)
        return
    if isinstance(item, Entry):
        answer = show.answer(session.plans, [show.show(home, item)])
    elif isinstance(item, Section):
        entries = [entry for entry in home.entries if resolve.within(entry, item)]
        found = [show.show(home, entry) for entry in entries]
        answer = show.answer(session.plans, found, show.provisions_under(home, item))
    else:
        answer = show.provision_answer(session.plans, home, item)
    session.send(answer, full=True)


def _send(text: str, source: str, output: str | None) -> None:
    """Write the official wording to stdout or to a file.

    Raises:
        SciplanError: It can't be written there.
    """
    files.refuse_overwriting(output, [source])
    if output:
        files.write_whole(output, f"{text}\n".encode())
    else:
        write_out(f"{text}\n")


def _official(home: Plan, item: Entry | Section | Provision, source: str) -> str:
    """Return an item's wording in the official document.

    Raises:
        SciplanError: The document can't be read, or has no such item.
    """
    from sciplan.compare.verify import verifying as verify
    from sciplan.documents.draft.draft import draft
    from sciplan.documents.reading import read

    ident = item.measure.id if isinstance(item, Entry) else item.id
    made = draft(read(files.read_bytes(source), source))
    wording = verify.wording(home, made, ident)
    if not wording:
        raise SciplanError(f"{source} 里没有找到 {ident} 的原文")
    return wording
