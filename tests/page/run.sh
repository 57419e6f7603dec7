#!/usr/bin/env bash
# Tests rejoinder.html in Chromium: tests/page/run.sh [--install] [BINARY]. Says so and ends well where the browser, Node.js
# or the packages are missing; --install tries to get them first.
set -euo pipefail
skip() { echo "page: skipped, $1"; exit 0; }
install=false
if [ "${1:-}" = --install ]; then install=true; shift; fi
binary=$(realpath -m "${1:-$(dirname "$0")/../../target/debug/rejoinder}")
cd "$(dirname "$0")"
[ -x "$binary" ] || skip "no program at $binary (cargo build first)"
command -v node >/dev/null || skip "there is no Node.js"
if ! command -v chromium >/dev/null && $install && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
command -v chromium >/dev/null || skip "there is no chromium (apt-get install chromium)"
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
  npm ci --silent --no-audit --no-fund >/dev/null 2>&1 || skip "its packages could not be installed (npm ci in tests/page)"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$binary" run ../../corpus hostile --sample-names --quiet --formats csv,html --out "$folder/out"
REJOINDER_PAGE="$folder/out" node --test --test-reporter=spec page.test.mjs
