import mlflow
from mlflow.entities import ViewType
from recorder import refused, supports

AREA = "Delete and restore"


def tell(at):
    client = at.client
    experiment = client.create_experiment(at.name("deleting"))
    run = client.create_run(experiment, run_name="soon gone").info.run_id
    client.log_text(run, "kept until gc", "note.txt")
    client.log_metric(run, "m", 1)
    with supports(AREA, "a deleted run is found as deleted, and takes nothing"):
        client.delete_run(run)
        assert client.get_run(run).info.lifecycle_stage == "deleted"
        assert client.search_runs([experiment]) == []
        for change in (
            lambda: client.log_metric(run, "m", 2),
            lambda: client.log_param(run, "p", 1),
            lambda: client.set_tag(run, "t", "x"),
            lambda: client.delete_run("0" * 32),
        ):
            try:
                change()
            except mlflow.MlflowException as error:
                assert error.error_code in ("INVALID_PARAMETER_VALUE", "RESOURCE_DOES_NOT_EXIST"), error
            else:
                raise AssertionError("A deleted run took it.")
    with supports(AREA, "a restored run has its metrics and files as before"):
        client.restore_run(run)
        assert client.get_run(run).data.metrics == {"m": 1.0}
        assert mlflow.artifacts.load_text(f"runs:/{run}/note.txt") == "kept until gc"
    with supports(AREA, "an experiment with its runs, and back"):
        client.delete_experiment(experiment)
        assert client.get_run(run).info.lifecycle_stage == "deleted"
        with refused("INVALID_PARAMETER_VALUE"):
            client.create_run(experiment)
        client.restore_experiment(experiment)
        assert [one.info.run_id for one in client.search_runs([experiment], run_view_type=ViewType.ALL)] == [run]
        assert client.get_run(run).info.lifecycle_stage == "active"
