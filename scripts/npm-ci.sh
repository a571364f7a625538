#!/usr/bin/env bash
# npm ci in a folder, unless its node_modules are already those of the lock file.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

cd "$1"
stamp=node_modules/.installed-lock.json
if ! cmp -s package-lock.json "$stamp"; then
  say "npm ci in $1"
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
