#!/usr/bin/env bash
# Searches for the lowest losses of many problems, and collects the points for the table that comes
# with the program: theory/src/main/resources/org/collapselab/theory/known-points.csv.
#
#   experiments/studies/best-known.sh OUT [option of collapse optimum …]
#
# OUT receives a run directory for each problem, and known-points.csv. A problem whose search has
# ended is not searched again. MSE: K = 2 … 10, 15, 20 and L = 3 … 8 at λ = 0.004; cross-entropy:
# K = 4 … 10 and L = 2 … 5 at λ = 0.001, and linear with K = 10, L = 3 at 0.002.
set -euo pipefail

here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
out="${1:?where to write, such as runs/best-known}"
shift
mkdir -p "$out"

search() { # NAME, then options
  local folder="$out/$1"
  shift
  compgen -G "$folder/*/known-points.csv" >/dev/null ||
    "$here/collapse" optimum --runs-dir "$folder" "$@"
}

for classes in 2 3 4 5 6 7 8 9 10 15 20; do
  for depth in 3 4 5 6 7 8; do
    search "k$classes-l$depth-mse" --classes "$classes" --depth "$depth" --lambda 0.004 "$@"
  done
done
for classes in 4 5 6 7 8 9 10; do
  for depth in 2 3 4 5; do
    search "k$classes-l$depth-ce" --classes "$classes" --depth "$depth" --lambda 0.001 --loss ce "$@"
    lambda=0.001
    [ "$classes-$depth" != 10-3 ] || lambda=0.002
    search "k$classes-l$depth-ce-linear" --classes "$classes" --depth "$depth" --lambda "$lambda" \
      --loss ce --linear "$@"
  done
done

table="$out/known-points.csv"
files=("$out"/*/*/known-points.csv)
{
  head -n 1 "${files[0]}"
  tail -q -n +2 "${files[@]}" | sort -t, -k3,3r -k4,4r -k1,1n -k2,2n -k6,6g
} >"$table"
echo "$(($(wc -l <"$table") - 1)) points in $table"
