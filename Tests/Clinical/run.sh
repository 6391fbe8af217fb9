#!/bin/sh
# Measures a built stylet's lungs and proposals on real scans and on hard variants of them.
#   run.sh BINARY [further words for `python -m clinical`]
# STYLET_CONFORMANCE_DATA names the folder of the manifest's scans, ../shared/data beside the checkout when not set;
# STYLET_CLINICAL_DATA a folder of one's own with a manifest.toml. Scans that are not there are skipped by name.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
binary=$1
shift
data=${STYLET_CONFORMANCE_DATA:-$root/../shared/data}

python=$(sh "$root/Tests/Conformance/venv.sh" "$here") || {
  echo "clinical: skipped: its packages cannot be installed" >&2
  [ -z "${STYLET_CONFORMANCE_REQUIRED:-}" ] || exit 1
  exit 0
}
PYTHONPATH="$here" exec "$python" -m clinical --stylet "$binary" --data "$data" --out "$root/.build-tests/clinical" "$@"
