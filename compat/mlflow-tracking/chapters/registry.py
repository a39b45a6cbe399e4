from recorder import refused, supports

AREA = "Model registry"


def tell(at):
    client = at.client
    name = f"Films & reviews {at.suffix}"
    with supports(AREA, "models with MLflow’s free names, description, tags"):
        made = client.create_registered_model(name, tags={"team": "films", "empty": ""}, description="what we serve")
        assert made.name == name and made.tags == {"team": "films", "empty": ""}
        client.update_registered_model(name, "what we serve now")
        client.set_registered_model_tag(name, "team", "reviews")
        client.delete_registered_model_tag(name, "empty")
        got = client.get_registered_model(name)
        assert (got.description, got.tags, got.latest_versions) == ("what we serve now", {"team": "reviews"}, [])
        with refused("RESOURCE_ALREADY_EXISTS", "already exists"):
            client.create_registered_model(name)
        with refused("RESOURCE_DOES_NOT_EXIST", "not found"):
            client.get_registered_model(at.name("nobody"))
    with supports(AREA, "versions: numbers from 1, source, run, description, tags"):
        run = client.create_run("0").info
        for number in range(1, 5):
            version = client.create_model_version(
                name, f"{run.artifact_uri}/model-{number}", run.run_id, tags={"n": str(number)}, description="a try"
            )
            assert str(version.version) == str(number) and version.current_stage == "None"
        client.update_model_version(name, "1", "the first")
        client.set_model_version_tag(name, "1", "checked", "yes")
        client.delete_model_version_tag(name, "1", "n")
        first = client.get_model_version(name, "1")
        assert first.description == "the first" and first.tags == {"checked": "yes"} and first.run_id == run.run_id
        assert client.get_model_version_download_uri(name, "1") == f"{run.artifact_uri}/model-1"
        with refused("RESOURCE_DOES_NOT_EXIST"):
            client.get_model_version(name, "99")
    with supports(AREA, "aliases: set, moved, deleted; a version by alias"):
        client.set_registered_model_alias(name, "Best_one", "1")
        client.set_registered_model_alias(name, "Best_one", "2")
        client.set_registered_model_alias(name, "other", "2")
        assert str(client.get_model_version_by_alias(name, "Best_one").version) == "2"
        assert sorted(client.get_model_version(name, "2").aliases) == ["Best_one", "other"]
        client.delete_registered_model_alias(name, "other")
        aliases = client.get_registered_model(name).aliases
        assert {alias: str(version) for alias, version in aliases.items()} == {"Best_one": "2"}
        with refused("INVALID_PARAMETER_VALUE"):
            client.set_registered_model_alias(name, "latest", "1")
        with refused("INVALID_PARAMETER_VALUE"):
            client.get_model_version_by_alias(name, "nobody")
    with supports(AREA, "stages: transitions, archiving what was there, latest versions"):
        client.transition_model_version_stage(name, "1", "Staging")
        client.transition_model_version_stage(name, "2", "Production")
        moved = client.transition_model_version_stage(name, "3", "production", archive_existing_versions=True)
        assert moved.current_stage == "Production" and client.get_model_version(name, "2").current_stage == "Archived"
        latest = {version.current_stage: str(version.version) for version in client.get_latest_versions(name)}
        assert latest == {"Staging": "1", "Production": "3", "Archived": "2", "None": "4"}
        assert [str(version.version) for version in client.get_latest_versions(name, ["Production"])] == ["3"]
        with refused("INVALID_PARAMETER_VALUE"):
            client.transition_model_version_stage(name, "1", "Nowhere")
    with supports(AREA, "search of models: filter, order, pages"):
        for number in range(5):
            client.create_registered_model(f"search{number}-{at.suffix}", tags={"even": "no" if number % 2 else "yes"})

        def found(filter_string="", **options):
            where = f"name LIKE 'search%{at.suffix}'{filter_string}"
            return [model.name[6] for model in client.search_registered_models(where, **options)]

        assert found() == list("01234") and found(order_by=["name DESC"]) == list("43210")
        assert found(" AND tags.even = 'yes'") == list("024")
        assert found(f" AND name != 'search1-{at.suffix}'") == list("0234")
        ilike = client.search_registered_models(f"name ILIKE 'SEARCH_-{at.suffix}'", order_by=["timestamp DESC"])
        assert [model.name[6] for model in ilike] == list("43210")
        pages, token = [], None
        while True:
            page = client.search_registered_models(f"name LIKE 'search%{at.suffix}'", max_results=2, page_token=token)
            pages.append([model.name[6] for model in page])
            token = page.token
            if not token:
                break
        assert pages == [["0", "1"], ["2", "3"], ["4"]]
    with supports(AREA, "search of versions: by name, run, source, number, tags"):
        def versions(filter_string, **options):
            options = {"order_by": ["version_number ASC"], **options}
            return [int(one.version) for one in client.search_model_versions(filter_string, **options)]

        assert versions(f"name = '{name}'") == [1, 2, 3, 4]
        assert versions(f"run_id = '{run.run_id}' AND version_number > 2") == [3, 4]
        assert versions(f"run_id IN ('{run.run_id}') AND tags.n = '2'") == [2]
        assert versions(f"source_path = '{run.artifact_uri}/model-3'") == [3]
        assert versions(f"name = '{name}'", order_by=["version_number DESC"], max_results=2) == [4, 3]
        with refused("INVALID_PARAMETER_VALUE"):
            versions("color = 'red'")
    with supports(AREA, "rename, with versions and aliases"):
        client.rename_registered_model(name, f"{name} (new)")
        name = f"{name} (new)"
        assert str(client.get_model_version_by_alias(name, "Best_one").version) == "2"
        assert versions(f"name = '{name}'") == [1, 2, 3, 4]
    with supports(AREA, "delete of versions and models; numbers are not given twice"):
        client.delete_model_version(name, "2")
        with refused("RESOURCE_DOES_NOT_EXIST"):
            client.get_model_version(name, "2")
        assert str(client.create_model_version(name, "s3://elsewhere/model").version) == "5"
        client.delete_registered_model(name)
        with refused("RESOURCE_DOES_NOT_EXIST"):
            client.get_registered_model(name)
        assert client.create_registered_model(name).latest_versions == []
