# shellcheck shell=sh
# Part of the launcher ykaws, which reads it when no stamp tells about the Java that it would use.
# shellcheck disable=SC2154 # the launcher assigns yk_java and yk_file

yk_ask_java() { # sets yk_home and yk_version by asking yk_java: for wrappers, and macOS's stub
  while IFS= read -r yk_line; do
    case $yk_line in
      *' java.home = '*) yk_home=${yk_line#*= } ;;
      *' java.version = '*) yk_version=${yk_line#*= } ;;
    esac
  done <<END
$("$yk_java" -XshowSettings:properties -version 2>&1)
END
}

yk_know_java() { # sets yk_home, yk_version and yk_major of yk_java; false if it is too old, or no Java
  yk_version=
  [ -x "$yk_java" ] || return 1
  yk_follow "$yk_java"
  yk_home=${yk_file%/bin/java}
  if [ -f "$yk_home/release" ]; then
    while IFS= read -r yk_line; do
      case $yk_line in
        JAVA_VERSION=*) yk_version=${yk_line#JAVA_VERSION=} ;;
      esac
    done <"$yk_home/release"
    yk_version=${yk_version#\"}
    yk_version=${yk_version%\"}
  fi
  [ -n "$yk_version" ] || yk_ask_java
  yk_major=${yk_version%%[!0-9]*}
  [ -n "$yk_major" ] && [ "$yk_major" -ge 17 ] && [ -x "$yk_home/bin/java" ]
}

yk_need_java() { # as yk_know_java, of the first choice that will do
  yk_first_java
  yk_know_java && return 0
  yk_tried="${yk_java:+: $yk_java is ${yk_version:-none}}"
  if [ -n "${JAVA_HOME:-}" ] && [ -z "${YKAWS_JAVA_HOME:-}" ]; then
    yk_java_on_path
    yk_know_java && return 0
    yk_tried="$yk_tried${yk_java:+, $yk_java is ${yk_version:-none}}"
  fi
  yk_fail "Java 17 or newer is needed, and was not found$yk_tried" \
    "install a JDK, 17 or newer (Debian and Ubuntu: apt install openjdk-17-jdk; macOS: brew install openjdk)" \
    "or set YKAWS_JAVA_HOME to the folder of one"
}
