"""`sciplan validate [FILES]`."""

from typing import Annotated

import typer

from sciplan import files
from sciplan.load import load
from sciplan.reporters import REPORTERS
from sciplan.streams import say, write_out


def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="文件", help="方案文件或文件夹；不写则检查查询所用的那个"),
    ] = None,
) -> None:
    """检查方案文件，列出全部问题及其行列；有错误时退出码为 1。"""
    checked, _ = files.plan_files(paths or ())
    problems = [
        problem for path in checked for problem in load(files.read_text(path), path).problems
    ]
    write_out(REPORTERS["text"].render(problems))
    say(f"检查了 {len(checked)} 个文件，{len(problems)} 个错误")
    if problems:
        raise typer.Exit(1)
