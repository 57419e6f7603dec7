"""The notebook runs from the first cell to the last, and the README shows its figure."""

import base64
import os
import pathlib

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "notebooks"


def test_first_look():
    notebook = nbformat.read(FOLDER / "first_look.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    figures = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    assert len(figures) == 1
    shown = "".join(output.get("text", "") for output in outputs)
    assert "2022-" in shown and "acts)" in shown
    told = [output.data["text/plain"] for output in outputs if "text/plain" in output.get("data", {})]
    assert any("precision" in text and "recall" in text for text in told)
    picture = FOLDER / "first_look.png"
    if os.environ.get("SNAPSHOTS") == "overwrite":
        picture.write_bytes(base64.b64decode(figures[0]))
    assert picture.stat().st_size < 60_000
