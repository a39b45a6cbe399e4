"""What MLflow's own client sends: a run created, ten metrics logged in one call, runs searched. URL in MLFLOW_TRACKING_URI."""

import time

from mlflow import MlflowClient
from mlflow.entities import Metric

client = MlflowClient()
run = client.create_run("0", tags={"mlflow.source.name": "train.py", "mlflow.user": "ada"}, run_name="recorded")
now = int(time.time() * 1000)
client.log_batch(run.info.run_id, metrics=[Metric(f"metric_{at}", 0.5 + at / 100, now, 1) for at in range(10)])
client.search_runs(["0"], filter_string="metrics.score > 0.99", max_results=100)
client.search_runs(["0"], filter_string="metrics.score > 0.99", order_by=["metrics.score DESC"], max_results=100)
client.search_runs(["0"], max_results=100)
client.get_run(run.info.run_id)
