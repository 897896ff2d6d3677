"""Tables that hide in text, by the ways in which text keeps their cells apart."""

import pytest

from sciplan.documents.draft.draft import draft
from sciplan.documents.reading import read

HEADS = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "加固东河堤坝。", "市水利局", "市财政局、市住建局", "2031年6月"],
    ["2", "疏浚西溪河道。", "市水利局", "市城管局", "每年"],
    ["3", "补种湖岸柳树。", "市林业局", "各镇", "2031年12月"],
]
SAID = [
    ("加固东河堤坝", ["市水利局"], ["市财政局", "市住建局"]),
    ("疏浚西溪河道", ["市水利局"], ["市城管局"]),
    ("补种湖岸柳树", ["市林业局"], ["各镇"]),
]
TITLE = "某市河湖任务分解表"
Said = list[tuple[str, list[str], list[str]]]


def drafted(text: str) -> tuple[Said, list[str]]:
    made = draft(read(text.encode(), "表.txt"))
    measures = [entry.measure for entry in made.plan.entries]
    said = [(one.title, [*one.lead], [*one.cooperating]) for one in measures]
    return said, [problem.code for problem in made.problems]


def page(*lines: str) -> str:
    return "\n".join((TITLE, *lines))


def tabs(row: list[str]) -> str:
    return "\t".join(row)


def markdown(row: list[str]) -> str:
    return f"| {' | '.join(row)} |"


def columns(row: list[str]) -> str:
    """Set cells under one another; a Chinese character is two columns wide."""
    sizes = (6, 24, 14, 28, 12)
    return "".join(
        cell + " " * (size - 2 * len(cell) + sum(char.isascii() for char in cell))
        for cell, size in zip(row, sizes, strict=True)
    ).rstrip()


TABLE = [HEADS, *ROWS]
PAGES = {
    "tabs": page(*map(tabs, TABLE)),
    "tabs with blank lines": page(*(f"{tabs(row)}\n" for row in TABLE)),
    "tabs with headings": page(
        tabs(HEADS), "一、筑堤", tabs(ROWS[0]), tabs(ROWS[1]), "二、造林（1项）", tabs(ROWS[2])
    ),
    "tabs with a cell of two lines": page(
        tabs(HEADS),
        "1\t加固东河堤坝。\n\t市水利局\t市财政局、\n市住建局\t2031年6月".replace("。\n\t", "。\t"),
        *map(tabs, ROWS[1:]),
    ),
    "tabs with a quoted cell": page(
        tabs(HEADS),
        '1\t加固东河堤坝。\t市水利局\t"市财政局\n市住建局"\t2031年6月',
        *map(tabs, ROWS[1:]),
    ),
    "Markdown": page("", markdown(HEADS), markdown(["---"] * 5), *map(markdown, ROWS)),
    "Markdown with headings": page(
        markdown(HEADS),
        "|:-:|---|---|---|---|",
        "| **一、筑堤** | | | | |",
        *map(markdown, ROWS),
    ),
    "pipes without edges": page(*("|".join(row) for row in TABLE)),
    "lines drawn": page(
        "┌──┬──┬──┬──┬──┐",
        *(f"│{'│'.join(row)}│\n├──┼──┼──┼──┼──┤" for row in TABLE),
    ),
    "columns": page(*map(columns, TABLE)),
    "single blanks": page(*(" ".join(row) for row in TABLE)),
    "a cell a line": page(*(cell for row in TABLE for cell in row)),
    "a cell a line, with pipes": page(*(f"{cell} |" for row in TABLE for cell in row)),
    "a cell a line, with blank lines": page(*(f"{cell}\n" for row in TABLE for cell in row)),
    "a cell a line, with headings": page(
        *HEADS, "一、筑堤", *ROWS[0], *ROWS[1], "二、造林", *ROWS[2]
    ),
    "a cell a line, one of two lines": page(
        *HEADS, "1", "加固东河堤坝。", "从东门到南门。", *ROWS[0][2:], *ROWS[1], *ROWS[2]
    ),
    "a cell a line, without numbers": page(*(cell for row in TABLE for cell in row[1:])),
}
"""Way → a document that is one table."""


