-- Posts one tools/call; the tool and its arguments come from the environment.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json, text/event-stream"
wrk.headers["MCP-Protocol-Version"] = "2025-11-25"

local tool = os.getenv("TOOL")
local failures = 0

function request()
  local arguments = '{"text":"hello world","number":7}'
  if tool == "lookup" then
    arguments = string.format('{"id":%d}', math.random(0, 999999))
  elseif string.find(tool, "rows") then
    arguments = "{}"
  end
  return wrk.format(nil, nil, nil, string.format(
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s}}', tool, arguments))
end

function response(status, headers, body)
  if status ~= 200 or string.find(body, '"isError":true', 1, true) or string.find(body, '"error"', 1, true) then
    failures = failures + 1
    if failures == 1 then
      io.stderr:write("first failure: ", status, " ", string.sub(body, 1, 300), "\n")
    end
  end
end
