"""Documents generated in many layouts: the numbers of their items, their clauses, their lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sciplan.base.numerals import chinese_number
from sciplan.documents.draft.draft import draft
from sciplan.documents.reading import read

Number = Callable[[int], str]
TITLE, INTRO = "某市便民实事工作方案", "为办好便民实事，制定本方案。"


def _chinese(before: str, behind: str) -> Number:
    return lambda number: f"{before}{chinese_number(number)}{behind}"


def _arabic(before: str, behind: str) -> Number:
    return lambda number: f"{before}{number}{behind}"


def _dash(_number: int) -> str:
    return "——"


STYLES: dict[str, tuple[Number, Number]] = {
    "一（一）": (_chinese("", "、"), _chinese("（", "）")),
    "一1": (_chinese("", "、"), _arabic("", ".")),
    "（一）1": (_chinese("（", "）"), _arabic("", "．")),
    "一（1）": (_chinese("", "、"), _arabic("（", "）")),
    "章条": (_chinese("第", "章 "), _chinese("第", "条 ")),
    "一①": (_chinese("", "、"), lambda number: "①②③④⑤⑥⑦⑧⑨"[number - 1]),
    "（一）——": (_chinese("（", "）"), _dash),
    "1、（1）": (_arabic("", "、"), _arabic("（", "）")),
    "1.1": (_arabic("", ". "), _arabic("", "")),
}
"""Style → what headings and tasks are numbered with."""
Clause = Callable[[str, list[str]], str]
CLAUSES: dict[str, Clause] = {
    "leads": lambda first, rest: f"（{first}牵头，{'、'.join(rest)}配合）",
    "label": lambda first, rest: f"（责任单位：{'、'.join([first, *rest])}）",
    "names": lambda first, rest: f"（{'、'.join([first, *rest])}）",
    "two labels": lambda first, rest: f"〔牵头单位：{first}；配合单位：{'、'.join(rest)}〕",
    "lines": lambda first, rest: f"\n牵头单位：{first}\n配合单位：{'、'.join(rest)}",
    "sentence": lambda first, rest: f"由{first}牵头，{'、'.join(rest)}配合。",
}
LAYOUTS = ("lines", "titles on lines", "one line", "one line with blanks", "all on one line")
_BODIES = [
    "市水利局",
    "市财政局",
    "市教育局",
    "市农业农村局",
    "市交通运输局",
    "市文化和旅游局",
    "团市委",
    "市公安局",
]
_DOING = ["完善", "推进", "加强", "建设", "提升", "培育", "规范", "健全"]
_THINGS = [
    "灌溉设施",
    "乡村道路",
    "社区食堂",
    "校园体育",
    "科普园地",
    "绿色步道",
    "数字平台",
    "应急体系",
]
_WORDS = (
    "组织专项行动，覆盖全部乡镇，年内建成3处示范点",
    "按照“一村一策”要求，对重点区域分类施策，补齐短板",
    "引导社会力量参与（含志愿服务），形成长效机制；加大宣传力度",
)


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it is printed, and who has a part in it."""

    marker: str
    title: str
    words: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its tasks."""

    heading: str
    tasks: tuple[Task, ...]


def parts(style: str, seed: int) -> list[Part]:
    """Return a document's parts; the same seed gives the same."""
    run = seed
    made: list[Part] = []
    top, below = STYLES[style]
    for place in range(1, 4):
        tasks: list[Task] = []
        for number in range(1, 4 + (seed + place) % 3):
            run += 1
            marker = below(run - seed if style == "章条" else number)
            title = _DOING[run % 8] + _THINGS[run * 5 % 7]
            first = run * 3 % 8
            bodies = tuple((_BODIES * 2)[first : first + 2 + run % 3])
            marker = f"{place}.{marker} " if style == "1.1" else marker
            tasks.append(Task(marker, title, _WORDS[run % 3], bodies))
        made.append(Part(f"{top(place)}{_THINGS[place]}行动", tuple(tasks)))
    return made


def text_of(made: list[Part], clause: str, layout: str) -> str:
    """Return a document as a text."""
    lines = [*_lines(made, clause, "\n" if layout == "titles on lines" else "。")]
    if layout == "all on one line":
        return TITLE + INTRO + "".join(lines)
    if layout in ("one line", "one line with blanks"):
        joint = " " if layout.endswith("blanks") else ""
        return f"{TITLE}\n{joint.join((INTRO, *lines))}"
    return "\n".join((TITLE, INTRO, *lines))


def _lines(made: list[Part], clause: str, stop: str) -> Iterator[str]:
    for part in made:
        yield part.heading
        for task in part.tasks:
            printed = CLAUSES[clause](task.bodies[0], [*task.bodies[1:]])
            yield f"{task.marker}{task.title}{stop}{task.words}。{printed}"


Said = tuple[str, frozenset[str]]


def told(made: list[Part]) -> list[Said]:
    """Return the title and bodies of each task."""
    return [(task.title, frozenset(task.bodies)) for part in made for task in part.tasks]


def imported(text: str) -> list[Said]:
    """Return what import reads: title and bodies of each measure."""
    measures = [entry.measure for entry in draft(read(text.encode(), "方案.txt")).plan.entries]
    return [
        (one.title, frozenset((*one.lead, *one.responsible, *one.cooperating))) for one in measures
    ]
