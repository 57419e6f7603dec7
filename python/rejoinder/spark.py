"""The tables over any number of machines, with Apache Spark.

>>> import rejoinder.spark
>>> found = rejoinder.spark.analyze(answers, text="answer", id="id")
>>> found.write("out")                                    # one pass over the texts, a folder of Parquet a table
>>> found.measures_by("speaker", "month").show()

One pass gives one row a document, in which every table is a list of its rows; a table is that list taken apart. So the
texts cross to Python once, nothing is held in the driver, and a table that is read from what :meth:`Analysis.write` wrote
costs nothing but its own columns. Without :meth:`Analysis.persist` or :meth:`Analysis.write` every table is a pass of its
own, as Spark does it.

What needs all documents at once is the command's: `checks`, `phrases`, `trends`, `changes`, where a quotation was said, the
intervals of `measures` and the measures formulaicity, formulaic_run_share and drift.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import Analyzer, _named, _rejoinder, columns

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

__all__ = ["Analysis", "analyze", "schema"]

#: Tables whose rows belong to single documents.
DETAILS = ("documents", "turns", "sentences", "hits", "quotes", "citations", "quantities", "problems")
#: The list of sums of which measures are made.
SUMS = "sums"
#: Bytes of text and other cells that are analysed at a time: the tables take some 26 times as much.
PIECE = 2 << 20

_TYPES = {"text": "string", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"}
_SUMS = "array<struct<groups: array<struct<group_by: string, `group`: string>>, counts: array<struct<name: string, n: bigint>>>>"


def schema(table: str) -> StructType:
    """The Spark schema of a table, made of its declared columns, with their meaning as comment."""
    from pyspark.sql.types import StructType

    declared = StructType.fromDDL(_fields(table))
    for field, column in zip(declared, columns(table)):
        field.metadata = {"comment": f"{column.meaning} [{column.unit}]" if column.unit else column.meaning}
    return declared


def _fields(table: str) -> str:
    return ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in columns(table))


def _nested_schema(wanted: Iterable[str]) -> str:
    lists = {name: f"array<struct<{_fields(name).replace('` ', '`: ')}>>" for name in DETAILS} | {SUMS: _SUMS}
    return ", ".join(["document_id string", *(f"{name} {lists[name]}" for name in wanted)])


def analyze(
    frame: DataFrame,
    *,
    text: str | None = None,
    id: str | None = None,
    speaker: str | None = None,
    date: str | None = None,
    question: str | None = None,
    asker: str | None = None,
    source: str = "frame",
    row: str | None = None,
    order: str | None = None,
    unique: bool = False,
    analyzer: Analyzer | None = None,
    tables: Iterable[str] = (*DETAILS, SUMS),
    **metadata: str | None,
) -> Analysis:
    """Plans the analysis of a Spark data frame, a row of which is a document.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Its columns are understood as those of :meth:`rejoinder.Analyzer.analyze_frame`.
    text, id, speaker, date, question, asker, source, **metadata
        As there. Rows with the same id are one document; without an id column the same row again is kept, numbered and told.
        For that they are brought together first, which shuffles the texts once.
    row : str, optional
        Column with the number of each row, for `source_row`; a Spark frame has no order, so it is empty without it.
    order : str, optional
        Column by which the rows of one id are ordered; without it by `row`, or as they were read.
    unique : bool
        Every id stands on one row, or no row comes twice: nothing has to be brought together.
    analyzer : Analyzer, optional
        Word lists and settings. Further word lists travel to the workers as they are, once, by the hash of their content.
        A date like 03/04/2021 is not settled by other rows here: say ``day_order``.
    tables : names
        What is worked out: some of :data:`DETAILS`, and ``sums`` for the measures. Less is faster.

    Returns
    -------
    Analysis
        Nothing has run yet, as with any Spark frame.
    """
    analyzer = analyzer or Analyzer()
    wanted = [name for name in (*DETAILS, SUMS) if name in set(tables)]
    unknown = set(tables) - set(wanted)
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]!r} is no table of single documents; there are {', '.join((*DETAILS, SUMS))}")
    named = _named(locals() | {"metadata": metadata})
    # Wrong names of columns are told now, not by a task that fails.
    held_by = analyzer._core.id_column(_read_names(frame.columns, named), named)
    held = [held_by] if held_by is not None else [name for name in frame.columns if name != row]
    if not unique:
        frame = _together(frame, held, order or row)
    plan = {"source": source, "named": named, "wanted": wanted, "held": [] if unique else held}
    nested = frame.mapInArrow(_mapper(_shipped(frame, analyzer), plan), _nested_schema(wanted))
    return Analysis(nested, analyzer)


def _read_names(names: list[str], named: dict[str, Any]) -> list[str]:
    asked = [column for column, _ in named["renamed"]] + [column for column in (named["row"],) if column]
    for column in asked:
        if column not in names:
            raise ValueError(f"no column {column!r}; the columns are {', '.join(names)}")
    return names


def _together(frame: DataFrame, held: list[str], order: str | None) -> DataFrame:
    """Rows that belong together behind each other, in their order."""
    from pyspark.sql import functions as F

    place, key = "__rejoinder_order", "__rejoinder_key"
    keyed = frame.withColumn(place, F.col(f"`{order}`") if order else F.monotonically_increasing_id())
    keyed = keyed.withColumn(key, F.xxhash64(*(F.col(f"`{name}`") for name in held)))
    ordered = keyed.repartition(F.col(key)).sortWithinPartitions(key, *(f"`{name}`" for name in held[:1]), place)
    return ordered.drop(place, key)


class Analysis:
    """The tables of an analysis as Spark data frames; each attribute of :data:`DETAILS` is one."""

    def __init__(self, nested: DataFrame, analyzer: Analyzer) -> None:
        #: One row a document, its tables as lists.
        self.nested = nested
        self._analyzer = analyzer

    def __getattr__(self, name: str) -> DataFrame:
        if name in DETAILS:
            return self[name]
        raise AttributeError(name)

    def __getitem__(self, table: str) -> DataFrame:
        """A table by its name."""
        from pyspark.sql import functions as F

        if table == "measures":
            return self.measures_by()
        if table not in self.nested.columns:
            raise KeyError(f"the table {table!r} was not worked out; there are {', '.join(self.tables)}")
        rows = self.nested.select(F.explode(table).alias("row")).select("row.*")
        rows = _with_comments(rows, table)
        return rows.unionAll(self._told()) if table == "problems" and len(self._analyzer._core.problems()) else rows

    def _told(self) -> DataFrame:
        import pyarrow

        told = pyarrow.table(self._analyzer._core.problems()).to_pylist()
        return self.nested.sparkSession.createDataFrame([tuple(row.values()) for row in told], schema("problems"))

    @property
    def tables(self) -> list[str]:
        """Names of the tables that were worked out."""
        sums = SUMS in self.nested.columns
        return [name for name in self.nested.columns if name in DETAILS] + ["measures"] * sums

    @property
    def measures(self) -> DataFrame:
        """The measures of all groups, without intervals."""
        return self.measures_by()

    def measures_by(self, *group_by: str) -> DataFrame:
        """The measures of some kinds of groups: all, document, speaker, state, month, quarter, year, target, outlet,
        questioner, question_type, topic. Sums are added up by Spark, nothing is collected; formulas are the command's."""
        from pyspark.sql import functions as F

        # The share of each target is worked out from the sums of all.
        groups = {*group_by, "all"} if "target" in group_by else set(group_by)
        measures = self._measures(lambda of: of.isin(*groups) if groups else None)
        return measures.where(F.col("group_by").isin(*group_by)) if group_by else measures

    def _measures(self, wanted: Callable[[Any], Any]) -> DataFrame:
        from pyspark.sql import functions as F

        if SUMS not in self.nested.columns:
            raise KeyError("measures are made of sums, which were not worked out: tables=(…, 'sums')")
        sums = self.nested.select(F.explode(SUMS).alias("sums"))
        groups = sums.select(F.explode("sums.groups").alias("of"), F.col("sums.counts").alias("counts"))
        where = wanted(F.col("of.group_by"))
        groups = groups if where is None else groups.where(where)
        counts = groups.select("of.*", F.explode("counts").alias("count"))
        added = counts.groupBy("group_by", "group", F.col("count.name").alias("name")).agg(F.sum("count.n").alias("n"))
        listed = added.groupBy("group_by", "group").agg(F.sort_array(F.collect_list(F.struct("name", "n"))).alias("all"))
        apart = listed.select("group_by", "group", F.col("all.name").alias("names"), F.col("all.n").alias("counts"))
        return _with_comments(apart.mapInArrow(_booted("_measured", None), _fields("measures")), "measures")

    def persist(self) -> Analysis:
        """Keeps the one pass over the texts for several tables, in memory and on the workers' disks."""
        self.nested.persist()
        return self

    def unpersist(self) -> Analysis:
        """Gives free what :meth:`persist` kept."""
        self.nested.unpersist()
        return self

    def write(self, path: str, *, format: str = "parquet", mode: str = "errorifexists") -> Analysis:
        """Writes everything in one pass: `path`/nested, then `path`/TABLE for every table, from there.

        The measures of single documents, some sixty rows a document, are left to ``measures_by("document")``. Returns the analysis as it lies on disk, whose tables cost no further pass.
        """
        self.nested.write.format(format).mode(mode).save(f"{path}/nested")
        kept = Analysis(self.nested.sparkSession.read.format(format).load(f"{path}/nested"), self._analyzer)
        for table in kept.tables:
            rows = kept._measures(lambda of: of != "document") if table == "measures" else kept[table]
            rows.write.format(format).mode(mode).save(f"{path}/{table}")
        return kept


