"""Spark for real: two executors, each a process of its own, give the tables of the command."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rejoinder
from conftest import CORPUS, ROOT, TRANSCRIPTS, in_order, plain
from test_equal import ANSWERS, OF_FILES, text_only

pytest.importorskip("pyspark")
import rejoinder.spark  # noqa: E402
import varied  # noqa: E402

#: So many answers are analysed while an executor is killed.
MANY = int(os.environ.get("REJOINDER_ANSWERS", "100000"))


@pytest.fixture(scope="module")
def spark():
    if not shutil.which("java"):
        pytest.skip("there is no Java")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.session.timeZone": "UTC",
        "spark.executorEnv.PYTHONPATH": str(pathlib.Path(__file__).parent),
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("rejoinder")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame_of(spark, table, parts=4):
    """A Spark frame of a table, in several partitions."""
    return spark.createDataFrame(plain(table).to_pandas()).repartition(parts)


def same_tables(found, theirs, without=()):
    """Detail tables are equal up to the order of rows, which a Spark frame has none of."""
    for name in rejoinder.spark.DETAILS:
        ours, other = plain(found[name].toArrow()), plain(theirs[name])
        left_out = [*OF_FILES.get(name, ()), *without]
        ours, other = in_order(ours.drop_columns(left_out)), in_order(other.drop_columns(left_out))
        assert ours.column_names == other.column_names, name
        assert ours.num_rows == other.num_rows, f"{name}: {ours.num_rows} rows, not {other.num_rows}"
        differing = [column for column in ours.column_names if not ours[column].equals(other[column])]
        assert not differing, f"{name}: {differing}"


SUMMED = ["group_by", "group", "measure", "value", "numerator", "denominator", "n_answers", "n_documents", "n_tokens", "small"]
OF_ALL = ["formulaicity", "formulaic_run_share", "drift"]


def same_measures(ours, theirs):
    """Measures are equal but for intervals and those of all documents together."""
    ours, theirs = (pl.DataFrame(plain(table)).select(SUMMED).filter(~pl.col("measure").is_in(OF_ALL)) for table in (ours, theirs))
    keys = ["group_by", "group", "measure"]
    assert ours.sort(keys).equals(theirs.sort(keys))
    assert len(ours) > 500


def numbered(table):
    return plain(table).append_column("row", pa.array(range(1, table.num_rows + 1)))


def test_tables_of_the_corpus(spark, tables_of):
    shown = str(ANSWERS.relative_to(ROOT))
    theirs = tables_of(shown, "--sample-names")
    analyzer = rejoinder.Analyzer(sample_names=True)
    found = rejoinder.spark.analyze(frame_of(spark, numbered(text_only(ANSWERS))), source=shown, row="row", analyzer=analyzer)
    found.persist()
    same_tables(found, theirs)
    same_measures(found.measures.toArrow(), theirs["measures"])
    by_month = found.measures_by("month", "target").select("group_by").distinct().toArrow()["group_by"].to_pylist()
    assert sorted(by_month) == ["month", "target"]
    same_measures_of = [pl.DataFrame(table).filter(pl.col("measure") == "target_share").sort("group")["value"].to_list() for table in (found.measures_by("target").toArrow(), theirs["measures"])]
    assert same_measures_of[0] == same_measures_of[1] != []
    found.unpersist()


@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason=f"there are no transcripts in {TRANSCRIPTS}")
def test_tables_of_transcripts(spark, tables_of):
    path = TRANSCRIPTS / "mfa-qa-2025-2026.csv"
    found = rejoinder.spark.analyze(frame_of(spark, numbered(text_only(path))), source=str(path), row="row").persist()
    same_tables(found, tables_of(path))
    same_measures(found.measures.toArrow(), tables_of(path)["measures"])
    found.unpersist()


def test_rows_of_one_id_are_one_document(spark, tmp_path):
    rows = pl.DataFrame({"doc": ["b", "a", "b", "a", "c"], "n": [2, 1, 1, 2, 1], "speaker": list("QAQAQ"), "text": [f"We reject claim {n}." for n in range(5)]})
    found = rejoinder.spark.analyze(spark.createDataFrame(rows.to_pandas()).repartition(5), id="doc", order="n")
    turns = pl.DataFrame(found.turns.toArrow()).sort("document_id", "turn_index")
    alone = rejoinder.analyze_frame(rows.sort("doc", "n"), id="doc").turns.to_polars().sort("document_id", "turn_index")
    assert turns.drop("source_place").equals(alone.drop("source_place"))
    assert pl.DataFrame(found.documents.toArrow()).height == 3


def test_schema_is_declared(spark):
    for name in rejoinder.spark.DETAILS:
        schema = rejoinder.spark.schema(name)
        assert schema.names == [column.name for column in rejoinder.columns(name)]
    frame = spark.createDataFrame([("x", "We reject that.")], "id string, text string")
    found = rejoinder.spark.analyze(frame, tables=["hits"])
    assert found.hits.schema == rejoinder.spark.schema("hits") and found.tables == ["hits"]
    with pytest.raises(KeyError, match="was not worked out"):
        found["turns"]
    with pytest.raises(ValueError, match='no column "reply"'):
        rejoinder.spark.analyze(frame, text="reply")


def test_bad_rows_are_problems_and_no_failed_tasks(spark):
    rows = [("1", "We reject that."), ("2", ""), ("3", None), ("4", "\x00\ufffd 我们坚决反对。")]
    found = rejoinder.spark.analyze(spark.createDataFrame(rows, "id string, text string"))
    problems = found.problems.toArrow().to_pylist()
    assert [problem["code"] for problem in problems].count("empty-row") == 2
    assert found.documents.count() == 2


def test_own_word_lists_travel(spark, tmp_path):
    words = tmp_path / "fruit.csv"
    words.write_text("term,category\nbanana,fruit\n")
    frame = spark.createDataFrame([("We grow banana trees.",)], "text string")
    found = rejoinder.spark.analyze(frame, analyzer=rejoinder.Analyzer(words))
    words.unlink()
    assert [row["lexicon"] for row in found.hits.collect()] == ["fruit"]


def processes(holding):
    """Process ids below this one whose command holds a word."""
    children = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            parent = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[1]
            command = pathlib.Path(f"/proc/{entry}/cmdline").read_bytes()
        except OSError:
            continue
        children.setdefault(int(parent), []).append((int(entry), command))
    found, below = [], [os.getpid()]
    while below:
        for child, command in children.get(below.pop(), []):
            below.append(child)
            if holding in command:
                found.append(child)
    return found


EXECUTOR, WORKER = b"CoarseGrainedExecutorBackend", b"pyspark.daemon"


def memory(process):
    """Resident bytes of a process."""
    try:
        return int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


class Watch(threading.Thread):
    """Ends one executor when a few tasks are done, and looks how much memory the Python workers take."""

    def __init__(self, spark):
        super().__init__(daemon=True)
        self.tracker, self.killed, self.largest, self.over = spark.sparkContext.statusTracker(), None, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            self.largest = max([self.largest, *map(memory, processes(WORKER))])
            stages = [self.tracker.getStageInfo(stage) for stage in self.tracker.getActiveStageIds()]
            amid = any(stage and stage.numTasks >= 20 and 3 <= stage.numCompletedTasks < stage.numTasks - 6 for stage in stages)
            if amid and self.killed is None:
                self.killed = processes(EXECUTOR)[0]
                os.kill(self.killed, signal.SIGKILL)


#: By which rows of a table are put in order.
KEYS = {
    "documents": ["document_id"], "turns": ["turn_id"], "sentences": ["sentence_id"], "hits": ["hit_id"], "quotes": ["quote_id"],
    "citations": ["citation_id"], "quantities": ["quantity_id"], "problems": ["document_id", "code", "message"],
}


def test_a_killed_executor_costs_nothing(spark, tmp_path):
    rows = varied.table(MANY)
    pq.write_table(rows, tmp_path / "rows.parquet", row_group_size=5000)
    frame = spark.read.parquet(str(tmp_path / "rows.parquet")).repartition(24, "id")
    found = rejoinder.spark.analyze(frame, row="row", unique=True)
    watch = Watch(spark)
    watch.start()
    started = time.time()
    kept = found.write(str(tmp_path / "out"))
    took = time.time() - started
    watch.over.set()
    watch.join()
    assert watch.killed and watch.killed not in processes(EXECUTOR)
    ids = kept.documents.select("document_id")
    assert ids.count() == MANY == ids.distinct().count()
    theirs = rejoinder.analyze_frame(rows, row="row")
    for name, keys in KEYS.items():
        ours, other = pl.read_parquet(tmp_path / "out" / name / "*.parquet"), theirs[name].to_polars()
        # What a comparison of all documents left out is told of none of them.
        ours, other = (table.filter(pl.col("document_id").is_not_null()) for table in (ours, other))
        assert ours.sort(keys).equals(other.sort(keys)), name
    measures = {row["measure"]: row["value"] for row in kept.measures_by("all").collect()}
    counting = theirs.hits.to_polars().filter(pl.col("counts"))
    assert measures["n_core"] == counting["core"].sum() and measures["n_deny.fact"] == (counting["category"] == "deny.fact").sum()
    size = sum(len(row[5]) + len(row[6]) for row in varied.answers(MANY)) / 1e6
    print(f"\n{MANY} answers, {size:.1f} MB of text: written in {took:.0f} s with an executor killed; largest Python worker {watch.largest / 1e6:.0f} MB")


def test_nothing_is_preinstalled_on_the_workers(tmp_path):
    """The wheel travels as an archive to workers whose Python does not have it."""
    wheel = os.environ.get("REJOINDER_WHEEL")
    if not wheel:
        pytest.skip("REJOINDER_WHEEL names no wheel (python/test.sh builds one)")
    site = pathlib.Path(pa.__file__).parents[1]
    bare = tmp_path / "site"
    bare.mkdir()
    for entry in site.iterdir():
        if not entry.name.startswith(("rejoinder", "__editable__")):
            (bare / entry.name).symlink_to(entry)
    worker = tmp_path / "python"
    worker.write_text(f'#!/bin/sh\nPYTHONPATH="{bare}:$PYTHONPATH" exec {sys._base_executable} -s "$@"\n')
    worker.chmod(0o755)
    assert subprocess.run([worker, "-c", "import rejoinder"], capture_output=True, check=False).returncode
    archive = tmp_path / "rejoinder.zip"
    archive.write_bytes(pathlib.Path(wheel).read_bytes())
    script = tmp_path / "job.py"
    script.write_text(
        "from pyspark.sql import SparkSession\n"
        "import rejoinder.spark\n"
        f"spark = (SparkSession.builder.master('local-cluster[2,1,1024]').config('spark.archives', '{archive}#rejoinder_wheel')\n"
        "    .config('spark.driver.host', '127.0.0.1').config('spark.ui.enabled', 'false').getOrCreate())\n"
        "rows = spark.createDataFrame([(str(n), 'The claim is groundless.') for n in range(100)], 'id string, text string')\n"
        "print('HITS', rejoinder.spark.analyze(rows, unique=True).hits.count())\n"
    )
    environment = os.environ | {"PYSPARK_PYTHON": str(worker), "PYSPARK_DRIVER_PYTHON": sys.executable}
    ended = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)
    assert "HITS 100" in ended.stdout, ended.stderr[-3000:]
