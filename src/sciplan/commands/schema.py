"""`sciplan schema`."""

from typing import Annotated

import typer

from sciplan import files
from sciplan.options import PlanOption
from sciplan.streams import say, write_out


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
    from sciplan import schema
    from sciplan.session import registered_units

    text = schema.as_text(schema.schema(registered_units(plan) if plan else ()))
    if output:
        files.write_whole(output, text.encode())
        say(f"已写入 {output}")
    else:
        write_out(text)
