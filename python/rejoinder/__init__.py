"""rejoinder reads what spokespersons say and turns it into tables.

>>> import rejoinder
>>> found = rejoinder.analyze("The claim is groundless. We do not threaten anyone.")
>>> found.hits.to_pandas()[["matched", "category", "status", "counts"]]

The tables are those of the command ``rejoinder run``; :func:`rejoinder.columns` says what every column means. On many
machines: :mod:`rejoinder.spark`.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from . import _rejoinder
from ._rejoinder import Table, __version__
from ._tables import Tables

__all__ = ["Analyzer", "Column", "Table", "Tables", "analyze", "analyze_frame", "columns", "read", "__version__"]

# Fragile formats are read by processes of their own, which need nothing but this package and the standard library.
_WORKERS = (sys.executable, ["-I", "-S", os.path.join(os.path.dirname(os.path.abspath(__file__)), "_worker.py")])


class Column(NamedTuple):
    """One column of a table."""

    table: str
    name: str
    type: Literal["text", "integer", "number", "boolean", "date"]
    unit: str
    meaning: str


def columns(table: str | None = None) -> list[Column]:
    """Every column of all tables, or of one: name, type, unit, and what it means in one sentence."""
    found = [
        Column(told["name"], *column)
        for told in _rejoinder.declared()
        if table in (None, told["name"])
        for column in told["columns"]
    ]
    if not found:
        raise KeyError(f"there is no table {table!r}")
    return found


class Analyzer:
    """Word lists and settings, compiled once; may be used from any number of threads at once.

    Parameters
    ----------
    lexicons : paths, optional
        Further word lists: lexicons, folders of lexicons, dictionaries of other programs (LIWC, quanteda, WordStat,
        Yoshikoder, Lexicoder, VADER, CSV). One of the same name replaces the built-in one.
    overlap : {"longest", "key", "dictionary", "all"}
        Which of several overlapping hits stand.
    sample_names : bool
        Know the invented names of the sample corpus.
    encoding : str, optional
        Character encoding of text files that do not tell theirs.
    day_order : {"day first", "month first"}, optional
        How 03/04/2021 is read. Without it another date of the same table decides, or it stays empty and is told.
    threads : int, optional
        As many as there are cores without it.
    keep_duplicates : bool
        Count the same content in several files as often as it comes (:meth:`read` only).
    """

    def __init__(
        self,
        lexicons: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
        *,
        overlap: Literal["longest", "key", "dictionary", "all"] = "longest",
        sample_names: bool = False,
        encoding: str | None = None,
        day_order: Literal["day first", "month first"] | None = None,
        threads: int | None = None,
        keep_duplicates: bool = False,
    ) -> None:
        self._lexicons = [os.fspath(path) for path in _listed(lexicons)]
        self._settings: dict[str, Any] = {
            "overlap": overlap,
            "sample_names": sample_names,
            "encoding": encoding,
            "day_order": day_order,
            "threads": threads,
            "keep_duplicates": keep_duplicates,
        }
        self._core = _rejoinder.Analyzer(self._lexicons, **self._settings, workers=_WORKERS)

    def __repr__(self) -> str:
        return f"<rejoinder.Analyzer: {len(self.lexicons)} word lists>"

    @property
    def lexicons(self) -> list[tuple[str, str, str, int]]:
        """Name, version, SHA-256 and number of entries of every word list."""
        return self._core.lexicons

    def analyze(
        self,
        text: str | bytes,
        *,
        question: str | None = None,
        source: str | None = None,
        compare_at: Iterable[str] = (),
        **metadata: Any,
    ) -> Tables:
        """Analyses one text.

        Parameters
        ----------
        text : str or bytes
            A transcript, statement, article or answer; or the bytes of a file, whose format the ending of `source` tells.
        question : str, optional
            What was asked; then `text` is the answer, and both make an exchange.
        source : str
            Name that the tables show for it, ``text.txt`` without it. The id is made of it and of the content.
        **metadata
            title, date, published, outlet, author, url, institution, state (ISO 3166 code), language, speaker, genre:
            they stand in the place of what the text says. With a question also asker.

        Returns
        -------
        Tables
            The tables of the command, for this text.
        """
        given = {name: str(value) for name, value in metadata.items() if value is not None}
        months = list(compare_at)
        if question is None:
            content = text.encode() if isinstance(text, str) else bytes(text)
            return Tables(self._core.text(content, source or "text.txt", list(given.items()), months))
        if not isinstance(text, str):
            raise ValueError("an answer to a question is text, no file")
        renamed = {"asker": "who_asked"}
        cells = {"question": question, "answer": text} | {renamed.get(name, name): cell for name, cell in given.items()}
        row = _Row(cells)
        return Tables(self._core.frame(row, source or "text", _named({}), months, _rejoinder.Progress()))

    def analyze_frame(
        self,
        frame: Any,
        *,
        text: str | None = None,
        id: str | None = None,
        speaker: str | None = None,
        date: str | None = None,
        question: str | None = None,
        asker: str | None = None,
        source: str = "frame",
        row: str | None = None,
        compare_at: Iterable[str] = (),
        progress: bool = False,
        **metadata: str | None,
    ) -> Tables:
        """Analyses a table: pandas, polars, pyarrow, or anything with the Arrow C interface; a row is a document.

        The rows are read as the command reads those of a CSV or Parquet file.

        Parameters
        ----------
        frame : data frame, shape (n, k)
            At least one column with words. A whole transcript in a cell is read as in a file where no column says who
            speaks. Columns that hold no text, number or date are left out, and told in `problems`.
        text, id, speaker, date, question, asker : str, optional
            Names of columns; usual names are known (answer, text, content …; question; spokesperson, speaker …; who_asked,
            outlet …; date; id). Rows with the same id are one document, and a question and an answer make an exchange.
        source : str
            Name that the tables show for the frame. Ids are made of it and of the id, or of the row's content: named like a
            file (``answers.csv``) they are those that the command gives to that file's rows.
        row : str, optional
            Column with the number of each row, where the rows are a part of a larger table.
        compare_at : months like ``2021-07``
            Compare before and from these months on, in `changes`.
        progress : bool
            Show how far it is, if tqdm is installed.
        **metadata
            Names of columns that hold title, published, outlet, author, url, institution, state, language or genre and are
            called otherwise.

        Returns
        -------
        Tables
            The tables of the command.
        """
        named = _named(locals() | {"metadata": metadata})
        with _shown(progress, "documents") as heard:
            core = self._core.frame(_arrow(frame), source, named, list(compare_at), heard)
        return Tables(core)

    def read(
        self,
        *paths: str | os.PathLike[str],
        text: str | None = None,
        id: str | None = None,
        speaker: str | None = None,
        date: str | None = None,
        question: str | None = None,
        compare_at: Iterable[str] = (),
        progress: bool = False,
    ) -> Tables:
        """Reads files and folders in all formats of the command; gives the tables that it writes.

        The tables are held in memory, some 26 times the size of the texts: for large folders use the command, and read its
        Parquet files.
        """
        named = _named({"text": text, "id": id, "speaker": speaker, "date": date, "question": question})
        with _shown(progress, "files") as heard:
            core = self._core.files([os.fspath(path) for path in paths], named, list(compare_at), heard)
        return Tables(core)

    def __reduce__(self) -> Any:
        settings = dict(self._settings)
        return (_again, (self._lexicons, settings))


def analyze(text: str | bytes, **settings: Any) -> Tables:
    """Analyses one text with the built-in word lists; see :meth:`Analyzer.analyze`."""
    return _usual().analyze(text, **settings)


def analyze_frame(frame: Any, **settings: Any) -> Tables:
    """Analyses a data frame with the built-in word lists; see :meth:`Analyzer.analyze_frame`."""
    return _usual().analyze_frame(frame, **settings)


def read(*paths: str | os.PathLike[str], **settings: Any) -> Tables:
    """Reads files and folders with the built-in word lists; see :meth:`Analyzer.read`."""
    return _usual().read(*paths, **settings)


@functools.cache
def _usual() -> Analyzer:
    return Analyzer()


def _again(lexicons: Sequence[str], settings: Mapping[str, Any]) -> Analyzer:
    return Analyzer(lexicons, **settings)


def _listed(paths: Any) -> Iterable[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


# Columns that are read by another name than that of the argument.
_RENAMED = {"asker": "who_asked"}


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {name: given.get(name) for name in ("text", "id", "speaker", "date", "question", "row")}
    metadata = dict(given.get("metadata") or {}) | {"asker": given.get("asker")}
    named["renamed"] = [(column, _RENAMED.get(name, name)) for name, column in metadata.items() if column is not None]
    unknown = set(metadata) - _METADATA - {"asker"}
    if unknown:
        raise TypeError(f"unexpected argument {sorted(unknown)[0]!r}; metadata are {', '.join(sorted(_METADATA))}")
    return named


_METADATA = {"title", "published", "outlet", "author", "url", "institution", "state", "language", "genre"}


def _arrow(frame: Any) -> Any:
    if type(frame).__module__.split(".")[0] == "pandas":
        import pyarrow

        # An index is no part of the rows: where it says something, reset_index() makes a column of it.
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        return frame
    if hasattr(frame, "to_arrow"):
        return frame.to_arrow()
    raise TypeError(
        f"{type(frame).__name__} is no data frame with the Arrow C interface: give a pandas (2.2 or later), polars or "
        "pyarrow table"
    )


class _Row:
    """One row of text, for the Arrow C interface, without any data-frame library."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._table = _rejoinder.row_of(list(cells), list(cells.values()))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._table.__arrow_c_stream__(requested_schema)


@contextmanager
def _shown(wanted: bool, unit: str) -> Any:
    """Hears of the progress of a long call, and shows it where tqdm is there."""
    heard = _rejoinder.Progress()
    bar = None
    if wanted:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            pass
        else:
            bar = tqdm(unit=f" {unit}")
    if bar is None:
        yield heard
        return
    done = threading.Event()

    def show() -> None:
        while True:
            over = done.wait(0.2)
            if heard.total and bar.total != heard.total:
                bar.reset(total=heard.total)
            bar.update(heard.done - bar.n)
            if over:
                return

    watcher = threading.Thread(target=show, daemon=True)
    watcher.start()
    try:
        yield heard
    finally:
        done.set()
        watcher.join()
        bar.close()