def _with_comments(frame: DataFrame, table: str) -> DataFrame:
    from pyspark.sql import functions as F

    fields = schema(table).fields
    return frame.select(*(F.col(f"`{field.name}`").alias(field.name, metadata=field.metadata) for field in fields))


# What travels to the workers.


def _shipped(frame: DataFrame, analyzer: Analyzer) -> Any:
    """Settings and further word lists with their hash, as plain values; broadcast where the session can."""
    files: list[tuple[int, str, bytes]] = []
    for number, path in enumerate(analyzer._lexicons):
        if os.path.isdir(path):
            inner = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
            files.extend((number, os.path.join(os.path.basename(os.path.normpath(path)), os.path.relpath(file, path)), _bytes(file)) for file in inner)
        else:
            files.append((number, os.path.basename(path), _bytes(path)))
    settings = dict(analyzer._settings) | {"threads": 1}
    digest = hashlib.sha256(repr((files, sorted(settings.items()))).encode()).hexdigest()
    shipped = {"sha256": digest, "files": files, "settings": settings}
    try:
        return frame.sparkSession.sparkContext.broadcast(shipped)
    except Exception:  # noqa: BLE001 - a session without a context (Spark Connect) sends it with the plan
        return shipped


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _mapper(shipped: Any, plan: dict[str, Any]) -> Callable[..., Any]:
    return _booted("_analyzed", (shipped, plan))


