#!/usr/bin/env bash
# Prints the hits gained (+) and lost (-) on the sample corpus by the working tree against a commit.
set -euo pipefail
base=${1:-HEAD}
top=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'git -C "$top" worktree remove --force "$work/base" >/dev/null 2>&1; rm -rf "$work"' EXIT
git -C "$top" worktree add --detach --quiet "$work/base" "$base"
hits() { # folder of the program, folder for the output
    touch "$1/build.rs" "$1/src/lib.rs" "$1/src/main.rs" # both programs share one target folder: build this one anew
    (cd "$1" && CARGO_TARGET_DIR="$top/target" cargo build --quiet)
    (cd "$top" && target/debug/rejoinder run corpus --sample-names --quiet --out "$2") || true
    python3 - "$2/csv/hits.csv" > "$2/hits.txt" <<'PY'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="")):
    document = row["document_id"].rsplit("-", 1)[0]
    words = " ".join(row["matched"].split())
    print(f'{document}\t{row["category"]}:{row["status"]}\t{row["target"]}\t{words}')
PY
    sort -o "$2/hits.txt" "$2/hits.txt"
}
hits "$work/base" "$work/old"
hits "$top" "$work/new"
diff "$work/old/hits.txt" "$work/new/hits.txt" | sed -n 's/^</-/p; s/^>/+/p' | sort -k2 || true
printf '%s hits before, %s after\n' "$(wc -l < "$work/old/hits.txt")" "$(wc -l < "$work/new/hits.txt")"
