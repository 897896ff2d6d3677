"""`sciplan schema`."""

from typing import Annotated, Any

import typer

from sciplan.base.streams import say, write_text
from sciplan.cli.options import PlanOption, choice
from sciplan.cli.registry import COMMANDS

_OTHERS = {
    "overview": "概况",
    "overlaps-two": "两个单位的协同",
    "show-provision": "统筹职责",
    "diff-unit": "各单位的增减",
}
"""Answers that no command has to itself, or that are called otherwise."""


def _answers() -> dict[str, tuple[str, str]]:
    """Return the answers that have a schema, with their Chinese names."""
    from sciplan.queries.schemas import ANSWERS

    words = {entry.name: entry.chinese for entry in COMMANDS} | _OTHERS
    return {name: (name, words[name]) for name in ANSWERS}


def _complete_answer() -> list[str]:
    return [each for name, (_, word) in _answers().items() for each in (name, word)]


def _parse_answer(typed: str) -> str:
    return choice(_answers())(typed)


def _kinds() -> dict[str, tuple[str, str]]:
    """Return the kinds of files beside a plan, with their Chinese names."""
    from sciplan.planfile.kinds import KINDS

    return {kind.key: (kind.key, kind.chinese) for kind in KINDS}


def _complete_kind() -> list[str]:
    return [each for key, (_, word) in _kinds().items() for each in (key, word)]


def _parse_kind(typed: str) -> str:
    return choice(_kinds())(typed)


def run(
    *,
    plan: PlanOption = None,
    answer: Annotated[
        str | None,
        typer.Option(
            "--answer",
            metavar="命令",
            parser=_parse_answer,
            autocompletion=_complete_answer,
            help="这个命令 -f json 的记录，如 duties（职责）",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="文件种类",
            parser=_parse_kind,
            autocompletion=_complete_kind,
            help="方案旁边的另一种文件，如 contacts（通讯录）",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
) -> None:
    """方案文件的 JSON Schema，供编辑器补全和检查；也有各查询 JSON 输出的。

    写明 -p 方案文件时，单位名单只列、只认该方案登记的单位，编辑器可以补全单位名称。

    例：sciplan schema -p plan.yaml -o plan.schema.json；sciplan schema --answer duties
    """
    from sciplan.planfile import schema
    from sciplan.planfile.registered import registered_units

    if kind and answer:
        raise typer.BadParameter("--kind 和 --answer 只写一个")
    if kind:
        from sciplan.planfile.kinds import KINDS

        meant = next(each for each in KINDS if each.key == kind)
        found = schema.schema_of(meant.model(), meant.chinese)
    elif answer is None:
        found = schema.schema(registered_units(plan) if plan else ())
    else:
        found = _of_answer(answer)
    text = schema.as_text(found)
    write_text(text, output)
    if output:
        say(f"已写入 {output}")


def _of_answer(name: str) -> dict[str, Any]:
    from sciplan.queries.schemas import schema

    return schema(name)
