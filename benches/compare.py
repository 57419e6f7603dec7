#!/usr/bin/env python3
"""From files to counts, beside the programs that people use instead, in one run on one machine.

  benches/compare.py [--sizes 10MB,100MB,1GB] [--peer-size 3MB] [--peers spacy,vader,liwc,nltk,aho,rg,quanteda]
                     [--program FILE] [--python FILE] [--variant NAME=OPTIONS …] [--work DIR] [--write]

Builds the corpus by variation of the project's own texts (`benches/corpus.rs`), exports the phrases of our acts, runs the
release build on each size with one thread and with two, and every peer that is installed on the first --peer-size of the
same texts; rates are a megabyte of text a CPU second, start-up included. Prints a table; --write puts it into
benches/README.md. `--variant parquet='--formats parquet'` runs the program with further options, too. Peers of Python
come from the interpreter --python: `python3 -m venv peers && peers/bin/pip install spacy vaderSentiment liwc nltk
pyahocorasick`. quanteda needs R with quanteda and jsonlite, `rg` is ripgrep.
"""
import argparse, csv, datetime, json, os, shlex, shutil, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
WHAT = {
    "spacy": "spaCy blank + PhraseMatcher", "vader": "VADER", "liwc": "liwc (Python), words and prefixes",
    "nltk": "NLTK Treebank words + look-up", "aho": "pyahocorasick", "rg": "ripgrep -o -i -w -F -f",
    "quanteda": "quanteda tokens_lookup + dfm",
}


def measured(command, log, **more):
    """Exit code, seconds by the clock, CPU seconds and peak MB of a command with all its children."""
    began = time.time()
    with open(log, "wb") as said:
        process = subprocess.Popen(command, stdout=more.pop("stdout", said), stderr=said, stdin=subprocess.DEVNULL, **more)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.time() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def megabytes(folder):
    files = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
    return sum(map(os.path.getsize, files)) / 1e6, len(files)


