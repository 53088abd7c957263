# What bin/mxcp and bin/mxcp-cache share. Sourced with $home set; sets $java_home, $jvm_flags and $cache.
# shellcheck shell=sh disable=SC2154,SC2034

# The same for training and for running: a cache made with other flags is of no use to the JVM.
# The JVM's own messages would go to stdout, which belongs to JSON and to the stdio protocol.
jvm_flags="-XX:+UseCompactObjectHeaders
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -Xlog:disable -Xlog:all=error:stderr"

cache=$home/lib/mxcp.aot

# The major version that a JDK's `release` file names; 0 where there is none.
java_version_of() {
    if [ -x "$1/bin/java" ] && [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=\"*)
                    line=${line#JAVA_VERSION=\"}
                    line=${line%%[!0-9]*}
                    echo "${line:-0}"
                    return
                    ;;
            esac
        done <"$1/release"
    fi
    echo 0
}

# Takes the directory as $java_home when it has a Java 25 or newer.
try_java() {
    [ -n "$1" ] && [ "$(java_version_of "$1")" -ge 25 ] && java_home=$1
}

java_on_path() {
    found=$(command -v java) || return 1
    while [ -h "$found" ]; do
        link=$(readlink "$found")
        case $link in
            /*) found=$link ;;
            *) found=$(dirname "$found")/$link ;;
        esac
    done
    try_java "$(dirname "$(dirname "$found")")"
}

find_java() {
    if [ -n "${MXCP_JAVA_HOME:-}" ]; then
        try_java "$MXCP_JAVA_HOME" && return
        echo "mxcp: MXCP_JAVA_HOME is $MXCP_JAVA_HOME, which has no Java 25 or newer; point it at one, or unset it." >&2
        return 1
    fi
    try_java "${JAVA_HOME:-}" && return
    java_on_path && return
    for place in /usr/lib/jvm/*25* /opt/java/* /opt/*jdk*25* "${HOME:-}"/.sdkman/candidates/java/25* \
        "${HOME:-}"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home /usr/local/*jdk*25*; do
        try_java "$place" && return
    done
    if [ -x /usr/libexec/java_home ]; then
        try_java "$(/usr/libexec/java_home -v 25 2>/dev/null)" && return
    fi
    echo "mxcp: no Java 25 found (looked at MXCP_JAVA_HOME, JAVA_HOME, PATH and the usual places)." >&2
    echo "Install a JDK or JRE 25, Temurin 25 for example, or set JAVA_HOME to one." >&2
    return 1
}

# Digests of the Java and of every jar. The JVM itself does not notice that a jar was swapped.
fingerprint() {
    if command -v sha256sum >/dev/null 2>&1; then
        digest=sha256sum
    elif command -v shasum >/dev/null 2>&1; then
        digest="shasum -a 256"
    else
        return 1
    fi
    (
        cd "$home" || exit 1
        $digest <"$java_home/release" || exit 1
        set -- lib/*.jar
        for jar in plugins/*.jar plugins/*/*.jar; do
            [ -f "$jar" ] && set -- "$@" "$jar"
        done
        $digest "$@"
    )
}

# Changes whenever one of those files is replaced or touched: cheaper than digests at each start.
file_states() {
    set -- "$java_home/release" "$cache" "$cache.fingerprint" "$home"/lib/*.jar
    for jar in "$home"/plugins/*.jar "$home"/plugins/*/*.jar; do
        [ -f "$jar" ] && set -- "$@" "$jar"
    done
    stat -L -c '%n|%s|%i|%y|%z' "$@" 2>/dev/null || stat -L -f '%N|%z|%i|%Fm|%Fc' "$@" 2>/dev/null
}

# The JVM refuses a cache, and says so at every start, when a jar's time is not the one it was trained with. Archives keep
# times without a zone, and copies are new: so all jars get one time, for training and before the cache is used.
jar_time=1577836800

settle_times() {
    TZ=UTC0 touch -c -t 202001010000.00 "$home"/lib/*.jar 2>/dev/null
    times=$(stat -L -c %Y "$home"/lib/*.jar 2>/dev/null || stat -L -f %m "$home"/lib/*.jar 2>/dev/null)
    [ "$(printf '%s\n' "$times" | sort -u)" = "$jar_time" ]
}

# True when the cache was made from exactly this Java and these jars.
cache_fits() {
    [ "${MXCP_CACHE:-on}" != off ] && [ -f "$cache" ] && [ -f "$cache.fingerprint" ] || return 1
    states=$(file_states) && [ -n "$states" ] || return 1
    name=$(printf %s "$home" | tr -c 'A-Za-z0-9._-' _)
    seen=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/mxcp/$name.seen
    [ -f "$seen" ] && [ "$(cat "$seen")" = "$states" ] && return
    [ "$(fingerprint)" = "$(cat "$cache.fingerprint")" ] && settle_times || return 1
    states=$(file_states)
    if mkdir -p "${seen%/*}" 2>/dev/null; then
        printf '%s\n' "$states" >"$seen.$$" 2>/dev/null && mv -f "$seen.$$" "$seen" 2>/dev/null
    fi
    return 0
}
