"""Nobody is shown 5.8e-05."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.answer import Answer, Column, Part, Records, cell_text
from sciplan.base.numerals import without_exponent
from sciplan.formats.registry import FORMATS
from sciplan.plan.style import PaperStyle

ANSWER = Answer(
    heading="某",
    parts=(Part(title="表"),),
    records=Records(
        columns=(Column(key="p", title="可能", number=True, holds=float),),
        rows=[(5.8475161246356204e-05,), (0.25,)],
    ),
)


@pytest.mark.parametrize(
    ("digits", "plain"),
    [
        ("5.8e-05", "0.000058"),
        ("1e+16", "10000000000000000"),
        ("0.25", "0.25"),
        ("13", "13"),
        ("-2e-05", "-0.00002"),
    ],
)
def test_digits(digits: str, plain: str) -> None:
    assert without_exponent(digits) == plain


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=1e-30, max_value=1e30))
def test_the_number_stays(number: float) -> None:
    plain = without_exponent(repr(number))
    assert "e" not in plain
    assert float(plain) == number


def test_in_cells_csv_and_workbooks() -> None:
    assert cell_text(5.8475161246356204e-05) == "0.00005848"
    rows = list(csv.reader(io.StringIO(FORMATS["csv"].render(ANSWER))))
    assert rows[1] == ["0.000058475161246356204"]
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].content(ANSWER, PaperStyle())))
    cell = book["数据"]["A2"]
    assert cell.value == pytest.approx(5.8475161246356204e-05)
    assert cell.number_format == "0.000000"
