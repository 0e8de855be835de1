-- SPDX-License-Identifier: MIT
-- libwfm through LuaJIT's ffi: the same face as the C module (core.c), by the same description (wfm.declared).
--
-- The library is looked for once, in this order:
--   1. the file that the environment variable WFM_LIBRARY names
--   2. libwfm.so.N as the system finds it, N the version of the interface that this file was made for
--   3. the C module wfm.core on package.cpath, which holds the library too
local ffi = require("ffi")
local bit = require("bit")
local declared = require("wfm.declared")
local wfm = { door = "ffi", usage = {}, unbound = declared.unbound }

-- Once for each state of Lua: a second copy of this file finds the types there already.
local defined, message = pcall(ffi.cdef, declared.text)
if not defined and not message:match("redefine") then error(message) end

local function load_library()
  local named = os.getenv("WFM_LIBRARY")
  local places = { named ~= "" and named or nil }
  if #places == 0 then
    places = { ffi.os == "OSX" and "libwfm." .. declared.soname .. ".dylib" or "libwfm.so." .. declared.soname,
               package.searchpath("wfm.core", package.cpath) }
  end
  local tried = {}
  for _, place in ipairs(places) do
    local loaded, library = pcall(ffi.load, place)
    local version = loaded and ffi.string(library.wfm_version_string())
    if version and version:match("^%d+%.%d+") == declared.soname then return library end
    tried[#tried + 1] = place .. (version and ": version " .. version or ": " .. tostring(library))
  end
  error("libwfm " .. declared.soname .. " was not found; set WFM_LIBRARY to its file. Tried:\n" ..
    table.concat(tried, "\n"))
end
local C = load_library()

local MOST_ROWS = 2 ^ 40
local ARRAY = { double = ffi.typeof("double[?]"), int32 = ffi.typeof("int32_t[?]"), int64 = ffi.typeof("int64_t[?]") }
local CELLS = declared.constants.CELLS

-- ---- buffers: numbers that stay in C ----

local Buffer = ffi.typeof("struct { int64_t length; double at[?]; }")

local function element(buffer, index)
  if type(index) ~= "number" or index ~= math.floor(index) or not (index >= 1 and index <= tonumber(buffer.length)) then
    error("index of a buffer: a whole number expected, got " .. tostring(index), 3)
  end
  return index - 1
end

local function new_buffer(length)
  local buffer = Buffer(length)
  buffer.length = length
  return buffer
end

ffi.metatype(Buffer, {
  __index = function(buffer, index) return buffer.at[element(buffer, index)] end,
  __newindex = function(buffer, index, number)
    if type(number) ~= "number" then error("a number expected, got " .. type(number), 2) end
    buffer.at[element(buffer, index)] = number
  end,
  __len = function(buffer) return tonumber(buffer.length) end,
})

-- ---- numbers in ----

local function refuse(call, ...)
  error(call.name .. ": " .. string.format(...), 0)
end

local function whole(call, what, number, low, high)
  if type(number) ~= "number" or number ~= math.floor(number) or not (number >= low and number <= high) then
    local got = type(number) == "number" and tostring(number) or type(number)
    refuse(call, "%s: a whole number expected, got %s", what, got)
  end
  return number
end

local function taken(call, what, number, kind, base)
  if kind == "int32" then return whole(call, what, number, -2 ^ 31 + base, 2 ^ 31 - 1) - base end
  if kind ~= "double" then return whole(call, what, number, -2 ^ 53, 2 ^ 53) - base end
  if type(number) ~= "number" then refuse(call, "%s: a number expected, got %s", what, type(number)) end
  return number
end

-- Keeps memory until the call is over.
local function kept(call, memory)
  call.kept[#call.kept + 1] = memory
  return memory
end

local function array(call, kind, rows)
  if rows > MOST_ROWS then refuse(call, "%s rows are too many", rows) end
  return kept(call, ARRAY[kind](rows > 0 and rows or 1))
end

-- counts[key] is the length of the columns that are counted together; columns without a count must reach as far as the
-- outputs do.
local function note_length(call, what, length, counts, key, fixed)
  if fixed and length ~= fixed then refuse(call, "%s: %d numbers expected, got %d", what, fixed, length) end
  if key and counts[key] and counts[key] ~= length then
    refuse(call, "%s: %d numbers expected as in the columns before, got %d", what, counts[key], length)
  end
  if key then counts[key] = length end
  if not key and not fixed then call.least = math.min(call.least, length) end
end

-- The memory and the stride of a column.
local function column(call, item, given, counts, alone)
  local what = item.name
  if given == nil and item.needed then refuse(call, "%s: numbers expected", what) end
  if given == nil then return nil, 1 end
  if type(given) == "number" and not alone then
    local one = array(call, item.kind, 1)
    one[0] = taken(call, what, given, item.kind, item.base)
    counts.broadcast = counts.broadcast or {}
    if item.count then counts.broadcast[item.count] = true end
    return one, 0
  end
  if item.kind == "double" and ffi.istype(Buffer, given) then
    note_length(call, what, tonumber(given.length), counts, item.count, item.fixed)
    kept(call, given)
    return ffi.cast("double *", given.at), 1
  end
  if type(given) ~= "table" then refuse(call, "%s: a table of numbers expected, got %s", what, type(given)) end
  local length, kind, base = #given, item.kind, item.base
  note_length(call, what, length, counts, item.count, item.fixed)
  local numbers = array(call, kind, length)
  for row = 1, length do numbers[row - 1] = taken(call, what, rawget(given, row), kind, base) end
  return numbers, 1
end

local function matrix(call, item, given, counts)
  local what = item.name
  if type(given) ~= "table" then refuse(call, "%s: a table of rows expected", what) end
  note_length(call, what, #given, counts, item.count)
  local numbers
  for row = 1, #given do
    if type(given[row]) ~= "table" then refuse(call, "%s: a table of rows expected", what) end
    note_length(call, what, #given[row], counts, item.count_2)
    local columns = counts[item.count_2]
    numbers = numbers or array(call, "double", #given * columns)
    for at = 1, columns do numbers[(row - 1) * columns + at - 1] = taken(call, what, given[row][at], "double", 0) end
  end
  return numbers, counts[item.count_2] or 0
end

-- ---- structs in ----

-- The memory of a state: as many rows as it has intervals, made at its first use. Without it the library refuses.
local function take_buffer(call, item, given, to, make)
  local intervals, bins = tonumber(to.intervals), tonumber(to.bins)
  local sane = intervals > 0 and bins >= 0 and intervals < MOST_ROWS / 1024 and bins < MOST_ROWS / 1024
  local width = CELLS + 2 * bins
  if not sane or intervals * width > MOST_ROWS or (given[item.name] == nil and not make) then return end
  if given[item.name] == nil then given[item.name] = new_buffer(intervals * width) end
  local cells = given[item.name]
  if not ffi.istype(Buffer, cells) or tonumber(cells.length) ~= intervals * width then
    refuse(call, "%s: not the buffer of a measure with these intervals and bins", item.name)
  end
  to.cells, to.cells_stride = ffi.cast("double *", cells.at), width
end

-- A buffer that the library works in, and its size.
local function work(call, item, given)
  if given == nil then return nil, 0 end
  if not ffi.istype(Buffer, given) then refuse(call, "%s: a buffer expected, got %s", item.name, type(given)) end
  return ffi.cast("double *", kept(call, given).at), tonumber(given.length)
end

local function take_member(call, item, given, to, counts, make)
  local value = given[item.name]
  if item.role == "buffer" then
    take_buffer(call, item, given, to, make)
  elseif value == nil or item.role == "count" then
    return
  elseif item.role == "value" then
    to[item.name] = taken(call, item.name, value, item.kind, item.base)
  elseif item.role == "memory" then
    to[item.name], to[item.count] = work(call, item, value)
  elseif item.role == "matrix" then
    to[item.name], to[item.stride] = matrix(call, item, value, counts)
    to[item.stride_2] = 1
  else
    to[item.name], to[item.stride] = column(call, item, value, counts)
  end
end

local function new_struct(call, struct)
  local memory = kept(call, ffi.new(struct.type))
  memory.struct_size = struct.size
  return memory
end

local function take_struct(call, given, struct, make)
  if given == nil then return nil end
  if type(given) ~= "table" then refuse(call, "%s expected as a table, got %s", struct.name, type(given)) end
  for name in pairs(given) do
    if not struct.named[name] then refuse(call, "%s has no member %s", struct.name, tostring(name)) end
  end
  local to, counts = new_struct(call, struct), {}
  for _, item in ipairs(struct) do
    if item.role == "count" and given[item.name] ~= nil then
      local count = whole(call, item.name, given[item.name], -2 ^ 53, 2 ^ 53)
      if count ~= -1 then counts[item.name] = count end
    end
  end
  for _, item in ipairs(struct) do take_member(call, item, given, to, counts, make) end
  for _, item in ipairs(struct) do
    if item.role == "count" then to[item.name] = counts[item.name] or (counts.broadcast and 1 or 0) end
  end
  return to
end

-- ---- outputs ----

local function wanted_struct(call, names, struct, rows)
  local to = new_struct(call, struct)
  if names ~= nil and type(names) ~= "table" then refuse(call, "the names of wanted columns expected") end
  local function offered(item) return item and item.role == "column" and not item.count end
  local function want(item)
    if not offered(item) then return end
    to[item.name], to[item.stride] = array(call, item.kind, item.fixed or rows), 1
  end
  for _, item in ipairs(names == nil and struct or {}) do want(item) end
  for _, name in ipairs(names or {}) do
    if not offered(struct.named[name]) then refuse(call, "%s has no column %s", struct.name, tostring(name)) end
    want(struct.named[name])
  end
  return to
end

-- LuaJIT keeps a type in the bits of a NaN, and takes those that it reads as they are: a NaN of other bits than its
-- own, as an output that is not known has, would be a nil or worse, and what is compiled after it wrong. So a NaN is
-- known by its halves, as integers, and never read.
local HIGH = ffi.abi("le") and 1 or 0

local function double_at(numbers, halves, index)
  local high = bit.band(halves[2 * index + HIGH], 0x7fffffff)
  if high > 0x7ff00000 or high == 0x7ff00000 and halves[2 * index + 1 - HIGH] ~= 0 then return 0 / 0 end
  return numbers[index]
end

local function given_column(from, rows, item)
  local numbers, base = {}, item.base
  if item.kind == "double" then
    local halves = ffi.cast("const int32_t *", from)
    for row = 1, rows do numbers[row] = double_at(from, halves, row - 1) end
  else
    for row = 1, rows do numbers[row] = tonumber(from[row - 1]) + base end
  end
  return numbers
end

local function give_members(to, from, struct, rows)
  local numbers, halves = ffi.cast("const double *", from), ffi.cast("const int32_t *", from)
  for _, item in ipairs(struct) do
    if item.role == "value" and item.kind == "double" then
      to[item.name] = double_at(numbers, halves, item.at)
    elseif item.role == "value" then
      to[item.name] = tonumber(from[item.name]) + item.base
    elseif item.role == "column" and from[item.name] ~= nil then
      to[item.name] = given_column(from[item.name], item.fixed or rows, item)
    end
  end
  return to
end

-- ---- a call ----

local READ = {
  number = function(call, item, value) return taken(call, item.name, value, "double", 0) end,
  integer = function(call, item, value)
    if item.kind == "int32" then return whole(call, item.name, value, -2 ^ 31, 2 ^ 31 - 1) - item.base end
    return taken(call, item.name, value, item.kind, item.base)
  end,
  struct = function(call, item, value) return take_struct(call, value, item.struct, false) end,
  state = function(call, item, value) return take_struct(call, value, item.struct, true) end,
  list = function(call, item, value) return (column(call, item, value, call.counts, true)) end,
  column = function(call, item, value) return column(call, item, value, call.counts) end,
  memory = work,
  wanted = function() end,
  both = function() end,
}

local MAKE = {
  result = function(call, item) return new_struct(call, item.struct) end,
  wanted = function(call, item, rows, value) return wanted_struct(call, value, item.struct, rows) end,
  out = function(call, item, rows) return array(call, item.kind, rows), 1 end,
  status = function(call, item, rows) return array(call, item.kind, rows) end,
  value = function(call, item) return array(call, item.kind, 1) end,
  both = function(call, item, _, value)
    local memory = array(call, item.kind, 1)
    memory[0] = taken(call, item.name, value == nil and 0 / 0 or value, item.kind, item.base)
    return memory
  end,
}

local function one(from, item) return given_column(from, 1, item)[1] end
local function rows_out(from, item, rows) return given_column(from, rows, item) end
local GIVE = {
  result = function(from, item, rows) return give_members({}, from, item.struct, rows) end,
  wanted = function(from, item, rows) return give_members({}, from, item.struct, rows) end,
  out = rows_out,
  status = rows_out,
  value = one,
  both = one,
  state = function(from, item, _, value) return from ~= nil and give_members(value, from, item.struct, 0) or nil end,
}

local function rows_of(function_, slots)
  local rows = function_.rows
  if not rows then return 0 end
  local at = slots[rows.slot]
  if not rows.member then return at - rows.less end
  return at ~= nil and tonumber(at[rows.member]) or 0
end

local function settle_counts(call, function_, slots)
  local counts = call.counts
  for slot, item in ipairs(function_) do
    if item.role == "count" then
      slots[slot] = counts[slot] or (counts.broadcast and counts.broadcast[slot] and 1 or 0)
    end
  end
end

local function put(slots, slot, first, second)
  slots[slot] = first
  if second then slots[slot + 1] = second end
end

local function give(function_, slots, arguments, status, rows)
  local results, length = {}, 0
  local failed = C.wfm_failed(status) ~= 0
  if failed then
    results[2], results[3], length = ffi.string(C.wfm_status_text(status)), status, 3
  end
  for slot, item in ipairs((not failed or function_.has_rows) and function_ or {}) do
    if GIVE[item.role] then
      length = length + 1
      results[length] = GIVE[item.role](slots[slot], item, rows, arguments[item.argument])
    end
  end
  slots.kept = nil
  if length == 0 then results[1], length = true, 1 end
  if status > 0 then
    results[length + 1], results[length + 2], length = ffi.string(C.wfm_status_text(status)), status, length + 2
  end
  return unpack(results, 1, length)
end

local function called(function_, ...)
  local call = { name = function_.name, kept = {}, counts = {}, least = math.huge }
  -- The columns in structs are known to the collector through kept alone, until give lets go of it.
  local arguments, slots = { ... }, { kept = call.kept }
  if select("#", ...) > function_.arguments then refuse(call, "at most %d arguments", function_.arguments) end
  for slot, item in ipairs(function_) do
    if READ[item.role] then put(slots, slot, READ[item.role](call, item, arguments[item.argument])) end
  end
  settle_counts(call, function_, slots)
  local rows = rows_of(function_, slots)
  if call.least < rows then refuse(call, "a column has %d numbers where %d are needed", call.least, rows) end
  for slot, item in ipairs(function_) do
    if MAKE[item.role] then put(slots, slot, MAKE[item.role](call, item, rows, arguments[item.argument])) end
  end
  return give(function_, slots, arguments, function_.call(slots) or 0, rows)
end

-- ---- the module ----

local function compile(text, ...) return assert(loadstring(text, "=wfm"))(...) end

local DIRECT = { double = "%s", int32_t = "%s", int64_t = "tonumber(%s)", ["const char *"] = "text(%s)" }

-- What a formula is asked with, by the role of each argument: of anything else ffi would make a number.
local CHECK = {
  text = function(value)
    if type(value) ~= "string" then error("a string expected, got " .. type(value), 3) end
    return value
  end,
  number = function(value)
    if type(value) ~= "number" then error("a number expected, got " .. type(value), 3) end
    return value
  end,
  integer = function(value)
    if type(value) ~= "number" or value ~= math.floor(value) or not (value >= -2 ^ 31 and value < 2 ^ 31) then
      error("a whole number expected, got " .. (type(value) == "number" and value or type(value)), 3)
    end
    return value
  end,
}

-- A formula is a line of Lua, which LuaJIT compiles into the call itself.
local function direct(function_)
  local names, given = {}, {}
  for at, item in ipairs(function_) do
    names[at] = "a" .. at
    given[at] = ("check.%s(a%d)"):format(item.role, at)
  end
  local list = table.concat(names, ", ")
  local call = DIRECT[function_.result]:format(("C.%s(%s)"):format(function_.cname, table.concat(given, ", ")))
  if function_.boolean then call = call .. " ~= 0" end
  local source = ("local C, text, check = ...; return function(%s) return %s end"):format(list, call)
  return compile(source, C, ffi.string, CHECK)
end

local HAS_ROWS = { out = true, status = true, wanted = true }

local function prepare(name, function_)
  local names = {}
  function_.name, function_.arguments = name, 0
  for slot, item in ipairs(function_) do
    names[slot] = "s[" .. slot .. "]"
    item.struct = declared.structs[item.of]
    function_.has_rows = function_.has_rows or HAS_ROWS[item.role]
    if READ[item.role] then
      function_.arguments = function_.arguments + 1
      item.argument = function_.arguments
    end
  end
  local list = table.concat(names, ", ")
  function_.call = compile(("local C = ...; return function(s) return C.%s(%s) end"):format(function_.cname, list), C)
  return function(...) return called(function_, ...) end
end

for name, struct in pairs(declared.structs) do
  struct.name, struct.type, struct.size, struct.named = name, ffi.typeof(name), ffi.sizeof(name), {}
  for _, item in ipairs(struct) do
    struct.named[item.name] = item
    item.at = ffi.offsetof(struct.type, item.name) / 8 -- of doubles, which stand at multiples of their size
  end
  wfm.usage[name] = struct.usage
end
for name, function_ in pairs(declared.functions) do
  wfm[name] = function_.direct and direct(function_) or prepare(name, function_)
  wfm.usage[name] = function_.usage
end
for name, value in pairs(declared.constants) do wfm[name] = value end

function wfm.buffer(length)
  return new_buffer(whole({ name = "buffer" }, "length", length, 1, MOST_ROWS))
end

return wfm
