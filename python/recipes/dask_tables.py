"""A table of rejoinder from a Dask frame, as a Dask frame: each partition is analysed where it is.

    answers = dask.dataframe.read_parquet("answers")
    hits = table(answers, "hits", text="said", id="id")
    hits[hits["counts"]].groupby("category").size().compute()

Rows with the same id must lie in the same partition (``answers.shuffle("id")``); ``row=`` names a column with the rows' numbers,
which each partition else counts from 1. What is compared over all documents (where a
quotation was said, checks, phrases, intervals) sees one partition only: these tables are the command's.
"""

import rejoinder


def table(frame, name, analyzer=None, **columns):
    """The rows of a table, in the partitions of the frame; `columns` as in ``rejoinder.analyze_frame``."""
    analyzer = analyzer or rejoinder.Analyzer(threads=1)

    def one(part):
        return analyzer.analyze_frame(part, **columns)[name].to_pandas()

    return frame.map_partitions(one, meta=one(frame.head(1, npartitions=-1)).head(0))
