#!/usr/bin/env python3
"""Loads the tables of a run as users do and compares them with its Parquet tables: check.py RUN PROFILE
[FOLDER | --workbook FILE].

With FOLDER, what LibreOffice made of its CSV files; with FILE, only that workbook, as LibreOffice saved it again.

polars and pandas read the CSV (or TSV) files by what datapackage.json says of them, calamine and openpyxl the workbook, and
LibreOffice opens both; every value must come back with its type, one apostrophe taken away where a formula was made text.
"""

import json, math, pathlib, sys, warnings

import openpyxl, pandas, polars, python_calamine

warnings.filterwarnings("ignore", module="openpyxl")  # it passes over marks that it does not know
TEXT, LIMIT = "string", 32_767
run, profile = pathlib.Path(sys.argv[1]), sys.argv[2]
package = json.loads((run / "datapackage.json").read_text(encoding="utf-8"))
resources = [r for r in package["resources"] if r["format"] == ("tsv" if profile == "tsv" else "csv")]
for resource in resources:
    resource["name"] = pathlib.Path(resource["path"]).stem
wrong = []


def expected(resource):
    """The columns of a table as lists of Python values."""
    return polars.read_parquet(run / "parquet" / f"{resource['name']}.parquet").to_dict(as_series=False)


def plain(value):
    """The text of a cell without the apostrophe that keeps it from being a formula."""
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


def unbroken(value):
    """As spreadsheets keep it: without differences between line ends, and no control characters."""
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if ord(c) < 32 and c not in "\t\n" or 127 <= ord(c) < 160 else c for c in value.replace("\r\n", "\n").replace("\r", "\n"))


def same(a, b):
    if isinstance(a, float) or isinstance(b, float):
        try:
            return math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-12)
        except (TypeError, ValueError):
            return False
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def compare(by, resource, found, change=lambda value: value):
    """Every value of a table as one reader hands it out."""
    want = expected(resource)
    for name, values in want.items():
        got = list(found.get(name, []))
        if len(got) != len(values):
            wrong.append(f"{by}: {resource['name']}.{name}: {len(got)} rows, expected {len(values)}")
            continue
        for row, (a, b) in enumerate(zip(got, values)):
            b = change(b)
            if not same(a, b) and not (a is None and b == ""):
                wrong.append(f"{by}: {resource['name']}.{name} row {row + 1}: {a!r}, expected {b!r}")
                break


def by_polars(resource):
    kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
    dialect, fields = resource["dialect"], resource["schema"]["fields"]
    frame = polars.read_csv(
        run / resource["path"],
        separator=dialect["delimiter"],
        schema={field["name"]: kinds[field["type"]] for field in fields},
        decimal_comma=any(field.get("decimalChar") == "," for field in fields),
    )
    compare("polars", resource, {name: [plain(v) for v in values] for name, values in frame.to_dict(as_series=False).items()}, unchanged)


def by_pandas(resource):
    dialect, fields = resource["dialect"], resource["schema"]["fields"]
    comma = any(field.get("decimalChar") == "," for field in fields)
    # pandas' own numbers that may be missing do not know the decimal comma.
    kinds = {"string": "string", "integer": "Int64", "number": "float64" if comma else "Float64", "boolean": "boolean"}
    dates = [field["name"] for field in fields if field["type"] == "date"]
    frame = pandas.read_csv(
        run / resource["path"],
        sep=dialect["delimiter"],
        decimal="," if comma else ".",
        dtype={field["name"]: kinds[field["type"]] for field in fields if field["name"] not in dates},
        parse_dates=dates,
        encoding="utf-8-sig",
        keep_default_na=False,
        na_values={field["name"]: [""] for field in fields},
    )
    found = {}
    for field in fields:
        values = frame[field["name"]]
        if field["name"] in dates:
            found[field["name"]] = [None if pandas.isna(v) else v.date() for v in values]
        else:
            found[field["name"]] = [None if pandas.isna(v) else plain(v) for v in values.tolist()]
    compare("pandas", resource, found, unchanged)


def unchanged(value):
    """Control characters are replaced in every CSV file."""
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if ord(c) < 32 and c not in "\t\n\r" or 127 <= ord(c) < 160 else c for c in value)


