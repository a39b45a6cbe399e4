import json
from pathlib import Path

import mlflow
import mlflow.sklearn
import numpy
from mlflow.models import infer_signature
from recorder import IS_3, refused, supports

AREA = "Models of scikit-learn"
LOGGED = "Logged models"
NEEDS = ["scikit-learn"]


def logged(model, name, **options):
    """What is called a name in 3.x was a path in 2.x."""
    named = {"name": name} if IS_3 else {"artifact_path": name}
    return mlflow.sklearn.log_model(model, pip_requirements=NEEDS, **named, **options)


def tell(at):
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression

    client = at.client
    experiment = mlflow.set_experiment(at.name("learning")).experiment_id
    x, y = load_iris(return_X_y=True)
    fitted = LogisticRegression(max_iter=200).fit(x, y)
    expected = fitted.predict(x)
    name = at.name("iris")
    with supports(AREA, "autologging: params, metrics, the model and its signature"):
        mlflow.sklearn.autolog(log_datasets=True, silent=True)
        with mlflow.start_run(run_name="autolog") as run:
            LogisticRegression(C=0.5, max_iter=200).fit(x, y)
        mlflow.sklearn.autolog(disable=True)
        done = client.get_run(run.info.run_id)
        assert done.data.params["C"] == "0.5" and done.data.tags["estimator_name"] == "LogisticRegression"
        assert 0.9 < done.data.metrics["training_accuracy_score"] <= 1
        assert done.inputs.dataset_inputs[0].dataset.name == "dataset"
        loaded = mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model")
        assert loaded.C == 0.5 and (loaded.predict(x) == y).mean() > 0.9
    with supports(AREA, "`log_model` with signature and example, registered at once"):
        with mlflow.start_run(run_name="logged") as run:
            information = logged(
                fitted, "model", signature=infer_signature(x, expected), registered_model_name=name
            )
        at.learned = run.info.run_id
        version = client.get_model_version(name, "1")
        assert version.status == "READY" and version.run_id == at.learned and str(version.version) == "1"
    with supports(AREA, "`load_model` by `runs:/`, `models:/name/1` and `models:/name@alias`"):
        client.set_registered_model_alias(name, "best", "1")
        for address in (f"runs:/{at.learned}/model", f"models:/{name}/1", f"models:/{name}@best", f"models:/{name}/latest"):
            assert numpy.array_equal(mlflow.sklearn.load_model(address).predict(x), expected), address
    with supports(AREA, "`mlflow.pyfunc.load_model`, with the signature that was logged"):
        model = mlflow.pyfunc.load_model(f"models:/{name}@best")
        assert numpy.array_equal(model.predict(x), expected)
        assert model.metadata.signature.inputs and model.metadata.run_id == at.learned
    with supports(AREA, "`register_model` of a run’s model, a second version"):
        second = mlflow.register_model(f"runs:/{at.learned}/model", name, tags={"by": "hand"})
        assert str(second.version) == "2" and second.tags == {"by": "hand"}
        assert numpy.array_equal(mlflow.sklearn.load_model(f"models:/{name}/2").predict(x), expected)
    with supports(AREA, "files of a version downloaded by `models:/`"):
        folder = Path(mlflow.artifacts.download_artifacts(f"models:/{name}@best"))
        assert (folder / "MLmodel").is_file() and "scikit-learn" in (folder / "requirements.txt").read_text()
    if not IS_3:
        with supports(AREA, "the history of logged models in a run’s tag"):
            history = json.loads(client.get_run(at.learned).data.tags["mlflow.log-model.history"])
            assert [one["artifact_path"] for one in history] == ["model"] and history[0]["run_id"] == at.learned
        return
    with supports(LOGGED, "`log_model` makes one, and the run shows it as its output"):
        model = mlflow.get_logged_model(information.model_id)
        assert model.status.value == "READY" and model.name == "model" and model.source_run_id == at.learned
        assert [output.model_id for output in client.get_run(at.learned).outputs.model_outputs] == [model.model_id]
        assert numpy.array_equal(mlflow.sklearn.load_model(f"models:/{model.model_id}").predict(x), expected)
        assert mlflow.get_run(at.learned).outputs.model_outputs[0].step == 0
    with supports(LOGGED, "created outside a run: params, tags, finalize, failed ones"):
        made = mlflow.initialize_logged_model(name="outside", params={"depth": "3"}, tags={"kind": "tree"})
        assert made.status.value == "PENDING" and made.params == {"depth": "3"}
        assert client.finalize_logged_model(made.model_id, "READY").status.value == "READY"
        failed = client.create_logged_model(experiment, name="unlucky")
        assert client.finalize_logged_model(failed.model_id, "FAILED").status.value == "FAILED"
        client.set_logged_model_tags(made.model_id, {"kind": "bush", "more": "x"})
        client.delete_logged_model_tag(made.model_id, "more")
        tags = client.get_logged_model(made.model_id).tags
        assert tags["kind"] == "bush" and "more" not in tags
    with supports(LOGGED, "metrics of a model on a data set"):
        data = mlflow.data.from_numpy(x, source="iris.npy", name="iris")
        with mlflow.start_run(run_name="evaluated") as run:
            mlflow.log_input(data, context="evaluation", model=mlflow.entities.LoggedModelInput(model.model_id))
            mlflow.log_metric("accuracy", 0.9, model_id=model.model_id, dataset=data)
            mlflow.log_metrics({"accuracy": 0.5}, model_id=made.model_id, dataset=data)
        metrics = {metric.key: metric for metric in client.get_logged_model(model.model_id).metrics}
        assert metrics["accuracy"].value == 0.9 and metrics["accuracy"].dataset_name == "iris"
        given = {one.model_id for one in client.get_run(run.info.run_id).inputs.model_inputs}
        assert given == {model.model_id, made.model_id}
    with supports(LOGGED, "`search_logged_models`: filter, data sets, order, pages"):
        def found(filter_string=None, **options):
            models = mlflow.search_logged_models(
                [experiment], filter_string, output_format="list", **options
            )
            return [model.name for model in models]

        assert found("name = 'outside'") == ["outside"] and found("params.depth = '3'") == ["outside"]
        assert found("tags.kind LIKE 'bu%'") == ["outside"]
        iris = {"dataset_name": "iris", "dataset_digest": data.digest}
        by_accuracy = [{"field_name": "metrics.accuracy", "ascending": False}]
        assert found("metrics.accuracy > 0.4", order_by=by_accuracy) == ["model", "outside"]
        assert found("metrics.accuracy > 0.8", datasets=[iris]) == ["model"]
        assert found("metrics.accuracy > 0.8", datasets=[{**iris, "dataset_name": "other"}]) == []
        first = client.search_logged_models([experiment], max_results=2)
        rest = client.search_logged_models([experiment], max_results=50, page_token=first.token)
        assert len(first) == 2 and len({one.model_id for one in [*first, *rest]}) == len(first) + len(rest) >= 4
    with supports(LOGGED, "delete: no longer there, and its error says so"):
        client.delete_logged_model(failed.model_id)
        with refused("RESOURCE_DOES_NOT_EXIST", failed.model_id):
            client.get_logged_model(failed.model_id)
        assert "unlucky" not in found()
