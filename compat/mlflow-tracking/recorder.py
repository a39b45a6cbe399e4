"""Writes down what a client was seen to do; docs/compatibility.md is made of these lines."""

import json
import os
import sys
import time
import traceback
from contextlib import contextmanager

import mlflow
from mlflow.exceptions import MlflowException

VERSION = mlflow.__version__
IS_3 = int(VERSION.split(".")[0]) >= 3
failed = []


@contextmanager
def supports(area, what):
    """The block asserts that a client can do this."""
    yield from _written(area, what, "works")


@contextmanager
def refuses(area, what):
    """The block asserts that this is refused, in words that a client can show."""
    yield from _written(area, what, "refused")


@contextmanager
def lacks(area, what):
    """The block asserts that this is not there, and that its error says so."""
    yield from _written(area, what, "not there")


@contextmanager
def refused(code, says=""):
    """What a client makes of a refusal: an exception with MLflow's code, and these words."""
    try:
        yield
    except MlflowException as error:
        assert error.error_code == code, f"{error.error_code}, where {code} was due: {error}"
        assert says in str(error), f"“{says}” is not said in: {error}"
    else:
        raise AssertionError(f"It was taken, where {code} was due.")


def _written(area, what, outcome):
    began = time.monotonic()
    try:
        yield
    except Exception:
        failed.append(f"{area}: {what}")
        traceback.print_exc()
        outcome = "fails"
    line = {"client": f"MLflow {VERSION}", "store": os.environ.get("COMPAT_STORE", ""), "area": area}
    record = os.environ.get("COMPAT_RECORD")
    if record:
        with open(record, "a", encoding="utf-8") as lines:
            lines.write(json.dumps({**line, "what": what, "outcome": outcome}) + "\n")
    if os.environ.get("COMPAT_VERBOSE"):
        print(f"{outcome}: {area}: {what} ({time.monotonic() - began:.1f} s)", file=sys.stderr)
