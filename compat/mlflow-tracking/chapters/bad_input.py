import base64
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from mlflow import MlflowClient, MlflowException
from recorder import refused, refuses

AREA = "Bad input"
PROXY = "/api/2.0/mlflow-artifacts/artifacts"


def tell(at):
    client = at.client
    experiment = client.create_experiment(at.name("bad"))
    info = client.create_run(experiment, run_name="bad").info
    run = info.run_id
    client.log_text(run, "inside", "note.txt")
    with refuses(AREA, "two clients that log one parameter differently at once: one value, one error"):

        def log(value):
            try:
                MlflowClient().log_param(run, "seed", value)
                return None
            except MlflowException as error:
                return error

        with ThreadPoolExecutor(8) as pool:
            errors = [error for error in pool.map(log, range(8)) if error]
        assert len(errors) == 7 and {error.error_code for error in errors} == {"INVALID_PARAMETER_VALUE"}
        assert all("Changing param values is not allowed" in str(error) for error in errors)
        reply = at.post(
            "runs/log-batch",
            {
                "run_id": run,
                "metrics": [{"key": "half", "value": 1, "timestamp": 1}],
                "params": [{"key": "fine", "value": "1"}, {"key": "seed", "value": "other"}],
            },
        )
        assert reply.status_code == 400, reply.text
        data = client.get_run(run).data
        assert "half" not in data.metrics and "fine" not in data.params
    with refuses(AREA, "filters and orders with SQL in them: refused or found nothing, and nothing is lost"):
        poison = [
            "'; DROP TABLE run; --",
            "metrics.m > 1; DELETE FROM run",
            "params.p = '1' OR '1' = '1'",
            "params.p = '' UNION SELECT 1 --'",
            "metrics.m > (SELECT 1)",
            "tags.`x' OR '1'='1` = 'x' OR 1=1",
        ]
        for text in poison:
            with refused("INVALID_PARAMETER_VALUE"):
                client.search_runs([experiment], text)
            with refused("INVALID_PARAMETER_VALUE"):
                client.search_experiments(filter_string=text)
            with refused("INVALID_PARAMETER_VALUE"):
                client.search_model_versions(text)
            with refused("INVALID_PARAMETER_VALUE"):
                client.search_runs([experiment], order_by=[text])
        assert client.search_runs([experiment], "params.p = 'x'' OR ''1''=''1'") == []
        assert len(client.search_runs([experiment])) == 1
    with refuses(AREA, "every page token forged or of another question"):
        for _ in range(2):
            client.create_run(experiment)
            client.create_registered_model(at.name(f"bad{_}"))
        runs = client.search_runs([experiment], max_results=1).token
        forged = ["x", "AAAA", base64.b64encode(b'{"offset": -1}').decode(), base64.b64encode(b"[null]").decode()]
        forged.append(runs[:-4] + ("AAAA" if not runs.endswith("AAAA") else "BBBB"))
        for token in forged:
            for search in (
                lambda: client.search_runs([experiment], max_results=1, page_token=token),
                lambda: client.search_experiments(max_results=1, page_token=token),
                lambda: client.search_registered_models(max_results=1, page_token=token),
                lambda: client.search_model_versions("name LIKE '%'", max_results=1, page_token=token),
            ):
                with refused("INVALID_PARAMETER_VALUE"):
                    search()
        with refused("INVALID_PARAMETER_VALUE"):
            client.search_registered_models(max_results=1, page_token=runs)
    with refuses(AREA, "2,000 metrics, 101 params or 101 tags in one batch; nothing of it is kept"):
        metrics = [{"key": f"m{key}", "value": key, "timestamp": 1, "step": 0} for key in range(2_000)]
        reply = at.post("runs/log-batch", {"run_id": run, "metrics": metrics})
        assert reply.status_code == 400 and reply.json()["error_code"] == "INVALID_PARAMETER_VALUE", reply.text
        assert "at most 1000 metrics. Got 2000 metrics" in reply.json()["message"], reply.text
        for field in ("params", "tags"):
            many = [{"key": f"k{key}", "value": "v"} for key in range(101)]
            reply = at.post("runs/log-batch", {"run_id": run, field: many})
            assert reply.status_code == 400 and f"at most 100 {field}" in reply.json()["message"], reply.text
        assert client.get_run(run).data.metrics == {}
    with refuses(AREA, "keys, values and names that are too long or of forbidden characters; NUL"):
        for body in (
            {"run_id": run, "key": "k" * 251, "value": 1, "timestamp": 1},
            {"run_id": run, "key": "../up", "value": 1, "timestamp": 1},
            {"run_id": run, "key": "k", "value": "many", "timestamp": 1},
            {"run_id": run, "key": "k", "value": 1, "timestamp": "then"},
            {"run_id": 31, "key": "k", "value": 1, "timestamp": 1},
        ):
            reply = at.post("runs/log-metric", body)
            assert (reply.status_code, reply.json()["error_code"]) == (400, "INVALID_PARAMETER_VALUE"), reply.text
        for key, value in (("k" * 251, "v"), ("/k", "v"), ("k", "a\0b"), ("k", 41)):
            reply = at.post("runs/log-parameter", {"run_id": run, "key": key, "value": value})
            assert (reply.status_code, reply.json()["error_code"]) == (400, "INVALID_PARAMETER_VALUE"), reply.text
    with refuses(AREA, "paths that climb out, in every encoding, of files and of lists"):
        base = f"{PROXY}/{experiment}/{run}/artifacts"
        for path in ("..%2f..%2fx", "%2e%2e/%2e%2e/x", "%252e%252e/x", "a/..%5c..%5cx", "%2fetc/passwd", "x%00y"):
            for method in ("GET", "PUT", "DELETE"):
                line = raw(at, method, f"{base}/{path}", b"x" if method == "PUT" else b"")
                assert line.split()[1] in ("400", "404"), f"{method} {path}: {line}"
        for path in ("../..", "/etc", "a/../../b", "%2e%2e/x", "..\\x"):
            reply = at.ask("GET", PROXY, params={"path": path})
            assert (reply.status_code, reply.json()["message"]) == (400, "Invalid path"), reply.text
            for where in ("/api/2.0/mlflow/artifacts/list", "/get-artifact"):
                reply = at.ask("GET", where, params={"run_id": run, "path": path})
                assert reply.status_code == 400 and "root:" not in reply.text, reply.text
        assert [file.path for file in client.list_artifacts(run)] == ["note.txt"]
    with refuses(AREA, "an upload that is cut off leaves nothing, and what was there stays"):
        for name, length in (("cut.bin", 1_000_000), ("note.txt", 1_000_000)):
            raw(at, "PUT", f"{base}/{name}", b"half of it", length)
        assert [file.path for file in client.list_artifacts(run)] == ["note.txt"]
        assert at.ask("GET", f"{base}/note.txt").text == "inside"
    with refuses(AREA, "no JSON, a list, an unknown address: MLflow’s error shape"):
        for options in ({"data": "{nope"}, {"json": [1]}):
            reply = at.ask("POST", "/api/2.0/mlflow/runs/create", headers={"content-type": "application/json"}, **options)
            assert reply.status_code == 400 and set(reply.json()) >= {"error_code", "message"}, reply.text
        reply = at.ask("GET", "/api/2.0/mlflow/nothing/here")
        assert (reply.status_code, reply.json()["error_code"]) == (404, "ENDPOINT_NOT_FOUND"), reply.text


def raw(at, method, path, body, length=None):
    """Sent as it stands; with a length beyond its body it is cut off. Gives the first line of the answer."""
    url = urlsplit(at.url)
    token = os.environ.get("MLFLOW_TRACKING_TOKEN")
    who = f"authorization: Bearer {token}\r\n" if token else ""
    head = f"{method} {path} HTTP/1.1\r\nhost: {url.netloc}\r\n{who}connection: close\r\n"
    head += f"content-length: {len(body) if length is None else length}\r\n\r\n"
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        connection.sendall(head.encode() + body)
        if length is not None:
            return ""
        return connection.makefile("rb").readline().decode()
