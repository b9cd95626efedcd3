#!/bin/sh
# Runs one Ripcord folder and keeps it running: started again at once when it asks for that, after a pause when it
# crashed, never after SIGTERM. Usage: --state FOLDER [--etc FOLDER] [...]; see io.ripcord.launcher.Arguments.
# RIPCORD_JAVA_OPTS adds flags to those of etc/jvm.options. If the folder has a start.aot (see distro/docs/launcher.md),
# the JVM starts from it; one that does not fit the JVM or the jars is ignored by the JVM.
set -u
LC_ALL=C
export LC_ALL
me=$(basename "$0")
home=$(cd "$(dirname "$0")/.." && pwd -P) || exit 2

# a Java says its version in the file `release`; to ask it itself costs a JVM's start
is_java_25() {
    [ -x "$1" ] && grep -qs '^JAVA_VERSION="25' "$(dirname "$(readlink -f "$1")")/../release"
}

find_java() {
    for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java)" "$home"/jre/bin/java /usr/lib/jvm/*/bin/java; do
        is_java_25 "$candidate" && echo "$candidate" && return
    done
    echo "$me: found no Java 25 in JAVA_HOME, PATH, $home/jre, /usr/lib/jvm; install one or set JAVA_HOME" >&2
    return 1
}

stopped=
child=
stop() {
    stopped=yes
    [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}
trap stop TERM INT HUP

# wait also returns when a signal is trapped; the child is gone only when its process is
await_child() {
    while :; do
        wait "$child"
        code=$?
        kill -0 "$child" 2>/dev/null || return
    done
}

java=$(find_java) || exit 2
classpath=
for jar in "$home"/lib/*.jar; do classpath=${classpath:+$classpath:}$jar; done

aot=
[ ! -f "$home/start.aot" ] || aot="-XX:AOTCache=$home/start.aot"
compiler=
[ ! -f "$home/etc/compiler.json" ] || compiler="-XX:CompilerDirectivesFile=$home/etc/compiler.json"

pause=1
while :; do
    began=$(date +%s)
    # shellcheck disable=SC2086 # flags are words
    "$java" "@$home/etc/jvm.options" ${aot:+"$aot"} ${compiler:+-XX:+UnlockDiagnosticVMOptions "$compiler"} ${RIPCORD_JAVA_OPTS:-} -cp "$classpath" io.ripcord.launcher.Main --home "$home" "$@" &
    child=$!
    [ -z "$stopped" ] || stop
    await_child
    child=
    [ -z "$stopped" ] || exit 0
    case $code in
        0 | 130 | 143) exit 0 ;; # the JVM itself got the signal
        2) exit 2 ;;             # it said why; another try would not help
        10) pause=1 && continue ;;
    esac
    [ $(($(date +%s) - began)) -lt 60 ] || pause=1
    echo "$me: the device process ended with code $code; starting it again in $pause s" >&2
    sleep "$pause" &
    child=$!
    await_child
    child=
    [ -z "$stopped" ] || exit 0
    pause=$((pause < 16 ? pause * 2 : 30))
done
