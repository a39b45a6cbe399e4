import math
import time

import mlflow
from mlflow.entities import Metric, Param, RunTag
from recorder import IS_3, refused, supports

AREA = "Runs"


def tell(at):
    client = at.client
    mlflow.set_experiment(at.name("reviews"))
    with supports(AREA, "`start_run`, its name, user, source, times and status"):
        with mlflow.start_run(run_name="first", description="a first try") as run:
            assert mlflow.active_run().info.status == "RUNNING"
            assert run.info.artifact_uri.startswith("mlflow-artifacts:/")
            at.run = run.info.run_id
        done = client.get_run(at.run)
        assert done.info.status == "FINISHED" and done.info.run_name == "first"
        assert done.info.start_time <= done.info.end_time <= time.time() * 1000 + 1000
        assert done.data.tags["mlflow.note.content"] == "a first try"
        assert done.data.tags["mlflow.source.type"] == "LOCAL" and done.data.tags["mlflow.user"]
    with supports(AREA, "nested runs, found by the tag of their parent"):
        with mlflow.start_run(run_name="parent") as parent:
            for at_once in range(2):
                with mlflow.start_run(run_name=f"child {at_once}", nested=True):
                    mlflow.log_param("at", at_once)
        children = mlflow.search_runs(
            filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'", output_format="list"
        )
        assert {child.info.run_name for child in children} == {"child 0", "child 1"}
        assert {child.data.params["at"] for child in children} == {"0", "1"}
    with supports(AREA, "`log_param`, `log_params`, `set_tag`, `set_tags`, `delete_tag`"):
        with mlflow.start_run(run_id=at.run):
            mlflow.log_param("rate", 0.1)
            mlflow.log_params({"empty": "", "Größe": "日本", "a/b c-d.e": "x"})
            mlflow.set_tag("kind", "first")
            mlflow.set_tags({"kind": "second", "gone": "soon"})
            mlflow.delete_tag("gone")
        data = client.get_run(at.run).data
        assert data.params == {"rate": "0.1", "empty": "", "Größe": "日本", "a/b c-d.e": "x"}
        assert data.tags["kind"] == "second" and "gone" not in data.tags
        with refused("RESOURCE_DOES_NOT_EXIST", "No tag with name: gone"):
            client.delete_tag(at.run, "gone")
    with supports(AREA, "a parameter logged twice: the same value passes, another is MLflow’s error"):
        client.log_param(at.run, "rate", "0.1")
        with refused("INVALID_PARAMETER_VALUE", "Changing param values is not allowed"):
            client.log_param(at.run, "rate", "0.2")
        assert client.get_run(at.run).data.params["rate"] == "0.1"
    with supports(AREA, "`log_metric` with steps and times, NaN and both infinities"):
        for value, timestamp, step in ((1.0, 10, 1), (5.0, 10, 1), (3.0, 10, 2), (2.0, 5, 9)):
            client.log_metric(at.run, "loss", value, timestamp=timestamp, step=step)
        client.log_metric(at.run, "nan", float("nan"))
        client.log_metric(at.run, "high", float("inf"))
        client.log_metric(at.run, "low", float("-inf"))
        client.log_metric(at.run, "before", 0.5, step=-3)
        metrics = client.get_run(at.run).data.metrics
        # The highest step counts, then the latest time, then the highest value.
        assert metrics["loss"] == 2.0 and math.isnan(metrics["nan"])
        assert metrics["high"] >= 1.79e308 and metrics["low"] <= -1.79e308
    with supports(AREA, "metric history, whole and in order"):
        history = [(point.value, point.timestamp, point.step) for point in client.get_metric_history(at.run, "loss")]
        assert sorted(history) == [(1.0, 10, 1), (2.0, 5, 9), (3.0, 10, 2), (5.0, 10, 1)]
        assert client.get_metric_history(at.run, "never") == []
        points = [Metric("many", float(step), 1_000 + step, step) for step in range(1_000)]
        client.log_batch(at.run, metrics=points)
        assert [point.step for point in client.get_metric_history(at.run, "many")] == list(range(1_000))
    with supports(AREA, "`log_batch`, and `log_metrics` of 2,000 keys, which the client splits"):
        client.log_batch(
            at.run, [Metric("batch", 1.5, 789, 3)], [Param("batch", "p")], [RunTag("batch", ""), RunTag("b2", "t")]
        )
        data = client.get_run(at.run).data
        assert (data.metrics["batch"], data.params["batch"], data.tags["batch"]) == (1.5, "p", "")
        with mlflow.start_run(run_name="wide") as wide:
            mlflow.log_metrics({f"m{key}": key for key in range(2_000)}, step=1)
        assert len(client.get_run(wide.info.run_id).data.metrics) == 2_000
    with supports(AREA, "asynchronous logging"):
        with mlflow.start_run(run_name="async") as run:
            logged = [mlflow.log_metric("m", float(step), step=step, synchronous=False) for step in range(20)]
            logged.append(mlflow.log_param("p", 1, synchronous=False))
            for operation in logged:
                operation.wait()
        assert len(client.get_metric_history(run.info.run_id, "m")) == 20
    with supports(AREA, "rename, and end as failed or killed"):
        client.update_run(at.run, status="FAILED", name="renamed")
        info = client.get_run(at.run).info
        assert (info.run_name, info.status) == ("renamed", "FAILED")
        assert client.get_run(at.run).data.tags["mlflow.runName"] == "renamed"
        client.set_terminated(at.run, "KILLED")
        assert client.get_run(at.run).info.status == "KILLED"
        with refused("RESOURCE_DOES_NOT_EXIST", "not found"):
            client.get_run("0" * 32)
    with supports(AREA, "`log_input`: data sets with their digest, schema and context"):
        import pandas

        frame = pandas.DataFrame({"text": ["good", "bad"], "stars": [5, 1]})
        data = mlflow.data.from_pandas(frame, source="reviews.csv", name="reviews", targets="stars")
        with mlflow.start_run(run_id=at.run):
            mlflow.log_input(data, context="training", tags={"part": "all"})
            mlflow.log_input(data, context="training")
        inputs = client.get_run(at.run).inputs.dataset_inputs
        assert len(inputs) == 1 and inputs[0].dataset.name == "reviews"
        assert inputs[0].dataset.digest == data.digest and "num_rows" in inputs[0].dataset.profile
        tags = {tag.key: tag.value for tag in inputs[0].tags}
        assert tags["mlflow.data.context"] == "training"
    if IS_3:
        with supports(AREA, "parent and children by the client’s own calls"):
            assert client.get_parent_run(children[0].info.run_id).info.run_id == parent.info.run_id
    with supports(AREA, "bulk history, as MLflow’s pages ask for it"):
        reply = at.ask(
            "GET",
            "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval",
            params={"run_ids": [at.run], "metric_key": "many", "max_results": 10},
        )
        steps = [point["step"] for point in reply.json()["metrics"]]
        assert steps[0] == 0 and steps[-1] == 999 and len(steps) <= 12, reply.text
        reply = at.ask(
            "GET",
            "/ajax-api/2.0/mlflow/metrics/get-history-bulk",
            params={"run_id": [at.run], "metric_key": "loss"},
        )
        assert len(reply.json()["metrics"]) == 4 and reply.json()["metrics"][0]["run_id"] == at.run
