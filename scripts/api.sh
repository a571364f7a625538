#!/usr/bin/env bash
# The API's description and the types made from it are committed; this keeps them true.
#   scripts/api.sh check   fail when they differ from what the binary says
#   scripts/api.sh write   write them anew
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

scripts/npm-ci.sh frontend
# `make test` has just built it, beside the tests.
[ -n "${WUZHEN_BUILT:-}" ] || cargo build --locked --profile journeys --package wuzhen
"$WUZHEN_BINARY" openapi >target/openapi.json

cd frontend
if [ "${1:-check}" = write ]; then
  cp ../target/openapi.json openapi.json
  npm run --silent api
  exit 0
fi

if ! diff -u openapi.json ../target/openapi.json; then
  warn "frontend/openapi.json is not what the binary says: run 'make api' and commit"
  exit 1
fi
npx --no-install openapi-typescript openapi.json -o ../target/schema.d.ts >/dev/null
if ! diff -u src/api/schema.d.ts ../target/schema.d.ts; then
  warn "frontend/src/api/schema.d.ts is not what openapi.json says: run 'make api' and commit"
  exit 1
fi
