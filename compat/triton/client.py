"""Triton's client, unmodified, against a server of ours: VERDICT_URL, VERDICT_TOKEN."""

import os
from urllib.parse import urlsplit

import numpy
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException

client = InferenceServerClient(urlsplit(os.environ["VERDICT_URL"]).netloc)


def key(variable: str = "VERDICT_TOKEN") -> dict[str, str]:
    """New for each call: the client writes into what it is given."""
    return {"authorization": f"Bearer {os.environ[variable]}"}


texts = [b"A warm, funny and beautifully acted film.", b"A dull, clumsy and tedious film. I left early."]


def refused(call, says: str) -> None:
    try:
        call()
    except InferenceServerException as error:
        assert says in error.message(), error
    else:
        raise AssertionError("not refused")


def text_input(shape: list[int], binary: bool) -> InferInput:
    tensor = InferInput("text", shape, "BYTES")
    tensor.set_data_from_numpy(numpy.array(texts, dtype=object).reshape(shape), binary_data=binary)
    return tensor


assert client.is_server_live() and client.is_server_ready()
assert client.get_server_metadata()["extensions"] == ["binary_tensor_data"]
assert client.is_model_ready("sentiment-en", headers=key())
assert client.is_model_ready("sentiment-en", "1", headers=key())
assert not client.is_model_ready("sentiment-en", "99", headers=key())
metadata = client.get_model_metadata("sentiment-en", headers=key())
assert metadata["inputs"] == [{"name": "text", "datatype": "BYTES", "shape": [-1]}], metadata

as_bytes = client.infer("sentiment-en", [text_input([2, 1], True)], headers=key(), request_id="7")
assert as_bytes.get_response()["id"] == "7"
assert list(as_bytes.as_numpy("label")) == [b"positive", b"negative"]
assert as_bytes.as_numpy("scores").shape == (2, 2) and as_bytes.as_numpy("scores").dtype == numpy.float64
assert as_bytes.as_numpy("unsure").dtype == numpy.bool_
assert list(as_bytes.as_numpy("version")) == [1, 1]

wanted = [InferRequestedOutput(name, binary_data=False) for name in ("label", "scores")]
as_json = client.infer(
    "sentiment-en", [text_input([2], False)], model_version="1", outputs=wanted, headers=key()
)
assert list(as_json.as_numpy("label")) == ["positive", "negative"]
assert numpy.array_equal(as_json.as_numpy("scores"), as_bytes.as_numpy("scores"))

refused(lambda: client.infer("nobody", [text_input([2], True)], headers=key()), "no model")
refused(lambda: client.infer("sentiment-en", [text_input([2], True)]), "who asks")
refused(lambda: client.get_model_repository_index(headers=key()), "permission read")
refused(lambda: client.load_model("sentiment-en", headers=key()), "permission promote")
assert {"name": "sentiment-en", "version": "1", "state": "READY", "reason": ""} in client.get_model_repository_index(
    headers=key("VERDICT_ADMIN_TOKEN")
)
refused(lambda: client.load_model("sentiment-en", headers=key("VERDICT_ADMIN_TOKEN")), "promote one")
refused(lambda: client.unload_model("sentiment-en", headers=key("VERDICT_ADMIN_TOKEN")), "promote one")
