#!/usr/bin/env bash
# Measures what a project's size costs: loading, a call, and the first page of tools/list, at 20, 1,000 and 10,000 tools.
# Usage: size.sh [SECONDS] [OUTPUT-FOLDER]. Needs wrk and an unpacked distribution.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mxcp=$(cd "$here/../../target/mxcp/bin" && pwd)/mxcp
seconds=${1:-5}
out=${2:-$here/../../target/load}
command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$out"

generate() { # folder count
  mkdir -p "$1/tools"
  printf 'mxcp: 1\nproject: size\nprofile: default\nlimits: {statement_timeout: 60}\n' >"$1/mxcp-site.yml"
  awk -v root="$1/tools" -v count="$2" 'BEGIN {
    for (i = 0; i < count; i++) {
      file = root "/tool_" i ".yml"
      printf "mxcp: 1\ntool:\n  name: tool_%d\n  description: Answers question number %d about the orders of a customer\n", i, i >file
      printf "  tags: [orders]\n  parameters:\n    - name: customer\n      type: string\n      description: Number of the customer\n" >file
      printf "      pattern: \"^C[0-9]{6}$\"\n    - name: limit\n      type: integer\n      minimum: 1\n      maximum: 100\n      default: 3\n      description: Number of orders\n" >file
      printf "  return:\n    type: array\n    items:\n      type: object\n      properties:\n        customer: { type: string }\n        amount: { type: number }\n" >file
      printf "  source:\n    code: select $customer as customer, %d * 1.5 as amount from range($limit)\n", i >file
      close(file)
    }
  }'
}

body() { # method params
  printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}' "$1" "$2"
}

rate() { # name body
  cat >"$work/$1.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json, text/event-stream"
wrk.body = [[$2]]
LUA
  wrk -t1 -c16 -d"$seconds" --latency -s "$work/$1.lua" "http://127.0.0.1:18082/mcp" >"$out/size-$1.txt"
  awk '/Requests\/sec/ {printf "%.0f", $2}' "$out/size-$1.txt"
}

{
  printf '%8s %12s %12s %14s %14s\n' tools 'validate s' 'reload ms' 'calls /s' 'lists /s'
  for count in 20 1000 10000; do
    project=$work/p$count
    generate "$project" "$count"
    cd "$project"
    start=$(date +%s.%N)
    "$mxcp" validate >/dev/null
    validate=$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN {printf "%.2f", b - a}')
    "$mxcp" serve --stateless --port 18082 --debug >"$work/serve.log" 2>&1 &
    server=$!
    curl -s -o /dev/null --retry 120 --retry-delay 1 --retry-connrefused http://127.0.0.1:18082/readyz
    for round in 1 2 3 4 5; do
      kill -HUP "$server"
      until [ "$(grep -c 'project reloaded' "$work/serve.log")" -ge "$round" ]; do sleep 0.1; done
    done
    reload=$(grep 'project reloaded' "$work/serve.log" | tail -1 | sed 's/.*millis=\([0-9]*\).*/\1/')
    call=$(body tools/call '{"name":"tool_7","arguments":{"customer":"C000001"}}')
    rate warm "$call" >/dev/null
    calls=$(rate "call-$count" "$call")
    lists=$(rate "list-$count" "$(body tools/list '{}')")
    printf '%8d %12s %12s %14s %14s\n' "$count" "$validate" "$reload" "$calls" "$lists"
    kill "$server"
    wait "$server" || true
  done
} | tee "$out/size.txt"
