"""What Python and Spark cost beside the command, on the same answers: ``python tests/bench.py [ANSWERS]``.

All figures are seconds of computing on one thread, so a busy machine blurs them less. Install a release wheel first; the command
is that of the wheel.
"""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import pyarrow as pa
import pyarrow.parquet as pq
import rejoinder.spark
import varied
from test_spark import EXECUTOR, WORKER, memory, processes

N = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000


def spent_by(children=True):
    """Seconds of computing so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def told(what, seconds, megabytes, more=""):
    """Prints a line of the table."""
    print(f"| {what} | {seconds:.2f} | {megabytes / seconds:.1f} | {more} |", flush=True)


def command(csv, out):
    """The command: reading and analysing is what a first run costs more than a second, which has nothing to read."""
    run = [sys.executable, "-m", "rejoinder", "run", str(csv), "--threads", "1", "--quiet", "--formats", "parquet", "--out", str(out)]
    costs = []
    for _ in range(2):
        before = spent_by()
        subprocess.run(run, check=True)
        costs.append(spent_by() - before)
    return costs[0] - costs[1], costs[1]


def python(rows):
    """Analysis and detail tables in this process."""
    analyzer = rejoinder.Analyzer(threads=1)
    analyzer.analyze_frame(rows.slice(0, 500), row="row")
    before = spent_by(False)
    found = analyzer.analyze_frame(rows, row="row")
    analysed = spent_by(False) - before
    names = ("documents", "turns", "sentences", "hits", "citations", "quantities")
    tables = [found[name] for name in names]
    arrow = spent_by(False) - before - analysed
    size = sum(pa.table(table).nbytes for table in tables)
    return analysed, arrow, size


def of(pids):
    """Seconds of computing of processes, those that have ended below them included."""
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def spark_session():
    """Two executors of one core."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.driver.host", "127.0.0.1")
    return builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").getOrCreate()


def spark(rows, folder, report):
    """The same in Spark, and what crossing to Python and back costs alone."""
    session = spark_session()
    session.sparkContext.setLogLevel("OFF")
    pq.write_table(rows, folder / "rows.parquet", row_group_size=max(1, N // 8))
    frame = session.read.parquet(str(folder / "rows.parquet")).repartition(8).persist()
    frame.count()
    found = rejoinder.spark.analyze(frame, row="row", unique=True)
    without = rejoinder.spark.analyze(frame, row="row", unique=True, tables=rejoinder.spark.DETAILS)
    kinds = {
        "rows to Python and back, nothing done": frame.mapInArrow(lambda batches: batches, frame.schema),
        "Spark: the tables of documents": without.nested,
        "Spark: with sums for measures": found.nested,
    }
    for name, plan in kinds.items():
        plan.limit(1).count()
        for _ in range(2):
            jvm, workers, started = of(processes(EXECUTOR)), of(processes(WORKER)), time.time()
            plan.write.format("noop").mode("overwrite").save()
            costs = of(processes(EXECUTOR)) - jvm, of(processes(WORKER)) - workers
        largest = max(map(memory, processes(WORKER)))
        report(name, sum(costs), f"Python {costs[1]:.2f}, JVM {costs[0]:.2f}; largest worker {largest / 1e6:.0f} MB; {time.time() - started:.1f} s of clock")


def main():
    rows = varied.table(N)
    megabytes = sum(len(cell.encode()) for name in ("question", "answer") for cell in rows[name].to_pylist()) / 1e6
    print(f"{N} answers, {megabytes:.1f} MB of text\n\n| what | CPU s | MB/s a core | |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        varied.write_csv(folder / "answers.csv", N)
        analysed, reported = command(folder / "answers.csv", folder / "out")
        told("command: read, analyse, keep", analysed, megabytes)
        print(f"| command: phrases, comparison, intervals, Parquet | {reported:.2f} | {megabytes / reported:.1f} | |")
        size = sum(path.stat().st_size for path in (folder / "out" / "parquet").glob("*"))
        analysed, arrow, arrows = python(rows)
        told("Python: `analyze_frame`", analysed, megabytes)
        told("Python: its tables as Arrow", arrow, megabytes, f"{arrows / 1e6:.0f} MB of Arrow; {size / 1e6:.0f} MB as Parquet with measures")
        spark(rows, folder, lambda what, cost, more: told(what, cost, megabytes, more))


if __name__ == "__main__":
    main()
