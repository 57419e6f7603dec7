#!/usr/bin/env python3
"""One of the programs that people use instead, counting the same phrases in the same texts: peers.py NAME TEXTS.jsonl
PHRASES.csv OUT.csv writes one row a text. Each reads its phrases, counts, and ends, so that its process can be measured.

  spacy     blank English pipeline and PhraseMatcher over lower-case words; wildcards are lost
  vader     vaderSentiment's own word list, sentence by sentence as its makers say
  liwc      the package liwc: single words and prefixes of a .dic; phrases are lost
  nltk      word_tokenize's regex tokeniser (Treebank) and a look-up of single words and prefixes
  aho       pyahocorasick over lower-case text with a check of word ends; wildcards are lost
"""
import collections, csv, json, os, re, sys, tempfile

name, texts, phrases, out = sys.argv[1:5]
terms = [(row["category"], row["term"].lower()) for row in csv.DictReader(open(phrases, newline=""))]
categories = sorted({category for category, _ in terms})
literals = [(category, term) for category, term in terms if "*" not in term and "?" not in term]
singles = [(category, term) for category, term in terms if re.fullmatch(r"[\w'’-]+\*?", term)]


def spacy_counts():
    import spacy
    from spacy.matcher import PhraseMatcher

    english = spacy.blank("en")
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    for category in categories:
        matcher.add(category, list(english.tokenizer.pipe(term for kind, term in literals if kind == category)))
    english.max_length = 10**9

    def counts(text):
        document = english(text)
        return collections.Counter(english.vocab.strings[found] for found, _, _ in matcher(document))

    return counts


def vader_counts():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()

    def counts(text):
        scores = [analyzer.polarity_scores(sentence) for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]
        return {"positive": sum(s["compound"] > 0.05 for s in scores), "negative": sum(s["compound"] < -0.05 for s in scores)}

    return counts


def liwc_counts():
    import liwc

    with tempfile.NamedTemporaryFile("w", suffix=".dic", delete=False) as file:
        numbers = {category: number for number, category in enumerate(categories, 1)}
        words = collections.defaultdict(set)
        for category, term in singles:
            words[term].add(numbers[category])
        file.write("%\n" + "".join(f"{number}\t{category}\n" for category, number in numbers.items()) + "%\n")
        file.write("".join(f"{word}\t" + "\t".join(map(str, sorted(of))) + "\n" for word, of in sorted(words.items())))
    parse, _ = liwc.load_token_parser(file.name)
    os.unlink(file.name)
    words = re.compile(r"\w+", re.ASCII)
    return lambda text: collections.Counter(c for word in words.finditer(text.lower()) for c in parse(word.group(0)))


def nltk_counts():
    from nltk.tokenize import TreebankWordTokenizer

    tokenizer = TreebankWordTokenizer()
    whole, begins = collections.defaultdict(list), collections.defaultdict(list)
    for category, term in singles:
        (begins if term.endswith("*") else whole)[term.rstrip("*")].append(category)

    def counts(text):
        found = collections.Counter()
        for word in tokenizer.tokenize(text.lower()):
            found.update(whole.get(word, ()))
            for end in range(3, len(word) + 1):
                found.update(begins.get(word[:end], ()))
        return found

    return counts


def aho_counts():
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for category, term in literals:
        automaton.add_word(term, (category, len(term)))
    automaton.make_automaton()
    letter = str.isalnum

    def counts(text):
        text = text.lower()
        found = collections.Counter()
        for last, (category, length) in automaton.iter(text):
            begin = last - length + 1
            if (begin == 0 or not letter(text[begin - 1])) and (last + 1 == len(text) or not letter(text[last + 1])):
                found[category] += 1
        return found

    return counts


counts = {"spacy": spacy_counts, "vader": vader_counts, "liwc": liwc_counts, "nltk": nltk_counts, "aho": aho_counts}[name]()
columns = ["positive", "negative"] if name == "vader" else categories
with open(out, "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["id", *columns])
    for line in open(texts):
        document = json.loads(line)
        found = counts(document["text"])
        rows.writerow([document["id"], *(found.get(column, 0) for column in columns)])
