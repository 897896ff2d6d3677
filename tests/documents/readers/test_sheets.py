"""Sheets cell by cell, as an update reads them."""

import io
from datetime import date

import openpyxl

from sciplan.documents.readers.sheet import Sheet, sheets
from sheet_samples import csv_file, saved, xlsx


def test_cells_are_as_they_stand() -> None:
    rows = [["编号", 2.1, 3, True], [], [date(2025, 1, 2), " 甲\n乙 "]]
    assert sheets(xlsx(rows, [["x"]], names=["一", "二"]), "a.xlsx") == [
        Sheet(
            "一",
            [
                ["编号", 2.1, 3.0, True],
                ["", "", "", ""],
                [date(2025, 1, 2), " 甲\n乙 ", "", ""],
            ],
        ),
        Sheet("二", [["x"]]),
    ]


def test_csv_is_one_sheet_without_a_name() -> None:
    assert sheets(csv_file([["编号", "单位"], ["2.10", "甲"]]), "a.csv") == [
        Sheet("", [["编号", "单位"], ["2.10", "甲"]])
    ]


def test_errors_and_formulas_without_a_value_are_blind_each_in_its_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["a"]], [["b", "c"]], names=["二", "一"])))
    book["一"]["B3"] = "=1+1"
    book["一"]["C2"].value = "#N/A"
    book["一"]["C2"].data_type = "e"
    first, second = sheets(saved(book), "a.xlsx")
    assert (first.name, first.blind) == ("二", frozenset())
    assert (second.name, second.blind) == ("一", frozenset({(2, 1), (1, 2)}))
