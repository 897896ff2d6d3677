"""`sciplan duties UNIT`."""

from typing import Annotated

import typer

from sciplan.base.errors import SciplanError
from sciplan.cli.options import (
    AsOfOption,
    FormatOption,
    FullOption,
    MaxUnitsOption,
    OutputOption,
    PlanOption,
    RoleOption,
    SectionOption,
    UnitArgument,
    complete_unit,
)


def run(
    unit: UnitArgument = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="列出全部单位")] = False,
    role: RoleOption = None,
    section: SectionOption = None,
    with_: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="单位",
            autocompletion=complete_unit,
            help="只看与这个单位共同承担的举措",
        ),
    ] = None,
    max_units: MaxUnitsOption = None,
    full: FullOption = False,
    as_of: AsOfOption = None,
    plan: PlanOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """一个单位的职责清单：牵头哪些、配合哪些、未参与哪些。

    例：sciplan duties 市科协；sciplan duties 市科协 --role 牵头 --section 3.4
    """
    from sciplan.cli.session import Session
    from sciplan.plan.graph import units_of
    from sciplan.queries import duties, duty_rows

    if unit is None and not every:
        raise SciplanError("请写一个单位，如 sciplan duties 市科协；或用 --all 列出全部单位")
    if unit is not None and every:
        raise SciplanError(f"写了单位“{unit}”，就不要再写 --all")
    session = Session(plan, format_, output, as_of)
    bodies = session.bodies([unit] if unit is not None else ())
    partner = session.unit(with_) if with_ is not None else None
    if partner in [body.key for body in bodies]:
        raise SciplanError(f"“{with_}”就是要看的单位，--with 后面请写另一个单位")
    graph = session.graph_around(
        [body.key for body in bodies] if all(body.registered for body in bodies) else ()
    )
    wanted, scope = duty_rows.choose(
        graph, session.naming(section=section, max_units=max_units), partner
    )
    keys = (
        [key for key, _ in units_of(graph)]
        if every
        else [body.key for body in bodies if body.registered]
    )
    found = duty_rows.duties(graph, keys, wanted)
    found += [duty_rows.of_body(graph, body.key, wanted) for body in bodies if not body.registered]
    session.send(duties.answer(graph, found, role=role, scope=scope), full=full)
