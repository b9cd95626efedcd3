#!/bin/sh
# Runs one Ripcord folder and keeps it running: started again at once when it asks for that, after a pause when it
# crashed or fell silent, never after SIGTERM. Usage: --state FOLDER [--etc FOLDER] [...]; see
# io.ripcord.launcher.Arguments. RIPCORD_JAVA_OPTS adds flags to those of etc/jvm.options. If the folder has a start.aot
# (see distro/docs/launcher.md), the JVM starts from it; one that does not fit the JVM or the jars is ignored by the JVM.
set -u
LC_ALL=C
export LC_ALL
me=$(basename "$0")
factory=$(cd "$(dirname "$0")/.." && pwd -P) || exit 2
home=$factory

say() {
    echo "$me: $*" >&2
}

# a Java says its version in the file `release`; to ask it itself costs a JVM's start
is_java_25() {
    [ -x "$1" ] && grep -qs '^JAVA_VERSION="25' "$(dirname "$(readlink -f "$1")")/../release"
}

find_java() {
    for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java)" "$factory"/jre/bin/java /usr/lib/jvm/*/bin/java; do
        is_java_25 "$candidate" && echo "$candidate" && return
    done
    say "found no Java 25 in JAVA_HOME, PATH, $factory/jre, /usr/lib/jvm; install one or set JAVA_HOME"
    return 1
}

# the value of an option among the words that follow
option() {
    wanted=$1
    value=$2
    shift 2
    while [ $# -gt 1 ]; do
        [ "$1" != "$wanted" ] || value=$2
        shift
    done
    echo "$value"
}

stopped=
child=
watcher=
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

# A JVM whose heartbeat stands still does not answer any more: keeps where its threads are, and kills it. It may have no
# file for it; then nobody can tell.
watch() {
    last=
    still=0
    while sleep 5 >/dev/null 2>&1 && kill -0 "$1" 2>/dev/null; do
        beat=none
        [ ! -f "$state/run/heartbeat" ] || read -r beat <"$state/run/heartbeat"
        if [ "$beat" = none ] || [ "$beat" != "$last" ]; then
            last=$beat
            still=0
            continue
        fi
        still=$((still + 5))
        [ "$still" -ge "$silence" ] || continue
        say "the device process has not answered for $still s; ending it"
        kill -QUIT "$1" 2>/dev/null
        sleep 3
        [ ! -f "$state/log/silent.txt" ] || mv -f "$state/log/silent.txt" "$state/log/silent.1.txt"
        tail -n 5000 "$out" >"$state/log/silent.txt"
        echo "silent $still" >"$state/run/silent"
        kill -KILL "$1" 2>/dev/null
        return
    done
}

# The heartbeat would wear a flash: it is in memory where the board has a place for that, with a link to it in the state.
begin_heartbeat() {
    rm -f "$state/run/heartbeat"
    if [ "$(stat -f -c %T /run 2>/dev/null)" = tmpfs ] && (echo begin >"$pulse") 2>/dev/null; then
        ln -s "$pulse" "$state/run/heartbeat" 2>/dev/null
    else
        (echo begin >"$state/run/heartbeat") 2>/dev/null || rm -f "$state/run/heartbeat"
    fi
}

# True if the end was an order of the one who runs this script. Code alone does not tell, as any bundle can end the JVM
# with any code; but a JVM that ended in order takes its pid away.
was_ordered() {
    pid=
    [ ! -f "$state/run/device.pid" ] || read -r pid <"$state/run/device.pid"
    [ "$pid" != "$jvm" ]
}

# One file says which base runs: line by line a key, the name of a base in STATE/base, and for a trial how often it was
# started. It is replaced by a rename, so a power cut leaves the old one or the new one.
write_pointer() {
    {
        echo "came-with $came_with"
        [ -z "$runs" ] || echo "runs $runs"
        [ -z "$trial" ] || echo "trial $trial $tries"
        [ -z "$failed" ] || echo "failed $failed"
    } >"$pointer.new" && { sync "$pointer.new" 2>/dev/null || sync; } && mv -f "$pointer.new" "$pointer" \
        && { sync "$state/base" 2>/dev/null || sync; }
}

is_base() {
    [ -n "$1" ] && [ -f "$state/base/$1/bundles.list" ] && [ -f "$state/base/$1/etc/jvm.options" ]
}

# The base of the next start: the one on trial, three times at most; else the one that proved itself last; else the one
# that this script came with. That one also runs when it was exchanged under a pointer that was made for another.
choose_base() {
    home=$factory
    pointer=$state/base/pointer
    [ -f "$pointer" ] || return 0
    came_with=$(cat "$factory/base.signed" "$factory/bundles.list" 2>/dev/null | sha256sum | cut -c 1-64)
    made_for=
    runs=
    trial=
    tries=0
    failed=
    while read -r key name count; do
        case $key in
            came-with) made_for=$name ;;
            runs) runs=$name ;;
            trial) trial=$name tries=${count:-0} ;;
            failed) failed=$name ;;
        esac
    done <"$pointer"
    if [ -n "$made_for" ] && [ "$made_for" != "$came_with" ]; then
        say "$factory is another base than before; it runs"
        rm -f "$pointer"
        return 0
    fi
    if [ -n "$trial" ]; then
        if [ "$tries" -lt 3 ] && is_base "$trial"; then
            tries=$((tries + 1))
            if write_pointer; then
                say "trying the base $trial, start $tries of 3"
                home=$state/base/$trial
                return 0
            fi
        else
            say "the base $trial did not last; the one before it is back"
            failed=$trial
            trial=
            write_pointer || say "cannot write $pointer; going on without"
        fi
    fi
    ! is_base "$runs" || home=$state/base/$runs
}

