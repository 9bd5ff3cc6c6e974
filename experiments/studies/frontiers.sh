#!/usr/bin/env bash
# The lowest losses found at each rank for few classes, as one table: docs/codes.md quotes it.
#
#   experiments/studies/frontiers.sh OUT [option of collapse optimum …]
#
# CLASSES and DEPTHS choose the problems (default: 3 4 5 6 and 3 4 5 6 8); all of them under MSE with
# ReLU, all λ = 0.004, n = 1. OUT receives a run directory for each, and frontiers.csv.
set -euo pipefail

here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
out="${1:?where to write, such as runs/frontiers}"
shift
mkdir -p "$out"
table="$out/frontiers.csv"
echo "classes,depth,rank,loss,gradient_norm,ranks,start,origin" > "$table"
for classes in ${CLASSES:-3 4 5 6}; do
  for depth in ${DEPTHS:-3 4 5 6 8}; do
    folder="$out/k$classes-l$depth"
    "$here/collapse" optimum --classes "$classes" --depth "$depth" --lambda 0.004 \
      --runs-dir "$folder" "$@"
    newest="$(ls -d "$folder"/*-optimum-* | tail -n 1)"
    tail -n +2 "$newest/frontier.csv" |
      awk -F, -v k="$classes" -v l="$depth" -v OFS=, '{print k, l, $1, $2, $4, $6, $9, $10}' >> "$table"
  done
done
