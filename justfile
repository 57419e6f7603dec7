# The recipes; `just` lists them.

_default:
    @just --list --unsorted

# everything that must be green
check: lint test

# format, lints, the core without data frames
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo check --no-default-features

# all tests
test:
    cargo test

# tests of the core only, without data frames
quick:
    cargo test --no-default-features --lib

# the page rejoinder.html in a real browser (Chromium, Node.js; says so where they are missing)
page-test:
    cargo build
    tests/page/run.sh --install

# the tables opened by polars, pandas, R and LibreOffice (says so where they are missing)
loads:
    cargo build
    tests/loads/run.sh --install

# the wheel for Python, in Spark too (says so where Python, Java or packages are missing)
python-test *OPTIONS:
    python/test.sh --install {{OPTIONS}}

# the wheel for Python, as it is given to others
wheel:
    cd python && maturin build --release --locked

# line coverage by all tests, by folder of src/ (needs Debian's llvm-19)
coverage:
    tests/coverage.sh

# renew golden files and the column guide; read the difference afterwards
accept:
    SNAPSHOTS=overwrite cargo test

# the reports of the sample corpus
reports:
    cargo run -- run

# test sentences and faults of the word lists
words:
    cargo run -- lexicon check
    cargo run -- lexicon test

# why a text is tagged as it is
explain TEXT:
    cargo run -- lexicon explain "{{TEXT}}"

# agreement of the tags with coded material, and what each rule is worth
agree CODED *MORE:
    cargo run -- evaluate {{CODED}} {{MORE}} --ablation

# seconds for documents of growing sizes; SHAPES chooses some by part of their name
growth *SHAPES:
    cargo bench --no-default-features --bench growth -- {{SHAPES}}

# seconds and MB/s of every stage and of the writers; without FILES on variations of the corpus
bench *FILES:
    cargo bench --bench stages -- {{FILES}}

# seconds and memory of the search for phrases in SIZE of texts
phrases SIZE="10MB":
    cargo bench --bench phrases -- {{SIZE}}

# seconds and memory of a workbook with so many hits
workbook HITS="100000":
    cargo bench --bench workbook -- {{HITS}}

# writes a corpus of SIZE (10MB, 1GB) by variation of our own texts; --one-jsonl makes one file
corpus OUT SIZE *OPTIONS:
    cargo bench --no-default-features --bench corpus -- {{OUT}} {{SIZE}} {{OPTIONS}}

# the release build beside the programs that people use instead; --write puts the table into benches/README.md
compare *OPTIONS:
    cargo build --release
    benches/compare.py {{OPTIONS}}

# instructions per byte of every stage against benches/instructions.tsv; --renew writes it anew
instructions *OPTIONS:
    benches/instructions.sh {{OPTIONS}}

# runs a fuzz target (fuzz/README.md), like: just fuzz ingest:docx 300
fuzz TARGET SECONDS="60":
    fuzz/run.sh {{TARGET}} {{SECONDS}}

# bad inputs, hostile folders, kills and failing system calls; CASES chooses some, --short samples all
torture *CASES:
    tests/torture.sh {{CASES}}

# hits gained and lost on the corpus by the uncommitted change (or against BASE)
gains BASE="HEAD":
    tests/gains.sh {{BASE}}

# licences, if cargo-deny is installed (the tests check them too)
licences:
    cargo deny check licenses bans sources
