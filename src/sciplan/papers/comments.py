"""征求意见表: what a unit would have changed in its own tasks; a form a unit."""

from collections.abc import Iterator

from sciplan.base.answer import Column
from sciplan.papers.contacts import first_of
from sciplan.papers.forms import Form, FormKind, form_answer
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.model import UnitKey
from sciplan.queries.duty_rows import UnitDuties

_PROVISION = "统筹职责"
_OTHERS = "其他条款或全文"
_HIGH = {"A4": 12, "A3": 18}
"""Lines of the last row by the sheet: more than a fifth of a page, and no page holds less than that
row. Line ends hold the room: programs that reckon a row's height anew leave it, and rows grow."""
FORM = FormKind(
    kind="comments",
    title="征求意见表",
    columns=(
        Column(key="measure", title="编号", weight=14, given=True),
        Column(key="clause", title="条款", weight=70, given=True),
        Column(key="role", title="身份", weight=18, given=True),
        Column(key="opinion", title="修改意见", weight=45),
        Column(key="reason", title="理由", weight=30),
    ),
    fields=(
        Column(key="overall", title="总的意见"),
        Column(key="name", title="联系人"),
        Column(key="phone", title="电话"),
        Column(key="date", title="日期"),
    ),
    answers=("overall",),
    guide=(
        "表里列的是文件里点到本单位的条款；同意的不用填，要改的写明改成什么、为什么。",
        "全部同意的，“总的意见”写“无意见”。",
        "对其他条款或全文的意见，写在末两行，可以加行；“条款”写明是哪一条，编号空着。",
    ),
)


def files(source: Source) -> Iterator[File]:
    """Yield a form a unit, in order of precedence; what nobody holds yet nobody is asked about."""
    for (place, key), (_, item) in zip(source.numbered, source.duties, strict=True):
        if item.unit.vacant:
            continue
        clauses = tuple(_clauses(source, key, item))
        form = Form(
            unit=item.unit.name,
            rows=(*clauses, *_room(source)),
            fields=first_of(source, item.unit.name),
            notes=(_asked_by(source),),
        )
        name = f"{FORM.title}/{unit_file(place, item.unit.name, '.xlsx')}"
        holds = f"{len(clauses)} 条"
        yield File(name, form_answer(source, FORM, form), holds)


def _room(source: Source) -> Iterator[tuple[str, ...]]:
    """Yield rows for clauses that don't name the unit, and for what is said of the whole."""
    yield "", "\n", "", "", ""
    high = _HIGH[source.style.sheet]
    yield "", _OTHERS + "\n" * (high - 1), "", "", ""


def _asked_by(source: Source) -> str:
    """Return which letter asks for it, and until when: a form names the notice behind it."""
    letter = source.style.consultation
    notice = letter.notice or f"{'　' * 14}（名称、文号）"
    return f"来函：{notice}{'　' * 4}请于{letter.reply_by or '　　月　　日前'}反馈。"


def _clauses(source: Source, key: UnitKey, item: UnitDuties) -> Iterator[tuple[str, ...]]:
    """Yield the measures and provisions that name a unit, and those of roles outside the three."""
    plan = source.plan
    roles = {row.record.measure: row.role.word for row in item.rows}
    roles |= {label: word for label, word, _ in item.others if label not in roles}
    for task in source.tasks:
        if task.measure.id in roles:
            title, content = task.record.title, task.measure.content
            said = (
                content if content.startswith(title) else "。".join(filter(None, (title, content)))
            )
            yield task.measure.id, said, roles[task.measure.id], "", ""
    for section in plan.all_sections:
        for provision in section.provisions:
            if any(plan.means(name, key) for name in provision.units):
                yield provision.id, provision.text or provision.title, _PROVISION, "", ""
