#!/usr/bin/env bash
# make test: every check that CI runs, the cheap ones first; the first that fails ends it.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

reports=$PWD/target/reports
rm -rf "$reports" target/nextest/ci tests/e2e/results
mkdir -p "$reports"

title=
trap '[ $? = 0 ] || warn "make test stopped at: $title"' EXIT

# step TITLE COMMAND...   in the top folder
step() {
  title=$1
  shift
  say "$title"
  local begun=$SECONDS
  "$@"
  printf -- '-- %s: %d s\n' "$title" $((SECONDS - begun))
}

# One selection of packages and one profile for all that is compiled: with another, cargo compiles everything again.
# The binary is among them, since the command line's tests run it.
whole=(--workspace --locked)
profile=journeys

compile() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run "${whole[@]}" --cargo-profile "$profile" --profile ci --no-run
  else
    cargo test "${whole[@]}" --profile "$profile" --lib --bins --tests --no-run
  fi
}

rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    scripts/postgres.sh cargo nextest run "${whole[@]}" --cargo-profile "$profile" --profile ci
    cp target/nextest/ci/junit.xml "$reports/nextest.xml"
  else
    warn "cargo-nextest is not installed: slower, by cargo test"
    scripts/postgres.sh cargo test "${whole[@]}" --profile "$profile" --lib --bins --tests --no-fail-fast | tee "$reports/cargo-test.log"
  fi
}

doc_tests() { cargo test "${whole[@]}" --profile "$profile" --doc | tee "$reports/doc-tests.log"; }

frontend_tests() {
  npm --prefix frontend run --silent test -- \
    --reporter=default --reporter=junit --outputFile.junit="$reports/vitest.xml"
}

browser_journeys() {
  npm --prefix tests/e2e run --silent test
  cp tests/e2e/results/junit.xml "$reports/playwright.xml"
}

# Adds up what the runners wrote: JUnit files by suite, `test result:` lines of cargo test.
total() {
  {
    grep -oh '<testsuite [^>]*>' "$reports"/*.xml
    grep -h '^test result:' "$reports"/*.log
  } | awk '
    function attribute(name,  part) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
    /^<testsuite/ { bad = attribute("failures") + attribute("errors"); away = attribute("skipped")
                    passed += attribute("tests") - bad - away; failed += bad; skipped += away }
    /^test result:/ { passed += $4; failed += $6; skipped += $8 }
    END { printf "%d passed, %d failed", passed, failed; if (skipped) printf ", %d skipped", skipped; print "" }'
}

step "install what is missing" scripts/install.sh test
step "shell scripts" shellcheck -x scripts/*.sh .ci/run
step "Rust format" cargo fmt --all --check
step "dependencies" scripts/audit.sh
step "front-end packages" scripts/npm-ci.sh frontend
step "front-end lint" npm --prefix frontend run --silent lint
step "front-end types" npm --prefix frontend run --silent typecheck
step "front-end tests" frontend_tests
step "front-end build" scripts/frontend.sh
step "front-end size" npm --prefix frontend run --silent budget
step "browser journeys: packages" scripts/npm-ci.sh tests/e2e
step "browser journeys: types" npm --prefix tests/e2e run --silent types
step "clippy" cargo clippy "${whole[@]}" --profile "$profile" --all-targets -- -D warnings
step "the binary and its tests" compile
export WUZHEN_BUILT=yes
step "API and its types are current" scripts/api.sh check
step "Rust tests, SQLite and PostgreSQL" rust_tests
step "Rust doc tests" doc_tests
step "browser journeys" browser_journeys

say "all of it, in $((SECONDS / 60)) min $((SECONDS % 60)) s"
total
