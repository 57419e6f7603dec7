#!/usr/bin/env bash
# Runs a fuzz target for some seconds: fuzz/run.sh TARGET [SECONDS], or fuzz/run.sh ingest:FORMAT [SECONDS] with the ending
# of a format (txt md html epub docx odt fodt rtf pdf csv xlsx ods json jsonl parquet zip gz zst).
# Needs `cargo install cargo-fuzz`; no nightly, because no sanitizer is used: the project has no unsafe code.
# BUILD=no takes the programs as they were built last. Findings come to fuzz/findings/TARGET/.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: fuzz/run.sh TARGET [SECONDS]}
seconds=${2:-60}
target=${name%%:*}
FORMAT=${name#*:}
export FORMAT
features=()
if [ "$FORMAT" = parquet ]; then features=(--features tables); fi
if [ "${BUILD:-yes}" = yes ]; then cargo fuzz build --release --sanitizer none "${features[@]}" "$target"; fi
seeds=fuzz/corpus/$name
mkdir -p "$seeds" "fuzz/findings/$name"
fuzz/seeds.sh "$name" "$seeds"
case $target in # longest input
ingest) longest=65536 ;;
lexicon | dictionary) longest=4096 ;;
pattern) longest=1024 ;;
cite) longest=200 ;;
*) longest=2048 ;;
esac
exec "fuzz/target/$(rustc -vV | sed -n 's/^host: //p')/release/$target" "$seeds" \
    -max_total_time="$seconds" -max_len=$longest -timeout=25 -rss_limit_mb=2048 \
    -artifact_prefix="fuzz/findings/$name/" -print_final_stats=1 -verbosity=1
