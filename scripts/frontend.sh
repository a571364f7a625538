#!/usr/bin/env bash
# Build frontend/dist, unless it is newer than everything it is made from.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

scripts/npm-ci.sh frontend

cd frontend
built=dist/index.html
if [ -f "$built" ] && [ -z "$(find . \( -name node_modules -o -name dist \) -prune -o -type f -newer "$built" -print -quit)" ]; then
  exit 0
fi
say "building the front end"
npm run --silent build
touch "$built"
