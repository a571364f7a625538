#!/usr/bin/env bash
# make bench: measures the release binary on seeded data and on the demonstration; asserts nothing.
#   scripts/bench.sh [--json FILE] [--quick] [--seeded-only] [--keep]
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

scripts/install.sh build
scripts/frontend.sh
say "building"
# One after the other: built together, the product would get the features that the driver's dependencies want.
cargo build --release --locked --package wuzhen
cargo build --release --locked --package bench
built=${CARGO_TARGET_DIR:-target}/release
say "measuring; anything else that runs on this machine shows in the figures"
"$built/bench" --binary "$built/wuzhen" "$@"
