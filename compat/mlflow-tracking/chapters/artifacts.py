import hashlib
import os
from pathlib import Path

import mlflow
from recorder import supports

AREA = "Artifacts"


def tell(at):
    client = at.client
    mlflow.set_experiment(at.name("reviews"))
    with supports(AREA, "`log_text`, `log_dict`, `log_figure`, `log_image`, `log_table`"):
        import matplotlib.pyplot as plot
        import numpy
        import pandas

        with mlflow.start_run(run_name="artifacts") as run:
            mlflow.log_text("Grüße", "notes/hello.txt")
            mlflow.log_dict({"a": [1, 2]}, "settings.json")
            mlflow.log_dict({"a": 1}, "settings.yaml")
            figure, axes = plot.subplots()
            axes.plot([1, 2, 3])
            mlflow.log_figure(figure, "figures/line.png")
            mlflow.log_image(numpy.zeros((4, 4, 3), dtype="uint8"), "figures/black.png")
            mlflow.log_table(pandas.DataFrame({"x": [1, 2]}), "tables/t.json")
        at.artifacts = run.info.run_id
        assert mlflow.artifacts.load_text(f"runs:/{at.artifacts}/notes/hello.txt") == "Grüße"
        assert mlflow.artifacts.load_dict(f"{run.info.artifact_uri}/settings.json") == {"a": [1, 2]}
        assert mlflow.artifacts.load_image(f"runs:/{at.artifacts}/figures/black.png").size == (4, 4)
        assert len(mlflow.load_table("tables/t.json", run_ids=[at.artifacts])) == 2
    with supports(AREA, "`log_artifact` and `log_artifacts`: files and folders, empty ones, any name"):
        given = at.folder / "given"
        (given / "deep" / "er").mkdir(parents=True)
        (given / "a b+c&d.txt").write_text("odd")
        (given / "deep" / "er" / "ü.bin").write_bytes(bytes(range(256)))
        (given / "empty").touch()
        client.log_artifacts(at.artifacts, str(given), "folder")
        client.log_artifact(at.artifacts, str(given / "empty"))
        got = Path(mlflow.artifacts.download_artifacts(run_id=at.artifacts, artifact_path="folder"))
        files = sorted(str(path.relative_to(got)) for path in got.rglob("*") if path.is_file())
        assert files == ["a b+c&d.txt", "deep/er/ü.bin", "empty"]
        assert all((got / name).read_bytes() == (given / name).read_bytes() for name in files)
    with supports(AREA, "list: folders and files with their sizes"):
        listed = {file.path: (file.is_dir, file.file_size) for file in client.list_artifacts(at.artifacts)}
        assert listed["folder"][0] and listed["settings.json"][1] > 0 and not listed["empty"][1]
        deep = client.list_artifacts(at.artifacts, "folder/deep")
        assert [(file.path, file.is_dir) for file in deep] == [("folder/deep/er", True)]
        assert client.list_artifacts(at.artifacts, "nowhere") == []
    with supports(AREA, "streaming both ways: the same bytes come back"):
        size = int(os.environ.get("COMPAT_LARGE_BYTES", 16_000_000))
        large, block = at.folder / "large.bin", os.urandom(1_000_000)
        with large.open("wb") as file:
            for _ in range(size // len(block)):
                file.write(block)
        client.log_artifact(at.artifacts, str(large))
        back = mlflow.artifacts.download_artifacts(run_id=at.artifacts, artifact_path="large.bin")
        assert sha256(back) == sha256(large) and os.path.getsize(back) == large.stat().st_size
        large.unlink()
    with supports(AREA, "a file logged again takes the place of the one before"):
        mlflow.start_run(run_id=at.artifacts)
        mlflow.log_text("second", "notes/hello.txt")
        mlflow.end_run()
        assert mlflow.artifacts.load_text(f"runs:/{at.artifacts}/notes/hello.txt") == "second"
    with supports(AREA, "download of a whole run, and by `mlflow-artifacts:` address"):
        whole = Path(mlflow.artifacts.download_artifacts(run_id=at.artifacts, dst_path=str(at.folder / "whole")))
        assert (whole / "figures" / "line.png").read_bytes().startswith(b"\x89PNG")
        one = mlflow.artifacts.download_artifacts(f"{run.info.artifact_uri}/settings.yaml")
        assert "a: 1" in Path(one).read_text()
    with supports(AREA, "`/get-artifact`, as MLflow’s pages ask for it, never shown as a page"):
        mlflow.start_run(run_id=at.artifacts)
        mlflow.log_text("<script>alert(1)</script>", "page.html")
        mlflow.end_run()
        reply = at.ask("GET", "/get-artifact", params={"run_uuid": at.artifacts, "path": "page.html"})
        assert reply.text == "<script>alert(1)</script>" and reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["content-disposition"].startswith("attachment")
    with supports(AREA, "delete through the proxy"):
        repository = mlflow.store.artifact.artifact_repository_registry.get_artifact_repository(run.info.artifact_uri)
        repository.delete_artifacts("settings.yaml")
        assert "settings.yaml" not in {file.path for file in client.list_artifacts(at.artifacts)}


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