# The rules that were committed last stand before anything of the device runs; those that are there stay.
load_firewall() {
    [ -f "$state/net/firewall.nft" ] || return
    (
        PATH=$PATH:/usr/sbin:/sbin
        ! nft list table inet ripcord >/dev/null 2>&1 || exit
        if nft -f "$state/net/firewall.nft"; then
            say "the firewall is as it was committed last"
        else
            say "cannot load $state/net/firewall.nft; the device process makes the firewall anew"
        fi
    )
}

run() {
    load_firewall
    choose_base
    classpath=
    for jar in "$home"/lib/*.jar; do classpath=${classpath:+$classpath:}$jar; done
    aot=
    [ ! -f "$home/start.aot" ] || aot="-XX:AOTCache=$home/start.aot"
    compiler=
    [ ! -f "$home/etc/compiler.json" ] || compiler="-XX:CompilerDirectivesFile=$home/etc/compiler.json"
    rm -f "$state/run/silent"
    begin_heartbeat
    # what Java prints goes on to stderr; the file has what the JVM itself says: why it ended, where its threads are.
    # A disk that takes nothing keeps no device from starting.
    out=$state/log/jvm.out
    (: >"$out") 2>/dev/null || out=/dev/null
    # shellcheck disable=SC2086 # flags are words
    "$java" "@$home/etc/jvm.options" "-XX:ErrorFile=$state/log/crash.txt" ${aot:+"$aot"} \
        ${compiler:+-XX:+UnlockDiagnosticVMOptions "$compiler"} ${RIPCORD_JAVA_OPTS:-} \
        -cp "$classpath" io.ripcord.launcher.Main --home "$home" "$@" >"$out" &
    child=$!
    jvm=$child
    watch "$jvm" >/dev/null &
    watcher=$!
    [ -z "$stopped" ] || stop
    await_child
    child=
    kill "$watcher" 2>/dev/null
    [ -z "$stopped" ] || return
    [ "$code" -eq 10 ] || head -n 20 "$out" >&2
}

# for the next start, which tells of it
note_end() {
    if [ -f "$state/run/silent" ]; then
        mv -f "$state/run/silent" "$state/run/seen-end"
    else
        (echo "$code" >"$state/run/seen-end") 2>/dev/null
    fi
}

state=$(option --state '' "$@")
silence=$(option --silent-for 60 "$@")
java=$(find_java) || exit 2
[ -z "$state" ] || mkdir -p "$state/run" "$state/log" || say "cannot make the folders in $state; starting without"
[ -n "$state" ] || exec "$java" -cp "$home/lib/*" io.ripcord.launcher.Main --home "$home" "$@"

pulse=/run/$me.$$.heartbeat
trap 'rm -f "$pulse"' EXIT

pause=1
while :; do
    began=$(date +%s)
    run "$@"
    [ -z "$stopped" ] || exit 0
    case $code in
        0 | 130 | 143) ! was_ordered || exit 0 ;; # the JVM itself got the signal
        2) ! was_ordered || exit 2 ;;             # it said why; another try would not help
        10) pause=1 && continue ;;
    esac
    note_end
    [ $(($(date +%s) - began)) -lt 60 ] || pause=1
    say "the device process ended with code $code; starting it again in $pause s"
    sleep "$pause" &
    child=$!
    await_child
    child=
    [ -z "$stopped" ] || exit 0
    pause=$((pause < 16 ? pause * 2 : 30))
done
