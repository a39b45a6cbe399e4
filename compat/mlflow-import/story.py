"""An MLflow store made by the real client, imported, and asked the same on both sides.

    VERDICT_URL=http://localhost:8000 python compat/mlflow-import/story.py [RUNS] [STORE…]

STORE: `file`, `sqlite`, or the address of an empty PostgreSQL database for MLflow (`postgresql+psycopg2://…`).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Before the client is imported.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

import compare
import make_store

verdict = Path(__file__).resolve().parents[2] / "apps" / "cli" / "bin" / "verdict.js"
url = os.environ["VERDICT_URL"]
if "VERDICT_TOKEN" in os.environ:
    os.environ["MLFLOW_TRACKING_TOKEN"] = os.environ["VERDICT_TOKEN"]


def run_import(source, *options):
    done = subprocess.run(
        ["node", str(verdict), "import", "mlflow", source, *options, "--json"],
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def story(kind, count):
    with tempfile.TemporaryDirectory() as folder:
        artifacts = f"{folder}/artifacts"
        uri = {"file": f"file://{folder}/mlruns", "sqlite": f"sqlite:///{folder}/mlflow.db"}.get(kind, kind)
        source = f"{folder}/mlruns" if kind == "file" else uri
        began = time.monotonic()
        make_store.make(uri, artifacts, count)
        made = time.monotonic() - began

        dry = run_import(source, "--dry-run")
        began = time.monotonic()
        first = run_import(source)
        took = time.monotonic() - began
        assert first["refused"] == [], first["refused"]
        for what in ("experiments", "runs", "logged_models", "models"):
            assert dry[what] == first[what], (what, dry[what], first[what])
        assert first["versions"]["added"] == 3, first

        began = time.monotonic()
        again = run_import(source)
        repeated = time.monotonic() - began
        for what in ("experiments", "runs", "logged_models", "models", "files"):
            assert again[what]["added"] == 0, (what, again)
        assert again["refused"] == [], again["refused"]
        assert again["files"]["there"] == first["files"]["added"] + first["files"]["there"]

        runs, seen = compare.compare(uri, url)
        assert runs == first["runs"]["added"] + first["runs"]["there"], (runs, first)
        print(
            f"{kind.split(':')[0]}: {runs} runs equal by search, {seen} of them with their points and files; "
            f"made by the client in {made:.1f} s, imported in {took:.1f} s, again in {repeated:.1f} s",
            flush=True,
        )


if __name__ == "__main__":
    story(sys.argv[2] if len(sys.argv) > 2 else "file", int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
