"""Trains fastText's classifier: --data FILE --out MODEL.bin [--rows A:B] [--lr 1]

Bigrams, five epochs, two threads, and the rate of fastText's tutorial (0.1, 0.25 and 0.5 did worse on IMDb);
dimension and buckets are its defaults (100 and 2,000,000).
"""

import stopwatch

import argparse
import json
import os
import tempfile

import fasttext

from fasttext_text import label_token, one_line
from rows import read_rows

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--data", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--rows", default=":")
parser.add_argument("--lr", type=float, default=1.0)
args = parser.parse_args()

watch = stopwatch.Stopwatch()
watch.lap("import")
texts, labels = read_rows(args.data, args.rows)
watch.lap("read")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "train.txt")
    with open(path, "w") as file:
        file.writelines(f"{label_token(label)} {one_line(text)}\n" for text, label in zip(texts, labels))
    watch.lap("prepare")
    model = fasttext.train_supervised(input=path, lr=args.lr, epoch=5, wordNgrams=2, thread=2, verbose=0)
watch.lap("fit")
model.save_model(args.out)
watch.lap("save")
print(json.dumps({"recipe": "fasttext", "rows": len(texts), "lr": args.lr, "seconds": watch.report()}))
