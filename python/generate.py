"""Writes rejoinder/_tables.py from the declared columns: ``python generate.py``; a test says when it has to be."""

import pathlib
import sys

# The installed package is meant, not the folder beside this script.
if __name__ == "__main__":
    sys.path.pop(0)

from rejoinder import _rejoinder

HEAD = '''"""The tables of an analysis. Written by generate.py from the declared columns; do not edit."""

from __future__ import annotations

from collections.abc import Iterator

from . import _rejoinder
from ._rejoinder import Table


class Tables:
    """What was found: one attribute a table, each made when it is first asked for.

    ``quotes``, ``checks`` and ``problems`` are compared over all documents when they are asked for; ``phrases``,
    ``measures``, ``trends``, ``changes`` and the wide tables are counted together, which takes longest.
    """

    names = {names!r}

    def __init__(self, core: _rejoinder.Tables) -> None:
        self._core = core

    def __getitem__(self, name: str) -> Table:
        return self._core.table(name)

    def __iter__(self) -> Iterator[Table]:
        return (self[name] for name in self.names)

    def __repr__(self) -> str:
        n_documents, n_words = self._core.size()
        return f"<rejoinder.Tables: {{n_documents}} documents, {{n_words}} words; {{', '.join(self.names)}}>"
'''

TABLE = '''
    @property
    def {name}(self) -> Table:
        """One row is {row}; shape (rows, {width}).{more}

{columns}
        """
        return self._core.table("{name}")
'''

MORE = """

        ``n_category`` stands for a column of each category of the word lists; of documents and speakers those of all indices
        in ``measures`` follow."""


def column(name, kind, unit, meaning):
    """One line of a docstring."""
    unit = f" [{unit}]" if unit else ""
    return f"        {name} : {kind}{unit}\n            {meaning}".replace("\\", "\\\\")


def generated():
    """The whole module."""
    declared = _rejoinder.declared()
    text = HEAD.format(names=tuple(table["name"] for table in declared))
    for table in declared:
        lines = "\n".join(column(*told) for told in table["columns"])
        wide = table["name"].endswith("_wide")
        shape = {"width": "as many columns as categories, and more", "more": MORE} if wide else {"width": len(table["columns"]), "more": ""}
        text += TABLE.format(name=table["name"], row=table["row"], columns=lines, **shape)
    return text


PATH = pathlib.Path(__file__).parent / "rejoinder" / "_tables.py"

if __name__ == "__main__":
    PATH.write_text(generated(), encoding="utf-8")
