# shellcheck shell=sh
# Part of the launcher ykaws.

yk_lock() { # makes the link $1 that names process $2; false if a living process, then yk_holder, has made it
  ln -s "$2" "$1" 2>/dev/null && return 0
  yk_holder=$(readlink "$1") || return 1
  kill -0 "$yk_holder" 2>/dev/null && return 1
  # Its owner died. Of several who see that, only one can rename it away.
  mv "$1" "$1.$2" 2>/dev/null && rm -f "$1.$2"
  ln -s "$2" "$1" 2>/dev/null
}
