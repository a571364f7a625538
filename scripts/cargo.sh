#!/usr/bin/env bash
# cargo, found where scripts/install.sh may just have put it.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
exec cargo "$@"
