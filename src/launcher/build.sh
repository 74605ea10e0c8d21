# shellcheck shell=sh
# Part of the launcher ykaws, which reads it when the program must be built. In: yk_root, yk_builds, yk_parts, yk_home.
# shellcheck disable=SC2154 # the launcher assigns that
# shellcheck source=src/launcher/lock.sh
. "$yk_parts/lock.sh"

yk_build() { # sets yk_app
  [ -x "$yk_home/bin/javac" ] || yk_fail "the build needs a JDK, and $yk_home has no compiler" \
    "install a JDK, 17 or newer (Debian and Ubuntu: apt install openjdk-17-jdk), or set YKAWS_JAVA_HOME to one"
  command -v mvn >/dev/null || yk_fail "Maven is needed to build ykaws, and mvn is not on PATH" \
    "install Maven (Debian and Ubuntu: apt install maven; macOS: brew install maven)"
  if ! mkdir -p "$yk_builds" 2>/dev/null || [ ! -w "$yk_builds" ]; then
    yk_fail "cannot write to $yk_builds, where ykaws is built" \
      "build a copy of this folder, with mvn package, and set YKAWS_APP_DIR to its src/target/app"
  fi
  yk_said=
  until yk_lock "$yk_builds/lock" $$; do
    [ -n "$yk_said" ] || printf 'ykaws: waiting for another build of it\n' >&2
    yk_said=1
    sleep 1
  done
  yk_work=$yk_builds/work.$$
  trap 'rm -rf "$yk_work" "$yk_builds/lock"; exit 130' INT TERM HUP
  # The one that we waited for may have done it.
  yk_current || yk_build_now
  rm -f "$yk_builds/lock"
  trap - INT TERM HUP
}

yk_build_now() {
  yk_log=$yk_builds/build.log
  printf 'ykaws: building the program, on first use and after changes: a minute or two\n' >&2
  rm -rf "$yk_builds"/work.*
  yk_copy_sources "$yk_work/tree" || yk_build_failed "the sources cannot be copied to $yk_work"
  # Without the checks that are for who changes the program: they take most of the time, and know no newer JDK.
  (cd "$yk_work/tree" && JAVA_HOME=$yk_home exec mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -Dmdep.analyze.skip=true -Derrorprone.flag=-nowarn -Dwarnings.flag=-nowarn package) >"$yk_log" 2>&1 </dev/null \
    || yk_build_failed "the build failed; its log: $yk_log"
  yk_store_build "$yk_work/tree/src/target/app" || yk_build_failed "the built program cannot be stored in $yk_builds"
  rm -rf "$yk_work"
  yk_remove_old_builds
}

yk_copy_sources() { # into $1, to be built there: the developer's target folders stay as they are
  mkdir "$yk_work" && mkdir "$1" || return 1
  # As old as the start of the copy, so that what is edited meanwhile counts as newer than the build.
  : >"$yk_work/built" || return 1
  cp "$yk_root/pom.xml" "$1" || return 1
  [ ! -d "$yk_root/.mvn" ] || cp -R "$yk_root/.mvn" "$1" || return 1
  for yk_pom in "$yk_root"/*/pom.xml; do
    yk_module=${yk_pom%/pom.xml}
    yk_copy=$1/${yk_module##*/}
    mkdir "$yk_copy" && cp "$yk_pom" "$yk_copy" || return 1
    if [ -d "$yk_module/main" ]; then
      cp -R "$yk_module/main" "$yk_copy" || return 1
    elif [ -d "$yk_module/src/main" ]; then
      mkdir "$yk_copy/src" && cp -R "$yk_module/src/main" "$yk_copy/src" || return 1
    fi
  done
}

yk_store_build() { # from $1, by renames: a start sees the former build or this one, whole
  yk_name=app.$(date +%Y%m%d-%H%M%S).$$
  yk_app=$yk_builds/$yk_name
  mv "$yk_work/built" "$1/built" && mv "$1" "$yk_app" && printf '%s\n' "$yk_name" >"$yk_work/current" \
    && mv -f "$yk_work/current" "$yk_builds/current"
}

yk_remove_old_builds() { # but not those that a running program still reads its jars from
  yk_running=$(ps -A -ww -o args 2>/dev/null || ps -o args 2>/dev/null) || return 0
  for yk_dir in "$yk_builds"/app.*; do
    [ "$yk_dir" != "$yk_app" ] || continue
    case $yk_running in
      *"${yk_dir##*/}/"*) ;;
      *) rm -rf "$yk_dir" ;;
    esac
  done
}

yk_build_failed() {
  rm -rf "$yk_work" "$yk_builds/lock"
  yk_fail "$1" "what Maven says about it: mvn -DskipTests package"
}
