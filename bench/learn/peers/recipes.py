"""Verdict's recipes as scikit-learn pipelines, each as one would write it for speed within the recipe."""

import functools
import re

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

# Chosen on the first 20,000 rows of IMDb alone: min_df of 2 to 10, alpha of 0.1 to 2, C of 3 to 100.
NB_LOGREG = {"min_df": 2, "alpha": 1.0, "C": 30.0}

ALPHANUMERIC = re.compile(r"[^\W_]+")


def plain_text(text):
    return text.lower().replace("<br />", " ")


class NaiveBayesWeights(TransformerMixin, BaseEstimator):
    """Presence times log-count ratio times smooth idf, rows to unit length; two classes.

    r = ln((p / |p|_1) / (q / |q|_1)) with p = alpha + sum of rows of class 1, q = alpha + sum of the others
    (Wang and Manning, ACL 2012), idf = ln((1 + n) / (1 + df)) + 1.
    """

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def fit(self, X, y):
        positive = np.asarray(y).astype(bool)
        df_positive = np.bincount(X[positive].indices, minlength=X.shape[1])
        df = np.bincount(X.indices, minlength=X.shape[1])
        p = self.alpha + df_positive
        q = self.alpha + df - df_positive
        ratio = np.log(p / p.sum()) - np.log(q / q.sum())
        idf = np.log((1 + X.shape[0]) / (1 + df)) + 1
        self.weights_ = (ratio * idf).astype(X.dtype)
        self.n_features_in_ = X.shape[1]
        return self

    def transform(self, X):
        weighted = X.copy()
        weighted.data *= self.weights_[X.indices]
        return normalize(weighted, copy=False)


@functools.cache
def porter_stem():
    from nltk.stem import PorterStemmer

    return functools.cache(PorterStemmer().stem)


def stems(text):
    stem = porter_stem()
    return [stem(token) for token in ALPHANUMERIC.findall(text.lower()) if token not in ENGLISH_STOP_WORDS]


def presence(min_df):
    return CountVectorizer(
        preprocessor=plain_text,
        token_pattern=r"\w+|[^\w\s]",
        ngram_range=(1, 3),
        binary=True,
        min_df=min_df,
        dtype=np.float64,
    )


def nb_logreg(min_df=NB_LOGREG["min_df"], alpha=NB_LOGREG["alpha"], C=NB_LOGREG["C"]):
    # At default tolerances the dual solver takes half the time of lbfgs here, and gets lower.
    regression = LogisticRegression(C=C, solver="liblinear", dual=True, random_state=42)
    # One ratio a class; with two classes this fits one model.
    return make_pipeline(
        presence(min_df), OneVsRestClassifier(make_pipeline(NaiveBayesWeights(alpha), regression))
    )


def rotten_potatoes():
    return make_pipeline(TfidfVectorizer(), LogisticRegression())


def sms_spam():
    vectorizer = TfidfVectorizer(
        tokenizer=stems, token_pattern=None, lowercase=False, ngram_range=(1, 2), max_features=3000
    )
    return make_pipeline(vectorizer, MultinomialNB())


def word_char():
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
    characters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
    return make_pipeline(make_union(words, characters), LinearSVC())


def linear_svm():
    return make_pipeline(TfidfVectorizer(), LinearSVC())


def random_forest():
    return make_pipeline(TfidfVectorizer(), RandomForestClassifier(n_estimators=100, n_jobs=2, random_state=42))


RECIPES = {
    "rotten-potatoes": rotten_potatoes,
    "nb-logreg": nb_logreg,
    "sms-spam": sms_spam,
    "word-char": word_char,
    "linear-svm": linear_svm,
    "random-forest": random_forest,
}
