"""Trains a recipe with scikit-learn and saves the pipeline: --recipe R --data FILE --out MODEL [--rows A:B]"""

import stopwatch

import argparse
import json

import joblib

from rows import read_rows
from verdict_recipe import named_pipeline

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--recipe", required=True, help="a name of recipes.py, or a Verdict recipe as a JSON file")
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--rows", default=":")
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
model = named_pipeline(args.recipe).fit(texts, labels)
watch.lap("fit")
joblib.dump(model, args.out)
watch.lap("save")
features = model[-1].n_features_in_
print(json.dumps({"recipe": args.recipe, "rows": len(texts), "features": features, "seconds": watch.report()}))
