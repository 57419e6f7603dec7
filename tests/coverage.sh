#!/usr/bin/env bash
# Line coverage by all tests, in percent by folder of src/: tests/coverage.sh [TEST FILTER…]. Needs llvm-profdata and llvm-cov of
# LLVM 19 or later (Debian: apt-get install llvm-19); LLVM_BIN says where. What ends by a kill counts for nothing, and
# isolation::faults_cost_their_own_files fails here: reading processes cannot write what they covered, and say so in their messages.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${LLVM_BIN:-$(ls -d /usr/lib/llvm-*/bin 2>/dev/null | sort -V | tail -1)}
[ -x "$bin/llvm-cov" ] || { echo "coverage: there is no llvm-cov (apt-get install llvm-19)" >&2; exit 2; }
out=${CARGO_TARGET_DIR:-$PWD/target}/coverage
rm -rf "$out"
mkdir -p "$out"
# Only our own crates are instrumented; the libraries stay as they are built.
printf '#!/bin/sh\nexec "$@" -C instrument-coverage\n' >"$out/rustc"
chmod +x "$out/rustc"
export RUSTC_WORKSPACE_WRAPPER=$out/rustc LLVM_PROFILE_FILE="$out/%8m.profraw"
cargo test --no-fail-fast "$@" >"$out/tests.log" 2>&1 || echo "coverage: some tests failed, see $out/tests.log" >&2
"$bin/llvm-profdata" merge --failure-mode=all -o "$out/all.profdata" "$out"/*.profraw
programs=$(cargo test --no-run 2>&1 | sed -n 's/.*(\(.*\))$/-object \1/p')
# shellcheck disable=SC2086
"$bin/llvm-cov" export -summary-only -instr-profile "$out/all.profdata" "$out/../debug/rejoinder" $programs \
    -ignore-filename-regex '(/\.cargo/|/rustc/|/tests/|build\.rs)' >"$out/all.json"
python3 - "$out/all.json" <<'PY'
import json, pathlib, sys
CORE = "document segment lexicon voice tag cite check matched table measure keyness phrase".split()
lines = {}
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    parts = pathlib.Path(file["filename"]).parts
    if "src" not in parts:
        continue
    inside = parts[parts.index("src") + 1 :]
    folder = inside[0] if len(inside) > 1 else "(files)"
    for name in (folder, "all", *(["core"] if folder in CORE else [])):
        count, covered = lines.get(name, (0, 0))
        lines[name] = (count + file["summary"]["lines"]["count"], covered + file["summary"]["lines"]["covered"])
for name, (count, covered) in sorted(lines.items(), key=lambda item: (item[0] in {"all", "core"}, item[0])):
    print(f"{name:12} {count:7,} lines {100 * covered / max(count, 1):6.1f} %")
PY
