"""A first plan file for who has nothing yet: small, commented, and without an error."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.planfile.edit import written
from sciplan.planfile.load import load

_LEVELS = "省市州盟县区旗乡镇"
_YEARS = re.compile(r"([12]\d{3})\s*年?\s*[—–\-~至到]+\s*([12]\d{3})")
_YEAR = re.compile(r"[12]\d{3}")
IGNORED = ("# 通讯录里有姓名和电话，不要提交", "contacts.yaml")
"""Lines of .gitignore, a comment first: what stands beside a plan and is nobody else's business."""


class Start(NamedTuple):
    """What a first plan file says.

    Args:
        title: The plan's title.
        place: Its jurisdiction.
        units: Units' short names; the first leads the one measure.
    """

    title: str
    place: str
    units: Sequence[str]


def usual(title: str = "", place: str = "", units: Sequence[str] = ()) -> Start:
    """Return what was said, with usual words for what was not."""
    place = place or "某市"
    level = place[-1] if place[-1] in _LEVELS else "市"
    return Start(title or f"{place}某项工作实施方案", place, units or usual_units(level))


def usual_units(level: str) -> tuple[str, ...]:
    """Return two bodies that most places have."""
    return f"{level}科协", f"{level}教体局"


def names_in(typed: Sequence[str]) -> tuple[str, ...]:
    """Return the names in lists as people type them, each once."""
    names = (name.strip() for each in typed for name in re.split("[、，,；;\n]", each))
    return tuple(dict.fromkeys(filter(None, names)))


def text_of(start: Start, path: str) -> str:
    """Return the text of a first plan file.

    Args:
        start: What it says.
        path: What its comments call the file.

    Raises:
        SciplanError: A word of it can't stand in a plan file.
    """
    text = "\n".join(_lines(start, path)) + "\n"
    problems = load(text, path).problems
    if problems:
        raise SciplanError(f"写不成方案文件：{problems[0].message}")
    return text


def _lines(start: Start, path: str) -> Iterator[str]:
    years = _YEARS.search(start.title)
    span = f"{{from: {years[1]}, to: {years[2]}}}" if years else ""
    yield "# 方案文件：一份方案列出若干举措，每项写明谁牵头、谁配合。# 后面是说明，可以删去。"
    yield "# 照印发的文件填写；单位名称用文件里印的简称。冒号是半角的，后面空一格；缩进用空格。"
    yield f"# 写完检查：sciplan validate {path}"
    yield "format: sciplan/1"
    yield ""
    yield "plan:"
    yield f"  id: {_id(start.title)}  # 方案代号：小写字母、数字和 -"
    yield f"  title: {written(start.title, '')}"
    yield "  # 印发后填写，去掉行首的 #："
    yield "  # number: 某政发〔2025〕1号"
    yield "  # issued: 2025-01-31"
    yield f"  period: {span}" if span else "  # period: {from: 2025, to: 2027}"
    yield f"  jurisdiction: {written(start.place, '')}"
    yield ""
    yield "# 单位：一行一个，先后就是各表的排列次序。可以写明全称、类别、别名，如"
    yield "#   市科协: {full_name: 某市科学技术协会, category: 群团组织, aliases: [科协]}"
    yield "units:"
    yield from (f"  {written(name, '')}: {{}}" for name in start.units)
    yield ""
    yield "# 标题和举措。编号照文件的层次：第一部分第二项是 1.2；举措可以再写 summary（概括）、"
    yield "# targets（指标）、deadline（完成时限）。没有分出牵头与配合的，名单写在 responsible。"
    yield "sections:"
    yield '  - id: "1"'
    yield "    title: 主要任务"
    yield "    measures:"
    yield '      - id: "1.1"'
    yield "        title: 第一项任务的标题"
    yield from _names("lead", "牵头单位", start.units[:1])
    yield from _names("cooperating", "配合单位", start.units[1:])


def _names(key: str, about: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"        {key}:  # {about}"
        yield from (f"          - {written(name, '')}" for name in names)


def _id(title: str) -> str:
    return "-".join(["plan", *_YEAR.findall(title)[:2]])


def ignoring(text: str) -> str:
    """Return a .gitignore with what is missing of `IGNORED` at its end."""
    kept = {line.strip().lstrip("/") for line in text.splitlines()}
    if IGNORED[-1] in kept:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else end
    return text + gap + "".join(f"{line}{end}" for line in IGNORED)
