import os
from pathlib import Path

from recorder import refused, supports

AREA = "Models that serve"


def tell(at):
    client = at.client
    # Prepared by run.ts: versions 1 and 2 learned from enough rows, 3 from too few for the judge to tell.
    name = os.environ["COMPAT_MODEL"]
    with supports(AREA, "versions of ours seen by MLflow’s client: list, get, search, aliases"):
        served = client.get_registered_model("sentiment-en")
        assert str(served.aliases["champion"]) == "1"
        champion = client.get_model_version_by_alias("sentiment-en", "champion")
        assert champion.status == "READY" and str(champion.version) == "1"
        versions = client.search_model_versions(f"name = '{name}'", order_by=["version_number ASC"])
        assert [str(version.version) for version in versions] == ["1", "2", "3"]
        run = client.get_run(versions[0].run_id)
        assert run.info.status == "FINISHED" and 0.9 < run.data.metrics["accuracy"] <= 1
    with supports(AREA, "the `.verdict` file downloaded by `models:/name@champion`"):
        import mlflow

        got = Path(mlflow.artifacts.download_artifacts("models:/sentiment-en@champion"))
        files = [got] if got.is_file() else [path for path in got.rglob("*") if path.is_file()]
        assert [file.suffix for file in files] == [".verdict"], files
        # A safetensors file: its first eight bytes say how long its head is.
        head = int.from_bytes(files[0].read_bytes()[:8], "little")
        assert b"__metadata__" in files[0].read_bytes()[: head + 8]
    with supports(AREA, "the alias `champion` moved by MLflow’s client: the judge agrees, and the version serves"):
        client.set_registered_model_alias(name, "champion", "1")
        assert predicted(at, name) == 1
        client.set_registered_model_alias(name, "champion", "2")
        assert predicted(at, name) == 2
    with supports(AREA, "the judge refuses: RESOURCE_CONFLICT with its reasons, and nothing moves"):
        with refused("RESOURCE_CONFLICT", "rows"):
            client.set_registered_model_alias(name, "champion", "3")
        assert str(client.get_model_version_by_alias(name, "champion").version) == "2"
        assert predicted(at, name) == 2
    with supports(AREA, "a version of another form is kept and listed, and never becomes champion of a served model"):
        other = client.create_model_version(name, "s3://elsewhere/model")
        with refused("RESOURCE_CONFLICT"):
            client.set_registered_model_alias(name, "champion", other.version)
        client.set_registered_model_alias(name, "candidate", other.version)
        assert str(client.get_model_version_by_alias(name, "candidate").version) == str(other.version)
        assert predicted(at, name) == 2
    with supports(AREA, "stages are labels: what serves stays"):
        client.transition_model_version_stage(name, "1", "Production")
        assert client.get_model_version(name, "1").current_stage == "Production"
        assert predicted(at, name) == 2


def predicted(at, name):
    """The number of the version that answers."""
    reply = at.ask("POST", "/api/v1/predict", json={"model": name, "text": "a warm film and a clever scene"})
    assert reply.status_code == 200 and reply.json()["label"] == "positive", reply.text
    return int(reply.json()["model"]["version"])