def cells(resource, rows):
    names = [str(cell) for cell in rows[0]]
    return {name: [row[at] if at < len(row) else None for row in rows[1:]] for at, name in enumerate(names)}


def typed(found, resource, empty):
    """A sheet's cells with the types of the columns: whole numbers are whole, dates have no time of day."""
    for field in resource["schema"]["fields"]:
        column = found.get(field["name"], [])
        for row, value in enumerate(column):
            if value is None or value == empty:
                column[row] = None
            elif field["type"] == "date" and hasattr(value, "date"):
                column[row] = value.date()
            elif field["type"] == "integer" and isinstance(value, float):
                column[row] = int(value)
    return found


def shortened(value):
    """A cell of a sheet: what is longer than it holds is cut and marked."""
    value = unbroken(value)
    return value if not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= LIMIT else None


def by_workbook(path, by, change=shortened):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for resource in resources:
        if resource["name"] not in book.sheet_names:
            wrong.append(f"{by}: there is no sheet {resource['name']}")
            continue
        rows = book.get_sheet_by_name(resource["name"]).to_python()
        found = typed(cells(resource, rows), resource, "")
        for column in found.values():
            column[:] = [unbroken(value) for value in column]
        compare(f"calamine, {by}", resource, found, change)


def formulas(path, by):
    """No cell of a table is a formula; LibreOffice writes truth as one."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and cell.value not in ("=TRUE()", "=FALSE()"):
                    wrong.append(f"{by}: {sheet.title}!{cell.coordinate} is the formula {str(cell.value)[:60]!r}")
                if cell.data_type == "e":
                    wrong.append(f"{by}: {sheet.title}!{cell.coordinate} is the error {cell.value!r}")


def by_libreoffice(folder):
    """What LibreOffice made of the files of tables, saved as workbooks."""
    for resource in resources:
        path = folder / f"{resource['name']}.xlsx"
        if not path.exists():
            wrong.append(f"LibreOffice did not open {resource['path']}")
            continue
        formulas(path, f"LibreOffice, {profile}")
        rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        found = typed(cells(resource, rows), resource, "")
        for field in resource["schema"]["fields"]:
            column = found.get(field["name"], [])
            # Where truth has another name, `true` stays text.
            if field["type"] == "boolean":
                column[:] = [{"true": True, "false": False}.get(v, v) for v in column]
            # Text that looks like a number or a date is one to a spreadsheet: it is compared in the workbook alone.
            if field["type"] == TEXT:
                column[:] = [plain(unbroken(v)) if isinstance(v, str) else ... for v in column]
        want = expected(resource)
        for name, values in want.items():
            for row, (a, b) in enumerate(zip(found.get(name, []), values, strict=True)):
                if a is ... or len(str(b)) > LIMIT or a is None and b == "":
                    continue
                if not same(a, exported(unbroken(b))) and not blank(a, b):
                    wrong.append(f"LibreOffice, {profile}: {resource['name']}.{name} row {row + 1}: {a!r}, expected {b!r}")
                    break


def exported(value):
    """LibreOffice writes no workbook in which such an escape stands for itself."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def blank(a, b):
    return a is None and isinstance(b, str) and not b.strip()


if sys.argv[3:4] == ["--workbook"]:
    # LibreOffice writes no workbook in which an escape stands for itself.
    by_workbook(pathlib.Path(sys.argv[4]), "saved by LibreOffice", lambda value: exported(shortened(value)))
    formulas(sys.argv[4], "saved by LibreOffice")
else:
    for resource in resources:
        by_polars(resource)
        by_pandas(resource)
    workbook = run / "rejoinder.xlsx"
    if workbook.exists():
        by_workbook(workbook, "workbook")
        formulas(workbook, "workbook")
    if len(sys.argv) > 3:
        by_libreoffice(pathlib.Path(sys.argv[3]))
print("\n".join(wrong[:40]), end="\n" if wrong else "")
by = "saved by LibreOffice" if "--workbook" in sys.argv else "by polars, pandas, calamine, openpyxl"
by += " and LibreOffice" if len(sys.argv) == 4 else ""
print(f"loads: {profile}, {by}: {len(resources)} tables, {len(wrong)} wrong")
sys.exit(bool(wrong))
