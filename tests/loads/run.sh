#!/usr/bin/env bash
# Loads the tables as users do: tests/loads/run.sh [--install] [BINARY] [FILE…]. One run of the corpus and of cells that
# spreadsheets would evaluate or change (cells.jsonl, and FILEs) in each profile; then polars, pandas, calamine and openpyxl
# (check.py), R's readr (check.R) and LibreOffice open it, and every value must be the one of the Parquet tables. Says so where
# one of them is missing; --install gets the Python packages into a folder of its own first.
set -euo pipefail
skip() { echo "loads: skipped, $1"; exit 0; }
install=false
if [ "${1:-}" = --install ]; then install=true; shift; fi
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath -m "${1:-$here/../../target/debug/rejoinder}")
[ $# -gt 0 ] && shift
[ -x "$binary" ] || skip "no program at $binary (cargo build first)"
command -v python3 >/dev/null || skip "there is no Python"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=python3
needed='import openpyxl, pandas, polars, python_calamine'
if ! $python -c "$needed" 2>/dev/null && $install; then
  python3 -m venv "$folder/venv" && python=$folder/venv/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" 2>/dev/null || true
fi
$python -c "$needed" 2>/dev/null || skip "its Python packages are not there (pip install -r tests/loads/requirements.txt)"
readr=false; command -v Rscript >/dev/null && Rscript -e 'library(readr); library(jsonlite)' >/dev/null 2>&1 && readr=true
office=$(command -v soffice || true)
$readr || echo "loads: without R (apt-get install r-cran-readr r-cran-jsonlite)"
[ -n "$office" ] || echo "loads: without LibreOffice (apt-get install libreoffice-calc)"

# What LibreOffice makes of CSV files: FILTER is separator, quotation mark, UTF-8, first line, columns, language, and so on.
converted() { # FILTER FOLDER FILE…
  "$office" "-env:UserInstallation=file://$folder/office" --headless --infilter="Text - txt - csv (StarCalc):$1" \
    --convert-to xlsx --outdir "$2" "${@:3}" >/dev/null 2>&1
}
failed=0
checked() { # RUN PROFILE ENDING FILTER
  local opened=()
  if [ -n "$office" ]; then
    converted "$4" "$folder/opened-$2" "$1/$3"/*."$3"
    opened=("$folder/opened-$2")
  fi
  "$python" "$here/check.py" "$1" "$2" "${opened[@]}" || failed=1
  if $readr; then Rscript "$here/check.R" "$1" "$2" || failed=1; fi
}
for profile in plain excel excel-eu; do
  "$binary" run "$here/../../corpus" "$here/cells.jsonl" "$@" --sample-names --quiet --out "$folder/$profile" --csv $profile \
    --formats "$([ $profile = plain ] && echo csv,tsv,jsonl,parquet,xlsx || echo csv,jsonl,parquet)"
done
checked "$folder/plain" plain csv '44,34,76,1,,1033,false,true,false,false'
checked "$folder/excel" excel csv '44,34,76,1,,1033,false,true,false,false'
checked "$folder/excel-eu" excel-eu csv '59,34,76,1,,1031,false,true,false,false'
checked "$folder/plain" tsv tsv '9,34,76,1,,1033,false,true,false,false'
if [ -n "$office" ]; then # the workbook, opened and saved again by LibreOffice
  "$office" "-env:UserInstallation=file://$folder/office" --headless --convert-to xlsx --outdir "$folder/again" \
    "$folder/plain/rejoinder.xlsx" >/dev/null 2>&1
  "$python" "$here/check.py" "$folder/plain" plain --workbook "$folder/again/rejoinder.xlsx" || failed=1
fi
exit $failed
