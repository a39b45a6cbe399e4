"""Runs the examples of a page under one heading as they stand, but for the port: PAGE HEADING."""

import ast
import asyncio
import inspect
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

page, heading = sys.argv[1:]
port = urlsplit(os.environ["VERDICT_URL"]).port
section = open(page, encoding="utf-8").read().split(f"\n## {heading}\n")[1].split("\n## ")[0]
examples = re.findall(r"^```(python|bash)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
assert examples, f"{page} has no example under {heading}"
for language, code in examples:
    code = code.replace("localhost:8000", f"localhost:{port}").replace('"localhost", 8000', f'"localhost", {port}')
    if language == "bash":
        shown = subprocess.run(["bash", "-ec", code], check=True, capture_output=True, text=True).stdout
        assert '"label":"positive"' in shown, shown
    else:
        compiled = compile(code, page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        pending = eval(compiled, {"__name__": "__main__"})
        if inspect.iscoroutine(pending):
            asyncio.run(pending)
