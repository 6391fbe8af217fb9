#!/bin/sh
# Stylet's times beside SimpleITK's, in one run.
#   bench.sh FOLDER-OF-THE-BINARIES
# Data of ../shared/data (or STYLET_CONFORMANCE_DATA) is used where it is, a phantom elsewhere. Nothing passes or fails.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${STYLET_CONFORMANCE_DATA:-$here/../../../shared/data}
echo
if python=$(sh "$here/venv.sh" "$here"); then
  PYTHONPATH="$here" exec "$python" "$here/peers.py" --binaries "$1" --data "$data"
fi
echo "The peers are missing (no Python with SimpleITK): Stylet's own times stand above, ratios are left out."
