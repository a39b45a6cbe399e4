#!/usr/bin/env bash
# Runs a command beside an S3 server of its own and removes everything afterwards:
#
#   scripts/with-s3.sh npx vitest run packages/ledger/test/blobs.test.ts
#
# The command finds the server in VERDICT_TEST_S3, as JSON: {endpoint, region, bucket, prefix, credentials}.
# The server is versitygw over a folder, a program of its own that knows nothing of ours. It is built once by
# `go install` into VERDICT_TOOLS (default: the user's cache); VERSITYGW names one that is there already.
set -euo pipefail
[ $# -gt 0 ] || { echo "Usage: $0 COMMAND [ARGUMENT…]" >&2; exit 2; }

version=v1.8.0
tools=${VERDICT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/verdict-tools}
server=${VERSITYGW:-$tools/versitygw-$version/versitygw}
if [ ! -x "$server" ]; then
  command -v go >/dev/null || { echo "The S3 server is built with Go, which is not on this machine; install it or set VERSITYGW." >&2; exit 1; }
  mkdir -p "$(dirname "$server")"
  echo "Building versitygw $version into $tools" >&2
  GOBIN=$(dirname "$server") go install "github.com/versity/versitygw/cmd/versitygw@$version" >&2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/verdict-s3-XXXXXX")
pid=
clean_up() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap clean_up EXIT
# A signal ends the command too; EXIT then cleans up.
trap 'exit 130' INT
trap 'exit 143' TERM

bucket=verdict-test
# For this backend a bucket is a folder, and the sidecar keeps what it knows of objects on file systems without extended attributes.
mkdir -p "$folder/buckets/$bucket" "$folder/sidecar"
export ROOT_ACCESS_KEY=verdict-test ROOT_SECRET_KEY=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  answers "$port" && continue
  "$server" --quiet --port "127.0.0.1:$port" posix --sidecar "$folder/sidecar" "$folder/buckets" >"$folder/log" 2>&1 &
  pid=$!
  for _ in $(seq 100); do
    if ! kill -0 "$pid" 2>/dev/null; then pid=; break; fi
    answers "$port" && break 2
    sleep 0.1
  done
  [ -z "$pid" ] || { kill "$pid"; wait "$pid" 2>/dev/null || true; pid=; }
done
[ -n "$pid" ] || { echo "The S3 server does not start:" >&2; tail -n 5 "$folder/log" >&2; exit 1; }

export VERDICT_TEST_S3="{\"endpoint\":\"http://127.0.0.1:$port\",\"region\":\"us-east-1\",\"bucket\":\"$bucket\",\"prefix\":\"tests\",\"credentials\":{\"accessKeyId\":\"$ROOT_ACCESS_KEY\",\"secretAccessKey\":\"$ROOT_SECRET_KEY\"}}"
unset ROOT_ACCESS_KEY ROOT_SECRET_KEY
"$@"
