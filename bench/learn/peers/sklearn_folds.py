"""Accuracy and macro-F1 of a recipe on each assignment of folds.py, over the pooled predictions of its five folds:
--recipe R --data FILE --folds FILE [--assignments 10]
"""

import stopwatch

import argparse
import json

import numpy as np

from rows import read_rows
from scores import scores
from verdict_recipe import named_pipeline

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--recipe", required=True, help="a name of recipes.py, or a Verdict recipe as a JSON file")
parser.add_argument("--data", required=True)
parser.add_argument("--folds", required=True)
parser.add_argument("--assignments", type=int, default=None)
args = parser.parse_args()

texts, labels = read_rows(args.data)
with open(args.folds) as file:
    document = json.load(file)
if document["rows"] != len(texts):
    raise SystemExit(f"{args.folds} is for {document['rows']} rows and {args.data} has {len(texts)}: run folds.py again.")


def judged(fold):
    predicted = np.empty_like(labels)
    for number in range(document["folds"]):
        test = fold == number
        predicted[test] = named_pipeline(args.recipe).fit(texts[~test], labels[~test]).predict(texts[test])
    return scores(labels, predicted)


results = [
    {"seed": item["seed"], **judged(np.array(item["fold"]))} for item in document["assignments"][: args.assignments]
]


def mean(name):
    return float(np.mean([result[name] for result in results]))


print(
    json.dumps(
        {
            "recipe": args.recipe,
            "accuracy": mean("accuracy"),
            "macro_f1": mean("macro_f1"),
            "assignments": results,
            "seconds": stopwatch.Stopwatch().report(),
        }
    )
)
