"""任务内容 of the data sheet: the document's text where there is one, else the summary."""

import pytest
from test_update import PLAN, ROWS, TEXT, brought, new_row, plan_in, refused, with_cells

from sciplan.base.errors import SciplanError
from sciplan.compare.update.updating import update
from sciplan.plan.model import Plan
from sheet_samples import HEAD, Rows, csv_file, exported, kept_of, rows_of, xlsx
from sheet_samples import hidden as with_hidden

assert PLAN is not None
SUMMED_UP: Plan = PLAN
WORDS = TEXT.replace("summary: 我们的概括", "text: 文件的原文")
BOTH = TEXT.replace("summary: 我们的概括", "summary: 我们的概括\n        text: 文件的原文")
CONTENT = HEAD.index("任务内容")


def sheet_of(text: str, *cells: tuple[str, object]) -> bytes:
    plan = plan_in(text)
    return exported(plan, with_cells(*cells, rows=rows_of(plan)))


def old(rows: Rows, heading: str = "举措") -> tuple[Rows, Rows]:
    """Return a data sheet and its hidden copy of before 任务内容 had a column."""
    shown = [row[:CONTENT] for row in rows]
    shown[0] = [heading if title == "举措" else title for title in shown[0]]
    return shown, [row[:-1] for row in kept_of(SUMMED_UP)]


def test_it_stands_in_the_last_column() -> None:
    assert HEAD[-1] == "任务内容"
    assert [row[CONTENT] for row in ROWS[1:]] == ["我们的概括"] * 3 + [""] * 2
    assert {row[CONTENT] for row in rows_of(plan_in(BOTH))[1:4]} == {"文件的原文"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TEXT, TEXT.replace("我们的概括", "新写的")),
        (WORDS, WORDS.replace("文件的原文", "新写的")),
        (BOTH, BOTH.replace("文件的原文", "新写的")),
    ],
)
def test_an_edit_changes_what_the_cell_shows(text: str, wanted: str) -> None:
    after, summary = brought(text, sheet_of(text, ("O2", "新写的")))
    assert after == wanted
    assert "改 1.1：任务内容" in summary
    # Without what it was exported with, the three rows must agree.
    cells = [("O2", "新写的"), ("O3", "新写的"), ("O4", "新写的")]
    raw = xlsx(with_cells(*cells, rows=rows_of(plan_in(text))))
    assert brought(text, raw)[0] == wanted


def test_a_measure_without_content_gets_what_the_others_have() -> None:
    cells = [("O5", "新写的"), ("O6", "新写的")]
    assert plan_in(brought(TEXT, sheet_of(TEXT, *cells))[0]).entries[1].measure.summary == "新写的"
    assert plan_in(brought(WORDS, sheet_of(WORDS, *cells))[0]).entries[1].measure.text == "新写的"


def test_a_new_measure_brings_its_content() -> None:
    row = new_row(measure="1.3", title="培训工人", role="牵头", unit="市科协")
    row[CONTENT] = "办培训班"
    after, _ = brought(WORDS, exported(plan_in(WORDS), [*rows_of(plan_in(WORDS)), row]))
    added = plan_in(after).entries[2].measure
    assert (added.title, added.text) == ("培训工人", "办培训班")


def test_emptied_cells_remove_it_unless_another_text_would_show() -> None:
    cells = [("O2", ""), ("O3", ""), ("O4", "")]
    after, _ = brought(TEXT, sheet_of(TEXT, *cells))
    assert after == TEXT.replace("        summary: 我们的概括\n", "")
    message = refused(sheet_of(BOTH, *cells), text=BOTH)
    assert "O2、O3、O4" in message
    assert "删去原文后印概括" in message


def test_a_text_that_no_cell_holds_is_not_cut_by_an_edit() -> None:
    long = TEXT.replace("我们的概括", "长" * 40_000)
    assert brought(long, sheet_of(long))[0] == long
    assert "超过 Excel 每格" in refused(sheet_of(long, ("O2", "短")), text=long)


@pytest.mark.parametrize("heading", ["举措", "任务内容"])
def test_an_old_workbook_is_read_as_it_was_meant(heading: str) -> None:
    """Plans could call titles 任务内容; what their sheets held were titles."""
    shown, hidden = old(ROWS, heading)
    raw = with_hidden(shown, hidden)
    after, summary = brought(TEXT, raw)
    assert after == TEXT
    assert not any("任务内容" in line for line in summary)
    shown, hidden = old(with_cells(("C5", "培训乡亲"), ("C6", "培训乡亲")), heading)
    after, _ = brought(TEXT, with_hidden(shown, hidden))
    assert after == TEXT.replace("培训农民", "培训乡亲")


def test_a_heading_that_may_mean_either_is_refused_where_nothing_tells() -> None:
    shown, _ = old(ROWS, "任务内容")
    for raw, name in ((xlsx(shown), "表.xlsx"), (csv_file(shown), "表.csv")):
        with pytest.raises(SciplanError, match="看不出“任务内容”"):
            update(raw, name, TEXT, "p.yaml")
    named = TEXT.replace("errata:", "papers:\n  headings: {title: 任务内容}\nerrata:")
    assert brought(named, xlsx(shown))[0] == named


def test_a_new_workbook_without_titles_changes_none() -> None:
    place = HEAD.index("举措")
    rows = [[*row[:place], *row[place + 1 :]] for row in ROWS]
    after, summary = brought(TEXT, exported(SUMMED_UP, rows))
    assert after == TEXT
    assert "表里没有的列不改：举措" in summary
