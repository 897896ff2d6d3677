from sciplan.queries.breakdown import COLUMNS, TaskRow, data, task_rows
from support import facts, measures_in, plan_of, real_plan, small


def test_a_row_for_every_printed_name() -> None:
    rows = list(task_rows(real_plan()))
    printed = [
        (measure["id"], word, name)
        for measure in measures_in(facts())
        for key, word in (("lead", "牵头"), ("responsible", "负责"), ("cooperating", "配合"))
        for name in measure.get(key, ())
    ]
    assert [(row.measure, row.role, row.unit) for row in rows] == printed
    assert ("3.4.1", "配合", "市科协") in printed  # printed twice, kept twice


def test_a_measure_without_names_still_has_its_row() -> None:
    content = small()
    for measure in measures_in(content):
        measure.pop("lead", None)
        measure.pop("cooperating", None)
    rows = list(task_rows(plan_of(content)))
    assert [(row.role, row.unit) for row in rows] == [("", "")] * len(list(measures_in(content)))


def test_columns_are_the_rows_fields() -> None:
    assert tuple(column.key for column in COLUMNS) == TaskRow._fields
    assert data(real_plan()).columns == COLUMNS
