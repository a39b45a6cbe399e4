"""Ten assignments of five folds, stratified by label, texts that are identical kept together: --data FILE --out FILE

Writes {"data", "rows", "folds": 5, "assignments": [{"seed", "fold": [fold of row 0, ...]}, ...]} for Verdict and
peers to read, so that both are judged on the same rows.
"""

import argparse
import hashlib
import json
import os

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from rows import read_rows

FOLDS = 5

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seeds", type=int, default=10)
args = parser.parse_args()

texts, labels = read_rows(args.data)
groups = np.array([hashlib.sha256(text.encode()).hexdigest() for text in texts])


def assignment(seed):
    fold = np.empty(len(texts), dtype=int)
    splitter = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=seed)
    for number, (_, test) in enumerate(splitter.split(texts, labels, groups)):
        fold[test] = number
    return {"seed": seed, "fold": fold.tolist()}


document = {
    "data": os.path.basename(args.data),
    "rows": len(texts),
    "folds": FOLDS,
    "assignments": [assignment(seed) for seed in range(args.seeds)],
}
os.makedirs(os.path.dirname(args.out) or ".", exist_ok=True)
with open(args.out, "w") as file:
    json.dump(document, file)
print(json.dumps({"out": args.out, "rows": len(texts), "assignments": args.seeds}))
