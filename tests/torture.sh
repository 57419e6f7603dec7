#!/usr/bin/env bash
# Drives the program over bad inputs, hostile folders, kills and failing system calls, with the drivers of
# ../shared/torture: tests/torture.sh [--short] [CASE…] [-- PROGRAM]. Without a program, the release build of this tree.
# Cases: files batch tree faults kills calls iofaults determinism invariance csv big. `--short` samples all of them in
# about two minutes; the whole takes hours. Results stay in the folder TORTURE_OUT (else a temporary one). Exit 0: all as
# promised; skipped with a message, and 0, where the drivers are not there.
set -uo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
drivers=${TORTURE:-$top/../shared/torture}
short=no
program=
cases=()
while [ $# -gt 0 ]; do
    case $1 in
    --short) short=yes ;;
    --) program=$2; break ;;
    *) cases+=("$1") ;;
    esac
    shift
done
if [ ! -f "$drivers/torture.py" ]; then
    echo "torture: skipped, no drivers in $drivers"
    exit 0
fi
if [ -z "$program" ]; then
    (cd "$top" && cargo build --release --locked --quiet) || exit 2
    program=${CARGO_TARGET_DIR:-$top/target}/release/rejoinder
fi
program=$(realpath "$program")
out=${TORTURE_OUT:-$(mktemp -d)}
mkdir -p "$out"
bad=$out/bad-inputs
[ -d "$bad" ] || tar -xJf "$drivers/bad-inputs.tar.xz" -C "$out"
if [ ${#cases[@]} -eq 0 ]; then
    cases=(files batch tree faults kills calls iofaults determinism invariance csv)
    [ $short = yes ] || cases+=(big)
fi
pick() { if [ $short = yes ]; then echo "$1"; else echo "$2"; fi; } # a number: short, whole

# Lexicons are read as lexicons, everything else as an input.
one=$out/one.sh
cat >"$one" <<SH
#!/bin/sh
case \$1 in
lexicon) exec '$program' run '$top/corpus/vellmark-briefing-2018-03-14.txt' --lexicons "\$2" --out "\$3" --quiet ;;
*) exec '$program' run "\$2" --out "\$3" --quiet ;;
esac
SH
chmod +x "$one"
run="$program run {in} --out {out} --quiet --sample-names"
passing='run\.json|\.rejoinder\.lock|/store/' # times, who runs, and what is kept for the next run: no part of the result
# The same for the drivers that compare every file: the store lies elsewhere, and what passes is taken away, unless another
# run holds the folder.
settled="$run --store {out}.store; code=\$?; [ \$code -eq 3 ] || rm -f {out}/run.json {out}/.rejoinder.lock; exit \$code"
small=$out/small # a few texts: what is killed and starved
mkdir -p "$small"
cp "$top"/corpus/*-briefing-*.txt "$top"/corpus/ledger-*.md "$top"/tests/fixtures/formats/briefing.docx "$small"

files() { # every bad file: never a crash, a hang, a memory blow-up or a file outside
    local corpus=$bad
    if [ $short = yes ]; then
        corpus=$out/sample
        rm -rf "$corpus"
        mkdir -p "$corpus"
        # every 56th file, the same ones every time
        find "$bad/" -mindepth 2 -type f | LC_ALL=C sort | awk 'NR % 56 == 7' | while IFS= read -r file; do
            mkdir -p "$corpus/$(basename "$(dirname "$file")")"
            cp "$file" "$corpus/$(basename "$(dirname "$file")")/"
        done
        cp "$bad/manifest.tsv" "$corpus"
    fi
    python3 "$drivers/torture.py" --corpus "$corpus" --cmd "$one {kind} {file} {out}" --min-time 30 --mem-mb 1536 \
        --jobs "$(pick 2 1)" --results "$out/files.tsv"
}

batch() { # all of them in one run: each is in the ledger once
    [ $short = yes ] && return 0
    python3 "$drivers/torture.py" --corpus "$bad" --batch-cmd "$program run {dir} --out {out} --quiet --keep-duplicates" \
        --batch-time 7200 --mem-mb 4096
}

tree() { # links, pipes, devices, odd names: ends in time, leaves nothing outside, every good file is read
    local folder=$out/tree
    chmod -R u+rwx "$folder" 2>/dev/null
    rm -rf "$folder" "$out/tree-out"
    python3 "$drivers/fs_torture.py" tree "$folder" || return 1
    (cd "$out" && timeout 60 "$program" run "$folder" --out "$out/tree-out" --quiet)
    local code=$?
    local read
    read=$(grep -c 'good_[0-9]*\.txt' "$out/tree-out/csv/documents.csv")
    echo "tree: exit $code, $read rows name a good file"
    chmod -R u+rwx "$folder"
    [ $code -le 1 ] && [ "$read" -ge 1 ] && ! find "$out" -name 'PWNED*' | grep -q .
}

faults() { python3 "$drivers/fs_torture.py" faults --in "$small" --cmd "$settled" --limit 60; }
kills() { "$drivers/kill9.sh" -i "$small" -c "$run" -n "$(pick 5 200)" -x "$passing" -w "$out/kills"; }
calls() {
    need strace || return 0
    "$drivers/kill9.sh" -i "$small" -c "$run" -n "$(pick 5 200)" -x "$passing" -w "$out/calls" \
        -s 'openat,write,rename,renameat2,fsync,unlink'
}
iofaults() {
    need strace || return 0
    "$drivers/iofault.sh" -i "$small" -c "$settled" -n "$(pick 12 300)" -P 1 -w "$out/iofaults" && return 0
    # A fault that meets the loader of libraries, before the program begins, is not the program's; every other is.
    local log=$out/iofaults.log
    grep 'faults over' "$log" >/dev/null &&
        ! grep -E '^(CRASH|SILENT|TORN|NO RECOVERY) ' "$log" | grep -v 'error while loading shared libraries' >/dev/null
}
determinism() {
    # From inside the folder: the tables hold paths as they were given.
    local here="cd {in} && $program run . --out {out} --quiet --sample-names --threads {threads}"
    "$drivers/determinism.sh" -i "$small" -c "$here" -t "$(pick '1 2' '1 2 4')" -n "$(pick 1 3)" \
        -w "$out/determinism" -x "$passing"
}

invariance() { # one text in many spellings: the same counts by category
    local count=$out/count.sh
    cat >"$count" <<SH
#!/bin/sh
folder=\$(mktemp -d)
'$program' run "\$1" --lexicons '$bad/lexicon/gen__ok.dic' --out "\$folder" --quiet >/dev/null 2>&1
python3 - "\$folder" <<'PY'
import collections, csv, json, sys
rows = lambda table: csv.DictReader(open(f"{sys.argv[1]}/csv/{table}.csv", newline="", encoding="utf-8-sig"))
told = [row["code"] for row in rows("problems") if row["code"] not in ("no-date", "no-state")]
print(json.dumps({"counts": dict(sorted(collections.Counter(row["category"] for row in rows("hits")).items())), "warnings": told}))
PY
rm -rf "\$folder"
SH
    chmod +x "$count"
    python3 "$drivers/invariance.py" --corpus "$bad" --cmd "$count {file}" --field counts
}

csv() { # no cell of a report is a formula
    local payloads=$out/payloads
    rm -rf "$payloads"
    mkdir -p "$payloads"
    python3 - "$bad/formula_payloads.json" "$payloads" <<'PY'
import json, sys
payloads = json.load(open(sys.argv[1]))
payloads = [row if isinstance(row, str) else row.get("payload", json.dumps(row)) for row in payloads]
with open(sys.argv[2] + "/in.jsonl", "w") as out:
    for number, payload in enumerate(payloads):
        told = dict.fromkeys(["speaker", "title", "outlet", "institution", "author", "url", "state"], payload)
        text = payload + " We firmly oppose that. According to the report of " + payload + ", 41 percent came from abroad."
        out.write(json.dumps({"id": f"d{number} {payload}", "text": text} | told) + "\n")
PY
    "$program" run "$payloads/in.jsonl" --out "$payloads/out" --quiet
    python3 "$drivers/csvinject.py" "$payloads/out" && "$top/tests/loads/run.sh" "$program" "$payloads/in.jsonl"
}

big() { # what is too large to keep; BIG_DOCUMENTS of the small ones (100000)
    local folder=$out/big
    mkdir -p "$folder"
    python3 "$drivers/gen_big.py" zipbomb "$folder/bomb.docx" 10
    watched "a document that unpacks to 10 GB" 30 "$folder/bomb.docx"
    python3 "$drivers/gen_big.py" line "$folder/line.txt" 1e9
    watched "one line of 1 GB" 60 "$folder/line.txt"
    rm -rf "$folder/docs"
    python3 "$drivers/gen_big.py" docs "$folder/docs" "${BIG_DOCUMENTS:-100000}"
    watched "many documents" 3600 "$folder/docs"
}

watched() { # what, seconds, input: time, peak memory and exit code
    rm -rf "$out/big-out"
    /usr/bin/env python3 - "$1" "$2" "$program" run "$3" --out "$out/big-out" --quiet <<'PY'
import resource, subprocess, sys, time
what, limit, *command = sys.argv[1:]
start = time.time()
try:
    ended = subprocess.run(command, timeout=float(limit), capture_output=True, text=True)
    code, said = ended.returncode, (ended.stderr.strip().splitlines() or [""])[-1]
except subprocess.TimeoutExpired:
    code, said = "timeout", ""
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{what}: exit {code}, {time.time() - start:.1f} s, at most {peak:.0f} MiB in one process {said[:120]}")
sys.exit(code not in (0, 1))
PY
}

need() { command -v "$1" >/dev/null || { echo "skipped: no $1"; return 1; }; }

failed=()
for case in "${cases[@]}"; do
    echo "== $case"
    began=$SECONDS
    "$case" >"$out/$case.log" 2>&1
    code=$?
    tail -n "$(pick 4 40)" "$out/$case.log"
    echo "== $case: $([ $code -eq 0 ] && echo passed || echo FAILED), $((SECONDS - began)) s"
    [ $code -eq 0 ] || failed+=("$case")
done
echo "torture: $((${#cases[@]} - ${#failed[@]})) of ${#cases[@]} cases passed${failed:+; failed: ${failed[*]}}; logs in $out"
[ ${#failed[@]} -eq 0 ]
