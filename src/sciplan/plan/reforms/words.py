"""Reforms, origins and vacancies in Chinese words."""

from collections.abc import Iterable, Sequence

from sciplan.plan.model import Duty, Origin
from sciplan.plan.reforms.reform import Reform, ReformKind
from sciplan.plan.reforms.standing import VACANT
from sciplan.plan.role import Role


def reform_text(reform: Reform) -> str:
    """Return what a reform does: 某市乡村振兴局并入某市农业农村局."""
    sources = "、".join(reform.sources)
    into = "、".join(body.name for body in reform.into)
    measures = "、".join(reform.measures)
    kind = reform.what
    if kind is ReformKind.MERGE:
        new = any(body.new for body in reform.into)
        return f"{sources}合并组建{into}" if new else f"{sources}并入{into}"
    if kind is ReformKind.SPLIT:
        return f"{sources}分设：{_moves(reform)}"
    if kind is ReformKind.TRANSFER:
        role = f"（{Role(reform.role).word}）" if reform.role else ""
        return f"{sources}的 {measures}{role} 划转{into}"
    if kind is ReformKind.ADJUST:
        return f"{measures}：{'，'.join(_adjusted(reform))}"
    words = {ReformKind.RENAME: "更名为", ReformKind.NAMEPLATE: "加挂", ReformKind.ABOLISH: "撤销"}
    plate = "牌子" if kind is ReformKind.NAMEPLATE else ""
    return f"{sources}{words[kind]}{into}{plate}"


def _adjusted(reform: Reform) -> Iterable[str]:
    """Yield who is added, who is dropped, and whose role is another: that is both in the file."""
    added = {name for _, names in _items(reform.add) for name in names}
    for role, names in _items(reform.add):
        new = [name for name in names if name not in reform.drop]
        turned = [name for name in names if name in reform.drop]
        if new:
            yield f"增加{_role(role)} {'、'.join(new)}"
        if turned:
            yield f"{'、'.join(turned)} 改为{_role(role)}"
    dropped = [name for name in reform.drop if name not in added]
    if dropped:
        yield f"去掉 {'、'.join(dropped)}"


def _moves(reform: Reform) -> str:
    said = [f"{name}承接 {'、'.join(ids)}" for name, ids in _items(reform.moves)]
    return "，".join(said)


def _items(lists: object) -> Iterable[tuple[str, Sequence[str]]]:
    return lists.items() if isinstance(lists, dict) else ()


def _role(role: str) -> str:
    return next((each.word for each in Role if each.value == role), role)


def dated_text(reform: Reform) -> str:
    """Return a reform with its day and basis: 2024-03-15 甲并入乙（某发〔2024〕5号）."""
    return f"{reform.date} {reform_text(reform)}（{reform.basis}）"


def recorded_text(reform: Reform) -> str:
    """Return all that the plan file says of a reform, a pending one too."""
    bodies = (
        f"{body.name}：{'，'.join(filter(None, (body.full_name, body.category)))}"
        for body in reform.into
        if body.full_name or body.category
    )
    basis = reform.basis or "依据待定"
    said = f"{reform.date or '日期待定'} {reform_text(reform)}（{basis}）"
    return "；".join([said, *bodies, *filter(None, [reform.note])])


def marked(duty: Duty) -> str:
    """Return a holder as people read it: 市农业农村局（原市乡村振兴局）; others as they are."""
    origin = duty.origin
    if origin is None or not origin.basis or origin.moved_from == duty.unit:
        return duty.unit
    if duty.unit.startswith(VACANT):  # it says itself whose duty that was
        return duty.unit
    return f"{duty.unit}（{'新增' if origin.moved_from is None else f'原{origin.moved_from}'}）"


def origin_text(unit: str, origin: Origin) -> str:
    """Return where a duty came from: 原由某市乡村振兴局承担（某发〔2024〕5号）.

    Args:
        unit: Who holds it now.
        origin: Where it came from.
    """
    basis = "、".join(origin.basis)
    moved = ""
    if origin.basis:
        by_whom = f"原由{origin.moved_from}承担" if origin.moved_from else "后来的文件增加"
        if origin.moved_from == unit:
            by_whom = "后来的文件调整，仍由本单位承担"
        moved = f"{by_whom}（{basis}）"
    names = ["本单位" if name == unit else f"原{name}" for name in origin.doubles]
    doubled = f"与{'、'.join(names)}的职责并为一项" if names else ""
    return "；".join(filter(None, [moved, doubled]))
