"""Trains LIBLINEAR's own logistic regression on the nb-logreg matrix, two classes:
--data FILE --out MODEL [--recipe FILE] [--rows A:B] [--solver 7] [--c C] [--epsilon E]

Solver 0 is the primal trust-region Newton method, 7 the dual coordinate descent.
"""

import stopwatch

import argparse
import json

import joblib
import numpy as np
from liblinear.liblinearutil import parameter, problem, train

from recipes import NB_LOGREG, NaiveBayesWeights, presence
from rows import read_rows
from verdict_recipe import read_recipe, vectorizer

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--rows", default=":")
parser.add_argument("--recipe", help="a Verdict recipe as JSON, whose n-grams, alpha and C hold instead")
parser.add_argument("--solver", type=int, choices=[0, 7], default=7)
parser.add_argument("--c", type=float, default=None)
parser.add_argument("--epsilon", type=float, default=None, help="default: LIBLINEAR's own, 0.01 or 0.1")
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
classes = np.unique(labels)
truth = np.where(labels == classes[1], 1, -1)
if args.recipe:
    recipe = read_recipe(args.recipe)
    (options,) = recipe["features"]
    counts, alpha, c = vectorizer(options), options["ratio"]["alpha"], recipe["classifier"]["c"]
else:
    counts, alpha, c = presence(NB_LOGREG["min_df"]), NB_LOGREG["alpha"], NB_LOGREG["C"]
X = counts.fit_transform(texts)
weighting = NaiveBayesWeights(alpha)
X = weighting.fit(X, truth > 0).transform(X)
watch.lap("features")
options = f"-s {args.solver} -c {args.c or c} -q" + (f" -e {args.epsilon}" if args.epsilon else "")
solved = train(problem(truth, X), parameter(options))
coefficients, bias = solved.get_decfun()
watch.lap("fit")
joblib.dump((counts, weighting, classes, np.array(coefficients), bias), args.out)
watch.lap("save")
print(json.dumps({"recipe": "liblinear", "rows": len(texts), "features": X.shape[1], "seconds": watch.report()}))
