# shellcheck shell=bash
# Sourced by the other scripts: go to the top of the repository, find the tools that scripts/install.sh brought.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/target/tools/node/node_modules/.bin:$PWD/target/tools/python/bin:$HOME/.cargo/bin:$PATH"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# Where the binary of the browser journeys and of `make run` is.
export WUZHEN_BINARY="$PWD/target/journeys/wuzhen"

# rust-embed wants the folder to exist, even before the front end was built.
mkdir -p frontend/dist target

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
warn() { printf '\033[33m!! %s\033[0m\n' "$*" >&2; }
