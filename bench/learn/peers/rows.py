"""Labelled rows of the three public files, as pandas reads them fastest."""

import csv

import pandas as pd

TEXT_NAMES = ("text", "review")
LABEL_NAMES = ("label", "sentiment")


def parse_range(span):
    """'A:B' as a slice of rows; either end may be missing."""
    start, _, stop = span.partition(":")
    return slice(int(start) if start else None, int(stop) if stop else None)


def read_rows(path, span=":"):
    """Texts and labels of FILE: IMDb and AG News carry a header, the SMS collection is label<TAB>text."""
    if ".tsv" in path:
        # A quote in a text message is only a quote.
        frame = pd.read_csv(
            path, sep="\t", header=None, names=["label", "text"], quoting=csv.QUOTE_NONE, keep_default_na=False
        )
    else:
        frame = pd.read_csv(path, keep_default_na=False)
    text = next(name for name in TEXT_NAMES if name in frame.columns)
    label = next(name for name in LABEL_NAMES if name in frame.columns)
    frame = frame.iloc[parse_range(span)]
    return frame[text].to_numpy(dtype=object), frame[label].to_numpy(dtype=object)
