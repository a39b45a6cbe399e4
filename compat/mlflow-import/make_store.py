"""Fills an MLflow store through the real client: `python make_store.py STORE_URI ARTIFACTS RUNS`."""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag

LEGACY = """artifact_uri: {artifacts}
end_time: 1500000001000
entry_point_name: ''
experiment_id: '{experiment}'
lifecycle_stage: active
name: ''
run_id: {run}
run_uuid: {run}
source_name: train.py
source_type: 4
source_version: ''
start_time: 1500000000000
status: 3
tags: []
user_id: ann
"""


def many(client, experiment, count, files):
    """Runs as a sweep leaves them: parameters, a curve, tags, files, one of them the same in every run."""
    notes = Path(files) / "notes"
    notes.mkdir()
    (Path(files) / "requirements.txt").write_text("the same in every run\n")
    for number in range(count):
        run = client.create_run(experiment, run_name=f"sweep-{number}", tags={"kind": "sweep"})
        run_id = run.info.run_id
        now = int(time.time() * 1000)
        client.log_batch(
            run_id,
            metrics=[
                Metric("loss", 1 / (step + 1 + number / 1000), now + step, step) for step in range(5)
            ]
            + [Metric("accuracy", number / count, now, 0)],
            params=[Param("lr", str(0.1 / (number + 1))), Param("depth", str(number % 7))],
            tags=[RunTag("number", str(number))],
        )
        (notes / "number.txt").write_text(f"run {number}\n")
        client.log_artifacts(run_id, files)
        client.set_terminated(run_id, status="FAILED" if number % 50 == 7 else "FINISHED")
        if number % 100 == 99:
            client.delete_run(run_id)


def peculiar(client, experiment):
    """What stores hold that is not plain."""
    with mlflow.start_run(experiment_id=experiment, run_name="wörter 🎬: 'quoted'\ttab?".replace("\t", " ")):
        mlflow.log_params({"a/b": "zwei\nZeilen", "empty": "", "null": "null", "number": "1e5", "yes": "true"})
        for value in (0.25, float("nan"), float("inf"), -float("inf"), -0.0, 5e-324):
            mlflow.log_metric("odd/values", value, step=2)
        mlflow.log_metric("twice", 1.0, step=1)
        mlflow.log_metric("twice", 3.0, step=0)
        mlflow.set_tags({"mlflow.note.content": "# Lines\nand more", "path": "..\\..\\x", "sql": "'; drop table"})
        mlflow.log_text("", "empty.txt")
        mlflow.log_dict({"deep": True}, "a/b/c/deep.json")
        dataset = mlflow.data.from_pandas(__import__("pandas").DataFrame({"x": [1, 2]}), name="pairs")
        mlflow.log_input(dataset, context="training", tags={"size": "small"})
        with mlflow.start_run(experiment_id=experiment, run_name="child", nested=True):
            mlflow.log_param("nested", "yes")
    client.create_run(experiment, run_name="still running")


def models(client, experiment):
    """A model that a run logged and registered, with aliases, a stage, a deleted version."""

    class Shout(mlflow.pyfunc.PythonModel):
        def predict(self, context, model_input, params=None):
            return [str(text).upper() for text in model_input]

    with mlflow.start_run(experiment_id=experiment, run_name="model") as run:
        where = {"name": "shout"} if mlflow.__version__ >= "3" else {"artifact_path": "shout"}
        mlflow.pyfunc.log_model(
            python_model=Shout(), registered_model_name="shout", pip_requirements=[], **where
        )
        mlflow.log_text("files of a run", "plain/file.txt")
    client.update_registered_model("shout", "Says it loudly.")
    for _ in range(2):
        client.create_model_version("shout", f"{run.info.artifact_uri}/plain", run.info.run_id)
    client.delete_model_version("shout", "2")
    client.set_registered_model_alias("shout", "best", "1")
    client.set_registered_model_tag("shout", "team", "nlp")
    client.set_model_version_tag("shout", "1", "checked", "yes")
    client.transition_model_version_stage("shout", "1", "Production")
    client.update_model_version("shout", "3", "A folder of the run.")


def legacy(root, experiment, artifacts):
    """A run as clients before 1.0 wrote it: no step in its lines, its name in a tag."""
    run_id = "0123456789abcdef0123456789abcdef"
    folder = Path(root) / experiment / run_id
    for part in ("metrics", "params", "tags", "artifacts"):
        (folder / part).mkdir(parents=True)
    (folder / "meta.yaml").write_text(
        LEGACY.format(run=run_id, experiment=experiment, artifacts=f"{artifacts}/{experiment}/{run_id}/artifacts")
    )
    (folder / "metrics" / "auc").write_text("1500000000 0.5\n1500000001 0.75\n")
    (folder / "params" / "alpha").write_text("0.5")
    (folder / "tags" / "mlflow.runName").write_text("of 2017")


def make(uri, artifacts, count):
    mlflow.set_tracking_uri(uri)
    client = MlflowClient()
    at = None if uri.startswith("file:") else artifacts
    place = lambda name: f"{at}/{name}" if at else None
    sweep = client.create_experiment("a sweep", artifact_location=place("sweep"), tags={"team": "nlp"})
    odd = client.create_experiment("odd: things, \\ and %", artifact_location=place("odd"))
    gone = client.create_experiment("gone", artifact_location=place("gone"))
    with tempfile.TemporaryDirectory() as files:
        many(client, sweep, count, files)
    peculiar(client, odd)
    models(client, odd)
    client.create_run(gone, run_name="of an experiment that was deleted")
    client.delete_experiment(gone)
    if uri.startswith("file:"):
        legacy(uri.removeprefix("file://"), odd, uri)
    if mlflow.__version__ >= "3":
        mlflow.set_experiment("a sweep")
        with mlflow.start_span("left out"):
            pass
        mlflow.flush_trace_async_logging()


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
