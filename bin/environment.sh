# shellcheck shell=bash
# The only place where environment variables are parsed, or rejected by name. If a function fails, the
# message to print is on its standard output.

# The home directory, for ~ in paths. For a user without an entry in /etc/passwd it is HOME.
home_directory() {
  case "${HOME:-}" in
  /*) echo "$HOME" ;;
  *) (
    unset HOME
    echo ~
  ) ;;
  esac
}

# Expands ~ in the path that a variable holds; prints nothing if it is not set or blank.
path_variable() {
  local name="$1" value="${!1:-}"
  case "$value" in
  "" | *[![:space:]]*) ;;
  *) value="" ;;
  esac
  # shellcheck disable=SC2088 # the tilde that no shell expanded is meant
  case "$value" in
  "~") home_directory ;;
  "~/"*) echo "$(home_directory)/${value#"~/"}" ;;
  "~"*)
    echo "$name is '$value': of paths with ~ only ~/… is understood; write out the directory of another user"
    return 1
    ;;
  *) echo "$value" ;;
  esac
}

# The whole number that a variable holds, without leading zeros, or the default if it is not set.
number_variable() {
  local name="$1" default="$2" least="$3" most="$4" what="$5" value="${!1:-}"
  value="${value//[[:space:]]/}"
  value="${value:-$default}"
  if [[ "$value" =~ ^0*([0-9]{1,9})$ ]] &&
    [ "${BASH_REMATCH[1]}" -ge "$least" ] && [ "${BASH_REMATCH[1]}" -le "$most" ]; then
    value="${BASH_REMATCH[1]}"
    echo "$((10#$value))"
    return
  fi
  echo "$name must be $what, a whole number from $least to $most; it is '${!1}'"
  return 1
}

# Megabytes of Java's heap with these JVM flags, of which the last -Xmx counts; 2 GB without one.
heap_megabytes() {
  local flag megabytes=2048
  for flag in $1; do
    if [[ "$flag" =~ ^-Xmx([0-9]{1,12})([kKmMgGtT]?)$ ]]; then
      case "${BASH_REMATCH[2]}" in
      [kK]) megabytes=$((10#${BASH_REMATCH[1]} / 1024)) ;;
      [mM]) megabytes=$((10#${BASH_REMATCH[1]})) ;;
      [gG]) megabytes=$((10#${BASH_REMATCH[1]} * 1024)) ;;
      [tT]) megabytes=$((10#${BASH_REMATCH[1]} * 1048576)) ;;
      *) megabytes=$((10#${BASH_REMATCH[1]} / 1048576)) ;;
      esac
    fi
  done
  echo "$megabytes"
}
