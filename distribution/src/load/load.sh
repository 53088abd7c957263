#!/usr/bin/env bash
# Measures tools/call beside a bare Helidon echo and raw JDBC, in one run. See README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-10}
out=${2:-$here/../../target/load}
java=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java
command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }

mkdir -p "$out" && out=$(cd "$out" && pwd)

. "$here/echo.sh"
"$work/mxcp/bin/mxcp" query "create table items as
  select i as id, 'item ' || i as name, (i % 1000) / 10.0 as amount from range(1000000) r(i)" >/dev/null
"$work/mxcp/bin/mxcp" query "create unique index items_id on items (id)" >/dev/null
duckdb=$(find "$dist/plugins" -name 'source-duckdb-*.jar' | head -1)
natives=$(dirname "$(find "$dist/plugins" -path '*source-duckdb*' -name 'libduckdb_java*' ! -path '*duckdb2*' | head -1)")

cp data/db-default.duckdb "$work/raw.duckdb"
"$work/mxcp/bin/mxcp" serve --stateless --port 18080 >"$out/serve.log" 2>&1 &
server=$!
"$java" -cp "$dist/lib/*" "$here/BareEcho.java" 18081 >"$out/bare.log" 2>&1 &
for port in 18080/readyz 18081/; do
  curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$port"
done

rate() { awk '/Requests\/sec/ {print $2}' "$1"; }
load() { # name connections url tool
  TOOL=$4 wrk -t1 -c"$2" -d"$seconds" --latency -s "$here/call.lua" "http://127.0.0.1:$3" >"$out/$1.txt"
  printf '%-12s %10.0f /s   p50 %s  p99 %s\n' "$1" "$(rate "$out/$1.txt")" \
    "$(awk '$1 == "50%" {print $2}' "$out/$1.txt")" "$(awk '$1 == "99%" {print $2}' "$out/$1.txt")"
}

TOOL=echo wrk -t1 -c64 -d"$seconds" -s "$here/call.lua" http://127.0.0.1:18081/echo >/dev/null
TOOL=echo wrk -t1 -c64 -d"$seconds" -s "$here/call.lua" http://127.0.0.1:18080/mcp >/dev/null
TOOL=lookup wrk -t1 -c16 -d"$seconds" -s "$here/call.lua" http://127.0.0.1:18080/mcp >/dev/null
{
  load bare 64 18081/echo echo
  load echo 64 18080/mcp echo
  load bare-again 64 18081/echo echo
  load echo-again 64 18080/mcp echo
  load lookup 16 18080/mcp lookup
  printf '%-12s %10.0f /s\n' raw "$("$java" --enable-native-access=ALL-UNNAMED -Djava.library.path="$natives" \
    -cp "$duckdb" "$here/RawJdbc.java" "$work/raw.duckdb" 16 "$seconds" | tee "$out/raw.txt")"
  printf '%-12s %10.0f /s\n' lookup-spi "$("$java" --enable-native-access=ALL-UNNAMED -cp "$duckdb:$dist/lib/*" \
    "$here/SpiLookup.java" "$work/raw.duckdb" 16 "$seconds" 2>>"$out/serve.log" | tee "$out/lookup-spi.txt")"
  awk -v s="$(cat "$out/lookup-spi.txt")" -v b="$(rate "$out/bare.txt")" -v e="$(rate "$out/echo.txt")" -v b2="$(rate "$out/bare-again.txt")" \
    -v e2="$(rate "$out/echo-again.txt")" -v l="$(rate "$out/lookup.txt")" -v r="$(cat "$out/raw.txt")" 'BEGIN {
      printf "echo / bare   %.2f and %.2f\nlookup / raw  %.2f over HTTP, %.2f at the SPI\n", e / b, e2 / b2, l / r, s / r }'
  awk -v rss="$(ps -o rss= -p "$server")" 'BEGIN { printf "server RSS    %d MB\n", rss / 1024 }'
} | tee "$out/summary.txt"
