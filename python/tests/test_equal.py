"""Python gives the tables of the command."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
import rejoinder
from conftest import CORPUS, ROOT, TRANSCRIPTS, assert_equal

ANSWERS = CORPUS / "vellmark-exchanges-2017-2023.csv"
# What a file has and a frame has not.
OF_FILES = {"documents": ["encoding", "encoding_basis", "encoding_confidence"], "problems": ["line"]}


def same(found, theirs):
    """All tables are equal; of frames but for what only files have."""
    for table in found:
        assert_equal(table, theirs[table.name], table.name, OF_FILES.get(table.name, ()))


def test_files(tables_of, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = rejoinder.Analyzer(sample_names=True).read("corpus")
    theirs = tables_of("corpus", "--sample-names")
    assert set(found.names) == set(theirs)
    for table in found:
        assert_equal(table, theirs[table.name], table.name)
    assert len(found.hits) > 300 and len(found.measures) > 1000 and len(found.phrases) > 20


@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason=f"there are no transcripts in {TRANSCRIPTS}")
@pytest.mark.parametrize("part", ["mfa-qa-2025-2026.csv", "coded-answers.jsonl", "unsc-2020", "white-house", "us-china-tracker-part1.docx"])
def test_transcripts(tables_of, monkeypatch, part):
    monkeypatch.chdir(TRANSCRIPTS)
    theirs = tables_of(TRANSCRIPTS / part)
    found = rejoinder.read(TRANSCRIPTS / part)
    for table in found:
        assert_equal(table, theirs[table.name], table.name)


FRAMES = {
    "pyarrow": lambda path: text_only(path),
    "polars": lambda path: pl.read_csv(path, infer_schema=False),
    "pandas": lambda path: pd.read_csv(path, dtype=str),
    "batches": lambda path: pa.table(text_only(path)).to_reader(7),
}


def text_only(path):
    names = pa.csv.open_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True)).schema.names
    kinds = pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    return pa.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=kinds)


@pytest.mark.parametrize("kind", FRAMES)
def test_frames(tables_of, kind):
    shown = str(ANSWERS.relative_to(ROOT))
    found = rejoinder.Analyzer(sample_names=True).analyze_frame(FRAMES[kind](ANSWERS), source=shown)
    same(found, tables_of(shown, "--sample-names"))
    assert len(found.turns) == 80


def test_typed_columns_are_those_of_a_parquet_file(tables_of, tmp_path):
    frame = pl.read_csv(ANSWERS, try_parse_dates=True).with_columns(
        n=pl.int_range(pl.len()), share=pl.int_range(pl.len()) / 7, sure=pl.int_range(pl.len()) % 2 == 0,
        at=pl.col("date").cast(pl.Datetime("ms")), tags=pl.lit(["a"]),
    )
    path = tmp_path / "answers.parquet"
    frame.write_parquet(path)
    theirs = tables_of(path)
    found = rejoinder.analyze_frame(frame, source=str(path))
    for table in found:
        assert_equal(table, theirs[table.name], table.name)


@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason=f"there are no transcripts in {TRANSCRIPTS}")
def test_frame_of_transcripts(tables_of):
    path = TRANSCRIPTS / "mfa-qa-2025-2026.csv"
    found = rejoinder.analyze_frame(text_only(path), source=str(path))
    same(found, tables_of(path))


def test_one_text_is_one_file(tables_of, tmp_path):
    path = tmp_path / "remarks.txt"
    text = (CORPUS / "vellmark-briefing-2022-08-04.txt").read_text()
    path.write_text(text)
    theirs = tables_of(path)
    for table in rejoinder.analyze(text, source=str(path)):
        assert_equal(table, theirs[table.name], table.name)


def test_fragile_formats_are_read_by_workers_that_are_python(tables_of, tmp_path):
    pages = sorted((ROOT / "tests" / "fixtures" / "formats").glob("*"))
    wanted = [page for page in pages if page.suffix in {".docx", ".html", ".pdf", ".odt", ".epub", ".xlsx"}]
    assert len(wanted) >= 5
    theirs = tables_of(*wanted, "--keep-duplicates")
    found = rejoinder.Analyzer(keep_duplicates=True).read(*wanted)
    for table in found:
        assert_equal(table, theirs[table.name], table.name)
    told = pa.table(found.problems)["code"].to_pylist()
    assert not {"no-worker", "worker-died"} & set(told), told
    assert len(found.documents) >= 5
    page = next(page for page in wanted if page.suffix == ".docx")
    assert len(rejoinder.analyze(page.read_bytes(), source=page.name).documents) == 1
