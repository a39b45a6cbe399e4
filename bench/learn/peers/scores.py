"""The figures that peers and Verdict are compared by."""

from sklearn.metrics import accuracy_score, f1_score


def scores(truth, predicted):
    return {
        "accuracy": float(accuracy_score(truth, predicted)),
        "macro_f1": float(f1_score(truth, predicted, average="macro")),
    }
