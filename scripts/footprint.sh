#!/usr/bin/env bash
# Prints what the release binary costs: its size, how long it takes from start to the first answer on a
# migrated database, and its memory at rest. Run `make build-release` first.
#   scripts/footprint.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
binary=target/release/wuzhen
[ -x "$binary" ] || { echo "$binary is missing: make build-release" >&2; exit 1; }
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
"$binary" migrate --data "$data" >/dev/null

bytes=$(stat -c %s "$binary")
echo "size: $((bytes / 1000000)) MB ($bytes bytes)"
for run in $(seq "$runs"); do
  port=$((20000 + RANDOM % 20000))
  begin=$(date +%s%N)
  "$binary" serve --data "$data" --listen "127.0.0.1:$port" --public-url "http://localhost:$port" 2>/dev/null &
  server=$!
  until curl -sf -o /dev/null -H "Host: localhost:$port" "http://127.0.0.1:$port/healthz"; do
    kill -0 "$server" 2>/dev/null || { echo "the server ended" >&2; exit 1; }
    sleep 0.002
  done
  end=$(date +%s%N)
  sleep 3
  rss=$(awk '/^VmRSS/ {print $2}' "/proc/$server/status")
  kill "$server"
  wait "$server" || true
  echo "run $run: first answer after $(((end - begin) / 1000000)) ms, at rest $((rss / 1024)) MiB"
done
