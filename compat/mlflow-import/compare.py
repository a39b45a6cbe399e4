"""Asks two MLflow stores the same through the real client and asserts that they answer alike."""

import math
import os
import tempfile
from pathlib import Path

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

import mlflow
from mlflow import MlflowClient
from mlflow.entities import ViewType

SEARCHES = [
    ("", ["attributes.start_time DESC"]),
    ("metrics.accuracy > 0.9", ["metrics.accuracy ASC"]),
    ("metrics.loss < 0.17 and params.depth = '3'", ["metrics.loss DESC"]),
    ("tags.kind = 'sweep' and attributes.status = 'FAILED'", ["attributes.run_id ASC"]),
    ("attributes.run_name LIKE 'sweep-1%'", ["params.lr ASC"]),
    ("params.depth != '3' and tags.number ILIKE '%7%'", []),
]


def value(number):
    # JSON has no zero below zero.
    return "nan" if math.isnan(number) else number + 0.0


def facts(run):
    """All that a run says, but where its experiment and its files are."""
    info, data = run.info, run.data
    inputs = sorted(
        (
            i.dataset.name,
            i.dataset.digest,
            i.dataset.source_type,
            i.dataset.source,
            i.dataset.schema,
            i.dataset.profile,
            tuple(sorted((t.key, t.value) for t in i.tags)),
        )
        for i in run.inputs.dataset_inputs
    )
    named = run.info.run_name or data.tags.get("mlflow.runName")
    return {
        "id": info.run_id,
        "name": named,
        "status": info.status,
        "start": info.start_time,
        "end": info.end_time,
        "user": info.user_id,
        "stage": info.lifecycle_stage,
        "params": data.params,
        "tags": {k: v for k, v in data.tags.items() if k != "mlflow.runName"},
        "metrics": {k: value(v) for k, v in data.metrics.items()},
        "inputs": inputs,
        "model inputs": sorted(m.model_id for m in getattr(run.inputs, "model_inputs", None) or []),
        "model outputs": sorted(m.model_id for m in getattr(run.outputs, "model_outputs", None) or [])
        if getattr(run, "outputs", None)
        else [],
    }


def all_runs(client, experiment, **asked):
    # A store of folders reads everything again for each page.
    most = 500 if client.tracking_uri.startswith("http") else 50_000
    runs, token = [], None
    while True:
        page = client.search_runs([experiment], max_results=most, page_token=token, **asked)
        runs += page
        token = page.token
        if not token:
            return runs


def same(what, theirs, ours):
    assert theirs == ours, f"{what}\n  store: {theirs}\n  Verdict: {ours}"


def artifacts(client, run_id, path=None):
    found = {}
    for entry in client.list_artifacts(run_id, path):
        if entry.is_dir:
            found.update(artifacts(client, run_id, entry.path))
        else:
            found[entry.path] = entry.file_size
    return found


def compare_runs(theirs, ours):
    """Returns how many runs were compared."""
    count = 0
    experiments = theirs.search_experiments(view_type=ViewType.ALL)
    for experiment in experiments:
        other = ours.get_experiment_by_name(experiment.name)
        same(f"stage of {experiment.name}", experiment.lifecycle_stage, other.lifecycle_stage)
        same(f"tags of {experiment.name}", experiment.tags, other.tags)
        asked = {"run_view_type": ViewType.ALL}
        expected = {run.info.run_id: facts(run) for run in all_runs(theirs, experiment.experiment_id, **asked)}
        got = {run.info.run_id: facts(run) for run in all_runs(ours, other.experiment_id, **asked)}
        same(f"runs of {experiment.name}", sorted(expected), sorted(got))
        for run_id, run in expected.items():
            same(f"run {run_id}", run, got[run_id])
        count += len(expected)
        if experiment.lifecycle_stage == "deleted":
            continue
        for text, order in SEARCHES:
            ids = [
                [r.info.run_id for r in all_runs(client, of.experiment_id, filter_string=text, order_by=order)]
                for client, of in ((theirs, experiment), (ours, other))
            ]
            if order:
                same(f"search {text!r} by {order}", *ids)
            same(f"search {text!r}", *map(sorted, ids))
    return count


def compare_details(theirs, ours, experiment_name, most):
    """Points and files, byte for byte, of some runs."""
    ids = [
        client.get_experiment_by_name(experiment_name).experiment_id for client in (theirs, ours)
    ]
    runs = all_runs(theirs, ids[0])[:most]
    for run in runs:
        run_id = run.info.run_id
        for key in run.data.metrics:
            points = [
                sorted(
                    {(m.timestamp, m.step, str(value(m.value))) for m in client.get_metric_history(run_id, key)}
                )
                for client in (theirs, ours)
            ]
            same(f"points of {key} of {run_id}", *points)
        same(f"files of {run_id}", *(artifacts(client, run_id) for client in (theirs, ours)))
        for path in artifacts(theirs, run_id):
            with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
                same(
                    f"bytes of {path} of {run_id}",
                    Path(theirs.download_artifacts(run_id, path, one)).read_bytes(),
                    Path(ours.download_artifacts(run_id, path, two)).read_bytes(),
                )
    return len(runs)


def version_facts(version):
    return {
        "number": int(version.version),
        "run": version.run_id or "",
        "stage": version.current_stage,
        "status": version.status,
        "description": version.description or "",
        "tags": version.tags,
        "created": version.creation_timestamp,
        "aliases": sorted(version.aliases),
    }


def compare_registry(theirs, ours):
    for model in theirs.search_registered_models():
        other = ours.get_registered_model(model.name)
        same(f"description of {model.name}", model.description or "", other.description or "")
        same(f"tags of {model.name}", model.tags, other.tags)
        same(f"aliases of {model.name}", *({k: int(v) for k, v in m.aliases.items()} for m in (model, other)))
        # A version of a file store does not know its aliases when it is searched for.
        versions = [
            sorted(
                (
                    version_facts(client.get_model_version(model.name, found.version))
                    for found in client.search_model_versions(f"name = '{model.name}'")
                ),
                key=lambda of: of["number"],
            )
            for client in (theirs, ours)
        ]
        same(f"versions of {model.name}", *versions)


def compare_logged_models(theirs, ours, experiment_name):
    def of(client):
        experiment = client.get_experiment_by_name(experiment_name).experiment_id
        return {
            model.model_id: {
                "name": model.name,
                "status": str(model.status),
                "run": model.source_run_id,
                "params": model.params,
                "tags": model.tags,
                "metrics": sorted((m.key, str(value(m.value)), m.step, m.dataset_name or "") for m in model.metrics or []),
            }
            for model in client.search_logged_models([experiment])
        }

    found = of(theirs)
    same("logged models", found, of(ours))
    return len(found)


def compare(their_uri, our_uri, details=20):
    theirs, ours = MlflowClient(their_uri), MlflowClient(our_uri)
    runs = compare_runs(theirs, ours)
    compare_registry(theirs, ours)
    if mlflow.__version__ >= "3":
        assert compare_logged_models(theirs, ours, "odd: things, \\ and %") > 0
    seen = compare_details(theirs, ours, "a sweep", details) + compare_details(
        theirs, ours, "odd: things, \\ and %", details
    )
    mlflow.set_tracking_uri(our_uri)
    for address in ("models:/shout@best", "models:/shout/1", "models:/shout/Production"):
        same(address, ["LOUD"], mlflow.pyfunc.load_model(address).predict(["loud"]))
    return runs, seen
