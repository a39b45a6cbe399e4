import os
from contextlib import contextmanager

import requests
from mlflow import MlflowClient
from recorder import refused, supports

AREA = "Sign-in and roles"


def tell(at):
    # Prepared by run.ts: an account of each role, with this password, and a key that may only read.
    password = os.environ["COMPAT_PASSWORD"]
    with supports(AREA, "nobody’s request: 401 with `WWW-Authenticate: Basic realm=\"mlflow\"`"):
        reply = requests.get(f"{at.url}/api/2.0/mlflow/experiments/get?experiment_id=0", timeout=10)
        assert (reply.status_code, reply.json()["error_code"]) == (401, "UNAUTHENTICATED")
        assert reply.headers["www-authenticate"].startswith('Basic realm="mlflow"')
        with signed_in():
            with refused("UNAUTHENTICATED"):
                MlflowClient().get_experiment("0")
        with signed_in(MLFLOW_TRACKING_USERNAME="editor", MLFLOW_TRACKING_PASSWORD="not the password"):
            with refused("UNAUTHENTICATED"):
                MlflowClient().get_experiment("0")
    with supports(AREA, "Basic by `MLFLOW_TRACKING_USERNAME` and `_PASSWORD`, runs under the account’s name"):
        with signed_in(MLFLOW_TRACKING_USERNAME="editor", MLFLOW_TRACKING_PASSWORD=password):
            client = MlflowClient()
            run = client.create_run("0", run_name="by an editor").info.run_id
            client.log_metric(run, "m", 1)
            client.log_text(run, "written", "note.txt")
    with supports(AREA, "Bearer by `MLFLOW_TRACKING_TOKEN`"):
        with signed_in(MLFLOW_TRACKING_TOKEN=os.environ["MLFLOW_TRACKING_TOKEN"]):
            assert MlflowClient().get_run(run).data.metrics == {"m": 1.0}
    with supports(AREA, "a viewer, and a key that may only read: everything seen, nothing changed"):
        viewer = {"MLFLOW_TRACKING_USERNAME": "viewer", "MLFLOW_TRACKING_PASSWORD": password}
        for who in (viewer, {"MLFLOW_TRACKING_TOKEN": os.environ["COMPAT_READ_KEY"]}):
            with signed_in(**who):
                client = MlflowClient()
                assert client.get_run(run).info.run_name == "by an editor"
                assert [file.path for file in client.list_artifacts(run)] == ["note.txt"]
                for change in (
                    lambda: client.create_experiment(at.name("a viewer’s")),
                    lambda: client.create_run("0"),
                    lambda: client.log_metric(run, "m", 2),
                    lambda: client.delete_run(run),
                    lambda: client.create_registered_model(at.name("a viewer’s")),
                    lambda: client.set_registered_model_alias("sentiment-en", "mine", "1"),
                ):
                    with refused("PERMISSION_DENIED"):
                        change()
                proxy = f"{at.url}/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/note.txt"
                auth = tuple(viewer.values()) if who is viewer else None
                headers = {} if auth else {"authorization": f"Bearer {os.environ['MLFLOW_TRACKING_TOKEN']}"}
                assert requests.put(proxy, data=b"x", auth=auth, headers=headers, timeout=10).status_code == 403
        assert MlflowClient().get_run(run).data.metrics == {"m": 1.0}
    with supports(AREA, "an editor sees nothing of accounts"):
        auth = ("editor", password)
        assert requests.get(f"{at.url}/api/v1/accounts", auth=auth, timeout=10).status_code == 403


@contextmanager
def signed_in(**who):
    """Only so, and in no other way."""
    names = ("MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD", "MLFLOW_TRACKING_TOKEN")
    before = {name: os.environ.pop(name, None) for name in names}
    os.environ.update(who)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
