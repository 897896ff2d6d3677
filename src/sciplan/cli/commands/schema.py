"""`sciplan schema`."""

from typing import Annotated

import typer

from sciplan.base.streams import say, write_text
from sciplan.cli.options import PlanOption


def run(
    *,
    plan: PlanOption = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
) -> None:
    """方案文件的 JSON Schema，供编辑器补全和检查。

    写明 -p 方案文件时，单位名单只列、只认该方案登记的单位，编辑器可以补全单位名称。
    """
    from sciplan.planfile import schema
    from sciplan.planfile.registered import registered_units

    text = schema.as_text(schema.schema(registered_units(plan) if plan else ()))
    write_text(text, output)
    if output:
        say(f"已写入 {output}")
