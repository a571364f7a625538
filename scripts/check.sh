#!/usr/bin/env bash
# make check: what is worth knowing before every commit, in a minute or two.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

scripts/install.sh build

say "format"
cargo fmt --all --check

say "clippy"
cargo clippy --workspace --all-targets --locked -- -D warnings

say "unit tests of domain and judging"
if cargo nextest --version >/dev/null 2>&1; then
  cargo nextest run --locked --package domain --package judging
else
  cargo test --locked --package domain --package judging
fi

say "front-end types"
scripts/npm-ci.sh frontend
npm --prefix frontend run --silent typecheck
