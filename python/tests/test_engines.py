"""Dask and Delta give and take the same tables: the recipes, and folders that other engines write."""

import sys

import pandas as pd
import pyarrow as pa
import pytest
import rejoinder
from conftest import CORPUS, ROOT, assert_equal, in_order

ANSWERS = CORPUS / "vellmark-exchanges-2017-2023.csv"
sys.path.append(str(ROOT / "python" / "recipes"))


@pytest.fixture(scope="module")
def answers():
    """The corpus' table of answers, with an id and a number for each row."""
    frame = pd.read_csv(ANSWERS, dtype=str)
    numbers = range(1, len(frame) + 1)
    return frame.assign(id=[f"row-{number}" for number in numbers], row_number=numbers)


@pytest.mark.parametrize("name", ["turns", "hits", "citations"])
def test_dask(answers, name):
    dataframe = pytest.importorskip("dask.dataframe")
    from dask_tables import table

    analyzer = rejoinder.Analyzer(sample_names=True, threads=1)
    parts = dataframe.from_pandas(answers, npartitions=4)
    settings = {"id": "id", "row": "row_number"}
    found = table(parts, name, analyzer, **settings)
    assert found.npartitions == 4
    theirs = analyzer.analyze_frame(answers, **settings)[name]
    ours = found.compute(scheduler="processes", num_workers=2)
    ours = pa.Table.from_pandas(ours, preserve_index=False, schema=pa.table(theirs).schema)
    assert len(theirs) >= 20
    assert_equal(in_order(ours), in_order(theirs), name)


def test_delta(answers, tmp_path):
    deltalake = pytest.importorskip("deltalake")
    deltalake.write_deltalake(tmp_path / "answers", pa.Table.from_pandas(answers, preserve_index=False))
    analyzer = rejoinder.Analyzer(sample_names=True)
    found = analyzer.analyze_frame(deltalake.DeltaTable(tmp_path / "answers").to_pyarrow_table(), id="id")
    again = analyzer.analyze_frame(answers, id="id")
    for table in found:
        assert_equal(table, again[table.name], table.name)
    # Each night's rows are appended, and the old ones stay.
    for _ in range(2):
        deltalake.write_deltalake(tmp_path / "hits", found.hits, mode="append")
    kept = deltalake.DeltaTable(tmp_path / "hits")
    assert kept.version() == 1
    assert kept.to_pyarrow_table().num_rows == 2 * len(found.hits)
    deltalake.write_deltalake(tmp_path / "hits", found.hits, mode="overwrite")
    assert_equal(in_order(deltalake.DeltaTable(tmp_path / "hits").to_pyarrow_table()), in_order(found.hits), "hits")
