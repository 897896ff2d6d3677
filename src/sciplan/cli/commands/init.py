"""`sciplan init [FILE]`."""

from typing import Annotated

import typer


def run(
    path: Annotated[str, typer.Argument(metavar="文件", help="要写的方案文件")] = "plan.yaml",
    *,
    title: Annotated[str, typer.Option("--title", metavar="标题", help="方案标题")] = "",
    place: Annotated[str, typer.Option("--place", metavar="地区", help="地区，如 某市")] = "",
    units: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="单位", help="单位简称；可重复，也可用顿号隔开"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不询问，没有写明的用示例内容")] = False,
) -> None:
    """新建一个方案文件：很小，有说明，能通过校验，照着添改。

    在终端上会问标题、地区和单位，也可以用选项写明。已有正式文件的不必手写：
    sciplan import 方案.docx -o plan.yaml

    例：sciplan init 某市.yaml --title 某市科普工作方案 --place 某市 --unit 市科协、市教体局
    """
    from sciplan.planfile import beginning

    beginning.begin(path, title=title, place=place, units=units or (), yes=yes)
