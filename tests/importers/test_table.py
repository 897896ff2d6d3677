"""Tables of tasks: headings, cells without bodies, shares of work."""

import pytest

from sciplan.importers.document import grid
from sciplan.importers.table import table_group
from sciplan.importers.tasks import Task


def read(*rows: str) -> list[Task]:
    group = table_group(grid([row.split("|") for row in rows], 1))
    return list(group.walk()) if group else []


def roles(task: Task) -> tuple[list[str], list[str], list[str]]:
    said = task.said
    assert said is not None
    lead, responsible, cooperating = (
        [name.text for name in names] for names in (said.lead, said.responsible, said.cooperating)
    )
    return lead, responsible, cooperating


@pytest.mark.parametrize("heading", ["改革举措", "建设工程", "便民措施", "年度重点项目"])
def test_title_column_by_its_ending(heading: str) -> None:
    (task,) = read(f"序号|{heading}|责任单位", "1|修渠|市水利局")
    assert (task.title, roles(task)) == ("修渠", ([], ["市水利局"], []))


@pytest.mark.parametrize("heading", ["责任分工", "分工", "任务分工"])
def test_share_of_work_is_read_as_a_clause(heading: str) -> None:
    (task,) = read(f"任务|{heading}", "修渠|市水利局牵头，市林草局配合")
    assert roles(task) == (["市水利局"], [], ["市林草局"])


@pytest.mark.parametrize("empty", ["无", "/", "—", "——", "-"])
def test_cell_without_bodies(empty: str) -> None:
    (task,) = read("任务|牵头单位|配合单位", f"修渠|市水利局|{empty}")
    assert roles(task) == (["市水利局"], [], [])


def test_heading_says_that_the_first_leads() -> None:
    (task,) = read("任务|责任单位（列首位的为牵头单位）", "修渠|市水利局、市林草局")
    assert roles(task) == (["市水利局"], ["市林草局"], [])
