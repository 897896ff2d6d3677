"""Plan files in any layout that YAML allows and people use, for laws about edits."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sciplan.plan.model import Measure, Plan, Section
from sciplan.planfile.load import load

UNITS = ("甲局", "乙局", "丙会", "丁委", "戊办", "己院", "各县（市、区）人民政府")
LABELS = ("指导", "监督")
_TEXTS = (
    "办事",
    "修渠: 一期",
    "“两不愁”",
    "2025",
    "yes",
    "- 甲",
    "种树 # 三北",
    "甲\n乙",
    "[x]",
    "=1+1",
)
_NAMES = st.lists(st.sampled_from(UNITS), max_size=4, unique=True).map(tuple)


@st.composite
def measures(draw: st.DrawFn, ident: str) -> Measure:
    """Draw a measure with any of the fields that a sheet holds."""
    text = st.sampled_from(_TEXTS)
    maybe = st.one_of(st.just(""), text)
    labels = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    others = {label: draw(_NAMES.filter(bool)) for label in labels}
    return Measure(
        id=ident,
        title=draw(text),
        summary=draw(st.sampled_from(["", "一句话。"])),
        text=draw(st.sampled_from(["", "原文一行。\n# 不是注释\n原文两行。\n"])),
        lead=draw(_NAMES),
        responsible=draw(st.one_of(st.just(()), _NAMES)),
        cooperating=draw(_NAMES),
        others=others or None,
        and_others=draw(st.booleans()),
        deadline=draw(maybe),
        deadline_date=draw(st.sampled_from([None, date(2025, 12, 31)])),
        remark=draw(maybe),
    )


@st.composite
def sound_measures(draw: st.DrawFn, ident: str) -> Measure:
    """Draw a measure that breaks no rule, with a title of its own, as a sheet holds it."""
    names = draw(st.permutations(UNITS))
    first, second, third = sorted(draw(st.integers(1, len(UNITS))) for _ in range(3))
    label = draw(st.sampled_from(LABELS))
    others = {label: tuple(names[second:third])} if third > second else None
    return replace(
        draw(measures(ident)),
        title=f"{draw(st.sampled_from(_TEXTS))}之{ident}",
        summary="概括",
        text="",
        lead=tuple(names[:first]),
        responsible=(),
        cooperating=tuple(names[first:second]),
        others=others,
    )


@st.composite
def sections(draw: st.DrawFn, made: Any = measures) -> tuple[Section, ...]:
    """Draw two sections, the second with one below it; any may be without measures."""

    def some(above: str) -> tuple[Measure, ...]:
        numbers = draw(st.lists(st.integers(1, 12), max_size=4, unique=True).map(sorted))
        return tuple(draw(made(f"{above}.{number}")) for number in numbers)

    below = Section(id="2.1", title="其下", measures=some("2.1"))
    return (
        Section(id="1", title="其一", measures=some("1")),
        Section(id="2", title="其二", measures=(), sections=(below,)),
    )


def plan_with(these: tuple[Section, ...]) -> Plan:
    """Return a plan with these sections."""
    units = "\n".join(f"  {name}:" for name in UNITS)
    head = f"format: sciplan/1\nplan: {{id: p, title: 方案}}\nunits:\n{units}\n"
    plan = load(head, "p.yaml").plan
    assert plan is not None
    return replace(plan, sections=these)


def without_roles(plan: Plan, known: set[str]) -> Plan:
    """Return a plan without roles outside the three but for those known."""

    def kept(measure: Measure) -> Measure:
        others = {label: names for label, names in (measure.others or {}).items() if label in known}
        return replace(measure, others=others or None)

    def within(section: Section) -> Section:
        return replace(
            section,
            measures=tuple(map(kept, section.measures)),
            sections=tuple(map(within, section.sections)),
        )

    return replace(plan, sections=tuple(map(within, plan.sections)))


@st.composite
def files(draw: st.DrawFn, plan: Plan) -> str:
    """Draw a file that says a plan, in a layout of its own, with a comment wherever one may be."""
    writer = _Writer(
        flow=draw(st.booleans()),
        offset=" " * draw(st.sampled_from([0, 2, 4])),
        quotes=draw(st.sampled_from(["", "'", '"'])),
        blank=draw(st.booleans()),
        comments=draw(st.booleans()),
        braces=draw(st.booleans()),
    )
    text = writer.plan(plan)
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes a plan with none of sciplan's own code."""

    flow: bool
    offset: str
    quotes: str
    blank: bool
    comments: bool
    braces: bool

    def plan(self, plan: Plan) -> str:
        lines = ["# 文件开头", "format: sciplan/1", "plan: {id: p, title: 方案}", "units:"]
        lines += [f"  {unit.name}:" for unit in plan.units]
        lines += self.note("", "各节")
        lines += ["sections:", *self.items(plan.sections, self.offset)]
        lines += self.note("", "文件末尾")
        return "\n".join(lines) + "\n"

    def note(self, indent: str, text: str) -> list[str]:
        return [f"{indent}# {text}"] if self.comments else []

    def items(self, models: Any, indent: str) -> list[str]:
        lines: list[str] = []
        for number, model in enumerate(models):
            if number and self.blank:
                lines.append("")
            lines += self.note(indent, f"记在 {model.id} 上面")
            if self.braces and isinstance(model, Measure):
                lines.append(f"{indent}- {self.braced(model)}")
                continue
            first, *rest = self.block(model, f"{indent}  ")
            lines += [f"{indent}- {first.lstrip()}", *rest]
            lines += self.note(f"{indent}  ", f"记在 {model.id} 末尾")
        return lines

    def block(self, model: Section | Measure, indent: str) -> list[str]:
        lines = [f'{indent}id: "{model.id}"', f"{indent}title: {self.scalar(model.title)}"]
        if isinstance(model, Section):
            for key in ("measures", "sections"):
                if getattr(model, key):
                    items = self.items(getattr(model, key), indent + self.offset)
                    lines += [f"{indent}{key}:", *items]
            return lines
        for key, value in self.fields(model):
            if key == "text":
                lines.append(f"{indent}text: |")
                lines += [f"{indent}  {line}" for line in str(value).splitlines()]
            elif isinstance(value, tuple):
                lines += self.names(key, value, indent)
            elif isinstance(value, dict):
                lines.append(f"{indent}{key}:")
                for label, names in value.items():
                    lines += self.names(label, names, f"{indent}  ")
            else:
                lines.append(f"{indent}{key}: {value}{'  # 注' if self.comments else ''}")
        return lines

    def fields(self, measure: Measure) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        if measure.summary:
            found.append(("summary", self.scalar(measure.summary)))
        if measure.text:
            found.append(("text", measure.text))
        lists = ("lead", "responsible", "cooperating", "others")
        found += [(key, getattr(measure, key)) for key in lists if getattr(measure, key)]
        if measure.and_others:
            found.append(("and_others", "true"))
        if measure.deadline:
            found.append(("deadline", self.scalar(measure.deadline)))
        if measure.deadline_date:
            found.append(("deadline_date", measure.deadline_date.isoformat()))
        if measure.remark:
            found.append(("remark", self.scalar(measure.remark)))
        return found

    def names(self, key: str, names: tuple[str, ...], indent: str) -> list[str]:
        if self.flow:
            return [f"{indent}{key}: [{', '.join(map(self.scalar, names))}]"]
        dashes = indent + self.offset
        note = "  # 注" if self.comments else ""
        return [f"{indent}{key}:", *(f"{dashes}- {self.scalar(name)}{note}" for name in names)]

    def braced(self, measure: Measure) -> str:
        pairs = [f'id: "{measure.id}"', f"title: {self.scalar(measure.title)}"]
        for key, value in self.fields(measure):
            if isinstance(value, tuple):
                shown = f"[{', '.join(map(self.scalar, value))}]"
            elif isinstance(value, dict):
                labels = [
                    f"{label}: [{', '.join(map(self.scalar, names))}]"
                    for label, names in value.items()
                ]
                shown = f"{{{', '.join(labels)}}}"
            else:
                shown = self.scalar(value) if key == "text" else value
            pairs.append(f"{key}: {shown}")
        return f"{{{', '.join(pairs)}}}"

    def scalar(self, text: str) -> str:
        if "\n" in text:
            return '"' + text.replace("\n", "\\n") + '"'
        if self.quotes or not text.isalpha() or text == "yes":
            quotes = self.quotes or '"'
            return f"{quotes}{text}{quotes}"
        return text
