"""A document in order: its plan's own text, all tables at their places."""

from sciplan.documents.draft.plan_text import plan_text_of
from sciplan.documents.readers.document import Document, Grid, Paragraph, grid

TABLE = grid([["任务", "牵头单位"], ["修渠", "市水利局"]], 5)
BLOCKS = (
    Paragraph("某市水利工作方案", 1),
    Paragraph("一、修渠", 2),
    Paragraph("修渠。（市水利局牵头）", 3),
    Paragraph("分工如下", 4),
    TABLE,
    Paragraph("分工如下", 7),
    Paragraph("清淤。（市水利局牵头）", 8),
    Paragraph("某市人民政府", 9),
    Paragraph("2024年3月1日", 10),
)


def test_tables_stay_where_they_stand_and_the_signature_goes() -> None:
    text = plan_text_of(Document("方案.txt", BLOCKS), "方案")
    assert [block.line for block in text.blocks] == [2, 3, 4, 5, 7, 8]
    assert [one.line for one in text.everything] == [1, 2, 3, 4, 7, 8, 9, 10]


def test_equal_paragraphs_count_one_by_one() -> None:
    """A list that says the same thing twice at one place keeps both, one on each side."""
    twice = (*BLOCKS[:4], TABLE, Paragraph("分工如下", 4), *BLOCKS[6:])
    text = plan_text_of(Document("方案.txt", twice), "方案")
    places = [isinstance(block, Grid) for block in text.blocks]
    assert places == [False, False, False, True, False, False]
