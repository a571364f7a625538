#!/usr/bin/env bash
# How long our arithmetic takes beside that of established programs, on the same machine in the same run, and whether
# both come to the same: OR-tools (from PyPI, into target/) for assignments, lme4 (Debian's r-cran-lme4, installed where
# that is allowed) for scores with random entries and judges. The latter needs WUZHEN_REFERENCE_DATA.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

others=crates/judging/benches/others
python=target/compare/bin/python
if [ ! -x "$python" ]; then
  python3 -m venv target/compare
  "$python" -m pip install --quiet ortools
fi
if ! Rscript -e 'library(lme4)' >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  apt-get install --yes --no-install-recommends r-base-core r-cran-lme4 >/dev/null
fi

say "building ours"
cargo bench --quiet --locked --package judging --bench others --no-run

theirs=$(mktemp) ours=$(mktemp)
trap 'rm -f "$theirs" "$ours"' EXIT
say "others"
"$python" "$others/assignment.py" | tee "$theirs"
if [ -n "${WUZHEN_REFERENCE_DATA:-}" ] && command -v Rscript >/dev/null; then
  Rscript "$others/both_random.R" "$WUZHEN_REFERENCE_DATA/lme4/insteval.csv.gz" | tee -a "$theirs"
else
  warn "without Rscript, r-cran-lme4 and WUZHEN_REFERENCE_DATA lme4 is not compared"
fi
say "ours"
cargo bench --quiet --locked --package judging --bench others | tee "$ours"

say "side by side (milliseconds; above 1 ours is faster)"
awk '
  NR == FNR { came[$1] = $2; took[$1] = $3; next }
  $1 in came {
    printf "%-32s %8.1f %8.1f  ratio %5.1f  %s%s\n", $1, took[$1], $3, took[$1] / $3,
      (came[$1] - $2) ^ 2 < 1e-4 ? "same result" : "OTHER RESULT: " came[$1] " and " $2, $4 ? " (" $4 " arcs)" : ""
  }' "$theirs" "$ours"
