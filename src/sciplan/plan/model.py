"""The plan as frozen values. They know nothing of files, lines or columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from sciplan.base.problem import FieldPath
from sciplan.plan.fields import (
    Amount,
    Date,
    Flag,
    Keyed,
    Many,
    Names,
    NamesByRole,
    One,
    Text,
    Texts,
    Year,
    declared,
)
from sciplan.plan.role import Role

if TYPE_CHECKING:
    from sciplan.plan.reforms.reform import Reform
    from sciplan.plan.returns import Progress

FORMAT = "sciplan/1"
ISSUED = "印发"
STATUSES = (ISSUED, "送审稿", "征求意见稿")
"""What a plan's text may be; drafts go round before the document is issued."""
_ID = Text(r"[0-9]+(\.[0-9]+)*", "用点隔开的数字，如 2.1.1", "bad-id")


class Origin(NamedTuple):
    """Where a duty came from that reforms moved.

    Args:
        moved_from: The body that the plan prints; None where a later document added the duty.
        basis: The documents that moved it, from the first to the last.
        doubles: Bodies, as printed, whose duty in the measure fell together with this one.
    """

    moved_from: str | None
    basis: tuple[str, ...]
    doubles: tuple[str, ...] = ()


class Revised(NamedTuple):
    """That a plan's duties are not those as issued.

    Args:
        day: The day on which they are in force.
        basis: The documents that changed them; none where no reform is in force on it.
    """

    day: date
    basis: tuple[str, ...]


