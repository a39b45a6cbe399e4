"""MLflow's client, as it comes from PyPI, through a working day against a server of ours; each line of it asserts.

MLFLOW_TRACKING_URI and MLFLOW_TRACKING_TOKEN say where and who. `python story.py CHAPTER…` tells only those.
"""

import importlib
import os
import sys
import tempfile
import time
import uuid
import warnings
from pathlib import Path

# A refusal is to be seen as it comes, and not after minutes of asking again.
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
# Which packages a model needs is found out in processes of their own; none of it crosses the wire.
os.environ.setdefault("MLFLOW_REQUIREMENTS_INFERENCE_TIMEOUT", "1")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
os.environ.setdefault("MPLBACKEND", "agg")
warnings.filterwarnings("ignore")

import requests  # noqa: E402
from mlflow import MlflowClient  # noqa: E402
from recorder import failed  # noqa: E402

CHAPTERS = "experiments runs artifacts search learning registry champion deleting doors bad_input absent".split()


class At:
    """Where the story stands: the server, a client, a folder, and a suffix that makes names its own."""

    def __init__(self, folder):
        self.url = os.environ["MLFLOW_TRACKING_URI"].rstrip("/")
        self.client = MlflowClient()
        self.folder = Path(folder)
        self.suffix = uuid.uuid4().hex[:8]

    def name(self, name):
        return f"{name}-{self.suffix}"

    def ask(self, method, path, **options):
        """Past the client: what it would not send, or does not show."""
        token = os.environ.get("MLFLOW_TRACKING_TOKEN")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        headers |= options.pop("headers", {})
        return requests.request(method, self.url + path, headers=headers, timeout=60, **options)

    def post(self, path, body):
        return self.ask("POST", f"/api/2.0/mlflow/{path}", json=body)


with tempfile.TemporaryDirectory() as folder:
    at = At(folder)
    os.chdir(folder)
    for chapter in sys.argv[1:] or CHAPTERS:
        began = time.monotonic()
        importlib.import_module(f"chapters.{chapter}").tell(at)
        if os.environ.get("COMPAT_VERBOSE"):
            print(f"{chapter}: {time.monotonic() - began:.1f} s", file=sys.stderr)
for failure in failed:
    print(f"FAILED {failure}", file=sys.stderr)
# What clients leave running in the background is not waited for.
sys.stderr.flush()
os._exit(1 if failed else 0)
