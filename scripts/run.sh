#!/usr/bin/env bash
# make run: from a bare machine to a running demonstration.
#   scripts/run.sh [port]
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

scripts/install.sh build
scripts/frontend.sh
say "building wuzhen"
cargo build --locked --profile journeys --package wuzhen
mkdir -p data
exec "$WUZHEN_BINARY" demo --data ./data/demo --port "${1:-8080}" --logins ./data/demo/logins.json
