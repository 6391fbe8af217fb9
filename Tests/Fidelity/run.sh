#!/bin/sh
# Measures how near the pictures of a built stylet come to the slices they show, beside those of chafa; or draws its
# screens.
#   run.sh BINARY [further words for `python -m fidelity`]
#   run.sh BINARY pictures [words for `python -m fidelity.pictures`]
# STYLET_CONFORMANCE_DATA names the folder of the scans, ../shared/data beside the checkout when not set. Scans that are
# not there are skipped by name, and chafa's figures where it is not installed (`apt-get install chafa`).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
binary=$1
shift
data=${STYLET_CONFORMANCE_DATA:-$root/../shared/data}

python=$(sh "$root/Tests/Conformance/venv.sh" "$here") || {
  echo "fidelity: skipped: its packages cannot be installed" >&2
  exit 0
}
if [ "${1:-}" = pictures ]; then
  shift
  PYTHONPATH="$here" exec "$python" -m fidelity.pictures --stylet "$binary" "$@"
fi
PYTHONPATH="$here" exec "$python" -m fidelity --stylet "$binary" --data "$data" "$@"