@pytest.mark.parametrize("way", PAGES)
def test_a_table_in_text(way: str) -> None:
    assert drafted(PAGES[way])[0] == SAID


@pytest.mark.parametrize("way", PAGES)
def test_prose_around_a_table_stays_prose(way: str) -> None:
    text = f"{PAGES[way]}\n\n二、保障措施\n（一）加强领导。市河湖办要每季度通报进度。"
    said, _ = drafted(text)
    assert said[:3] == SAID


def test_a_cell_of_several_lines_that_fits_two_columns_is_told() -> None:
    """Whether the second body leads or cooperates, no line says."""
    said, codes = drafted(page(*HEADS, *ROWS[0][:3], "市财政局", "市住建局", "年底前", *ROWS[1]))
    assert (said, "unread-part" in codes) == ([], True)


def test_a_merged_cell_that_stands_once_is_no_shift_of_columns() -> None:
    heads = [HEADS[0], "类别", *HEADS[1:]]
    first, *others = ROWS
    said, _ = drafted(
        page(*heads, first[0], "筑堤", *first[1:], *(c for row in others for c in row))
    )
    assert said == SAID


def test_a_flattened_table_is_told_and_nothing_guessed() -> None:
    flat = f"{TITLE} {' '.join(HEADS)} 一、筑堤 " + " ".join(cell for row in ROWS for cell in row)
    made = draft(read(flat.encode(), "表.txt"))
    assert made.plan.head.title == TITLE
    assert not made.plan.entries
    assert [one.code for one in made.problems].count("unread-part") == 1


@pytest.mark.parametrize(
    "text",
    [
        "某市工作方案\n一、任务\n1.修渠。分牵头单位、配合单位两类。（市水利局牵头，市财政局配合）",
        "某市工作方案\n一、任务\n1.修渠\n责任单位：市水利局\n配合单位：市财政局\n完成时限：年底前",
        "某市工作方案\n一、任务\n1.修渠。\n牵头单位\n市水利局\n配合单位\n市财政局",
    ],
)
def test_labels_are_no_headings_of_a_table(text: str) -> None:
    measures = draft(read(text.encode(), "方案.txt")).plan.entries
    assert [entry.measure.title for entry in measures] == ["修渠"]


@pytest.mark.parametrize("heading", ["配合/责任单位", "责任（配合）单位", "配合单位（责任单位）"])
def test_a_heading_of_two_roles(heading: str) -> None:
    rows = [
        ["任务", "牵头单位", heading],
        ["修建水渠", "市水利局", "市财政局"],
        ["种树", "", "各镇"],
    ]
    made = draft(read(page(*map(tabs, rows)).encode(), "表.txt"))
    first, second = (entry.measure for entry in made.plan.entries)
    assert (first.lead, first.cooperating, first.responsible) == (("市水利局",), ("市财政局",), ())
    assert (second.lead, second.cooperating, second.responsible) == ((), (), ("各镇",))


def test_the_column_of_names_is_the_title() -> None:
    rows = [
        ["序号", "项目名称", "项目内容", "责任单位", "负责事项"],
        ["1", "东河湿地", "建设栈道。", "区林业局", "区林业局负责选址。"],
    ]
    (entry,) = draft(read(page(*map(tabs, rows)).encode(), "表.txt")).plan.entries
    assert (entry.measure.title, entry.measure.text) == (
        "东河湿地",
        "建设栈道。\n区林业局负责选址。",
    )


def test_lines_of_a_cell_are_a_body_each() -> None:
    text = page("任务\t责任单位", '修建水渠\t"区水利局\n东河水乡片区\n区财政局"')
    (entry,) = draft(read(text.encode(), "表.txt")).plan.entries
    assert entry.measure.responsible == ("区水利局", "东河水乡片区", "区财政局")
