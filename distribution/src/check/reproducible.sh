#!/usr/bin/env bash
# Builds the committed state twice, as differently as one machine allows: in folders of other names, with Maven on another
# Java, in another time zone, language and umask. Every jar and the zip without its start-up cache must come out byte-equal.
#   distribution/src/check/reproducible.sh <first Java home> <second Java home>
# One of the two may be older than 25: the build finds the JDK 25 beside it.
set -euo pipefail

if [ $# -ne 2 ]; then
    sed -n '2,5s/^# *//p' "$0" >&2
    exit 2
fi
repository=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build <folder> <java home> <time zone> <language> <umask>
build() {
    git clone -q "$repository" "$work/$1"
    echo "building in $1 with Maven on $2"
    (
        cd "$work/$1"
        umask "$5"
        JAVA_HOME=$2 TZ=$3 LC_ALL=$4 mvn -q -B -ntp -Dquick -DskipZip=false -DskipCache package
    )
    (cd "$work/$1" && find . -path '*/target/*.jar' -o -path './distribution/target/*.zip' | LC_ALL=C sort) >"$work/$1.files"
}

# names in their order, permissions, times, sizes and checksums
entries() {
    zipinfo -l "$1" | tail -n +3
    unzip -v "$1" | tail -n +4
}

build one "$1" UTC C 022
build another/one "$2" Pacific/Auckland tr_TR.UTF-8 077

diff "$work/one.files" "$work/another/one.files"
status=0
while IFS= read -r file; do
    if ! cmp -s "$work/one/$file" "$work/another/one/$file"; then
        echo "differs: $file" >&2
        diff <(entries "$work/one/$file") <(entries "$work/another/one/$file") >&2 || true
        status=1
    fi
done <"$work/one.files"
[ "$status" = 0 ] && echo "byte-equal: $(grep -c 'jar$' "$work/one.files") jars and $(grep -c 'zip$' "$work/one.files") zip"
exit "$status"
