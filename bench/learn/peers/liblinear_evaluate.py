"""Judges a model saved by liblinear_train.py: MODEL --data FILE [--rows A:B]"""

import stopwatch

import argparse
import json

import joblib

from rows import read_rows
from scores import scores

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model")
parser.add_argument("--data", required=True)
parser.add_argument("--rows", default=":")
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
vectorizer, weighting, classes, coefficients, bias = joblib.load(args.model)
watch.lap("load")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
margin = weighting.transform(vectorizer.transform(texts)) @ coefficients + bias
predicted = classes[(margin > 0).astype(int)]
watch.lap("predict")
print(json.dumps({**scores(labels, predicted), "rows": len(texts), "seconds": watch.report()}))
