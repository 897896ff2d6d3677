"""What a report says, in the words that screens and papers print."""

from collections.abc import Iterator

from sciplan.base.answer import cell_text
from sciplan.base.numerals import without_exponent
from sciplan.plan.model import Target
from sciplan.plan.pace import BEHIND, NOT_COMPARED, OVERDUE
from sciplan.plan.wording import day_text
from sciplan.queries.returned import UNREPORTED, Reported


def state_word(row: Reported) -> str:
    """Return what the office calls the state that a unit reports; 未报 where it reported none."""
    if row.state is None:
        return UNREPORTED
    return office_word(row, row.state)


def office_word(row: Reported, state: str) -> str:
    """Return the office's own word for one of the five states."""
    block = row.plan.progress
    words = block.states.by_state if block and block.states else {}
    return words.get(state, state)


def standing(row: Reported) -> str:
    """Return how a task stands for its time; empty where that is not compared.

    What the office closed is not late.
    """
    closed_late = row.pace in (BEHIND, OVERDUE) and not row.is_late
    return "" if row.pace == NOT_COMPARED or closed_late else row.pace


def done_text(row: Reported) -> str:
    """Return numbers so far against what is promised: 1200/3000人; empty where none was given."""
    several = len(row.targets) > 1
    return "；".join(
        f"{f'{target.what} ' if several else ''}{cell_text(number)}/{_promised(target)}"
        for target, number in zip(row.targets, row.done, strict=True)
        if number is not None
    )


def _promised(target: Target) -> str:
    if isinstance(target.amount, str):
        return target.amount
    return f"{without_exponent(str(target.amount))}{target.unit}"


def pace_texts(row: Reported) -> Iterator[str]:
    """Yield how far each target is, or why it is not compared; first, which day is over."""
    if row.is_overdue and row.worst_of_targets != OVERDUE:
        yield f"{OVERDUE}，{day_text(min(row.last_days))}已到期，没有报完成"
    for target, total, pace in zip(row.targets, row.totals, row.paces, strict=True):
        what = f"{target.what}：" if len(row.targets) > 1 else ""
        if total is not None:
            what += f"几个单位合计 {cell_text(total)}{target.unit}，"
        if pace.word == NOT_COMPARED or pace.expected is None:
            if pace.why != UNREPORTED:
                yield f"{what}{NOT_COMPARED}，{pace.why}"
            continue
        expected = cell_text(round(pace.expected, 1))
        short = f"，落后 {cell_text(round(pace.behind, 1))} 个百分点" if pace.behind else ""
        word = f"{pace.word}，应完成" if pace.word == OVERDUE else f"{pace.word}，到期末应达"
        yield f"{what}{word} {expected}{target.unit}{short}"


def ruling_text(row: Reported) -> str:
    """Return what the office said, with its reason and day; empty where it said nothing."""
    ruling = row.ruling
    if ruling is None:
        return f"同意延期至{day_text(row.until)}" if row.until else ""
    until = ruling.last_day
    words = [
        f"核定：{ruling.verdict}{f'至{day_text(until)}' if until else ''}",
        f"核定完成情况为{office_word(row, ruling.state)}" if ruling.state else "",
        ruling.why,
        day_text(ruling.date) if ruling.date else "",
    ]
    return "，".join(filter(None, words))


def served_text(row: Reported) -> str:
    """Return what was reported on a measure of a plan that serves another."""
    measure = row.entry.measure
    said = [state_word(row), done_text(row), "" if row.pace == NOT_COMPARED else row.pace]
    return (
        f"《{row.plan.head.title}》{measure.id} {measure.title}（{row.unit}，{row.period.words}）："
        f"{'，'.join(filter(None, said))}"
    )
