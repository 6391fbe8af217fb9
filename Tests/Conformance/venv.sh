#!/bin/sh
# Makes the virtual environment of the independent readers where it is missing or its list has changed, and prints its
# python. Fails with a word on standard error where it cannot be made.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=${STYLET_CONFORMANCE_VENV:-$root/.venv-conformance}

if [ ! -x "$venv/bin/python" ] || ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -c 'import tomllib' 2>/dev/null || { echo "conformance: Python 3.11 or later is wanted" >&2; exit 1; }
  python3 -c 'import ensurepip' 2>/dev/null || sh "$root/.ci/packages.sh" python3-venv >&2 || exit 1
  echo "conformance: installing the independent readers into $venv" >&2
  rm -rf "$venv"
  python3 -m venv "$venv" >&2 || { echo "conformance: no virtual environment can be made" >&2; exit 1; }
  "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 1 -r "$here/requirements.txt" >&2 || {
    echo "conformance: pip cannot install Tests/Conformance/requirements.txt; is there a network?" >&2
    rm -rf "$venv"
    exit 1
  }
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
echo "$venv/bin/python"
