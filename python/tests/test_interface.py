"""What Python users hold in their hands: types, errors, threads, documentation."""

import concurrent.futures
import datetime
import importlib.util
import multiprocessing
import pathlib
import pickle
import shutil
import subprocess
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import rejoinder

PYTHON = pathlib.Path(__file__).resolve().parents[1]
SENTENCE = "The claim is groundless. We do not threaten anyone."


def test_statuses():
    hits = rejoinder.analyze(SENTENCE).hits.to_pandas()
    assert list(zip(hits["matched"], hits["status"], hits["counts"]))[0] == ("groundless", "use", True)
    assert "negated" in set(hits["status"])


def test_metadata_and_questions():
    found = rejoinder.analyze(SENTENCE, date="2021-07-20", state="VLM", title="Remarks", source="day.txt")
    (row,) = found.documents.to_polars().to_dicts()
    assert (row["date"], row["title"], row["date_basis"]) == (datetime.date(2021, 7, 20), "Remarks", "metadata")
    found = rejoinder.analyze(SENTENCE, question="Why?", speaker="Ilka Varn", asker="VTV")
    assert found.turns.to_polars()["role"].to_list() == ["journalist", "spokesperson"]
    assert found.turns.to_polars()["speaker_label"].to_list() == ["VTV", "Ilka Varn"]


def test_types_of_every_column():
    found = rejoinder.analyze(SENTENCE, date="2021-07-20")
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
    wide = [table for table in found if table.name.endswith("_wide")]
    assert len(wide) == 3
    for table in wide:
        # Fixed columns, one of each category, indices: those that the table of columns tells.
        told = pl.DataFrame(found.columns).filter(table=table.name)
        assert [(field.name, field.type) for field in pa.table(table).schema] == [
            (name, kinds[kind]) for name, kind in zip(told["column"], told["type"])
        ]
        fixed = [column.name for column in rejoinder.columns(table.name) if column.name != "n_category"]
        assert table.column_names[: len(fixed)] == fixed and "n_threat" in table.column_names
    for table in found:
        if table in wide:
            continue
        schema = pa.table(table).schema
        assert [(field.name, field.type) for field in schema] == [
            (column.name, kinds[column.type]) for column in rejoinder.columns(table.name)
        ]
        assert table.column_names == schema.names and table.num_rows == len(table)
    assert found.documents.to_pandas()["date"].dtype.kind == "M"
    assert str(found.turns.to_pandas()["n_tokens"].dtype) == "Int64"
    assert found.hits.to_polars()["counts"].dtype == pl.Boolean


def test_named_columns():
    frame = pl.DataFrame({"who": ["A"], "said": [SENTENCE], "day": ["03/04/2021"], "land": ["VLM"], "nr": ["x"], "skipped": [["a"]]})
    analyzer = rejoinder.Analyzer(day_order="day first")
    found = analyzer.analyze_frame(frame, text="said", speaker="who", date="day", state="land", id="nr")
    (row,) = found.documents.to_polars().to_dicts()
    assert (row["document_id"], row["date"], row["state"]) == ("frame:x", datetime.date(2021, 4, 3), "VLM")
    assert "left-out" in found.problems.to_polars()["code"].to_list()


def test_a_pandas_index_is_no_column():
    frame = pd.DataFrame({"text": ["One word", "Two words"]}, index=["a", "b"])
    ids = rejoinder.analyze_frame(frame).documents.to_polars()["document_id"]
    assert ids.to_list() == rejoinder.analyze_frame(frame.reset_index(drop=True)).documents.to_polars()["document_id"].to_list()


def test_errors_have_the_text_of_the_command(tmp_path):
    with pytest.raises(ValueError, match='no column "reply"; the columns are a, text'):
        rejoinder.analyze_frame(pl.DataFrame({"a": [1], "text": ["x"]}), text="reply")
    with pytest.raises(ValueError, match="no column for the words; looked for answer, text"):
        rejoinder.analyze_frame(pl.DataFrame({"a": [1]}))
    with pytest.raises(ValueError, match='"mood" names no metadata'):
        rejoinder.analyze(SENTENCE, mood="glum")
    with pytest.raises(ValueError, match="is no date; expected one like 2021-07-20"):
        rejoinder.analyze(SENTENCE, date="yesterday")
    with pytest.raises(TypeError, match="unexpected argument 'mood'"):
        rejoinder.analyze_frame(pl.DataFrame({"text": ["x"]}), mood="text")
    with pytest.raises(TypeError, match="list is no data frame"):
        rejoinder.analyze_frame(["x"])
    with pytest.raises(OSError, match="check the path of --lexicons"):
        rejoinder.Analyzer(tmp_path / "none.csv")
    with pytest.raises(ValueError, match="is no month"):
        rejoinder.analyze(SENTENCE, compare_at=["July"])
    with pytest.raises(ValueError, match="words.txt:1: a NUL character"):
        (tmp_path / "words.txt").write_text("\x00")
        rejoinder.Analyzer(tmp_path / "words.txt")
    assert "missing-input" in rejoinder.read(tmp_path / "none.txt").problems.to_polars()["code"].to_list()


