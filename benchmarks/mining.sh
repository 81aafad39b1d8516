#!/usr/bin/env bash
# Pits the miner against others in one run, on one core and on one GPU. Build Flowbed first (./flowbed --version does).
#   benchmarks/mining.sh --blake3 FOLDER [--java JAVA_HOME]... [--seconds N]
#     against a loop over the BLAKE3 project's own C library (FOLDER: its c/ folder), which is what the official C miner does
#   benchmarks/mining.sh --gpu-miner BINARY --broker HOST:PORT [--seconds N]
#     against the official GPU miner, which wants a node's miner API with a job for every chain (./flowbed up, one broker)
# Prints a line for each: what, tries a second, times the peer's, share of the bound.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
jar=$root/miner-image/target/flowbed-miner.jar
blake3='' gpu_miner='' broker='' seconds=5 javas=()
fail() { echo "benchmarks/mining.sh: $1" >&2; exit 2; }
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --blake3) blake3=$2 ;;
    --java) javas+=("$2") ;;
    --gpu-miner) gpu_miner=$2 ;;
    --broker) broker=$2 ;;
    --seconds) seconds=$2 ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done
[ -n "$blake3$gpu_miner" ] || fail "give --blake3 FOLDER or --gpu-miner BINARY"
[ -f "$jar" ] || fail "$jar is not built"
[ ${#javas[@]} -gt 0 ] || javas=("${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

field() { sed -E "s/.*\"$2\":\"?([^,\"]*).*/\1/" <<<"$1"; }
say() { # WHAT TRIES PEER SHARE
  awk -v what="$1" -v tries="$2" -v peer="$3" -v share="$4" 'BEGIN {
    printf "%-44s %12.2f M/s %7.2f x %s\n", what, tries / 1e6, tries / peer, share == "" ? "" : sprintf("%7.0f %% of the bound", 100 * share) }'
}
measure() { # JAVA BACKEND: JSON lines of the miner's own benchmark
  "$1/bin/java" --add-modules jdk.incubator.vector -jar "$jar" --benchmark --backend "$2" --seconds "$seconds" 2>"$work/errors" ||
    { cat "$work/errors" >&2; exit 1; }
}

if [ -n "$blake3" ]; then
  [ -f "$blake3/blake3.h" ] || fail "--blake3 $blake3: there is no blake3.h; the folder c of the BLAKE3 project is meant"
  flags=() sources=("$blake3"/blake3{,_dispatch,_portable}.c)
  case $(uname -m) in
    x86_64) sources+=("$blake3"/blake3_{sse2,sse41,avx2,avx512}_x86-64_unix.S) ;;
    aarch64) sources+=("$blake3/blake3_neon.c") flags+=(-DBLAKE3_USE_NEON=1) ;;
  esac
  cc -O3 -march=native "${flags[@]+"${flags[@]}"}" -I "$blake3" -o "$work/loop" "$root/benchmarks/peers/blake3-loop.c" "${sources[@]}"
  pinned() { taskset -c 0 "$@"; }
  first=$(pinned "$work/loop" "$seconds")
  for java in "${javas[@]}"; do
    pinned "$java/bin/java" -version 2>&1 | head -n 1
    export -f measure
    export jar seconds work
    pinned bash -c 'measure "$@"' - "$java" cpu >"$work/lines"
    second=$(pinned "$work/loop" "$seconds")
    peer=$(((first + second) / 2))
    say "the BLAKE3 project's C library, one core" "$peer" "$peer" ''
    while read -r line; do
      say "flowbed-miner, $(field "$line" engine), one core" "$(field "$line" triesPerSecond)" "$peer" "$(field "$line" share)"
    done <"$work/lines"
    first=$second
  done
fi

if [ -n "$gpu_miner" ]; then
  [ -x "$gpu_miner" ] || fail "--gpu-miner $gpu_miner cannot be run"
  [ -n "$broker" ] || fail "--gpu-miner wants --broker HOST:PORT"
  timeout $((seconds + 30)) "$gpu_miner" -a "${broker%:*}" -p "${broker##*:}" >"$work/official" 2>&1 || true
  # its last line about the hash rate, in MH/s, is that of a steady state
  rate=$(grep -oiE 'hashrate:? *[0-9.]+' "$work/official" | tail -n 1 | grep -oE '[0-9.]+$' || true)
  [ -n "$rate" ] || { tail -n 20 "$work/official" >&2; fail "the official GPU miner told no hash rate (above)"; }
  peer=$(awk -v rate="$rate" 'BEGIN { print rate * 1e6 }')
  say "the official GPU miner, all cards" "$peer" "$peer" ''
  measure "${javas[0]}" cuda >"$work/lines"
  all=0
  while read -r line; do
    say "flowbed-miner, $(field "$line" device)" "$(field "$line" triesPerSecond)" "$peer" "$(field "$line" share)"
    all=$(awk -v all="$all" -v one="$(field "$line" triesPerSecond)" 'BEGIN { print all + one }')
  done <"$work/lines"
  say "flowbed-miner, all cards" "$all" "$peer" ''
fi
