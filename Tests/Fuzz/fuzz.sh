#!/bin/sh
# Fuzzes with libFuzzer and the address sanitizer: fuzz.sh FUZZER SECONDS [TARGET...]; a line a target.
# What is found stays in .build-fuzz/found, the corpus in .build-fuzz/corpus-TARGET for the next run.
set -u

fuzzer=$1 seconds=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$here/../.." && pwd)/.build-fuzz
[ $# -gt 0 ] || set -- scan series mask toml project journal json input reply deidentify study answer
mkdir -p "$work/found"

export LSAN_OPTIONS="suppressions=$here/leaks.txt:print_suppressions=0"
status=0
for target in "$@"; do
  corpus=$work/corpus-$target
  mkdir -p "$corpus"
  # Without the runtime's own backtraces: libFuzzer writes what it needs, and theirs take minutes.
  SWIFT_BACKTRACE=enable=no STYLET_FUZZ=$target STYLET_FUZZ_SEEDS=$corpus "$fuzzer" -runs=0 "$corpus" >/dev/null 2>&1
  # Much of a study's first reading is kept, and looking for leaks behind each run takes twenty times the run: at the end.
  leaks=1
  [ "$target" != study ] || leaks=0
  SWIFT_BACKTRACE=enable=no STYLET_FUZZ=$target "$fuzzer" -detect_leaks=$leaks -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 \
    -malloc_limit_mb=1024 -max_len=65536 -artifact_prefix="$work/found/$target-" -print_final_stats=1 "$corpus" \
    >"$work/$target.log" 2>&1 || status=1
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log")
  cover=$(grep -o 'cov: [0-9]* ft: [0-9]*' "$work/$target.log" | tail -1)
  memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$work/$target.log")
  found=$(ls "$work/found" | grep -c "^$target-")
  echo "$target: ${runs:-?} runs, ${cover:-cov: ?}, ${memory:-?} MB at most, $found found"
done
exit $status
