"""The peer: a scikit-learn pipeline behind FastAPI, with the request and the reply of Verdict's predict route.

Written for speed within the recipe. The route is a coroutine, since the thread pool that a plain function goes to
costs a hand-over a request and one core gains nothing by it. Replies are orjson's. scikit-learn checks neither its own
parameters nor its own matrices. No access log, no metrics, no prediction log.
"""

import os
import uuid

import joblib
import orjson
import sklearn
from fastapi import FastAPI, Response
from pydantic import BaseModel, Field

sklearn.set_config(assume_finite=True, skip_parameter_validation=True)
pipeline = joblib.load(os.environ["PEER_MODEL"])
classes = pipeline.classes_.tolist()
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


class Question(BaseModel):
    text: str = Field(min_length=1, max_length=100_000)
    model: str | None = Field(default=None, max_length=200)


@app.post("/api/v1/predict")
async def predict(question: Question):
    scores = pipeline.predict_proba([question.text])[0].tolist()
    best = max(range(len(scores)), key=scores.__getitem__)
    answer = {
        "id": str(uuid.uuid4()),
        "label": classes[best],
        "confidence": scores[best],
        "scores": dict(zip(classes, scores)),
        "unsure": scores[best] < 0.6,
        "model": {"name": "rotten-potatoes", "version": 1, "run_id": None},
    }
    return Response(orjson.dumps(answer), media_type="application/json")