def corpus(work, size, jsonl):
    """The corpus of a size, made unless it is there; its folder."""
    folder = os.path.join(work, f"corpus-{size}{'-jsonl' if jsonl else ''}")
    if not os.path.isdir(folder):
        command = ["cargo", "bench", "--quiet", "--no-default-features", "--bench", "corpus", "--", folder + ".new", size]
        subprocess.run(command + ["--one-jsonl"] * jsonl, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
        os.rename(folder + ".new", folder)
    return folder


def export(program, work):
    """The patterns of our acts, every alternative written out: a table for the peers, and a list of those without wildcards."""
    phrases, literals, rows = os.path.join(work, "phrases.csv"), os.path.join(work, "literals.txt"), []
    for lexicon in ("en-confrontation", "en-conduct"):
        part = os.path.join(work, lexicon + ".csv")
        # Exit code 1: some patterns (gaps, slots) have no literals.
        command = [program, "lexicon", "convert", lexicon, part]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows += csv.DictReader(open(part, newline=""))
    with open(phrases, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["category", "term"])
        out.writerows((row["category"], row["term"]) for row in rows)
    plain = {row["term"] for row in rows if not set("*?") & set(row["term"])}
    with open(literals, "w") as file:
        file.write("\n".join(sorted(plain)) + "\n")
    return phrases, literals, len(rows), len(plain)


def ours(program, folder, work, threads, options):
    out = os.path.join(work, "out")
    shutil.rmtree(out, ignore_errors=True)
    command = [program, "run", folder, "--out", out, "--quiet", "--sample-names", "--threads", str(threads), *options]
    code, wall, cpu, peak = measured(command, os.path.join(work, "ours.log"))
    if code not in (0, 1):
        sys.exit(f"the program failed ({code}): {open(os.path.join(work, 'ours.log')).read()[-400:]}")
    return wall, cpu, peak


def counts(program, folder, work, threads):
    """The counts of each category in each text, as the peers give them."""
    command = [program, "count", folder, "--out", os.path.join(work, "counts.csv"), "--sample-names", "--threads", str(threads)]
    code, wall, cpu, peak = measured(command, os.path.join(work, "ours.log"))
    if code not in (0, 1):
        sys.exit(f"the program failed ({code}): {open(os.path.join(work, 'ours.log')).read()[-400:]}")
    return wall, cpu, peak


def peer(name, texts, phrases, literals, python, work):
    """How a peer did, or why it did not."""
    out = os.path.join(work, f"counts-{name}.csv")
    if name == "rg":
        plain = texts + ".txt"
        if not os.path.exists(plain):
            with open(plain, "w") as file:
                file.writelines(json.loads(line)["text"] + "\n" for line in open(texts))
        if not shutil.which("rg"):
            return "not installed"
        command = ["rg", "-o", "-i", "-w", "-F", "-j", "1", "--regex-size-limit", "4G", "-f", literals, plain]
    elif name == "quanteda":
        if not shutil.which("Rscript"):
            return "not installed"
        command = ["Rscript", os.path.join(HERE, "peers.R"), texts, phrases, out]
    else:
        command = [python, os.path.join(HERE, "peers.py"), name, texts, phrases, out]
    log = os.path.join(work, f"peer-{name}.log")
    code, wall, cpu, peak = measured(command, log, **({"stdout": open(out, "wb")} if name == "rg" else {}))
    if code != 0:
        return (open(log).read().strip().splitlines() or [f"exit {code}"])[-1][:90]
    return wall, cpu, peak


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--sizes", default="10MB,100MB,1GB")
    words.add_argument("--peer-size", default="3MB")
    words.add_argument("--peers", default=",".join(WHAT))
    words.add_argument("--program", default=os.path.join(TOP, "target/release/rejoinder"))
    words.add_argument("--python", default=sys.executable)
    words.add_argument("--variant", action="append", default=[])
    words.add_argument("--work", default=os.path.join(TOP, "target/compare"))
    words.add_argument("--write", action="store_true")
    a = words.parse_args()
    os.makedirs(a.work, exist_ok=True)
    phrases, literals, terms, plain = export(a.program, a.work)
    rows, rate = [], None
    variants = [("", [])] + [(name, shlex.split(options)) for name, options in (v.split("=", 1) for v in a.variant)]
    for size in filter(None, a.sizes.split(",")):
        folder = corpus(a.work, size, False)
        amount, files = megabytes(folder)
        for threads in (1, 2):
            wall, cpu, peak = counts(a.program, folder, a.work, threads)
            if rate is None:
                rate = amount / cpu
            rows.append((f"**rejoinder count**, {threads} thread{'s' * (threads > 1)}, {files:,} files", amount, wall, cpu, peak, None))
            print(*rows[-1], flush=True)
        for name, options in variants:
            for threads in (1, 2):
                wall, cpu, peak = ours(a.program, folder, a.work, threads, options)
                what = f"**rejoinder**{' ' + name if name else ''}, {threads} thread{'s' * (threads > 1)}, {files:,} files"
                rows.append((what, amount, wall, cpu, peak, None))
                print(*rows[-1], flush=True)
    texts = os.path.join(corpus(a.work, a.peer_size, True), "corpus.jsonl")
    amount = sum(len(json.loads(line)["text"].encode()) for line in open(texts)) / 1e6
    for name in filter(None, a.peers.split(",")):
        told = peer(name, texts, phrases, literals, a.python, a.work)
        if isinstance(told, str):
            print(f"{name}: left out, {told}", flush=True)
            rows.append((WHAT[name], None, told, None, None, None))
        else:
            wall, cpu, peak = told
            rows.append((WHAT[name], amount, wall, cpu, peak, rate and rate / (amount / cpu)))
            print(*rows[-1], flush=True)
    shown = table(rows, terms, plain)
    print("\n" + shown)
    if a.write:
        path = os.path.join(HERE, "README.md")
        head, rest = open(path).read().split("<!-- compare -->", 1)
        tail = rest.split("<!-- /compare -->", 1)[1]
        open(path, "w").write(f"{head}<!-- compare -->\n{shown}<!-- /compare -->{tail}")


def table(rows, terms, plain):
    day = datetime.date.today().isoformat()
    lines = [
        f"{day}, {os.cpu_count()} cores. {terms:,} terms of acts, {plain:,} of them without wildcards. The load of the machine at the end was {os.getloadavg()[0]:.1f}.",
        "", "| program | MB | seconds | CPU seconds | MB per CPU second | peak MB | times slower than `rejoinder count` |", "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for what, amount, wall, cpu, peak, ratio in rows:
        if amount is None:
            lines.append(f"| {what} | | left out: {wall} | | | | |")
        else:
            lines.append(f"| {what} | {amount:,.1f} | {wall:,.1f} | {cpu:,.1f} | {amount / cpu:,.2f} | {peak:,.0f} | {f'{ratio:.1f}' if ratio else ''} |")
    return "\n".join(lines) + "\n"


main()
