#!/bin/sh
# Installs the Debian packages named that are missing. Says what to do where it cannot.
set -eu

missing=""
for package in "$@"; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "setup: apt-get is not available here; install the equivalents of:$missing" >&2
  # Another system may have them under other names: let the build find out.
  exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: missing:$missing; become root and run: apt-get install$missing" >&2
    exit 1
  fi
  as_root=sudo
fi
echo "setup: installing$missing" >&2
$as_root apt-get update -qq >&2 || echo "setup: apt-get update failed; trying with the lists at hand" >&2
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >&2
