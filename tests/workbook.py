#!/usr/bin/env python3
"""Every cell of the workbook against the Parquet files, with two readers that know nothing of each other.

tests/workbook.py OUT      after `rejoinder run --out OUT`; needs openpyxl and pyarrow
"""
import datetime
import math
import sys
import warnings

import openpyxl
import pyarrow.parquet

OWN = ["overview", "run"]


def same(cell, value):
    """Is a cell what the Parquet file holds, in value and in type?"""
    if value is None:
        return cell is None
    if isinstance(value, str):
        # A spreadsheet file knows one kind of line end.
        return isinstance(cell, str) and cell.replace("\r\n", "\n") == value.replace("\r\n", "\n")
    if isinstance(value, bool):
        return cell is value
    if isinstance(value, datetime.date):
        return isinstance(cell, datetime.datetime) and cell.date() == value
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return is_number and math.isclose(cell, value, rel_tol=1e-12, abs_tol=1e-12)


def compare(sheet, table):
    """How many cells there are; stops at the first that differs."""
    rows = sheet.iter_rows()
    assert [cell.value for cell in next(rows)] == table.column_names, sheet.title
    columns = [column.to_pylist() for column in table.columns]
    n = 0
    for line, cells in enumerate(rows):
        for cell, column, name in zip(cells, columns, table.column_names):
            assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula"
            where = f"{sheet.title}.{name}, {cell.coordinate}"
            assert same(cell.value, column[line]), f"{where}: {cell.value!r} is not {column[line]!r}"
            n += 1
    assert sheet.max_row == table.num_rows + 1, f"{sheet.title}: {sheet.max_row - 1} rows, not {table.num_rows}"
    return n


def main(out):
    warnings.simplefilter("ignore")  # openpyxl does not know data bars
    book = openpyxl.load_workbook(f"{out}/rejoinder.xlsx")
    assert [book.sheetnames[0], book.sheetnames[-1]] == OWN, book.sheetnames
    cells = 0
    for sheet in book.worksheets[1:-1]:
        cells += compare(sheet, pyarrow.parquet.read_table(f"{out}/parquet/{sheet.title}.parquet"))
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, sheet.title
    charts = len(book["overview"]._charts)
    print(f"{len(book.sheetnames)} sheets, {cells} cells equal to the Parquet files, {charts} charts")


main(*sys.argv[1:])
