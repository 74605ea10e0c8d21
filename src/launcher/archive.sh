# shellcheck shell=sh
# Part of the launcher ykaws, which reads it when it has no class-data archive that fits.
# In: yk_app, yk_store, yk_slot, yk_parts, yk_java, yk_home, yk_major, yk_launcher, and the launcher's functions.
#
# It is a static archive, also where AOT caches exist: what is linked ahead of time is all loaded at every start, and so a
# "code" would load the AWS SDK; and a cache learns from one run, an archive from several. The dynamic archives of
# JDK 17 leave out old class files, which picocli has many of.
# shellcheck disable=SC2154 # the launcher assigns that
# shellcheck source=src/launcher/lock.sh
. "$yk_parts/lock.sh"

yk_lessons() { # the training runs, one a line, in a home that is thrown away; the last looks for a reader that isn't there
  cat <<'END'
--version
--sandbox enroll dev
--sandbox code dev
--sandbox code arn:aws:iam::123456789012:mfa/dev
--sandbox oath list
--sandbox key list
--sandbox export --format json dev-role
--sandbox export --format json dev-role
--sandbox exec dev-role -- true
--reader ykaws-training code dev
END
}

yk_train_later() { # as nobody's child, so that neither the program nor "exec"'s command finds it among theirs
  (
    trap '' HUP INT QUIT TSTP
    cd / || exit
    exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    {
      # After the command that it was started with, as far as that can be.
      renice -n 15 -p "$(exec sh -c 'echo "$PPID"')"
      sleep 1
      yk_train
    } &
  )
}

yk_train() { # in a subshell: makes the archive and its stamp, and says nothing
  umask 077
  yk_me=$(exec sh -c 'echo "$PPID"')
  yk_app=$(cd -P "$yk_app" && pwd -P) || exit
  mkdir -p "$yk_store" || exit
  until yk_lock "$yk_slot.lock" "$yk_me"; do
    [ "${YKAWS_ARCHIVE:-}" = wait ] || exit
    sleep 1
  done
  yk_new=$yk_slot.new.$yk_me
  trap 'rm -rf "$yk_new" "$yk_slot.lock"' EXIT
  ! yk_use_archive || exit
  yk_know_java
  rm -rf "$yk_slot".new.*
  mkdir "$yk_new" || exit
  yk_dialect=gnu
  stat -L -c %s / >/dev/null 2>&1 || yk_dialect=bsd
  yk_jsa=/dev/null
  # shellcheck disable=SC2046 # numbers
  yk_digest $(yk_facts "$yk_dialect" "$yk_jsa") || exit
  yk_before=$yk_sum
  yk_class_path
  yk_flags
  yk_learn
  # Without an archive the stamp says so: making one would fail again until something changes.
  yk_stamped=none
  if yk_dump; then
    mv -f "$yk_new/jsa" "$yk_slot.jsa" || exit
    yk_jsa=$yk_slot.jsa
    yk_stamped=
  fi
  # shellcheck disable=SC2046 # numbers
  yk_digest $(yk_facts "$yk_dialect" "$yk_jsa") || exit
  [ "$yk_before" = "$yk_sum" ] || exit
  yk_stamped=${yk_stamped:-$yk_size $yk_time}
  printf '%s\n' "$yk_dialect" "$yk_java" "$yk_home" "$yk_major" "$yk_app" "$yk_stamped $yk_sum" >"$yk_new/stamp" \
    && mv -f "$yk_new/stamp" "$yk_slot.stamp"
}

yk_learn() { # which classes are loaded, into $yk_new/list.*
  yk_lessons >"$yk_new/lessons"
  yk_lesson=0
  while IFS= read -r yk_line; do
    yk_lesson=$((yk_lesson + 1))
    # shellcheck disable=SC2086 # options, and a line of words
    env -i "PATH=$PATH" LC_ALL=C.UTF-8 "HOME=$yk_new" "YKAWS_HOME=$yk_new/home" \
      YKAWS_SANDBOX_TOUCH=auto YKAWS_ARCHIVE=off "YKAWS_APP_DIR=$yk_app" "YKAWS_JAVA_HOME=$yk_home" \
      "$yk_home/bin/java" $yk_options "-XX:DumpLoadedClassList=$yk_new/list.$yk_lesson" -XX:ErrorFile=/dev/null \
      "-Dykaws.native=$yk_app/native" -Dykaws.tty=000 "-Dykaws.launcher=$yk_launcher" \
      "-Dykaws.launcher.pid=$yk_me" -Dykaws.handoff=8 -cp "$yk_cp" ykaws.Main $yk_line </dev/null >/dev/null 2>&1 8>/dev/null
  done <"$yk_new/lessons"
}

yk_more_classes() { # that are only loaded once there is a card in a reader; the JVM passes over those that are gone
  cat <<'END'
com/sun/jna/Native$Buffers
com/sun/jna/NativeString
com/sun/jna/NativeString$StringMemory
com/sun/jna/Structure$NativeStringTracking
javax/smartcardio/ATR
javax/smartcardio/Card
javax/smartcardio/CardChannel
javax/smartcardio/CardTerminal
javax/smartcardio/CardTerminals$State
javax/smartcardio/CommandAPDU
javax/smartcardio/ResponseAPDU
jnasmartcardio/Smartcardio$JnaCard
jnasmartcardio/Smartcardio$JnaCardChannel
jnasmartcardio/Smartcardio$JnaCardException
jnasmartcardio/Smartcardio$JnaCardNotPresentException
jnasmartcardio/Smartcardio$JnaCardTerminal
ykaws/pcsc/ResetOnClose
ykaws/pcsc/smartcardio/ConnectPolicy
ykaws/pcsc/smartcardio/ConnectPolicy$Attempt
ykaws/pcsc/smartcardio/JnaTransmission
ykaws/pcsc/smartcardio/PcscConnection
ykaws/pcsc/smartcardio/PcscConnection$Place
ykaws/pcsc/smartcardio/PcscReader
END
}

yk_dump() { # makes $yk_new/jsa, or is false
  # Newer JVMs number the classes of a run, and take no number twice.
  { cat "$yk_new"/list.* && yk_more_classes; } | sed -e '/ source: /d' -e 's/ id: .*//' | sort -u >"$yk_new/list"
  # Only G1 can store the heap objects that belong to classes; our serial collector can read them.
  # shellcheck disable=SC2086 # options
  "$yk_home/bin/java" -Xshare:dump $yk_options -XX:-UseSerialGC -XX:+UseG1GC -XX:ErrorFile=/dev/null \
    "-XX:SharedClassListFile=$yk_new/list" "-XX:SharedArchiveFile=$yk_new/jsa" -cp "$yk_cp" >/dev/null 2>&1 \
    && [ -s "$yk_new/jsa" ]
}
