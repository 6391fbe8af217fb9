#!/bin/sh
# Makes the virtual environment of a suite where it is missing or its list has changed, and prints its python.
#   venv.sh FOLDER
# FOLDER holds requirements.txt, and requirements-alone.txt where packages are to come without what they depend on. The
# environment of Tests/Conformance is .venv-conformance beside the Makefile, or where STYLET_CONFORMANCE_VENV says;
# likewise for other folders. Fails with a word on standard error where it cannot be made.
set -eu

folder=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
suite=$(basename "$folder" | tr '[:upper:]' '[:lower:]')
eval "venv=\${STYLET_$(echo "$suite" | tr '[:lower:]' '[:upper:]')_VENV:-\$root/.venv-$suite}"
wanted=$folder/requirements.txt
alone=$folder/requirements-alone.txt
[ -f "$alone" ] || alone=/dev/null

if [ ! -x "$venv/bin/python" ] || ! cat "$wanted" "$alone" | cmp -s - "$venv/requirements.txt"; then
  python3 -c 'import tomllib' 2>/dev/null || { echo "$suite: Python 3.11 or later is wanted" >&2; exit 1; }
  python3 -c 'import ensurepip' 2>/dev/null || sh "$root/.ci/packages.sh" python3-venv >&2 || exit 1
  echo "$suite: installing $(grep -c '==' "$wanted") packages into $venv" >&2
  rm -rf "$venv"
  python3 -m venv "$venv" >&2 || { echo "$suite: no virtual environment can be made" >&2; exit 1; }
  "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 1 -r "$wanted" >&2 || {
    echo "$suite: pip cannot install $wanted; is there a network?" >&2
    rm -rf "$venv"
    exit 1
  }
  [ "$alone" = /dev/null ] || "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$alone" >&2 || {
    echo "$suite: pip cannot install $alone; is there a network?" >&2
    rm -rf "$venv"
    exit 1
  }
  cat "$wanted" "$alone" >"$venv/requirements.txt"
fi
echo "$venv/bin/python"
