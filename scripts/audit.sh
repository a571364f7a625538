#!/usr/bin/env bash
# The dependencies: licences and bans by cargo-deny, known holes by cargo-audit.
# WUZHEN_ADVISORY_DB is a folder with a copy of the RustSec advisory database; without it that half is skipped.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

if command -v cargo-deny >/dev/null; then
  cargo deny --log-level error check licenses bans sources
else
  warn "SKIPPED: licences and bans (cargo-deny is not installed)"
fi

if [ -z "${WUZHEN_ADVISORY_DB:-}" ]; then
  warn "SKIPPED: known holes in dependencies (WUZHEN_ADVISORY_DB is not set)"
elif ! command -v cargo-audit >/dev/null; then
  warn "SKIPPED: known holes in dependencies (cargo-audit is not installed)"
else
  cargo audit --db "$WUZHEN_ADVISORY_DB" --no-fetch --stale
fi
