#!/usr/bin/env bash
# Measures Python endpoints and functions beside plain CPython and DuckDB alone, in one run. See README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-8}
out=${2:-$here/../../target/load-python}
java=${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java
command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }
dist=$(cd "$here/../../target/mxcp" && pwd)
mkdir -p "$out" && out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
cp -r "$here/python-project/." "$work"
cd "$work"
plugin=$(find "$dist/plugins" -name 'lang-python-*.jar' | head -1)

rate() { awk '/Requests\/sec/ {print $2}' "$1"; }
http() { # name connections tool [seconds]
  TOOL=$3 wrk -t1 -c"$2" -d"${4:-$seconds}" --timeout 30s --latency -s "$here/call.lua" http://127.0.0.1:18090/mcp >"$out/$1.txt"
  if grep -q Non-2xx "$out/$1.txt"; then echo "$1: some calls failed" >&2; exit 1; fi
  printf '%-28s %10.0f /s   p50 %s  p99 %s\n' "$1" "$(rate "$out/$1.txt")" \
    "$(awk '$1 == "50%" {print $2}' "$out/$1.txt")" "$(awk '$1 == "99%" {print $2}' "$out/$1.txt")"
}
spi() { # name function callers workers
  printf '%-28s %10.0f /s\n' "$1" \
    "$("$java" --enable-native-access=ALL-UNNAMED -cp "$plugin:$dist/lib/*" "$here/SpiEcho.java" "$2" "$3" "$4" "$seconds" 2>>"$out/log.txt")"
}
serve() { # workers
  sed -i "s/workers: .*/workers: $1/" mxcp-site.yml
  "$dist/bin/mxcp" serve --stateless --port 18090 >>"$out/log.txt" 2>&1 &
  server=$!
  curl -s -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:18090/readyz
  TOOL=echo wrk -t1 -c16 -d3 -s "$here/call.lua" http://127.0.0.1:18090/mcp >/dev/null
}
stop() { kill "$server"; wait "$server" 2>/dev/null || true; }
plain() { # what
  python3 - "$1" "$seconds" <<'PY'
import sys, time, types
package = types.ModuleType("mxcp"); runtime = types.ModuleType("mxcp.runtime"); plugins = types.ModuleType("mxcp.plugins")
runtime.db = None; plugins.sql_function = lambda name: lambda function: function
sys.modules.update({"mxcp": package, "mxcp.runtime": runtime, "mxcp.plugins": plugins})
sys.path.insert(0, "python")
import bench
function = getattr(bench, sys.argv[1]); arguments = (7,) if sys.argv[1] == "twice" else ("hello world", 7)
calls, start, end = 0, time.perf_counter(), time.perf_counter() + float(sys.argv[2]) / 2
while time.perf_counter() < end:
    for _ in range(20):
        function(*arguments)
    calls += 20
print(round(calls / (time.perf_counter() - start)))
PY
}

{
  for function in echo compute twice; do
    printf '%-28s %10.0f /s\n' "$function, plain CPython" "$(plain $function)"
  done
  spi "echo, SPI, 1 worker" echo 16 1
  for workers in 1 2 4; do spi "compute, SPI, $workers worker(s)" compute 16 $workers; done
  serve 1
  http "echo, HTTP, 1 worker" 16 echo
  http "queries, HTTP, 1 worker" 16 queries
  http "compute, HTTP, 1 worker" 16 compute
  http "rows, 1M a call" 1 rows $((seconds * 2))
  http "rows by DuckDB, 1M a call" 1 native_rows
  stop
  for workers in 2 4; do
    serve $workers
    http "compute, HTTP, $workers workers" 16 compute
    stop
  done
} | tee "$out/summary.txt"
