"""The limits of what is read cell by cell."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sheet_samples import saved


def _workbook(rows: int) -> bytes:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = "长" * 30_000
    book.active.merge_cells(f"A1:Y{rows}")
    # An area ends where the sheet's cells do.
    book.active[f"Z{rows}"] = "末"
    return saved(book)


def test_a_text_that_a_merged_area_repeats_counts_in_each_cell() -> None:
    """A file of 30 kB held 29 milliards of signs, over which collect and --update hung."""
    assert len(reading.sheets(_workbook(40), "a.xlsx")[0].rows) == 40
    with pytest.raises(SciplanError, match=r"a\.xlsx 过大（120000001 字，最多 100000000 字"):
        reading.sheets(_workbook(160), "a.xlsx")


@pytest.mark.parametrize(("empty", "refused"), [(False, True), (True, False)])
def test_rows_count_where_something_stands_in_them(
    monkeypatch: pytest.MonkeyPatch, *, empty: bool, refused: bool
) -> None:
    monkeypatch.setattr(reading, "MAX_SHEET_ROWS", 20)
    text = io.StringIO()
    csv.writer(text).writerows([["甲", "1"], *[["", ""] if empty else ["乙", "2"]] * 20])
    if refused:
        with pytest.raises(SciplanError, match="表格 21 行，最多 20 行"):
            reading.sheets(text.getvalue().encode(), "a.csv")
    else:
        assert len(reading.sheets(text.getvalue().encode(), "a.csv")[0].rows) == 21
