# shellcheck shell=bash
# The sources of the program: a change to any of these files requires a build.

# Prints the command that computes SHA-256; macOS has shasum.
sha256() {
  if command -v sha256sum >/dev/null; then echo sha256sum; else echo shasum -a 256; fi
}

# One line per file, hash and path, sorted by path. Call it in the root of a checkout. Only names and
# contents count, not times, so that copies, clocks and `touch` make no difference.
list_sources() {
  find pom.xml ./*/pom.xml ./*/src/main -type f ! -path './benchmarks/*' ! -path './examples/*' -print0 | LC_ALL=C sort -z |
    xargs -0 $(sha256)
}

# One hash of all files.
hash_sources() {
  local sum
  sum="$(list_sources | $(sha256))" && echo "${sum%% *}"
}
