#!/usr/bin/env bash
# Both eras of the protocol under steady load, for long, beside a bare Helidon echo in the same run. See README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
half_seconds=${1:-300}
steady_seconds=${2:-600}
out=${3:-$here/../../target/steady}
java=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java
mkdir -p "$out" && out=$(cd "$out" && pwd)
. "$here/echo.sh"
failures=$work/failures

rm tools/lookup.yml # needs a table
"$work/mxcp/bin/mxcp" serve --port 18080 >"$out/serve.log" 2>&1 &
server=$!
"$java" -cp "$dist/lib/*" "$here/BareEcho.java" 18081 >"$out/bare.log" 2>&1 &
for port in 18080/readyz 18081/; do
  curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$port"
done
port() { [ "$1" = bare ] && echo 18081 || echo 18080; }

memory() { # after a collection, so that what is left is alive
  if ! kill -0 "$server" 2>/dev/null; then
    echo "          server: has ended"
    echo "the server has ended" >>"$failures"
    return
  fi
  "$JAVA_HOME/bin/jcmd" "$server" GC.run >/dev/null
  local heap
  heap=$("$JAVA_HOME/bin/jcmd" "$server" GC.heap_info | awk 'match($0, /used [0-9]+K/) {print substr($0, RSTART + 5, RLENGTH - 6); exit}')
  printf '          server: live heap %d MB, RSS %d MB\n' $((heap / 1024)) $(($(ps -o rss= -p "$server") / 1024))
}

"$JAVA_HOME/bin/javac" -d "$work/load" "$here/SteadyLoad.java"
load() { # kind clients rate seconds; what fails is noted, and the run goes on
  "$java" -Xmx512m -cp "$work/load" SteadyLoad "$1" "$(port "$1")" "$2" "$3" "$4" ||
    echo "$1, $2 clients, $3 calls a second asked: exit code $?" >>"$failures"
}

{
  date -u
  for kind in bare session stateless; do load $kind 64 0 10 >/dev/null; done # warm up
  memory
  for clients in 16 256; do
    for kind in bare session stateless; do
      peak=$(load $kind $clients 0 10 | tee -a "$out/peak.txt" | awk '{print int($6)}')
      echo "--- $kind, $clients clients: peak $peak/s"
      if [ -z "$peak" ] || [ "$peak" -lt 2 ]; then
        echo "$kind, $clients clients: no peak to take half of" >>"$failures"
        continue
      fi
      part=1
      [ $kind != bare ] || part=5 # a baseline needs no long run
      load $kind $clients $((peak / 2)) $((half_seconds / part))
      load $kind $clients 1000 $((steady_seconds / part))
      memory
    done
  done
  date -u
  if [ -s "$failures" ]; then
    echo "failed:"
    cat "$failures"
  fi
} | tee "$out/summary.txt"
[ ! -s "$failures" ]
