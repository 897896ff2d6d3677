"""`sciplan rules [CODE]`."""

from typing import Annotated

import typer

from sciplan.base.errors import SciplanError
from sciplan.base.streams import write_out
from sciplan.checks.rules.registry import BY_CODE, RULES, find
from sciplan.cli.options import FormatOption, OutputOption, completer


def run(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="代码",
            autocompletion=completer(BY_CODE),
            help="如 repeated-unit；不写则列全部",
        ),
    ] = None,
    *,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """校验规则：列出全部，或一条规则的说明和示例。

    例：sciplan rules；sciplan rules unknown-unit
    """
    from sciplan.cli.session import Session
    from sciplan.queries import rules

    if code is None:
        Session(None, format_, output).send(rules.answer(RULES, rules.rules(RULES)))
        return
    rule = find(code)
    if format_ or output:
        raise SciplanError("一条规则的说明只有文字，不用 -f 和 -o")
    write_out(f"{rule.code}（{rule.severity.word}）\n\n{rule.manual}")
