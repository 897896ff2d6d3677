"""`sciplan rename OLD NEW`."""

from typing import Annotated

import typer

from sciplan.cli.options import PlanOption, complete_unit


def run(
    old: Annotated[
        str, typer.Argument(metavar="旧简称", autocompletion=complete_unit, help="现在的简称")
    ],
    new: Annotated[str, typer.Argument(metavar="新简称", help="改成的简称")],
    *,
    plan: PlanOption = None,
    no_alias: Annotated[bool, typer.Option("--no-alias", help="旧简称不留作别名")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不询问，直接写入")] = False,
) -> None:
    """改一个单位在方案文件里的简称：登记、名单、统筹职责、文本说明，处处都改。

    先显示差异，再询问；不在终端时只显示，退出码为 1，加 --yes 才写入。注释和标题、概括等文字不动。
    机构本身更名的是机构变动，不用这个命令。

    例：sciplan rename 市教体局 市教育体育局 -p plan.yaml
    """
    from sciplan.base import files
    from sciplan.base.errors import SciplanError
    from sciplan.planfile.renaming import rename

    paths, shipped = files.plan_files(plan or ())
    if shipped or len(paths) > 1:
        raise SciplanError("请用 -p 写明一个方案文件")
    raise typer.Exit(rename(paths[0], old, new, alias=not no_alias, yes=yes))
