"""What the tests share: the command's tables of the same texts, and a Spark of several processes."""

import os
import pathlib
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
#: Transcripts that lie beside the project, where they do.
TRANSCRIPTS = pathlib.Path(os.environ.get("REJOINDER_TRANSCRIPTS", ROOT.parent / "shared" / "data" / "transcripts"))


def command(*arguments, out):
    """The tables that ``python -m rejoinder run --wide`` writes."""
    run = [sys.executable, "-m", "rejoinder", "run", *map(str, arguments), "--out", str(out), "--quiet", "--wide", "--formats", "parquet"]
    ended = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    return {path.stem: pq.read_table(path) for path in sorted((out / "parquet").glob("*.parquet"))}


def plain(table):
    """A table with the plain types and without metadata."""
    table = pa.table(table)
    kinds = {pa.large_string(): pa.string(), pa.string_view(): pa.string()}
    fields = [pa.field(field.name, kinds.get(field.type, field.type)) for field in table.schema]
    return table.cast(pa.schema(fields)).combine_chunks()


def assert_equal(ours, theirs, name, without=()):
    """Both tables have the same columns and rows, in the same order."""
    ours, theirs = plain(ours).drop_columns(list(without)), plain(theirs).drop_columns(list(without))
    assert ours.column_names == theirs.column_names, name
    assert ours.num_rows == theirs.num_rows, f"{name}: {ours.num_rows} rows, not {theirs.num_rows}"
    differing = [column for column in ours.column_names if not ours[column].equals(theirs[column])]
    shown = [(ours[column].to_pylist(), theirs[column].to_pylist()) for column in differing[:1]]
    first = [pair for a, b in shown for pair in zip(a, b) if pair[0] != pair[1]][:3]
    assert not differing, f"{name}: {differing}, like {first}"


def in_order(table):
    """The rows in an order of their own, for tables without one."""
    table = plain(table)
    return table.sort_by([(column, "ascending") for column in table.column_names])


@pytest.fixture(scope="session")
def tables_of(tmp_path_factory):
    """The command's tables of some inputs, made once."""
    made = {}

    def of(*arguments):
        if arguments not in made:
            made[arguments] = command(*arguments, out=tmp_path_factory.mktemp("run"))
        return made[arguments]

    return of
