-- Cycles through the bodies of a file, one JSON document a line; the end is one line of JSON.
-- wrk … -s cycle.lua URL -- BODIES FIRST
local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format('POST', '/api/v1/predict', { ['Content-Type'] = 'application/json' }, line)
  end
  -- Where the run before this one stopped, so that short runs see every body too.
  at = tonumber(args[2]) % #requests
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"durationUs":%d,"p50Us":%.0f,"p99Us":%.0f,"maxUs":%.0f,"connect":%d,"read":%d,"write":%d,"timeout":%d,"status":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    e.connect, e.read, e.write, e.timeout, e.status))
end
