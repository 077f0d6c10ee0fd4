-- What wrk sends: `wrk … -s load.lua <origin> -- <request> <crowd> <from> <to>`.
--
-- The crowd is the file that the backend's example `crowd` wrote, a line of JSON for each line of an order; of it the
-- lines from..to are used, one after another. A one-tap return takes a line of its own. The last line printed is a line
-- of JSON for xtask/src/bench/load.rs.

local requests = {}
place = 0

local function member(line, name)
  return line:match('"' .. name .. '":"([^"]*)"')
end

local api = "/api/v1"
local json = { ["Content-Type"] = "application/json" }

local makers = {
  hello = function()
    return wrk.format("GET", "/")
  end,
  lookup = function(line)
    local body = '{"order_lookup":{"order_number":"%s","proof":{"email":"%s"}}}'
    return wrk.format("POST", api .. "/sessions", json, body:format(member(line, "order_number"), member(line, "email")))
  end,
  orders = function(line)
    return wrk.format("GET", api .. "/orders", { Authorization = "Bearer " .. member(line, "token") })
  end,
  eligibility = function(line)
    local path = api .. "/orders/" .. member(line, "order_id") .. "/eligibility"
    return wrk.format("GET", path, { Authorization = "Bearer " .. member(line, "token") })
  end,
  return_ = function(line)
    local body = '{"type":"return","order_id":"%s","one_click":true,"items":[{"line_item_id":"%s","quantity":1}]}'
    local item = member(line, "line_item_id")
    local headers = {
      ["Content-Type"] = "application/json",
      Authorization = "Bearer " .. member(line, "token"),
      ["Idempotency-Key"] = "bench-" .. item .. "-0000000000",
    }
    return wrk.format("POST", api .. "/cases", headers, body:format(member(line, "order_id"), item))
  end,
}

-- All requests are made before the first is sent, so that making them costs the measured server nothing.
function init(args)
  local make = makers[args[1]]
  local from, to = tonumber(args[3]), tonumber(args[4])
  local number = 0
  for line in io.lines(args[2]) do
    number = number + 1
    if number > from and number <= to then
      requests[#requests + 1] = make(line)
    end
  end
end

function request()
  place = place + 1
  return requests[(place - 1) % #requests + 1]
end

function setup(thread)
  threads = threads or {}
  threads[#threads + 1] = thread
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  local result = '{"requests":%d,"microseconds":%d,"failed":%d,"p50":%d,"p99":%d,"lines":%d}'
  local lines = 0
  for _, thread in ipairs(threads) do
    lines = lines + thread:get("place")
  end
  print(result:format(summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99), lines))
end
