#!/bin/sh
# Holds a built stylet against independent readers over a folder of real data.
#   run.sh BINARY [further words for `python -m conformance`]
# STYLET_CONFORMANCE_DATA names the folder; ../shared/data beside the checkout when not set.
# Without the data or the readers the suite is skipped by name, unless STYLET_CONFORMANCE_REQUIRED is set.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
binary=$1
shift
data=${STYLET_CONFORMANCE_DATA:-$root/../shared/data}

skip() {
  echo "conformance: skipped: $1" >&2
  [ -z "${STYLET_CONFORMANCE_REQUIRED:-}" ] || exit 1
  exit 0
}

# The reader of TOML needs no data: settings, protocols and key maps are texts.
probe=$(dirname "$binary")/toml-probe
if [ -x "$probe" ] && python3 -c 'import tomllib' 2>/dev/null; then python3 "$here/conformance/toml.py" "$probe"; fi

[ -d "$data" ] || skip "no data in $data (set STYLET_CONFORMANCE_DATA)"
python=$(sh "$here/venv.sh" "$here") || skip "the independent readers cannot be installed"
# The dictionary of DICOM elements is what the tables of these readers make.
STYLET_CONFORMANCE_DATA="$data" "$python" "$here/dicom_dictionary.py" --check || {
  echo "conformance: the dictionary of elements is not what dicom_dictionary.py writes" >&2
  exit 1
}
# The verifier of DICOM objects; the suite says by name when it has to do without.
sh "$root/.ci/packages.sh" dicom3tools || true
PYTHONPATH="$here" exec "$python" -m conformance --stylet "$binary" --data "$data" \
  --out "$root/.build-tests/conformance" "$@"
