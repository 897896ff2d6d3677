"""What units report of a plan, what the office rules, and what is local about both.

A unit's return for a period is a file of its own beside the plan, see `planfile/returns.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import date as day
from typing import Literal, get_args

from sciplan.plan.fields import (
    Amount,
    AmountsByName,
    Date,
    Flag,
    Many,
    One,
    OneByName,
    Text,
    declared,
    specs,
)
from sciplan.plan.periods import KINDS, PATTERN, period_of

FORMAT = "sciplan-progress/1"
RULINGS_FORMAT = "sciplan-rulings/1"
State = Literal["未启动", "推进中", "已完成", "持续推进", "暂缓"]
STATES: tuple[str, ...] = get_args(State)
"""完成情况, which the unit reports."""
VERDICTS = ("同意", "退回补充", "同意延期", "已销号")
"""核定, which the office says; 未核 until then."""
SENT_BACK = VERDICTS[1]
EXTENDED = VERDICTS[2]
"""The one verdict that names a later day."""
CLOSED = VERDICTS[3]
UNRULED = "未核"
_STATE = Text("|".join(STATES), "、".join(STATES))
_PERIOD = Text(PATTERN, "2025-11、2025-Q4、2025-H2、2025 这样的填报期")


# A unit's return -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file that a return was read from."""

    file: str = declared(Text(), "文件名")
    sha256: str = declared(Text("[0-9a-f]{64}", "64 位十六进制数"), "文件的 SHA-256", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a unit reports of one measure.

    Args:
        done: Numbers reached so far by the targets' `what`; under "" where only one is given.
        this_period: Of these, the numbers of this period.
    """

    state: str = declared(_STATE, "完成情况", default="")
    done: Mapping[str, int | float] | None = declared(
        AmountsByName(), "累计完成数，按指标名称；只有一个指标的可以只写数", default=None
    )
    this_period: Mapping[str, int | float] | None = declared(
        AmountsByName(), "本期完成数，写法同 done", default=None
    )
    progress: str = declared(Text(), "本期进展", default="")
    trouble: str = declared(Text(), "存在问题", default="")
    next: str = declared(Text(), "下一步打算", default="")
    needs: str = declared(Text(), "需协调事项", default="")
    remark: str = declared(Text(), "备注", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What one unit reports for one period."""

    format: str = declared(Text(FORMAT, f"写作 {FORMAT}"), "文件格式")
    plan: str = declared(Text(), "方案代号")
    unit: str = declared(Text(), "单位简称")
    period: str = declared(_PERIOD, "填报期")
    received: date | None = declared(Date(), "收到日期", default=None)
    source: Origin | None = declared(One(lambda: Origin), "来自哪个文件", default=None)
    reported_by: str = declared(Text(), "填报人，只写姓名", default="")
    checked_by: str = declared(Text(), "审核人，只写姓名", default="")
    items: Mapping[str, Item] = declared(OneByName(lambda: Item), "举措编号: 进展")


# The office's word -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the coordinating office says of a measure in a period."""

    measure: str = declared(Text(), "举措编号")
    unit: str = declared(Text(), "单位简称；只对一个单位的才填", default="")
    verdict: str = declared(Text("|".join(VERDICTS), "、".join(VERDICTS)), "核定")
    state: str = declared(_STATE, "核定的完成情况；与单位报的并列，不代替", default="")
    until: str = declared(
        Text(r"[12][0-9]{3}-(0[1-9]|1[0-2])(-[0-9]{2})?", "2026-03 或 2026-03-31"),
        "同意延到何时",
        default="",
    )
    why: str = declared(Text(), "理由", default="")
    date: "date | None" = declared(Date(), "核定日期", default=None)

    @property
    def last_day(self) -> "day | None":
        """The day until which it is put off: a month's last, or the day; None where it is none."""
        month = period_of(self.until)
        try:
            return month.last if month else day.fromisoformat(self.until)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What the office says of a period's returns."""

    format: str = declared(Text(RULINGS_FORMAT, f"写作 {RULINGS_FORMAT}"), "文件格式")
    plan: str = declared(Text(), "方案代号")
    period: str = declared(_PERIOD, "填报期")
    rulings: tuple[Ruling, ...] = declared(Many(lambda: Ruling), "核定")


# What is local ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When returns are due: a day of the period's last month, or days behind its end."""

    day: int | float | None = declared(Amount(), "期末月份的几日，如 25", default=None)
    after: int | float | None = declared(Amount(), "期满后几天以内", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An office's own words for the five states."""

    not_started: str = declared(Text(), "未启动在当地的叫法", key="未启动", default="")
    under_way: str = declared(Text(), "推进中在当地的叫法", key="推进中", default="")
    finished: str = declared(Text(), "已完成在当地的叫法", key="已完成", default="")
    continuing: str = declared(Text(), "持续推进在当地的叫法", key="持续推进", default="")
    put_off: str = declared(Text(), "暂缓在当地的叫法", key="暂缓", default="")

    @property
    def by_state(self) -> dict[str, str]:
        """State → the office's word for it."""
        return {spec.key: getattr(self, spec.name) or spec.key for spec in specs(Words)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    """Who may issue 督办单 on this plan, and by what."""

    name: str = declared(Text(), "督办机构")
    basis: str = declared(Text(), "依据")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a light stands for; all that is given must hold."""

    behind: int | float | None = declared(Amount(), "落后序时几个百分点以上", default=None)
    overdue: bool = declared(Flag(), "已过完成时限而没有完成", default=False)
    due_within: int | float | None = declared(Amount(), "离完成时限几天以内", default=None)
    state: str = declared(_STATE, "完成情况", default="")
    missing: bool = declared(Flag(), "本期未报", default=False)
    for_periods: int | float | None = declared(Amount(), "连续几期都是这样", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A light as the place's own rules lay it down."""

    name: str = declared(Text(), "灯名，如 黄")
    when: When = declared(One(lambda: When), "什么情形")
    basis: str = declared(Text(), "依据：哪个文件这样规定", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How returns are asked for and looked at here."""

    basis: str = declared(Text(), "要求报送的通知，如 某办〔2025〕3号；不写则为样稿", default="")
    period: str = declared(Text("|".join(KINDS), "、".join(KINDS)), "多久报一次", default="")
    due: Due | None = declared(One(lambda: Due), "报送时限", default=None)
    also_cooperating: bool = declared(Flag(), "配合的任务也要报", default=False)
    states: Words | None = declared(One(lambda: Words), "完成情况在当地的叫法", default=None)
    supervisor: Supervisor | None = declared(
        One(lambda: Supervisor), "有权督办的机构；没有则只发工作提示单", default=None
    )
    lights: tuple[Light, ...] = declared(
        Many(lambda: Light), "亮灯的规则，按先后，先合者用；不写则不亮灯", default=()
    )