def test_one_analyzer_in_many_threads():
    analyzer = rejoinder.Analyzer()
    once = pa.table(analyzer.analyze(SENTENCE).hits)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: pa.table(analyzer.analyze(SENTENCE).hits), range(64)):
            assert found.equals(once)


def in_child(analyzer):
    """Runs in a process that was forked from one whose threads already work."""
    return analyzer.analyze(SENTENCE).hits.num_rows


def test_forked_processes_and_pickles():
    analyzer = rejoinder.Analyzer(threads=2)
    n = analyzer.analyze(SENTENCE).hits.num_rows
    assert pickle.loads(pickle.dumps(analyzer)).analyze(SENTENCE).hits.num_rows == n
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(in_child, (analyzer,)).get(timeout=60) == n


def test_own_word_lists(tmp_path):
    words = tmp_path / "fruit.csv"
    words.write_text("term,category\nbanana,fruit\n")
    hits = rejoinder.Analyzer(words).analyze("We grow banana trees.").hits.to_polars()
    assert hits["lexicon"].to_list() == ["fruit"] and hits["matched"].to_list() == ["banana"]


def test_the_lock_is_released():
    """Another thread counts while a long text is analysed."""
    import threading

    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1

    analyzer, text = rejoinder.Analyzer(threads=1), SENTENCE * 20_000
    counter = threading.Thread(target=count)
    counter.start()
    analyzer.analyze(text)
    done.set()
    counter.join()
    assert counted[0] > 10_000


def test_ctrl_c_ends_a_long_call():
    code = (
        "import rejoinder, polars as pl, signal\n"
        f"frame = pl.DataFrame({{'text': [{SENTENCE!r} * 200] * 3000}})\n"
        "signal.setitimer(signal.ITIMER_REAL, 1)\n"
        "def ring(*_): raise KeyboardInterrupt\n"
        "signal.signal(signal.SIGALRM, ring)\n"
        "rejoinder.Analyzer(threads=1).analyze_frame(frame)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert "KeyboardInterrupt" in ended.stderr, ended


def test_progress_is_shown(capsys):
    pytest.importorskip("tqdm")
    rejoinder.analyze_frame(pl.DataFrame({"text": ["One", "Two", "Three"]}), progress=True)
    assert "3/3" in capsys.readouterr().err


def test_the_command(tmp_path):
    run = lambda *words: subprocess.run([sys.executable, "-m", "rejoinder", *words], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run("--version").stdout.strip() == f"rejoinder {rejoinder.__version__}"
    assert run("run", "none/").returncode == 1
    wrong = run("run", "--nonsense")
    assert wrong.returncode == 2 and "--nonsense" in wrong.stderr


def test_documentation_is_that_of_the_columns():
    spec = importlib.util.spec_from_file_location("generate", PYTHON / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.PATH.read_text(encoding="utf-8") == generate.generated(), "run python generate.py"
    assert "hits" in rejoinder.Tables.hits.__doc__ or "intensity : number [points]" in rejoinder.Tables.hits.__doc__


def test_profiles_are_those_of_the_command():
    """The wheel is built as the command is, so that both share what they build."""
    tomllib = pytest.importorskip("tomllib")
    ours = tomllib.loads((PYTHON / "Cargo.toml").read_text())["profile"]
    theirs = tomllib.loads((PYTHON.parent / "Cargo.toml").read_text())["profile"]
    assert ours["dev"]["package"].pop("rejoinder") == {"opt-level": theirs["dev"]["opt-level"]}
    assert ours == {name: theirs[name] for name in ours}
    locked = lambda path: {(p["name"], p["version"]) for p in tomllib.loads(path.read_text())["package"]}
    missing = {name for name, _ in locked(PYTHON / "Cargo.lock")} & {name for name, _ in locked(PYTHON.parent / "Cargo.lock")}
    differing = [name for name in missing if {v for n, v in locked(PYTHON.parent / "Cargo.lock") if n == name} - {v for n, v in locked(PYTHON / "Cargo.lock") if n == name}]
    assert not differing, f"other versions than the command's: {differing}"


def features(folder):
    """The features that each package is built with."""
    tree = ["cargo", "tree", "--locked", "-e", "normal,build", "--prefix", "none", "--no-dedupe", "-f", "{p} [{f}]"]
    lines = subprocess.run(tree, cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()
    known = {}
    for package, _, rest in (line.partition(" [") for line in lines if line):
        known.setdefault(package.removesuffix(" (proc-macro)"), set()).add(rest.removesuffix(" (*)"))
    return known


@pytest.mark.skipif(shutil.which("cargo") is None, reason="there is no cargo")
def test_features_are_those_of_the_command():
    """A feature more, and polars is built twice: name it in the command's Cargo.toml, too."""
    ours, theirs = features(PYTHON), features(PYTHON.parent)
    shared = ours.keys() & theirs.keys()
    assert len(shared) > 200
    assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}
