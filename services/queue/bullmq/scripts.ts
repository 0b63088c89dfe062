/**
 * The state of the programs in Redis, below a prefix, and the steps between. A step is
 * one script, so it happens whole or not at all.
 *
 *   program:ID     hash: message, lane, tenant, and once it is claimed ticket, token, tries.
 *                  Lives as long as its caller renews it.
 *   line:LANE:T    the programs of a tenant that wait, by priority and then in order
 *   turn:LANE      the tenants that have any, in turn: exactly those whose line is not empty
 *   claim:TICKET   the program of a ticket that has started
 *   lanes          the lanes that there have been
 *   outstanding    all programs, by when they are given up; costs, cost: what each and all may take
 *   replies:CALLER stream of what workers say
 *
 * A program waits in its line, is claimed by a ticket, and is gone with its last reply
 * or when it is cancelled. A token is one start of a ticket: who holds another one has
 * been taken for dead, and nobody listens to its reply.
 */
const prelude = `
local p = ARGV[1]
local function now()
	local t = redis.call('TIME')
	return t[1] * 1000 + math.floor(t[2] / 1000)
end
local function forget(id)
	if redis.call('ZREM', p .. 'outstanding', id) == 1 then
		local cost = redis.call('HGET', p .. 'costs', id)
		redis.call('HDEL', p .. 'costs', id)
		if cost then redis.call('INCRBYFLOAT', p .. 'cost', -cost) end
		if redis.call('ZCARD', p .. 'outstanding') == 0 then redis.call('DEL', p .. 'cost', p .. 'costs') end
	end
end
`;

export const submitScript = `${prelude}
local id, lane, tenant, message = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local life, priority, cost = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8]
local places, most = tonumber(ARGV[9]), tonumber(ARGV[10])
local program = p .. 'program:' .. id
if redis.call('EXISTS', program) == 1 then return {1, 0, '0'} end
for _, late in ipairs(redis.call('ZRANGEBYSCORE', p .. 'outstanding', '-inf', now())) do forget(late) end
local outstanding = redis.call('ZCARD', p .. 'outstanding')
local total = redis.call('GET', p .. 'cost') or '0'
if outstanding >= places or (most >= 0 and tonumber(total) > most) then return {0, outstanding, total} end
redis.call('HSET', program, 'message', message, 'lane', lane, 'tenant', tenant)
redis.call('PEXPIRE', program, life)
redis.call('ZADD', p .. 'outstanding', now() + life, id)
redis.call('HSET', p .. 'costs', id, cost)
redis.call('INCRBYFLOAT', p .. 'cost', cost)
local line = p .. 'line:' .. lane .. ':' .. tenant
local number = redis.call('INCR', p .. 'number')
redis.call('SADD', p .. 'lanes', lane)
if redis.call('EXISTS', line) == 0 then
	redis.call('LREM', p .. 'turn:' .. lane, 0, tenant)
	redis.call('RPUSH', p .. 'turn:' .. lane, tenant)
end
redis.call('ZADD', line, string.format('%.0f', number - priority * 1e12), id)
-- What callers that died have left in a line that nobody takes from goes some day.
redis.call('PEXPIRE', line, 86400000)
return {1, outstanding + 1, total}
`;

export const claimScript = `${prelude}
local lane, ticket, token, life = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local claim, turn = p .. 'claim:' .. ticket, p .. 'turn:' .. lane
local id = redis.call('GET', claim)
while not id do
	local tenant = redis.call('LPOP', turn)
	if not tenant then return {} end
	local line = p .. 'line:' .. lane .. ':' .. tenant
	local next = redis.call('ZPOPMIN', line)[1]
	if redis.call('EXISTS', line) == 1 then redis.call('RPUSH', turn, tenant) end
	if next and redis.call('EXISTS', p .. 'program:' .. next) == 1 then id = next end
end
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'message', 'token', 'tries', 'tenant')
if not found[1] then
	redis.call('DEL', claim)
	return {}
end
local tries = tonumber(found[3] or '0')
if found[2] ~= token then
	tries = redis.call('HINCRBY', program, 'tries', 1)
	redis.call('HSET', program, 'token', token, 'ticket', ticket)
end
redis.call('SET', claim, id, 'PX', life)
return {id, found[1], tries, found[4]}
`;

/** After the last word to a caller, which may have died without reading it. */
export const repliesLifeMs = 600_000;

export const finishScript = `${prelude}
local id, token, replies, reply, most = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'token', 'ticket')
if found[1] ~= token then return 0 end
redis.call('XADD', replies, 'MAXLEN', '~', most, '*', 'id', id, 'reply', reply)
redis.call('PEXPIRE', replies, ${repliesLifeMs})
redis.call('DEL', program, p .. 'claim:' .. found[2])
forget(id)
return 1
`;

export const giveBackScript = `${prelude}
local id, token = ARGV[2], ARGV[3]
local program = p .. 'program:' .. id
if redis.call('HGET', program, 'token') ~= token then return 0 end
redis.call('HINCRBY', program, 'tries', -1)
redis.call('HDEL', program, 'token')
return 1
`;

export const cancelScript = `${prelude}
local id = ARGV[2]
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'lane', 'tenant', 'ticket')
forget(id)
redis.call('PUBLISH', p .. 'cancelled', id)
if not found[1] then return 0 end
local line = p .. 'line:' .. found[1] .. ':' .. found[2]
redis.call('ZREM', line, id)
if redis.call('EXISTS', line) == 0 then redis.call('LREM', p .. 'turn:' .. found[1], 0, found[2]) end
redis.call('DEL', program)
if found[3] then redis.call('DEL', p .. 'claim:' .. found[3]) end
return 1
`;

export const renewScript = `${prelude}
local known = {}
local time = now()
for i = 2, #ARGV, 2 do
	local id, life = ARGV[i], tonumber(ARGV[i + 1])
	local program = p .. 'program:' .. id
	if redis.call('PEXPIRE', program, life) == 1 then
		redis.call('ZADD', p .. 'outstanding', time + life, id)
		local ticket = redis.call('HGET', program, 'ticket')
		if ticket then redis.call('PEXPIRE', p .. 'claim:' .. ticket, life) end
		known[#known + 1] = ticket and 2 or 1
	else
		known[#known + 1] = 0
	end
end
return known
`;

/** BullMQ keeps the tickets of a lane in lists and sets below the lane's name. */
export const lackingScript = `${prelude}
local lane = ARGV[2]
local waiting = 0
for _, tenant in ipairs(redis.call('LRANGE', p .. 'turn:' .. lane, 0, -1)) do
	waiting = waiting + redis.call('ZCARD', p .. 'line:' .. lane .. ':' .. tenant)
end
return waiting - redis.call('LLEN', p .. lane .. ':wait') - redis.call('ZCARD', p .. lane .. ':delayed')
`;
