"""One run of `init`: ask, write the first plan file, say what comes next."""

from collections.abc import Sequence
from pathlib import Path

from sciplan.base import files, replacing
from sciplan.base.asking import answer_to, can_ask
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say
from sciplan.planfile import newfile, starter

_FOUND = ("plan.yaml", "data/plan.yaml")
"""Where queries look for a plan by themselves."""


def begin(path: str, *, title: str, place: str, units: Sequence[str], yes: bool) -> None:
    """Write a first plan file and, beside it, what git is to leave out.

    Args:
        path: The file.
        title: The plan's title, if given.
        place: Its jurisdiction, if given.
        units: Lists of units, if given.
        yes: Use usual words for what is not given, and don't ask.

    Raises:
        SciplanError: The file is there or can't be written, or nobody can be asked.
    """
    newfile.refuse_first(path)
    start = starter.usual(title, place, starter.names_in(units))
    if not yes:
        start = _asked(start, title=title, place=place, units=units)
    # Last the plan: whoever is killed between the two runs it again, which a plan would refuse.
    beside = Path(path).parent / ".gitignore"
    ignored = _ignore(beside)
    newfile.write(path, starter.text_of(start, Path(path).name))
    say(f"已写入 {path}")
    if ignored:
        say(f"{beside} 里写明不提交 {starter.IGNORED[-1]}")
    for line in _next_steps(path):
        say(line)


def _asked(start: starter.Start, *, title: str, place: str, units: Sequence[str]) -> starter.Start:
    if title and place and units:
        return start
    if not can_ask():
        raise SciplanError(
            "不在终端上，没法询问：请用 --title、--place、--unit 写明，或加 --yes 用示例内容"
        )
    title = title or answer_to("方案标题", start.title)
    place = place or answer_to("地区", start.place)
    usual = starter.usual(title, place, starter.names_in(units))
    listed = units or [answer_to("单位简称，用顿号隔开，第一个牵头", "、".join(usual.units))]
    return starter.usual(title, place, starter.names_in(listed))


def _ignore(path: Path) -> bool:
    """Keep the list of contacts out of git; lines that are there stay as they are.

    Returns:
        Whether anything had to be written.
    """
    file = files.read_file(str(path)) if path.is_file() else None
    before = file.text if file else ""
    text = starter.ignoring(before)
    if text == before:
        return False
    if file:
        replacing.replace(str(path), file, text)
    else:
        newfile.write(str(path), text)
    return True


def _next_steps(path: str) -> list[str]:
    named = "" if Path(path).as_posix() in _FOUND else f" -p {path}"
    return [
        "接下来：",
        f"  1. 照印发的文件改 {path}；格式见 docs/plan-file.md",
        f"  2. 检查：sciplan validate {path}",
        f"  3. 看一看：sciplan{named}",
    ]
