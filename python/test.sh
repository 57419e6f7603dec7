#!/usr/bin/env bash
# Builds the wheel in the dev profile and tests it: python/test.sh [--install] [PYTEST OPTIONS]. Says so and ends well where
# Python or the packages are missing; --install gets the packages first, into an environment below target/, and R where it may.
set -euo pipefail
skip() { echo "python: skipped, $1"; exit 0; }
install=false
if [ "${1:-}" = --install ]; then install=true; shift; fi
cd "$(dirname "$0")"
home=$(realpath -m "${CARGO_TARGET_DIR:-../target}")/python
command -v python3 >/dev/null || skip "there is no python3"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || skip "python3 is older than 3.11, which Spark's tests need"
if ! [ -x "$home/env/bin/maturin" ]; then
  $install || skip "its packages are not there (python/test.sh --install gets them)"
  python3 -m venv "$home/env" || skip "python3 has no venv"
fi
if $install; then
  "$home/env/bin/pip" install --quiet --disable-pip-version-check -r tests/requirements.txt ||
    skip "its packages could not be installed (pip install -r python/tests/requirements.txt)"
  if ! command -v Rscript >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends r-cran-readr r-cran-yaml; } >/dev/null 2>&1 || true
  fi
fi
PATH="$home/env/bin:$PATH"
rm -rf "$home/wheel"
maturin build --locked --profile dev --quiet --out "$home/wheel"
wheel=$(ls "$home"/wheel/*.whl)
pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheel"
# As a new user would: an empty environment, the wheel, the README's lines.
rm -rf "$home/empty"
python3 -m venv "$home/empty"
"$home/empty/bin/pip" install --quiet --disable-pip-version-check "$wheel[polars]"
sed -n '/^## In Python/,/^## /{/^```python/,/^```/p}' ../README.md | grep -v '^```' >"$home/lines.py"
[ -s "$home/lines.py" ]
(cd .. && "$home/empty/bin/python" "$home/lines.py")
"$home/empty/bin/rejoinder" --version
command -v java >/dev/null || echo "python: there is no Java, so Spark is not tested"
# From the folder above: the package beside the tests is not the one that is installed.
cd .. && REJOINDER_WHEEL="$wheel" pytest --import-mode=append -q python/tests "$@"
