"""`sciplan schema`."""

from typing import Annotated, Any

import typer

from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_text
from sciplan.cli.options import PlanOption


def run(
    *,
    plan: PlanOption = None,
    answer: Annotated[
        str | None,
        typer.Option("--answer", metavar="命令", help="这个命令 -f json 的记录，如 duties"),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
) -> None:
    """方案文件的 JSON Schema，供编辑器补全和检查；也有各查询 JSON 输出的。

    写明 -p 方案文件时，单位名单只列、只认该方案登记的单位，编辑器可以补全单位名称。
    """
    from sciplan.planfile import schema
    from sciplan.planfile.registered import registered_units

    if answer is None:
        found = schema.schema(registered_units(plan) if plan else ())
    else:
        found = _of_answer(answer)
    text = schema.as_text(found)
    write_text(text, output)
    if output:
        say(f"已写入 {output}")


def _of_answer(name: str) -> dict[str, Any]:
    from sciplan.queries.schemas import ANSWERS, schema

    if name not in ANSWERS:
        raise SciplanError(f"没有“{name}”的 JSON Schema，可用：{'、'.join(ANSWERS)}")
    return schema(name)
