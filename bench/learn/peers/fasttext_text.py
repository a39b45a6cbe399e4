"""Text as the fastText tutorial prepares it: lower case, punctuation apart, one line."""

import re

PUNCTUATION = re.compile(r"([^\w\s])")
SPACE = re.compile(r"\s+")


def one_line(text):
    spaced = PUNCTUATION.sub(r" \1 ", text.lower().replace("<br />", " "))
    return SPACE.sub(" ", spaced).strip()


def label_token(label):
    return "__label__" + label.replace(" ", "_")
