"""Reads a model file as Python's safetensors does: python check-safetensors.py MODEL.verdict (safetensors 0.8.0)."""

import json
import sys

from safetensors import safe_open

with safe_open(sys.argv[1], framework="np") as file:
    metadata = file.metadata()
    assert metadata["format"] == "verdict-model", metadata["format"]
    for name in ("recipe", "classes", "calibration", "facts"):
        json.loads(metadata[name])
    for name in file.keys():
        tensor = file.get_tensor(name)
        print(name, tensor.dtype, tensor.shape)
