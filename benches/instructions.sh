#!/usr/bin/env bash
# Counts instructions of every stage on 300 kB of variations of the corpus, whatever else the machine does:
# benches/instructions.sh [--renew] [--tolerance PERCENT]. Compares with benches/instructions.tsv (instructions per byte of
# text; of `start` in millions) and fails where a stage has become worse by more than 2 %. `--renew` writes the file anew.
# Needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
known=benches/instructions.tsv
bytes=300000
tolerance=2
renew=no
while [ $# -gt 0 ]; do
    case $1 in
    --renew) renew=yes ;;
    --tolerance) tolerance=$2; shift ;;
    *) echo "unknown: $1" >&2; exit 2 ;;
    esac
    shift
done
program=$(cargo bench --profile profiling --no-default-features --bench stages --no-run 2>&1 |
    tee /dev/stderr | sed -n 's/.*(\(.*stages-.*\))$/\1/p')
out=$(mktemp)
trap 'rm -f "$out" "$out.tsv"' EXIT
valgrind --tool=callgrind --callgrind-out-file="$out" "$program" --only stages --bytes $bytes >/dev/null 2>&1
counted() { # inclusive instructions of a stage
    callgrind_annotate --auto=no --inclusive=yes --threshold=100 "$out" 2>/dev/null | sed -n "s/^ *\([0-9,]*\) .*:stages::one::$1\( .*\)\?$/\1/p" | head -1 | tr -d ,
}
for stage in start ingest fold segment find voice tag cite table claims checks matched measure; do
    n=$(counted $stage)
    per=$bytes
    if [ $stage = start ]; then per=1000000; fi
    awk -v stage=$stage -v n="${n:-0}" -v per=$per 'BEGIN { printf "%s\t%.1f\n", stage, n / per }'
done >"$out.tsv"
if [ $renew = yes ]; then
    cp "$out.tsv" $known
    cat $known
    exit 0
fi
awk -F'\t' -v tolerance="$tolerance" '
    NR == FNR { before[$1] = $2; next }
    {
        change = before[$1] > 0 ? 100 * ($2 / before[$1] - 1) : 0
        worse = change > tolerance && $2 - before[$1] > 1
        printf "%-10s %12.1f %12.1f %+7.1f %%%s\n", $1, before[$1], $2, change, worse ? "  WORSE" : ""
        bad += worse
    }
    END { exit bad > 0 }' $known "$out.tsv"
