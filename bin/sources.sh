# shellcheck shell=bash
# What the program is built from: a change to any of these files asks for a build.

# A line a file, hash and path, in the order of paths. To be called in the root of a checkout. Names
# and contents count; times do not, so that copies, clocks and `touch` make no difference.
list_sources() {
  find pom.xml ./*/pom.xml ./*/src/main -type f ! -path './benchmarks/*' -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum
}

# One hash of all of them.
hash_sources() {
  local sum
  sum="$(list_sources | sha256sum)" && echo "${sum%% *}"
}
