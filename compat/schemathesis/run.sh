#!/usr/bin/env bash
# run.sh URL SECONDS SEED: asks every operation of the server's own OpenAPI document, rightly and wrongly.
set -euo pipefail
url=$1 seconds=$2 seed=$3
rules=$(cd "$(dirname "$0")" && pwd)/schemathesis.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Held: no 5xx, no status, type, body or header that the document does not have, 405 for other methods.
# Not asked: whether what the document forbids is refused and what it allows accepted. Rules that JSON Schema cannot
# say (a text that is not blank, a name that is on record) would be counted as faults. Nor Allow: GET /runs/search is
# GET /runs/{id} to the server, and the document does not see it.
schemathesis --no-color --config-file "$rules" run "$url/openapi.json" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method \
  --phases examples,coverage,fuzzing,stateful \
  --seed "$seed" --max-time "$seconds" --request-timeout 20 \
  --continue-on-failure --suppress-health-check all --warnings off
