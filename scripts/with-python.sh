#!/usr/bin/env bash
# Runs a command with the Python packages of a requirements file, in an environment of their own:
#
#   scripts/with-python.sh compat/kserve/requirements.txt python compat/kserve/client.py
#
# It is made once a requirements file, in VERDICT_TOOLS (default: the user's cache). The file lists all that is needed:
# what it does not name is not installed, whoever asks for it.
set -euo pipefail
[ $# -gt 1 ] || { echo "Usage: $0 REQUIREMENTS COMMAND [ARGUMENT…]" >&2; exit 2; }

requirements=$1
shift
command -v python3 >/dev/null || { echo 'Python 3 is not on this machine; install it.' >&2; exit 1; }
tools=${VERDICT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/verdict-tools}
hash=$({ python3 --version; cat "$requirements"; } | sha256sum | cut -c1-16)
venv=$tools/python-$hash

make() {
  [ ! -e "$venv/made" ] || return 0
  echo "Installing $requirements into $venv" >&2
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-compile --requirement "$requirements" >&2
  # Last: one that was cut short is made again.
  touch "$venv/made"
}
mkdir -p "$tools"
if command -v flock >/dev/null; then
  # Whoever asks while another makes it waits for that one.
  (flock 9 && make) 9>"$venv.lock"
else
  make
fi
export PATH="$venv/bin:$PATH" VIRTUAL_ENV="$venv"
# What is imported is compiled once, as on anybody's machine, and kept beside the packages: never in the tree.
export PYTHONPYCACHEPREFIX="$venv/compiled"
unset PYTHONDONTWRITEBYTECODE
exec "$@"
