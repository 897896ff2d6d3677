"""A ruling of the office written into its period's file, beside what the file says already."""

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_out
from sciplan.plan.returns import RULINGS_FORMAT, Ruling, Rulings
from sciplan.planfile import edit
from sciplan.planfile.changing import Change, Consent, carry_out
from sciplan.planfile.dump import braced, dump
from sciplan.planfile.load import Read, load_as
from sciplan.planfile.returns import rulings_path
from sciplan.planfile.source import SequenceNode
from sciplan.planfile.spans import CannotEditError, Edit, column
from sciplan.planfile.textdiff import unified


def rule(plan_path: str, plan_id: str, period: str, ruling: Ruling, *, yes: bool) -> int:
    """Write a ruling, once the user has seen what changes.

    One on the same measure and unit takes the place of the former; all else of the file stays.

    Args:
        plan_path: The plan's file.
        plan_id: The plan.
        period: The period that it is about, as files write it.
        ruling: The ruling.
        yes: Write without asking.

    Returns:
        The exit code: 0 where it was written or stood there already, 1 where it was not written.

    Raises:
        SciplanError: The file has errors, can't be edited or written, or was changed meanwhile.
    """
    path = str(rulings_path(plan_path, plan_id, period))
    file = files.read_file(path) if rulings_path(plan_path, plan_id, period).exists() else None
    if file is None:
        value = Rulings(format=RULINGS_FORMAT, plan=plan_id, period=period, rulings=(ruling,))
        change = Change("", [Edit(0, 0, dump(value))])
    else:
        read = load_as(Rulings, file.text, path)
        _refuse_wrong(read, path, plan_id, period)
        change = Change(read.document.text, _edits(read, ruling, path))
        _refuse_unreadable(change, read, ruling, path)
    if not change.edits:
        say(f"{path} 里已经这样写了")
        return 0
    write_out(unified(path, change.text, change.edits))
    return carry_out(path, file, change, Consent(yes=yes))


def _refuse_wrong(read: Read, path: str, plan_id: str, period: str) -> None:
    value = read.value
    if read.problems or (value.plan, value.period) != (plan_id, period):
        raise SciplanError(f"{path} 有错误，改正后再核定；查看：sciplan validate {path}")


def _refuse_unreadable(change: Change, read: Read, ruling: Ruling, path: str) -> None:
    """Refuse edits behind which the file would not say what it said, with the ruling in it."""
    after = load_as(Rulings, edit.apply(change.text, change.edits), path)
    said = list(after.value.rulings) if after.value else []
    others = [each for each in said if _about(each) != _about(ruling)]
    same = [each for each in read.value.rulings if _about(each) != _about(ruling)]
    if after.problems or others != same or ruling not in said:
        raise SciplanError(f"{path} 的写法特别（如看不见的换行符），改不了，没有写入；请手工改")


def _about(ruling: Ruling) -> tuple[str, str]:
    return ruling.measure, ruling.unit


def _edits(read: Read, ruling: Ruling, path: str) -> list[Edit]:
    document, rulings = read.document, read.value.rulings
    node = document.node_at(("rulings",))
    same = [place for place, each in enumerate(rulings) if _about(each) == _about(ruling)]
    if not isinstance(node, SequenceNode) or (same and rulings[same[-1]] == ruling):
        return []
    try:
        if same:
            return [edit.exchange(document, node, same[-1], braced(ruling))]
        dash = "" if node.flow_style else f"{' ' * column(document, node)}- "
        return [edit.insertion(document, node, len(rulings) - 1, [f"{dash}{braced(ruling)}"])]
    except CannotEditError as error:
        line = document.span(error.node.start_mark.index).line
        raise SciplanError(f"{path} 第 {line} 行起夹有注释，改不了，没有写入；请手工改") from error
