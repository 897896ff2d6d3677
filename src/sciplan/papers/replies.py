"""参会回执: who comes to the meeting; a form a unit, to be sent back."""

from collections.abc import Iterator

from sciplan.base.answer import Column
from sciplan.papers.contacts import first_of
from sciplan.papers.forms import Form, FormKind, form_answer
from sciplan.papers.meetings import MOST, agenda_of, reply_by, told
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.wording import unit_labels

_PERSONS = 3
FORM = FormKind(
    kind="replies",
    title="参会回执",
    columns=(
        Column(key="place", title="序号", weight=14, given=True),
        Column(key="attendee", title="参会人员", weight=20),
        Column(key="post", title="职务", weight=25),
        Column(key="mobile", title="参会人员电话", weight=25),
        Column(key="remark", title="备注", weight=30),
    ),
    fields=(Column(key="name", title="联系人"), Column(key="phone", title="电话")),
    guide=(
        "一人一行；不能参会的，在“备注”写明原因和替代人员。",
        "多于三人的，在末尾加行，序号接着往下写。",
    ),
)


def files(source: Source) -> Iterator[File]:
    """Yield a form for each unit that the topics concern, in order of precedence."""
    concerned = {each.key: each for each in agenda_of(source).attendees}
    for place, key in source.numbered:
        if key in concerned:
            topics = concerned[key].measures
            said = f"共{len(topics)}项" if len(topics) > MOST else "、".join(topics)
            blank = ("",) * (len(FORM.columns) - 1)
            form = Form(
                unit=key.unit,
                rows=[(str(number), *blank) for number in range(1, _PERSONS + 1)],
                fields=first_of(source, key.unit),
                notes=(*told(source), f"涉及议题：{said}", f"请于{reply_by(source)}反馈。"),
            )
            name = f"{FORM.title}/{unit_file(place, key.unit, '.xlsx')}"
            yield File(name, form_answer(source, FORM, form), f"{_PERSONS}人")


def lacking(source: Source) -> Iterator[str]:
    """Yield which of the units asked for has no form, and why."""
    concerned = {each.key for each in agenda_of(source).attendees}
    labels = unit_labels(source.every)
    for key in source.units:
        if key not in concerned:
            yield f"议题不涉及{labels[key]}"
