#!/usr/bin/env python3
"""Learns from the labelled messages how urgency and outcomes are told: writes src/language/learned.tsv.

    pip install scikit-learn==1.9.1
    tests/data/learn.py [--without FILE ...]

Logistic regression over stretches of three and four letters, which `src/language/learned.rs` cuts in the same way.
Groups kept apart for measuring (`fresh.jsonl`, `unseen.jsonl`) are never learned from; `--without` keeps apart one more,
to see what the others teach about it.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

DATA = Path(__file__).parent
LEARNED = DATA.parent.parent / "src/language/learned.tsv"
FILES = ["signals", "own", "others", "later", "terse", "urgency", "outcomes"]
OUTCOMES = ["poging", "verlies", "onbekend"]
# Rarer stretches say something of one writer only; weights below the least say next to nothing.
RAREST, LEAST, STRENGTH = 4, 0.02, 0.02


def fold(text):
    """Lower case without accents, as `fold` in src/language/text.rs."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return re.sub(r"(?<=\w)'(?=[^\W\d_])", "", flat)


def stretches(text):
    cut = set()
    for word in re.findall("[a-z]+", fold(text)):
        edged = f"_{word}_"
        for long in (3, 4):
            cut.update(edged[at : at + long] for at in range(len(edged) - long + 1))
    return sorted(cut)


def learn(rows, features, label):
    rows = [row for row in rows if label in row]
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=5000)
    return model.fit(features.transform(row["text"] for row in rows), [row[label] for row in rows])


def main():
    without = [arg.removesuffix(".jsonl") for arg in sys.argv[1:] if not arg.startswith("-")]
    files = [name for name in FILES if name not in without]
    rows = [json.loads(line) for name in files for line in open(DATA / f"{name}.jsonl")]
    features = CountVectorizer(analyzer=stretches, min_df=RAREST, binary=True).fit(row["text"] for row in rows)
    urgent, outcome = (learn(rows, features, label) for label in ("urgent", "outcome"))
    order = [list(outcome.classes_).index(name) for name in OUTCOMES]
    weights = np.vstack([urgent.coef_, outcome.coef_[order]])
    start = [*urgent.intercept_, *outcome.intercept_[order]]
    weights[abs(weights) < LEAST] = 0
    thousandths = lambda values: "\t".join(str(round(value * 1000)) for value in values)
    with open(LEARNED, "w") as file:
        print("# Made by tests/data/learn.py from the labelled messages: weights in thousandths. _ is the edge of a word.", file=file)
        print("# stretch\turgent\t" + "\t".join(OUTCOMES), file=file)
        print("start\t" + thousandths(start), file=file)
        for stretch, values in zip(features.get_feature_names_out(), weights.T):
            if values.any():
                print(f"{stretch}\t{thousandths(values)}", file=file)


main()