def _booted(function: str, argument: Any) -> Callable[..., Any]:
    """A function of this module that travels without the module: the package may come in an archive (``spark.archives``)."""

    def booted(batches: Any) -> Any:
        import importlib
        import os
        import sys

        try:
            module = importlib.import_module("rejoinder.spark")
        except ImportError:
            from pyspark import SparkFiles

            root = SparkFiles.getRootDirectory()
            unpacked = [root, os.getcwd()]
            unpacked += [os.path.join(folder, name) for folder in unpacked for name in os.listdir(folder)]
            here = [folder for folder in unpacked if os.path.isfile(os.path.join(folder, "rejoinder", "spark.py"))]
            if not here:
                raise ImportError(
                    "the package rejoinder is not on the workers: install it there, or send the wheel along with "
                    "spark.archives=rejoinder.zip#rejoinder_wheel"
                ) from None
            sys.path.insert(0, here[0])
            importlib.invalidate_caches()
            module = importlib.import_module("rejoinder.spark")
        yield from getattr(module, function)(batches, argument)

    return booted


# What runs on the workers.


@functools.lru_cache(maxsize=4)
def _analyzer_of(digest: str, held: _Held) -> Analyzer:
    """The analyzer of some settings, made once a process."""
    shipped = held.shipped
    with tempfile.TemporaryDirectory(prefix="rejoinder-") as folder:
        paths: dict[int, str] = {}
        for number, name, content in shipped["files"]:
            path = os.path.join(folder, str(number), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
            paths[number] = os.path.join(folder, str(number), name.split(os.sep)[0])
        return Analyzer([paths[number] for number in sorted(paths)], **shipped["settings"])


class _Held:
    """Something large that is no part of the key under which a result is remembered."""

    def __init__(self, shipped: dict[str, Any]) -> None:
        self.shipped = shipped

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


def _analyzed(batches: Iterator[pyarrow.RecordBatch], argument: Any) -> Iterator[pyarrow.RecordBatch]:
    """Batches of rows → batches of nested rows."""
    import pyarrow

    shipped, plan = argument
    shipped = getattr(shipped, "value", shipped)
    core = _analyzer_of(shipped["sha256"], _Held(shipped))._core
    for piece in _pieces(batches, plan["held"]):
        nested = core.nested(piece, plan["source"], plan["named"], plan["wanted"])
        yield from pyarrow.RecordBatchReader.from_stream(nested)


def _pieces(batches: Iterator[pyarrow.RecordBatch], held: list[str]) -> Iterator[pyarrow.RecordBatch]:
    """Batches cut to a size that bounds memory, never between rows that belong together."""
    import pyarrow

    carried: pyarrow.RecordBatch | None = None
    for batch in batches:
        if carried is not None:
            batch = pyarrow.concat_batches([carried, batch])
        cuts = _cuts(batch, held)
        for start, end in zip(cuts, cuts[1:]):
            yield batch.slice(start, end - start)
        carried = batch.slice(cuts[-1]) if held else None
    if carried is not None and carried.num_rows:
        yield carried


def _cuts(batch: pyarrow.RecordBatch, held: list[str]) -> list[int]:
    """Where a batch is cut: pieces of about :data:`PIECE` bytes. Rows that may belong with later ones are left for later."""
    rows = batch.num_rows
    step = max(1, rows * PIECE // max(1, batch.nbytes))
    if not held:
        return sorted({*range(0, rows, step), rows})
    begins = _begins(batch, held)
    cuts = [0]
    for at in begins:
        if at - cuts[-1] >= step or at == begins[-1]:
            cuts.append(at)
    return cuts


def _begins(batch: pyarrow.RecordBatch, held: list[str]) -> list[int]:
    """Rows, but for the first, that differ from the one before in a column."""
    import pyarrow
    import pyarrow.compute as pc

    differs = pyarrow.array([False] * max(0, batch.num_rows - 1), pyarrow.bool_())
    for name in held:
        column = batch.column(name)
        if pyarrow.types.is_nested(column.type):
            continue
        before, after = column.slice(0, max(0, len(column) - 1)), column.slice(1)
        unlike = pc.or_(pc.fill_null(pc.not_equal(before, after), False), pc.xor(before.is_null(), after.is_null()))
        differs = pc.or_(differs, unlike)
    return [at + 1 for at, differing in enumerate(differs.to_pylist()) if differing]


def _measured(batches: Iterator[pyarrow.RecordBatch], _: Any) -> Iterator[pyarrow.RecordBatch]:
    """Batches of added sums → batches of `measures`."""
    import pyarrow

    for batch in batches:
        yield from pyarrow.RecordBatchReader.from_stream(_rejoinder.measures_of_sums(batch))
