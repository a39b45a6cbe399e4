import mlflow
from mlflow.entities import ViewType
from recorder import refused, supports

AREA = "Experiments"


def tell(at):
    client = at.client
    with supports(AREA, "`set_experiment` by name, made where there is none"):
        experiment = mlflow.set_experiment(at.name("reviews"))
        assert experiment.name == at.name("reviews") and experiment.lifecycle_stage == "active"
        assert experiment.artifact_location == f"mlflow-artifacts:/{experiment.experiment_id}"
        assert mlflow.set_experiment(at.name("reviews")).experiment_id == experiment.experiment_id
        assert client.get_experiment_by_name(at.name("nobody")) is None
    with supports(AREA, "the experiment `0`, named Default, from the start"):
        assert client.get_experiment("0").name == "Default"
    with supports(AREA, "create, get, rename, tags with empty values and line breaks"):
        tags = {"team": "reviews", "empty": "", "lines": "a\nb"}
        other = client.create_experiment(at.name("other"), tags=tags)
        assert client.get_experiment(other).tags == tags
        client.rename_experiment(other, at.name("another"))
        client.set_experiment_tag(other, "team", "films")
        found = client.get_experiment_by_name(at.name("another"))
        assert found.experiment_id == other and found.tags["team"] == "films"
        assert found.creation_time <= found.last_update_time
    with supports(AREA, "a name that is taken, no name, a name of 501 characters: MLflow’s errors"):
        with refused("RESOURCE_ALREADY_EXISTS", "already exists"):
            client.create_experiment(at.name("another"))
        with refused("INVALID_PARAMETER_VALUE"):
            client.create_experiment("x" * 501)
        reply = at.post("experiments/create", {})
        assert reply.status_code == 400, reply.text
        assert "Missing value for required parameter 'name'" in reply.json()["message"]
        with refused("RESOURCE_DOES_NOT_EXIST", "99999999"):
            client.get_experiment("99999999")
    with supports(AREA, "delete and restore; a deleted one takes no runs"):
        client.delete_experiment(other)
        assert client.get_experiment(other).lifecycle_stage == "deleted"
        with refused("INVALID_PARAMETER_VALUE"):
            client.create_run(other)
        client.restore_experiment(other)
        assert client.get_experiment(other).lifecycle_stage == "active"
    with supports(AREA, "search by name, times and tags, with LIKE and ILIKE"):
        for name, tags in (("a", {"kind": "Small"}), ("ab", {"kind": "large"}), ("Abc", None)):
            client.create_experiment(at.name(name), tags=tags)

        def named(filter_string, **options):
            found = client.search_experiments(filter_string=f"name LIKE '%{at.suffix}'{filter_string}", **options)
            return [experiment.name.removesuffix(f"-{at.suffix}") for experiment in found]

        assert set(named("")) == {"reviews", "another", "a", "ab", "Abc"}
        assert set(named(" AND name LIKE 'a%'")) == {"another", "a", "ab"}
        assert set(named(" AND name ILIKE 'a%'")) == {"another", "a", "ab", "Abc"}
        assert named(f" AND attribute.name = '{at.name('ab')}'") == ["ab"]
        assert set(named(f" AND name != '{at.name('ab')}'")) == {"reviews", "another", "a", "Abc"}
        assert named(" AND tags.kind = 'Small'") == ["a"]
        assert set(named(" AND tag.kind ILIKE '%L%'")) == {"a", "ab"}
        assert set(named(" AND creation_time > 0")) == {"reviews", "another", "a", "ab", "Abc"}
        assert named(" AND last_update_time < 1000") == []
    with supports(AREA, "search: order, pages, view types"):
        ordered = sorted(named(""), reverse=True)
        assert named("", order_by=["name DESC"]) == ordered
        pages, token = [], None
        while True:
            page = client.search_experiments(
                filter_string=f"name LIKE '%{at.suffix}'", max_results=2, order_by=["name DESC"], page_token=token
            )
            pages += [experiment.name.removesuffix(f"-{at.suffix}") for experiment in page]
            token = page.token
            if not token:
                break
        assert pages == ordered
        client.delete_experiment(client.get_experiment_by_name(at.name("ab")).experiment_id)
        assert "ab" not in named("") and named("", view_type=ViewType.DELETED_ONLY) == ["ab"]
        assert "ab" in named("", view_type=ViewType.ALL)
