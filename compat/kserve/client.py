"""KServe's client, unmodified, against a server of ours: VERDICT_URL, VERDICT_TOKEN."""

import asyncio
import os

import httpx
import numpy
from kserve import InferenceRESTClient, InferInput, InferRequest, RESTConfig
from kserve.protocol.infer_type import RequestedOutput

url = os.environ["VERDICT_URL"]
headers = {"authorization": f"Bearer {os.environ['VERDICT_TOKEN']}"}
texts = ["A warm, funny and beautifully acted film.", "A dull, clumsy and tedious film. I left early."]
outputs = ["label", "confidence", "scores", "unsure", "id", "version"]


def text_input() -> InferInput:
    return InferInput(name="text", shape=[2], datatype="BYTES", data=texts)


async def refused(call, status: int, says: str) -> None:
    try:
        await call
    except httpx.HTTPStatusError as error:
        assert error.response.status_code == status, error
        # The client found the message where it looks for it.
        assert says in str(error), error
    else:
        raise AssertionError(f"not refused with {status}")


async def main() -> None:
    async with InferenceRESTClient(RESTConfig(protocol="v2", timeout=10)) as client:
        assert await client.is_server_live(url) is True
        assert await client.is_server_ready(url) is True
        assert await client.is_model_ready(url, "sentiment-en", headers=headers) is True
        assert await client.is_model_ready(url, "nobody", headers=headers) is False

        request = InferRequest(model_name="sentiment-en", request_id="mine", infer_inputs=[text_input()])
        reply = await client.infer(url, request, model_name="sentiment-en", headers=headers)
        assert reply.id == "mine" and reply.model_name == "sentiment-en"
        assert [output.name for output in reply.outputs] == outputs
        label, confidence, scores, unsure, _, version = reply.outputs
        # The client passes over the version of the model; the output has it.
        assert version.data == [1, 1] and unsure.data == [False, False]
        assert label.data == ["positive", "negative"], label.data
        assert scores.as_numpy().shape == (2, 2)
        assert numpy.allclose(scores.as_numpy().max(axis=1), confidence.as_numpy())

        binary = text_input()
        binary.set_data_from_numpy(numpy.array(texts, dtype=object), binary_data=True)
        wanted = [RequestedOutput("scores", {"binary_data": True}), RequestedOutput("label", {"binary_data": True})]
        request = InferRequest(model_name="sentiment-en", infer_inputs=[binary], request_outputs=wanted)
        told: dict = {}
        as_bytes = await client.infer(
            url, request, model_name="sentiment-en", headers=dict(headers), response_headers=told
        )
        assert told["content-type"] == "application/octet-stream"
        assert numpy.array_equal(as_bytes.outputs[0].as_numpy(), scores.as_numpy())
        assert [bytes(value) if isinstance(value, bytes) else value.encode() for value in as_bytes.outputs[1].as_numpy()] == [
            b"positive",
            b"negative",
        ]

        plain = {"inputs": [{"name": "text", "shape": [1], "datatype": "BYTES", "data": texts[:1]}]}
        reply = await client.infer(url, plain, model_name="sentiment-en", headers=headers)
        assert reply.outputs[0].data == ["positive"]

        other = {"inputs": [{"name": "input-0", "shape": [1], "datatype": "FP32", "data": [1.0]}]}
        await refused(client.infer(url, other, model_name="sentiment-en", headers=headers), 400, '"input-0"')
        await refused(client.infer(url, plain, model_name="nobody", headers=headers), 404, "no model")
        await refused(client.infer(url, plain, model_name="sentiment-en"), 401, "who asks")


asyncio.run(main())
