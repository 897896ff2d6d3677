"""任务分解表: who leads and who cooperates, measure by measure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, KeptSheet, Part
from sciplan.papers.source import File, Source
from sciplan.plan.role import Role
from sciplan.queries import breakdown
from sciplan.queries.listing import breakdown_table, numbering_note, print_notes
from sciplan.queries.matrix import answer as matrix_answer
from sciplan.queries.matrix import matrix
from sciplan.queries.units import roster

_AS_PRINTED = (
    "本表是理清后的职责；“数据”表照印发文本，同一单位在一项中列两次的两行都在，名称也照印发的写。"
)


def files(source: Source) -> Iterator[File]:
    """Yield the table for Word, and for Excel with the matrix and all that the file says."""
    part = _part(source)
    marks = matrix_answer(source.graph, source.every, matrix(source.graph, source.every))
    holds = f"{len(source.tasks)}项"
    yield File("任务分解表.docx", _answer(source, [part]), holds)
    told = (_AS_PRINTED,) if _differs(source) else ()
    noted = replace(part, notes=(*part.notes, *told))
    yield File("任务分解表.xlsx", _answer(source, [noted, *marks.parts]), holds)


def _differs(source: Source) -> bool:
    """Whether any printed list is not what it is read as: a unit twice, a misprint, an alias."""
    return any(
        [(role, name) for role in Role for name in task.measure.printed(role)]
        != [(duty.role, duty.unit) for duty in source.plan.duties(task.measure)]
        for task in source.tasks
    )


def _part(source: Source) -> Part:
    made_by = source.style.coordinator
    return Part(
        title="任务分解表",
        lead=(f"制表：{made_by}",) if made_by else (),
        tables=(breakdown_table(source.tasks, source.style.columns),),
        notes=(numbering_note(source.style), *print_notes(source.plan, source.tasks)),
        landscape=True,
    )


def _answer(source: Source, parts: Sequence[Part]) -> Answer:
    return Answer(
        heading=source.heading,
        parts=parts,
        records=breakdown.data(source.plan.issued_plan),
        title="任务分解表",
        kept=breakdown.kept(source.plan.issued_plan),
        sheets=(KeptSheet("单位名册", roster(source.plan.issued_plan)),),
    )
