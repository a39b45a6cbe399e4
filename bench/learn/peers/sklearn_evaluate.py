"""Judges a pipeline saved by sklearn_train.py: MODEL --data FILE [--rows A:B] [--dump FILE]

--dump writes each row's truth, prediction and, where the classifier gives them, probabilities, as JSON.
"""

import stopwatch

import argparse
import json

import joblib

from rows import read_rows
from scores import scores

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model")
parser.add_argument("--data", required=True)
parser.add_argument("--rows", default=":")
parser.add_argument("--dump")
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
model = joblib.load(args.model)
watch.lap("load")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
predicted = model.predict(texts)
watch.lap("predict")
if args.dump:
    probabilities = model.predict_proba(texts).tolist() if hasattr(model, "predict_proba") else None
    document = {
        "classes": list(model.classes_),
        "truth": list(labels),
        "predicted": list(predicted),
        "probabilities": probabilities,
    }
    with open(args.dump, "w") as file:
        json.dump(document, file)
    watch.lap("dump")
print(json.dumps({**scores(labels, predicted), "rows": len(texts), "seconds": watch.report()}))
