"""A Verdict recipe, as its JSON has it, as the scikit-learn pipeline of the same steps and numbers.

What differs is stated here: combining marks (Unicode M) end a word for Python's \\w and do not for Verdict;
`english` stop words are scikit-learn's 318, not Verdict's list; with over two classes the log-count ratio is
learned once a class (one regression each against the rest), where Verdict weighs columns once for all classes.
"""

import functools
import json

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC

from recipes import ALPHANUMERIC, RECIPES, NaiveBayesWeights, plain_text, porter_stem

TOKEN_OPTIONS = {"tokens", "lowercase", "stripBreaks", "minLength", "stopWords", "stem"}
SET_OPTIONS = TOKEN_OPTIONS | {"ngrams", "minDf", "maxDf", "maxFeatures", "tf", "idf", "ratio", "normalize", "gain"}
ANALYZERS = {"characters": "char", "characters-in-words": "char_wb"}
PATTERNS = {"words": r"\w", "alphanumeric": r"[^\W_]", "words-and-punctuation": r"\w"}


def keep_breaks(text):
    return text.lower()


def stems(text, stop_words):
    tokens = (token for token in ALPHANUMERIC.findall(text.lower()) if token not in stop_words)
    return [porter_stem()(token) for token in tokens]


def token_arguments(options):
    if options.get("lowercase", True) is False:
        raise SystemExit("A recipe that keeps capitals has no translation yet; compare another.")
    arguments = {"preprocessor": plain_text if options.get("stripBreaks", True) else keep_breaks}
    tokens = options["tokens"]
    if tokens in ANALYZERS:
        return {**arguments, "analyzer": ANALYZERS[tokens]}
    stop = options.get("stopWords")
    words = sorted(ENGLISH_STOP_WORDS) if stop == "english" else stop
    if options.get("stem"):
        if tokens != "alphanumeric":
            raise SystemExit("Stems are translated for alphanumeric tokens only; compare another recipe.")
        return {**arguments, "tokenizer": functools.partial(stems, stop_words=set(words or ())), "token_pattern": None}
    pattern = PATTERNS[tokens] + "{%d,}" % options.get("minLength", 1)
    if tokens == "words-and-punctuation":
        pattern += r"|[^\w\s]"
    return {**arguments, "token_pattern": pattern, "stop_words": words}


def count(value, otherwise):
    """Below 1 a share of the rows, from 1 on a number of them."""
    if value is None:
        return otherwise
    return float(value) if value < 1 else int(value)


def vectorizer(options):
    unknown = set(options) - SET_OPTIONS
    if unknown:
        raise SystemExit(f"No translation of the feature options {', '.join(sorted(unknown))}; compare another recipe.")
    maximum = options.get("maxDf")
    arguments = {
        **token_arguments(options),
        "ngram_range": tuple(options["ngrams"]),
        "min_df": count(options.get("minDf"), 1),
        "max_df": 1.0 if maximum is None else int(maximum) if maximum > 1 else float(maximum),
        "max_features": options.get("maxFeatures"),
        "binary": options.get("tf") == "binary",
        # Doubles, which liblinear would make of floats anyway.
        "dtype": np.float64,
    }
    norm = "l2" if options.get("normalize", "l2") == "l2" else None
    if "ratio" in options or (norm is None and not options.get("idf") and options.get("tf") != "sublinear"):
        return CountVectorizer(**arguments)
    return TfidfVectorizer(
        **arguments, norm=norm, use_idf=options.get("idf", False), sublinear_tf=options.get("tf") == "sublinear"
    )


def classifier(options, is_ratio):
    weight = options.get("classWeights")
    kind = options["kind"]
    if kind == "logistic-regression" and is_ratio:
        # As in recipes.py: on this matrix half the time of lbfgs, and lower.
        return LogisticRegression(C=options["c"], solver="liblinear", dual=True, class_weight=weight, random_state=42)
    if kind == "logistic-regression":
        return LogisticRegression(C=options["c"], class_weight=weight, max_iter=1000)
    if kind == "linear-svm":
        loss = "hinge" if options.get("loss") == "hinge" else "squared_hinge"
        return LinearSVC(C=options["c"], loss=loss, class_weight=weight, random_state=42)
    if kind == "multinomial-naive-bayes":
        return MultinomialNB(alpha=options.get("alpha", 1.0))
    if kind == "complement-naive-bayes":
        return ComplementNB(alpha=options.get("alpha", 1.0))
    return RandomForestClassifier(n_estimators=options.get("trees", 100), n_jobs=2, random_state=42)


def pipeline_of(recipe):
    sets = recipe["features"]
    is_ratio = any("ratio" in options for options in sets)
    fitted = classifier(recipe["classifier"], is_ratio)
    if is_ratio:
        (options,) = sets if len(sets) == 1 else [None]
        if options is None or not options.get("idf") or options.get("tf") != "binary":
            raise SystemExit("The ratio is translated for one binary set with idf; compare another recipe.")
        weighted = make_pipeline(NaiveBayesWeights(options["ratio"]["alpha"]), fitted)
        return make_pipeline(vectorizer(options), OneVsRestClassifier(weighted))
    if len(sets) == 1:
        return make_pipeline(vectorizer(sets[0]), fitted)
    union = FeatureUnion(
        [(str(number), vectorizer(options)) for number, options in enumerate(sets)],
        transformer_weights={str(number): options.get("gain", 1) for number, options in enumerate(sets)},
    )
    return make_pipeline(union, fitted)


def read_recipe(path):
    with open(path) as file:
        return json.load(file)


def named_pipeline(recipe):
    """A name of recipes.py, or a JSON file with a recipe of Verdict."""
    if recipe in RECIPES:
        return RECIPES[recipe]()
    if recipe.endswith(".json"):
        return pipeline_of(read_recipe(recipe))
    raise SystemExit(f"There is no recipe {recipe}; give {', '.join(sorted(RECIPES))} or a JSON file.")
