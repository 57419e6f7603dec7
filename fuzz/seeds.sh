#!/usr/bin/env bash
# Lays the seeds of a fuzz target into a folder: fuzz/seeds.sh TARGET FOLDER. They are the project's own files; with
# BAD_INPUTS=FOLDER also those of that ending below it (the unpacked bad inputs of ../shared/torture), up to 64 kB each.
set -euo pipefail
target=$1
into=$2
take() { # files, each under a name of its content
    for file in "$@"; do
        if [ -f "$file" ]; then cp -n "$file" "$into/$(sha1sum <"$file" | cut -c1-16)"; fi
    done
}
lines() { # one seed a line of the standard input, behind a first line
    while IFS= read -r line; do
        printf '%s\n%s' "$line" "${1:-}" >"$into/$(printf %s "$line" | sha1sum | cut -c1-16)"
    done
}
case $target in
ingest:*)
    ending=${target#*:}
    take tests/fixtures/formats/*."$ending" corpus/*."$ending"
    if [ -n "${BAD_INPUTS:-}" ]; then
        find "$BAD_INPUTS" -type f -name "*.$ending" -size -64k -print0 | while IFS= read -r -d '' file; do take "$file"; done
    fi
    ;;
lexicon)
    for folder in lexicons/*/; do
        for entries in "$folder"entries/*.csv; do
            {
                printf '=== lexicon.toml\n'
                cat "$folder/lexicon.toml"
                printf '\n=== entries/%s\n' "$(basename "$entries")"
                head -12 "$entries"
                printf '=== tests/a.csv\n'
                cat "$folder"tests/*.csv 2>/dev/null | head -3 || true
            } >"$into/$(basename "$folder")-$(basename "$entries")"
        done
    done
    ;;
pattern)
    text='We firmly oppose that, and Karvonia will not go unanswered: 47 per cent in 2020. It is groundless.'
    sed -n '2,40p' lexicons/en-confrontation/entries/*.csv | sed 's/,.*//; s/^"//' | sort -u | head -300 | lines "$text"
    ;;
segment | analyze) take corpus/*.txt corpus/*.md tests/fixtures/formats/briefing.md ;;
cite) for at in 1 2 3 4 5 6 7 8; do head -c 60 /dev/zero | tr '\0' "\\$at" >"$into/$at"; done ;;
dictionary)
    forms=(dic dicx yml cat ykd lcd lc3 txt csv)
    for at in "${!forms[@]}"; do
        for file in tests/fixtures/dictionaries/*."${forms[$at]}"; do
            { printf "\\x$(printf %x "$at")"; cat "$file"; } >"$into/$(basename "$file")"
        done
    done
    ;;
*) echo "no such target: $target" >&2; exit 2 ;;
esac
