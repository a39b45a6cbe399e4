"""Judges a model saved by fasttext_train.py: MODEL.bin --data FILE [--rows A:B]"""

import stopwatch

import argparse
import json

import fasttext

from fasttext_text import label_token, one_line
from rows import read_rows
from scores import scores

fasttext.FastText.eprint = lambda *_: None

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model")
parser.add_argument("--data", required=True)
parser.add_argument("--rows", default=":")
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
model = fasttext.load_model(args.model)
watch.lap("load")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
# A list, because predicting one text at a time fails under numpy 2.
best, _ = model.predict([one_line(text) for text in texts])
predicted = [tokens[0] for tokens in best]
watch.lap("predict")
truth = [label_token(label) for label in labels]
print(json.dumps({**scores(truth, predicted), "rows": len(texts), "seconds": watch.report()}))
