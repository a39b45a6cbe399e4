"""MLflow's scoring client, unmodified, against a server of ours: VERDICT_URL, VERDICT_TOKEN."""

import os
from urllib.parse import urlsplit

import mlflow
import numpy
import pandas
import requests
from mlflow.pyfunc.scoring_server.client import ScoringServerClient

url = urlsplit(os.environ["VERDICT_URL"])
# It knows no header of its own: who asks stands in the address, and a key passes as a password.
client = ScoringServerClient(f"key:{os.environ['VERDICT_TOKEN']}@{url.hostname}", url.port)
texts = ["A warm, funny and beautifully acted film.", "A dull, clumsy and tedious film. I left early."]
labels = ["positive", "negative"]

client.wait_server_ready(timeout=10)
assert client.get_version() == mlflow.__version__, client.get_version()

frame = client.invoke(pandas.DataFrame({"text": texts})).get_predictions()
assert list(frame["label"]) == labels, frame
assert set(frame.columns) == {"id", "label", "confidence", "scores", "unsure", "model"}
assert list(client.invoke(pandas.DataFrame({"id": [1, 2], "text": texts})).get_predictions()["label"]) == labels
assert list(client.invoke(texts, params={"key": "visitor"}).get_predictions()["label"]) == labels
assert list(client.invoke(numpy.array(texts)).get_predictions()["label"]) == labels
assert list(client.invoke(numpy.array(texts).reshape(2, 1)).get_predictions()["label"]) == labels

# As its documentation asks with requests and curl.
address = f"{os.environ['VERDICT_URL']}/invocations"
auth = ("key", os.environ["VERDICT_TOKEN"])
frame = pandas.DataFrame({"text": texts})
forms = [
    ({"dataframe_split": frame.to_dict(orient="split")}, "application/json"),
    ({"dataframe_records": frame.to_dict(orient="records")}, "application/json"),
    ({"instances": texts}, "application/json"),
    ({"inputs": {"text": texts}}, "application/json"),
]
for body, _ in forms:
    reply = requests.post(address, json=body, auth=auth, timeout=10)
    assert [row["label"] for row in reply.json()["predictions"]] == labels, reply.text
for csv in (frame.to_csv(), frame.to_csv(index=False)):
    reply = requests.post(
        address, data=csv.encode(), headers={"content-type": "text/csv"}, auth=auth, timeout=10
    )
    assert [row["label"] for row in reply.json()["predictions"]] == labels, reply.text

for body, status, code in (
    ({"signature_name": "x"}, 400, "BAD_REQUEST"),
    ({"inputs": [1, 2]}, 400, "BAD_REQUEST"),
):
    reply = requests.post(address, json=body, auth=auth, timeout=10)
    assert (reply.status_code, reply.json()["error_code"]) == (status, code), reply.text
reply = requests.post(address, json={"inputs": texts}, timeout=10)
assert (reply.status_code, reply.json()["error_code"]) == (401, "UNAUTHENTICATED"), reply.text
assert reply.headers["www-authenticate"].startswith('Basic realm="mlflow"')
assert requests.get(f"{os.environ['VERDICT_URL']}/health", timeout=10).text == "OK"
