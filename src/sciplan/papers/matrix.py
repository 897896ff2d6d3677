"""责任矩阵: measures against units."""

from collections.abc import Iterator

from sciplan.papers.source import File, Source
from sciplan.queries.matrix import answer, matrix


def files(source: Source) -> Iterator[File]:
    """Yield the matrix of all units."""
    rows = matrix(source.graph, source.every)
    holds = f"{len(rows)}项×{len(source.every)}个单位"
    yield File("责任矩阵.xlsx", answer(source.graph, source.every, rows), holds)
