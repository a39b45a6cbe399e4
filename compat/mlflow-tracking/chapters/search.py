import math

import mlflow
from mlflow.entities import ViewType
from recorder import refused, supports

AREA = "Search of runs"


def tell(at):
    client = at.client
    experiment = mlflow.set_experiment(at.name("search")).experiment_id
    other = client.create_experiment(at.name("search-other"))
    runs = {}
    for number in range(10):
        tags = {"number": str(number), "with space": "a", "a.b": "dot", "odd" if number % 2 else "even": "Yes"}
        where = other if number == 9 else experiment
        run = client.create_run(where, start_time=100 + number // 2, run_name=f"run {number}", tags=tags).info.run_id
        runs[run] = number
        value = {0: math.nan, 1: math.inf, 2: -math.inf}.get(number, number / 10)
        if number != 7:
            client.log_metric(run, "m", value)
        client.log_metric(run, "odd m/x", number)
        client.log_param(run, "p", number)
        client.log_param(run, "rate", "0.1" if number < 5 else "1E-3")
        if number % 3 == 0:
            client.update_run(run, status="FINISHED" if number else "FAILED")

    def found(filter_string="", **options):
        options = {"order_by": ["attributes.run_name"], **options}
        return [runs[run.info.run_id] for run in client.search_runs([experiment, other], filter_string, **options)]

    with supports(AREA, "metrics with > >= < <= = !=; NaN and missing ones never match, infinities do"):
        assert found("metrics.m > 0.5") == [1, 6, 8, 9] and found("metrics.m >= 0.6") == [1, 6, 8, 9]
        assert found("metrics.m < 0.4") == [2, 3] and found("metric.m <= 0.4") == [2, 3, 4]
        assert found("metrics.m = 0.4") == [4] and 4 not in found("metrics.m != 0.4")
        assert found("metrics.m > -1 AND metrics.m < 1e3") == [3, 4, 5, 6, 8, 9]
        assert found("metrics.`odd m/x` > 7") == [8, 9] and found('metrics."odd m/x" = 5.0') == [5]
    with supports(AREA, "params and tags with = != LIKE ILIKE, keys in quotes or backticks"):
        assert found("params.p = '3'") == [3] and found('parameters.p != "3"') == [0, 1, 2, 4, 5, 6, 7, 8, 9]
        assert found("params.rate LIKE '1E%'") == found("params.rate ILIKE '1e%'") == [5, 6, 7, 8, 9]
        assert found("params.rate LIKE '1e%'") == []
        assert found("tags.odd = 'Yes'") == [1, 3, 5, 7, 9] == found("tag.odd ILIKE 'yes'")
        assert found("tags.`with space` = 'a' AND tags.`a.b` = 'dot' AND tags.number LIKE '_'") == list(range(10))
    with supports(AREA, "attributes: status, run_name, user, times, run_id with IN and NOT IN"):
        assert found("attributes.status = 'FINISHED'") == [3, 6, 9] and found("status != 'RUNNING'") == [0, 3, 6, 9]
        assert found("run_name LIKE 'run %' AND start_time > 103") == [8, 9]
        assert found("attributes.`Run name` = 'run 3'") == [3] and found("created <= 100") == [0, 1]
        two = [run for run, number in runs.items() if number in (1, 3)]
        assert found(f"attributes.run_id IN ('{two[0]}', '{two[1]}')") == [1, 3]
        assert found(f"run_id NOT IN ('{two[0]}','{two[1]}')") == [0, 2, 4, 5, 6, 7, 8, 9]
    with supports(AREA, "data sets by name, digest and context"):
        data = mlflow.data.from_dict({"x": [1]}) if hasattr(mlflow.data, "from_dict") else None
        if data is None:
            import numpy

            data = mlflow.data.from_numpy(numpy.array([1]), source="x.npy", name="films")
        run = next(run for run, number in runs.items() if number == 5)
        with mlflow.start_run(run_id=run):
            mlflow.log_input(data, context="training")
        assert found(f"dataset.name = '{data.name}' AND dataset.context = 'training'") == [5]
        assert found(f"dataset.digest IN ('{data.digest}')") == [5] and found("datasets.context LIKE 'test%'") == []
    with supports(AREA, "order by metrics, params, tags and attributes; NaN and missing ones at the end"):
        assert found(order_by=["metrics.m DESC", "run_name"]) == [1, 9, 8, 6, 5, 4, 3, 2, 0, 7]
        assert found(order_by=["metrics.m ASC", "run_name"]) == [2, 3, 4, 5, 6, 8, 9, 1, 0, 7]
        assert found(order_by=["params.rate", "tags.number DESC"]) == [4, 3, 2, 1, 0, 9, 8, 7, 6, 5]
        assert found(order_by=["start_time DESC", "attributes.run_name DESC"])[:4] == [9, 8, 7, 6]
        assert found(order_by=["metrics.`odd m/x` DESC"]) == list(reversed(range(10)))
    with supports(AREA, "pages, each run once, in the order that was asked for"):
        pages, token = [], None
        while True:
            page = client.search_runs(
                [experiment, other], max_results=3, order_by=["metrics.m DESC", "run_name"], page_token=token
            )
            pages.append([runs[run.info.run_id] for run in page])
            token = page.token
            if not token:
                break
        assert pages == [[1, 9, 8], [6, 5, 4], [3, 2, 0], [7]]
        assert len(client.search_runs([experiment], max_results=50_000)) == 9
        with refused("INVALID_PARAMETER_VALUE", "max_results"):
            client.search_runs([experiment], max_results=50_001)
    with supports(AREA, "`mlflow.search_runs` as a data frame, over experiments by name"):
        frame = mlflow.search_runs(
            experiment_names=[at.name("search")], filter_string="params.rate = '0.1'", order_by=["metrics.m"]
        )
        assert list(frame["params.p"]) == ["2", "3", "4", "1", "0"] and frame["metrics.m"].isna().sum() == 1
    with supports(AREA, "deleted runs by view type"):
        gone = next(run for run, number in runs.items() if number == 8)
        client.delete_run(gone)
        assert 8 not in found() and found(run_view_type=ViewType.DELETED_ONLY) == [8]
        assert found(run_view_type=ViewType.ALL) == list(range(10))
    with supports(AREA, "a filter that cannot be read: MLflow’s error, with what is wrong in it"):
        for wrong in ("metrics.m > 'a'", "params.p > '3'", "foo.bar = 'x'", "metrics.m", "params.p = 3"):
            with refused("INVALID_PARAMETER_VALUE"):
                found(wrong)
        with refused("INVALID_PARAMETER_VALUE"):
            found("params.p = '1' OR params.p = '2'")
        with refused("INVALID_PARAMETER_VALUE"):
            found(order_by=["metrics.m SIDEWAYS"])