class Duty(NamedTuple):
    """One unit's role in one measure, an edge of the graph.

    Args:
        unit: The unit's short name.
        role: Its highest role in the measure.
        place: Its place in that role's printed list, from 1.
        of: How many names that list prints.
        origin: Where it came from, in a plan as of a day; None where no reform touched it.
    """

    unit: str
    role: Role
    place: int
    of: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number, or a goal in words, that the plan promises."""

    what: str = declared(Text(), "指标名称")
    at_least: int | float | None = declared(Amount(), "不少于（……以上）", default=None)
    at_most: int | float | None = declared(Amount(), "不超过（……以下）", default=None)
    reach: int | float | str | None = declared(
        Amount(words=True), "达到；没有数字的写原话，如 全覆盖", default=None
    )
    unit: str = declared(Text(), "计量单位，如 人、%", default="")
    start: int | date | None = declared(
        Year(or_day=True), "从何时起算：年份或日期；要比进度的才填", key="from", default=None
    )
    by: int | date | None = declared(
        Year(or_day=True), "完成年份或日期；文件没有写明的不填", default=None
    )
    counting: str = declared(
        Text("sum", "sum"), "几个单位各报各的数时，sum 为相加；不填则分别列出", default=""
    )
    quote: str = declared(Text(), "原文字句")

    @property
    def op(self) -> str:
        """`at_least`, `at_most` or `reach`."""
        return next(op for op in ("at_least", "at_most", "reach") if getattr(self, op) is not None)

    @property
    def begins(self) -> date | None:
        """The first day that counts; a year begins on its first."""
        return date(self.start, 1, 1) if isinstance(self.start, int) else self.start

    @property
    def due(self) -> date | None:
        """The last day; a year ends with its last."""
        return date(self.by, 12, 31) if isinstance(self.by, int) else self.by

    @property
    def year(self) -> int | None:
        """The year by the end of which, or in which, it is due."""
        return self.due.year if self.due else None

    @property
    def amount(self) -> int | float | str:
        """The number promised, or the words that stand for one."""
        amount: int | float | str = getattr(self, self.op)
        return amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body named in the plan; its place among the plan's units is its precedence."""

    name: str
    full_name: str = declared(Text(), "全称", default="")
    category: str = declared(Text(), "类别，如 政府部门、群团组织", default="")
    aliases: tuple[str, ...] = declared(Texts(), "别名：其他通用的简称", default=())
    misprints: tuple[str, ...] = declared(Texts(), "误写：印发文本里写错的名称", default=())
    jurisdiction: str = declared(Text(), "所属地区；与方案不同时才填", default="")
    collective: bool = declared(
        Flag(), "集合称谓，如 各县（市、区）人民政府；不计入统计", default=False
    )
    # Of a plan as of a day only; a file can't say them.
    former: tuple[str, ...] = ()
    """Names of bodies that it took over."""
    vacant: bool = False
    """Whether it stands for a dissolved body, for whose duties no holder is named."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this unit, the short name first, those it took over last."""
        full_name = (self.full_name,) if self.full_name else ()
        return (self.name, *self.aliases, *full_name, *self.misprints, *self.former)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of the plan; the lists hold what is printed, in printed order."""

    id: str = declared(_ID, "编号：部分.节.项")
    title: str = declared(Text(), "标题")
    part: str = declared(
        Text(r"[1-9]\d*/[1-9]\d*", "第几部分/共几部分，如 2/3"),
        "一段有几个责任条款时，这是其中第几个",
        default="",
    )
    category: str = declared(Text(), "类别", default="")
    indicator: str = declared(Text(), "指标属性：约束性或预期性", default="")
    summary: str = declared(Text(), "一句话概括，不抄原文", default="")
    text: str = declared(Text(), "原文", default="")
    attribution: str = declared(Text(), "印发的责任条款", default="")
    lead: tuple[str, ...] = declared(Names(), "牵头单位", default=())
    responsible: tuple[str, ...] = declared(
        Names(), "负责单位：条款没有分出牵头与配合的", default=()
    )
    cooperating: tuple[str, ...] = declared(Names(), "配合单位", default=())
    others: Mapping[str, tuple[str, ...]] | None = declared(
        NamesByRole(), "其他身份，如 指导；列出但不计数", default=None
    )
    and_others: bool = declared(Flag(), "单位名单以“等”结尾", default=False)
    targets: tuple[Target, ...] = declared(Many(lambda: Target), "指标", default=())
    deadline: str = declared(Text(), "完成时限，照原话", default="")
    deadline_date: date | None = declared(Date(), "完成日期；印有日期的才填", default=None)
    leader: str = declared(Text(), "分管领导", default="")
    remark: str = declared(Text(), "备注", default="")
    serves: tuple[str, ...] = declared(
        Texts(), "所落实的举措：上级方案（plan.implements）里的编号", default=()
    )

    @property
    def content(self) -> str:
        """What is to be done, in the document's words, else summed up; empty where neither is."""
        return self.text or self.summary

    def printed(self, role: Role) -> tuple[str, ...]:
        """Return the names printed under a role, in printed order."""
        names: tuple[str, ...] = getattr(self, role.value)
        return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A duty stated in prose without an attribution clause; shown, never counted."""

    id: str = declared(_ID, "编号")
    title: str = declared(Text(), "标题")
    units: tuple[str, ...] = declared(Texts(), "句中点名的单位；可以是没有登记的", default=())
    summary: str = declared(Text(), "一句话概括，不抄原文", default="")
    text: str = declared(Text(), "原文", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it."""

    id: str = declared(_ID, "编号")
    title: str = declared(Text(), "标题")
    measures: tuple[Measure, ...] = declared(Many(lambda: Measure), "举措", default=())
    provisions: tuple[Provision, ...] = declared(
        Many(lambda: Provision), "统筹职责、保障措施", default=()
    )
    sections: "tuple[Section, ...]" = declared(Many(lambda: Section), "下级标题", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """An oddity of the printed document, explained."""

    at: str = declared(Text(r"plan|[0-9]+(\.[0-9]+)*", "编号，或 plan", "bad-id"), "编号，或 plan")
    rule: str = declared(Text(), "对应的校验代码；只作说明的不填", default="")
    value: str = declared(Text(), "对应的值，如单位名称", default="")
    printed: str = declared(Text(), "印发文本怎样写")
    reading: str = declared(Text(), "本数据怎样理解", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The years a plan covers, both included."""

    start: int = declared(Year(), "起始年", key="from")
    end: int = declared(Year(), "终止年", key="to")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLead:
    """The plan's own sentence that the first listed body leads."""

    quote: str = declared(Text(), "写明“列第一位者为牵头单位”的原话")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What identifies the document."""

    id: str = declared(
        Text(r"[a-z0-9][a-z0-9._-]*", "小写字母、数字和 - . _", "bad-id"),
        "方案代号，同时打开几个方案时用",
    )
    title: str = declared(Text(), "方案标题")
    number: str = declared(Text(), "发文字号", default="")
    issuer: str = declared(Text(), "发文机关", default="")
    issued: date | None = declared(Date(), "成文日期", default=None)
    status: str = declared(
        Text("|".join(STATUSES), "、".join(STATUSES)),
        "是印发的文件，还是送审稿、征求意见稿；默认印发",
        default=ISSUED,
    )
    period: Period | None = declared(One(lambda: Period), "实施期", default=None)
    jurisdiction: str = declared(Text(), "地区，如 云南省曲靖市", default="")
    supersedes: str = declared(Text(), "所替代的上一版方案代号", default="")
    implements: str = declared(
        Text(), "所落实的上级方案或总方案的代号，如年度工作要点、县级方案", default=""
    )
    based_on: tuple[str, ...] = declared(Texts(), "依据文件的发文字号", default=())
    coordinator: str = declared(Text(), "综合协调单位", default="")
    first_lead: FirstLead | None = declared(
        One(lambda: FirstLead), "文件写明首位即牵头时才填", default=None
    )


class MeasureKey(NamedTuple):
    """What tells one measure from all others, in several plans too; a node of the graph.

    Args:
        plan: The plan's id.
        measure: The measure's id.
        bipartite: networkx's name for the side; it also keeps a key from equalling a `UnitKey`.
    """

    plan: str
    measure: str
    bipartite: int = 0


class UnitKey(NamedTuple):
    """What tells one unit from all others, in several plans too; a node of the graph.

    Args:
        jurisdiction: Where it belongs: 曲靖's 市科协 and 玉溪's 市科协 are two.
        unit: The short name.
        bipartite: The other side.
    """

    jurisdiction: str
    unit: str
    bipartite: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """How this file wants to be checked."""

    select: tuple[str, ...] | None = declared(Texts(), "只用这些校验", default=None)
    ignore: tuple[str, ...] | None = declared(Texts(), "不用这些校验", default=None)
    strict: bool | None = declared(Flag(), "有警告也算不通过", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Headings of columns in papers, where an office says them in its own way."""

    number: str = declared(Text(), "序号", default="")
    category: str = declared(Text(), "类别", default="")
    title: str = declared(Text(), "任务名称", default="")
    content: str = declared(Text(), "任务内容；取原文，没有原文的取概括", default="")
    targets: str = declared(Text(), "目标要求", default="")
    leader: str = declared(Text(), "分管领导", default="")
    lead: str = declared(Text(), "牵头单位", default="")
    responsible: str = declared(Text(), "负责单位", default="")
    cooperating: str = declared(Text(), "配合单位；有的地方叫责任单位", default="")
    deadline: str = declared(Text(), "完成时限", default="")
    remark: str = declared(Text(), "备注", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Fonts of papers, by the names that Word and WPS list."""

    title: str = declared(Text(), "标题，默认方正小标宋简体", default="")
    heading: str = declared(Text(), "一级标题和表头，默认黑体", default="")
    subheading: str = declared(Text(), "二级标题，默认楷体", default="")
    body: str = declared(Text(), "正文和表格，默认仿宋", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that papers call to; what is left out is left blank on them."""

    title: str = declared(Text(), "会议名称", default="")
    time: str = declared(Text(), "时间，如 2025年3月5日（星期三）9:00", default="")
    place: str = declared(Text(), "地点", default="")
    host: str = declared(Text(), "主持", default="")
    reply_by: str = declared(Text(), "回执反馈的期限，如 3月3日前", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """The letter that goes round with 征求意见表; what is left out is left blank there."""

    notice: str = declared(Text(), "来函的名称和文号", default="")
    reply_by: str = declared(Text(), "反馈的期限，如 3月3日前", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What stands in 目标责任书 beside a unit's tasks; nothing is made up for what is left out."""

    party: str = declared(
        Text(),
        "甲方，如某市人民政府；不写则取方案里写明签订责任书的那一条所列的首个单位",
        default="",
    )
    basis: str = declared(
        Text(), "签订的依据，如某文件的名称和文号；不写则引方案的那一条", default=""
    )
    assessment: str = declared(Text(), "怎样考核，照写在考核一节；不写则没有这一节", default="")
    copies: int | float | None = declared(Amount(), "一式几份；不写则不印", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """How this plan's papers look; what is left out keeps its default."""

    coordinator: str = declared(
        Text(), "印在会议材料上的综合协调机构，如某某工作领导小组办公室", default=""
    )
    columns: tuple[str, ...] = declared(
        Texts(), "任务分解表的列，按先后，如 number、title、lead、cooperating、deadline", default=()
    )
    annex: str = declared(Text(), "任务分解表左上角的附件序号，如附件1；不写则不印", default="")
    plan_title: bool = declared(
        Flag(), "表格的名称前面是否写方案的标题，如某某方案任务分解表", default=False
    )
    headings: Headings | None = declared(One(lambda: Headings), "列的标题", default=None)
    fonts: Fonts | None = declared(One(lambda: Fonts), "字体", default=None)
    line_spacing: int | float | None = declared(Amount(), "正文行距，磅，默认 28.95", default=None)
    table_spacing: int | float | None = declared(
        Amount(), "表格里小四字的行距，磅，默认 17；字小的按比例缩小", default=None
    )
    sheet_size: str = declared(
        Text("A3|A4", "A3 或 A4"),
        "表格和横排附表的纸张；不写是 A4，填的表用 A4 印不到 9 磅的用 A3",
        default="",
    )
    meeting: Meeting | None = declared(
        One(lambda: Meeting), "会议通知、回执、议程上的会议", default=None
    )
    consultation: Consultation | None = declared(
        One(lambda: Consultation), "征求意见表上的来函", default=None
    )
    pledge: Pledge | None = declared(One(lambda: Pledge), "目标责任书的写法", default=None)


class Entry(NamedTuple):
    """A measure where it stands.

    Args:
        measure: The measure.
        sections: The headings above it, from the top.
        path: The way to it in the file.
    """

    measure: Measure
    sections: tuple[Section, ...]
    path: FieldPath


def _reform() -> type:
    # Most plans have none, and pay nothing for them; the same of `progress`.
    from sciplan.plan.reforms.reform import Reform

    return Reform


def _progress() -> type:
    from sciplan.plan.returns import Progress

    return Progress


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True, kw_only=True)
class Plan:
    """One issued document."""

    format: str = declared(Text(r"sciplan/1", f"写作 {FORMAT}"), "文件格式")
    head: Head = declared(One(lambda: Head), "方案的标题、字号等", key="plan")
    units: tuple[Unit, ...] = declared(Keyed(lambda: Unit), "单位；先后就是各表的排列次序")
    targets: tuple[Target, ...] = declared(Many(lambda: Target), "整个方案的指标", default=())
    measures: tuple[Measure, ...] = declared(
        Many(lambda: Measure), "不在任何标题之下的举措", default=()
    )
    sections: tuple[Section, ...] = declared(Many(lambda: Section), "标题", default=())
    errata: tuple[Erratum, ...] = declared(
        Many(lambda: Erratum), "文本说明：印发文本里要说明的地方", default=()
    )
    reforms: "tuple[Reform, ...]" = declared(
        Many(_reform, most=1000), "机构变动：后来的文件改了由谁承担；名单照印发的不改", default=()
    )
    validation: Validation | None = declared(
        One(lambda: Validation), "校验的选择", key="validate", default=None
    )
    papers: Papers | None = declared(One(lambda: Papers), "会议材料的样式", default=None)
    progress: "Progress | None" = declared(One(_progress), "进展怎样报、怎样看", default=None)

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.head.id

    @property
    def issued_plan(self) -> "Plan":
        """The plan as issued: itself, unless it is one as of a day."""
        return self

    @property
    def revised(self) -> Revised | None:
        """On which day and by which documents its duties hold; None for those as issued."""
        return None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every measure, in document order."""
        top = (
            Entry(measure, (), ("measures", index)) for index, measure in enumerate(self.measures)
        )
        return (*top, *_entries_under(self.sections, (), ()))

    @cached_property
    def chains(self) -> tuple[tuple[Section, ...], ...]:
        """Every heading with those above it, from the top; each before those below it."""
        return tuple(_chains_under(self.sections, ()))

    @cached_property
    def all_sections(self) -> tuple[Section, ...]:
        """Every heading, each before those below it."""
        return tuple(chain[-1] for chain in self.chains)

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """Every name of a unit → the unit; a short name wins over another unit's alias."""
        return names_of(self.units)

    @cached_property
    def unit_index(self) -> dict[str, int]:
        """Short name → place in the order of precedence, from 0."""
        return {unit.name: index for index, unit in enumerate(self.units)}

    def duties(self, measure: Measure) -> tuple[Duty, ...]:
        """Return a measure's duties in printed order, leads first.

        A unit that is named twice counts once, as its highest role; aliases and misprints count
        as the unit they mean.
        """
        by_name = self.by_name
        found: dict[str, Duty] = {}
        for role in Role:
            printed = measure.printed(role)
            for place, name in enumerate(printed, 1):
                unit = by_name[name].name
                if unit not in found:
                    found[unit] = Duty(unit, role, place, len(printed))
        return tuple(found.values())

    def other_roles(self, measure: Measure) -> dict[str, tuple[str, ...]]:
        """Return a measure's roles outside the three: printed label → units' short names."""
        others = measure.others or {}
        return {
            label: tuple(dict.fromkeys(self.by_name[name].name for name in names))
            for label, names in others.items()
        }

    @cached_property
    def has_collective(self) -> bool:
        """Whether any unit is a collective one."""
        return any(unit.collective and not unit.vacant for unit in self.units)

    def collective_in(self, measure: Measure) -> tuple[str, ...]:
        """Return the collective units that a measure names in any role, in printed order."""
        if not self.has_collective:
            return ()
        duties = (duty.unit for duty in self.duties(measure))
        others = (name for names in self.other_roles(measure).values() for name in names)
        named = dict.fromkeys([*duties, *others])
        units = ((name, self.by_name[name]) for name in named)
        return tuple([name for name, unit in units if unit.collective and not unit.vacant])

    def means(self, name: str, key: UnitKey) -> bool:
        """Whether a name in this plan means the unit with a key."""
        unit = self.by_name.get(name)
        return unit is not None and self.key_of(unit) == key

    def with_units(self, units: Mapping[str, Unit]) -> Self:
        """Return the plan with units exchanged, each for one to whom its short name still leads.

        Args:
            units: Short name → the unit in its stead.
        """
        return replace(self, units=tuple(units.get(unit.name, unit) for unit in self.units))

    def key_of(self, unit: Unit) -> UnitKey:
        """Return a unit's key; it belongs where it says, else where the plan does."""
        return UnitKey(unit.jurisdiction or self.head.jurisdiction, unit.name)


def names_of(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return every name → its unit; a short name wins over another unit's alias.

    The name of a body that is gone means who took over, unless another body has it now.
    """
    units = tuple(units)
    found = {unit.name: unit for unit in units}
    for unit in units:
        for name in unit.names[: len(unit.names) - len(unit.former)]:
            found.setdefault(name, unit)
    for unit in units:
        for name in unit.former:
            found.setdefault(name, unit)
    return found


def _entries_under(
    sections: tuple[Section, ...], above: tuple[Section, ...], path: FieldPath
) -> Iterator[Entry]:
    for number, section in enumerate(sections):
        here = (*path, "sections", number)
        chain = (*above, section)
        for index, measure in enumerate(section.measures):
            yield Entry(measure, chain, (*here, "measures", index))
        yield from _entries_under(section.sections, chain, here)


def _chains_under(
    sections: tuple[Section, ...], above: tuple[Section, ...]
) -> Iterator[tuple[Section, ...]]:
    for section in sections:
        chain = (*above, section)
        yield chain
        yield from _chains_under(section.sections, chain)
