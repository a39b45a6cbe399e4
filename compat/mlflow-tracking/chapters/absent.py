from mlflow import MlflowClient
from recorder import IS_3, lacks, refused

AREA = "What is not there"


def tell(at):
    client = at.client
    absent = {
        "traces: 404": ("POST", "/api/3.0/mlflow/traces/search"),
        "webhooks: 404": ("GET", "/api/2.0/mlflow/webhooks"),
        "evaluation data sets: 404": ("POST", "/api/3.0/mlflow/datasets/create"),
        "scorers: 404": ("GET", "/api/3.0/mlflow/scorers/list"),
        "workspaces: 404": ("GET", "/api/3.0/mlflow/workspaces"),
        "the gateway: 404": ("GET", "/api/2.0/mlflow/gateway-proxy"),
        "GraphQL: 404": ("POST", "/graphql"),
    }
    for what, (method, path) in absent.items():
        with lacks(AREA, what):
            reply = at.ask(method, path, json={} if method == "POST" else None)
            assert reply.status_code == 404, f"{reply.status_code}: {reply.text}"
            if path.startswith("/api/"):
                assert reply.json()["error_code"] == "ENDPOINT_NOT_FOUND", reply.text
    with lacks(AREA, "uploads in parts and signed addresses: 501, and the client sends one PUT"):
        for method, path in (("POST", "mpu/create/0/x.bin"), ("GET", "presigned/0/x.bin")):
            reply = at.ask(method, f"/api/2.0/mlflow-artifacts/{path}", json={"path": "x.bin", "num_parts": 2})
            assert (reply.status_code, reply.json()["error_code"]) == (501, "NOT_IMPLEMENTED"), reply.text
    if IS_3:
        with lacks(AREA, "traces by the client: its error says that the address is not there"):
            with refused("ENDPOINT_NOT_FOUND"):
                MlflowClient().search_traces(["0"])
        with lacks(AREA, "webhooks by the client, likewise"):
            with refused("ENDPOINT_NOT_FOUND"):
                client.list_webhooks()
