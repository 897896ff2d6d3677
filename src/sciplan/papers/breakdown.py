"""任务分解表: who leads and who cooperates, measure by measure."""

from collections.abc import Iterator, Sequence

from sciplan.materials import File, Source
from sciplan.queries import breakdown
from sciplan.queries.matrix import answer as matrix_answer
from sciplan.queries.matrix import matrix
from sciplan.table import Answer, Part
from sciplan.tasks import NUMBERING, breakdown_table, print_notes


def files(source: Source) -> Iterator[File]:
    """Yield the table for Word, and for Excel with the matrix and all that the file says."""
    part = _part(source)
    marks = matrix_answer(source.graph, source.every, matrix(source.graph, source.every))
    holds = f"{len(source.tasks)} 项"
    yield File("任务分解表.docx", _answer(source, [part]), holds)
    yield File("任务分解表.xlsx", _answer(source, [part, *marks.parts]), holds)


def _part(source: Source) -> Part:
    made_by = source.style.coordinator
    return Part(
        title="任务分解表",
        lead=(f"制表：{made_by}",) if made_by else (),
        tables=(breakdown_table(source.tasks, source.style.columns),),
        notes=(NUMBERING, *print_notes(source.plan, source.tasks)),
        landscape=True,
    )


def _answer(source: Source, parts: Sequence[Part]) -> Answer:
    return Answer(
        heading=source.heading,
        parts=parts,
        records=breakdown.data(source.plan),
        title="任务分解表",
        kept=breakdown.kept(source.plan),
    )
