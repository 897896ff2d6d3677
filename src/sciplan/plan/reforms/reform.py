"""A reform as the plan file records it: what a later document changed in who holds a duty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day
from enum import StrEnum

from sciplan.plan.fields import Bodies, Date, Text, Texts, TextsByKey, declared


class ReformKind(StrEnum):
    """What a reform does."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"
    NAMEPLATE = "nameplate"
    ABOLISH = "abolish"
    ADJUST = "adjust"

    @property
    def word(self) -> str:
        """更名, 合并, 分设, 划转, 加挂牌子, 撤销 or 分工调整."""
        return _WORDS[self]


_WORDS = {
    ReformKind.RENAME: "更名",
    ReformKind.MERGE: "合并",
    ReformKind.SPLIT: "分设",
    ReformKind.TRANSFER: "划转",
    ReformKind.NAMEPLATE: "加挂牌子",
    ReformKind.ABOLISH: "撤销",
    ReformKind.ADJUST: "分工调整",
}
_KIND_PATTERN = "|".join(ReformKind)
_KIND_EXPECTED = "、".join(f"{kind.value}（{kind.word}）" for kind in ReformKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that takes over: one that stands, or a new one with what there is to say of it."""

    name: str = declared(Text(), "简称")
    full_name: str = declared(Text(), "全称", default="")
    category: str = declared(Text(), "类别，如 政府部门", default="")
    new: bool = False
    """Whether the file writes it as a block: a body that is not registered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reform:
    """One change; which keys it needs depends on its kind (see `shape`)."""

    date: day | None = declared(
        Date(), "职责调整到位的日期，不是印发或挂牌的日期；没有就是待定，不采用", default=None
    )
    kind: str = declared(Text(_KIND_PATTERN, _KIND_EXPECTED), "种类")
    sources: tuple[str, ...] = declared(Texts(), "原来的单位", key="from", default=())
    into: tuple[Body, ...] = declared(
        Bodies(lambda: Body), "承接的单位；新组建的写作 {name: 简称, full_name: 全称}", default=()
    )
    measures: tuple[str, ...] = declared(Texts(), "有关举措的编号", default=())
    role: str = declared(
        Text("lead|responsible|cooperating", "lead、responsible 或 cooperating"),
        "只划转这一种身份；不写则全部",
        default="",
    )
    moves: Mapping[str, tuple[str, ...]] | None = declared(
        TextsByKey(), "分设后各单位承接的举措：单位 → 编号；没有列的承接单位待明确", default=None
    )
    add: Mapping[str, tuple[str, ...]] | None = declared(
        TextsByKey(), "增加的单位：lead、responsible、cooperating → 单位", default=None
    )
    drop: tuple[str, ...] = declared(Texts(), "去掉的单位", default=())
    basis: str = declared(
        Text(), "依据的文件，如 某发〔2024〕5号；没有就是待定，不采用", default=""
    )
    note: str = declared(Text(), "说明", default="")

    @property
    def pending(self) -> bool:
        """Whether it still lacks its day or its basis, so that no answer applies it."""
        return self.date is None or not self.basis

    @property
    def names(self) -> Iterator[str]:
        """Every body that it names."""
        yield from self.sources
        yield from (body.name for body in self.into)
        yield from self.moves or ()
        for names in (self.add or {}).values():
            yield from names
        yield from self.drop

    @property
    def what(self) -> ReformKind:
        """What it does."""
        return ReformKind(self.kind)


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one kind.

    Args:
        needs: Keys that it must have; of those in `single` just one value.
        may: Keys that it may have beside.
        single: Keys that hold one body.
        either: Keys of which it must have one at least.
    """

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All that it may have."""
        return (*self.needs, *self.either, *self.may)


SHAPES: Mapping[ReformKind, Shape] = {
    ReformKind.RENAME: Shape(needs=("from", "into"), single=("from", "into")),
    ReformKind.MERGE: Shape(needs=("from", "into"), single=("into",)),
    ReformKind.SPLIT: Shape(needs=("from", "moves"), may=("into",), single=("from",)),
    ReformKind.TRANSFER: Shape(
        needs=("from", "into", "measures"), may=("role",), single=("from", "into")
    ),
    ReformKind.NAMEPLATE: Shape(needs=("from", "into"), single=("from",)),
    ReformKind.ABOLISH: Shape(needs=("from",)),
    ReformKind.ADJUST: Shape(needs=("measures",), either=("add", "drop")),
}
"""Kind → its keys, beside date, kind, basis and note."""
ATTRIBUTES = {
    "from": "sources",
    "into": "into",
    "measures": "measures",
    "role": "role",
    "moves": "moves",
    "add": "add",
    "drop": "drop",
}
"""Key in the file → attribute."""


def founded(reform: Reform) -> set[str]:
    """Return the names that a reform gives to bodies: new ones, or one that it renames."""
    if not reform.kind:
        return set()
    names = reform.what in (ReformKind.RENAME, ReformKind.NAMEPLATE)
    return {body.name for body in reform.into if names or body.new}


def in_order(reforms: Sequence[Reform]) -> list[int]:
    """Return the places of the reforms that are not pending, in the order in which they count.

    On one day abolish and split come after the others; otherwise the file's order decides.
    """
    last = (ReformKind.ABOLISH, ReformKind.SPLIT)
    dated = [
        (reform.date, reform.kind in last, place)
        for place, reform in enumerate(reforms)
        if reform.date and not reform.pending and reform.kind
    ]
    return [place for _, _, place in sorted(dated)]
