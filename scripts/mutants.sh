#!/usr/bin/env bash
# Changes the arithmetic of aggregation, trimming, thresholds and ties in hundreds of small ways, one at a time, and tells
# which change no test notices. Takes most of an hour; not part of `make test`.
#   scripts/mutants.sh [ARGUMENT...]   arguments of `cargo mutants`, such as --file crates/judging/src/panel.rs
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

export PATH="$PWD/target/tools/mutants/bin:$PATH"
if ! command -v cargo-mutants >/dev/null; then
  say "installing cargo-mutants into target/tools"
  cargo install --quiet --locked --root target/tools/mutants --version 27.1.0 cargo-mutants
fi
cargo mutants --package judging --output target/mutants --jobs 2 "$@"
