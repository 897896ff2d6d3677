"""Hold what must take a straight line's time to it: `python bench/growth.py`.

Each scenario runs in this process at a size and at four times that size, after a first run at a
small one, which compiles patterns. A straight line takes 4 times as long, a square 16 times.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sciplan.checks.rules.registry import BY_CODE
from sciplan.documents.cleaning.wrapping import without_hard_breaks
from sciplan.documents.draft.draft import draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.plan.model import Head, Plan, Unit

_BOUND = 12
"""Between the straight line's 4 and the square's 16; the machine's other work shows in it."""
_TIMES = 4
_FILL = "加固，" * 30

_ON_ONE_LINE = (
    "修建水渠。责任单位：市水利局、市林草局 二是修渠，{1}。",
    "责任单位：市水利局、市林草局 ",
    '修渠“{1}"种树',
    "修渠（牵头部",
    "责任单位：          ",
    "责任单位：市水利局“数字",
    "市水利局商市林草局",
    "责任单位\n",
    "市水利局和水渠及",
)
_ON_MANY = (
    "{0}.修建第{0}条水渠。{1}。（市水利局牵头，市林草局配合）",
    "{0}.修建第{0}条水渠\n（1）目标：{1}。\n（2）责任单位：市水利局\n（3）完成时限：年底",
    "{0}.修建第{0}条水渠。由市水利局牵头，会同市林草局修建。{1}。",
    "{0}.修建第{0}条水渠。（市水利局牵头）\n专栏{0}\n1.南渠。{1}。\n2.北渠。",
)
_BROKEN = (
    ("（市科协牵头，", "市水利局、" * 10),
    ("1，" + "1" * 60,),
    ("（" * 50,),
    ("（市科协牵头", ""),
)
_PARAGRAPHS = """\
1．开展流动科技馆进校园活动。组织小学三、四年级学生参观科技馆，每年举办科技节，2024年底前建成示范校25所。
牵头单位：市农业农村局
配合单位：市科协、市人力资源和社会保障局、市自然资源和规划局、市文化和旅游局、市林草局、市水利局
完成时限：2025年6月底前
（一）加强组织领导。市人民政府负责全市公民科学素质建设工作的领导，将有关任务纳入国民经济和社会发展规划。
"""
_WIDTH = 30
_SHOWN = 70


class Scenario(NamedTuple):
    """Something to time.

    Args:
        name: What it is about.
        size: The smaller of its two sizes.
        prepare: Makes what is timed, of a size.
    """

    name: str
    size: int
    prepare: Callable[[int], Callable[[], object]]

    def seconds(self, size: int) -> float:
        """Return the processor's time at a size."""
        work = self.prepare(size)
        start = time.process_time()
        work()
        return time.process_time() - start

    def ratio(self) -> float:
        """Return the time at four times the size against that at the size."""
        self.seconds(self.size // _TIMES)
        small = self.seconds(self.size)
        return self.seconds(self.size * _TIMES) / small


def scenarios() -> Iterator[Scenario]:
    """Yield all scenarios."""
    for form in _ON_ONE_LINE:
        yield Scenario(f"import, on one line: {form!r}", 800, partial(_one_line, form))
    for form in _ON_MANY:
        yield Scenario(f"import, measures: {form!r}", 400, partial(_measures, form))
    for lines in (_broken(_PARAGRAPHS), *_BROKEN):
        name = f"import, broken lines: {lines[0]!r}"
        yield Scenario(name, 2400 // len(lines), partial(_joining, lines))
    yield Scenario("look-alike-units: all but one character alike", 2000, _names)


def _one_line(form: str, size: int) -> Callable[[], object]:
    return _drafting(form.format(0, _FILL) * size)


def _measures(form: str, size: int) -> Callable[[], object]:
    return _drafting("\n".join(form.format(number, _FILL) for number in range(size)))


def _drafting(text: str) -> Callable[[], object]:
    blocks = _paragraphs(["方案", "一、任务", *text.strip("\n").split("\n")])
    return lambda: draft(Document("plan.txt", blocks))


def _joining(lines: Sequence[str], size: int) -> Callable[[], object]:
    broken = _paragraphs([*lines] * size)
    return lambda: list(without_hard_breaks(broken))


def _paragraphs(lines: Sequence[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line, number) for number, line in enumerate(lines, 1))


def _broken(text: str) -> list[str]:
    """Break paragraphs into lines of so many characters."""
    return [
        paragraph[start : start + _WIDTH]
        for paragraph in text.splitlines()
        for start in range(0, len(paragraph), _WIDTH)
    ]


def _names(size: int) -> Callable[[], object]:
    names = (f"市{chr(0x4E00 + number)}局" for number in range(size))
    units = tuple(Unit(name=name) for name in names)
    plan = Plan(format="sciplan/1", head=Head(id="p", title="方案"), units=units)
    return lambda: list(BY_CODE["look-alike-units"].check(plan))


def main() -> None:
    """Print each scenario's ratio; end with 1 if any is over the bound."""
    failed = False
    print(f"Time at {_TIMES} times the size; the bound is {_BOUND}, ! marks what is over it")
    for scenario in scenarios():
        ratio = scenario.ratio()
        failed |= ratio >= _BOUND
        mark = "!" if ratio >= _BOUND else " "
        print(f"{ratio:6.2f}{mark} {scenario.name[:_SHOWN]}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
