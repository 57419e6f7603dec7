"""Answers without end: the exchanges of the corpus in new order, with other invented names, numbers and dates."""

import csv
import json
import random
import re

from conftest import CORPUS

STATES = ["Vellmark", "Karvonia", "Ostrania", "Meridel", "Tashmere"]
SPEAKERS = ["Ilka Varn", "Tomas Reidl", "Dana Holt", "Pavo Lund", "Mira Oske", "Jon Tarrel"]
OUTLETS = ["VTV", "VNA", "KBN", "Karvonia Herald", "Lubrin Post", "Harbour Times"]
COLUMNS = ["id", "row", "date", "spokesperson", "who_asked", "question", "answer"]


def exchanges():
    """Questions and answers of the corpus."""
    with open(CORPUS / "vellmark-exchanges-2017-2023.csv", encoding="utf-8", newline="") as file:
        yield from ((row["question"], row["answer"]) for row in csv.DictReader(file))
    with open(CORPUS / "karvonia-exchanges-2018-2023.jsonl", encoding="utf-8") as file:
        yield from ((row["question"], row["text"]) for row in map(json.loads, file))


def answers(n, seed=1):
    """So many rows; the same seed gives the same ones."""
    dice = random.Random(seed)
    known = list(exchanges())
    sentences = [re.split(r"(?<=[.?!]) (?=[A-Z])", answer) for _, answer in known]
    for number in range(1, n + 1):
        others = dict(zip(STATES, dice.sample(STATES, len(STATES))))
        vary = lambda words: re.sub(r"\b\d{2,3}\b", lambda _: str(dice.randint(10, 999)), re.sub("|".join(STATES), lambda of: others[of[0]], words))
        question, _ = dice.choice(known)
        some = [dice.choice(dice.choice(sentences)) for _ in range(dice.randint(2, 9))]
        date = f"{dice.randint(2010, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        yield [f"a{number:06}", number, date, dice.choice(SPEAKERS), dice.choice(OUTLETS), vary(question), vary(" ".join(some))]


def write_csv(path, n):
    """The rows as a file for the command; the numbers of the rows are no column of it."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([name for name in COLUMNS if name != "row"])
        for row in answers(n):
            rows.writerow(row[:1] + row[2:])


def table(n):
    """The rows as a table."""
    import pyarrow as pa

    return pa.table(dict(zip(COLUMNS, map(list, zip(*answers(n))))))
