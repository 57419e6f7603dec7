"""R reads the tables with their types, and our word lists as dictionaries."""

import pathlib
import shutil
import subprocess
import sys

import pytest
import rejoinder
from conftest import ROOT

RECIPE = pathlib.Path(__file__).resolve().parents[1] / "recipes" / "tables.R"


def r(code):
    """What R prints."""
    ended = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def has(package):
    return shutil.which("Rscript") and "TRUE" in r(f"cat(requireNamespace({package!r}, quietly = TRUE))")


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    out = tmp_path_factory.mktemp("r")
    run = [sys.executable, "-m", "rejoinder", "run", "corpus", "--sample-names", "--quiet", "--formats", "csv", "--out", str(out)]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.mark.skipif(not has("readr"), reason="R with readr is not here (apt-get install r-cran-readr r-cran-yaml)")
@pytest.mark.parametrize("table", ["documents", "turns", "hits", "citations", "quantities", "measures"])
def test_types(reports, table):
    code = f'source("{RECIPE}"); t <- rejoinder_table("{reports}", "{table}"); cat(nrow(t), nrow(readr::problems(t)), "\\n"); cat(sapply(t, function(c) class(c)[1]), sep = "\\n")'
    size, *kinds = r(code).split("\n")
    kinds = [kind for kind in kinds if kind]
    classes = {"text": "character", "integer": "integer", "number": "numeric", "boolean": "logical", "date": "Date"}
    assert kinds == [classes[column.type] for column in rejoinder.columns(table)]
    theirs = rejoinder.Analyzer(sample_names=True).read(ROOT / "corpus")[table]
    assert size.split() == [str(len(theirs)), "0"]


@pytest.mark.skipif(not has("yaml"), reason="R with yaml is not here (apt-get install r-cran-readr r-cran-yaml)")
def test_dictionary(tmp_path):
    lexicon = next(name for name, *_ in rejoinder.Analyzer().lexicons if "confront" in name)
    path = tmp_path / "acts.yml"
    made = subprocess.run([sys.executable, "-m", "rejoinder", "lexicon", "convert", lexicon, str(path)], capture_output=True, text=True, check=False)
    assert path.exists(), made.stderr
    shown = r(f'source("{RECIPE}"); d <- rejoinder_dictionary("{path}"); cat(length(d), names(d)[1:3])')
    assert int(shown.split()[0]) >= 1
