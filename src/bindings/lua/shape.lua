-- SPDX-License-Identifier: MIT
-- What every public function takes and gives, as Lua sees it: read from the declaration text and the headers' comments.
--
-- A parameter has a role:
--   number, integer   a number by value
--   struct            a table in                    state    a table in, and its members written back
--   result            a table out                   wanted   columns out, those that the caller names or all
--   column, list      numbers in, with and without a stride; one number stands for every row of a column
--   out, status       numbers out, likewise         value    one number out
--   both              one number in and out         count, stride   taken from the tables
--   memory            a buffer for the function to work in, whose size is the parameter behind it
-- and a member: value, column, matrix (a column with two strides), buffer (memory of a state), memory, count, hidden.
--
-- A function whose parameters fit none of this, or whose outputs' number of rows is not clear, is not bound: better
-- none than one that writes beyond its memory. It is in unbound, with the reason.
local shape = {}

local ELEMENT = { double = "double", int32_t = "int32", wfm_status = "int32", int64_t = "int64", size_t = "size" }

-- Columns of months, weekdays, dates and weeks of a month have as many rows as there are of them, in structs that hold no
-- count.
local FIXED = { month = 12, weekday = 7, date = 31, week = 5 }

local function read(path)
  local file = assert(io.open(path))
  local text = file:read("*a")
  file:close()
  return text
end

local function split(text)
  local kind, name = text:match("^%s*(.-)([%w_]+)%s*$")
  return { type = (kind:gsub("%s+$", ""):gsub("%s+", " ")), name = name }
end

-- {first, last}: the declarations of a text, cut at each semicolon outside braces.
local function declarations(text)
  local found, depth, start = {}, 0, 1
  text = text:gsub("/%*.-%*/", " ")
  for at, mark in text:gmatch("()([{};])") do
    depth = depth + (mark == "{" and 1 or mark == "}" and -1 or 0)
    if mark == ";" and depth == 0 then
      found[#found + 1] = text:sub(start, at - 1):gsub("^%s+", "")
      start = at + 1
    end
  end
  return found
end

-- Units of members, and what the comments say of parameters, by "struct.member" and "function.parameter".
local function comments(root, names)
  local units, texts = {}, {}
  for _, name in ipairs(names) do
    local text = read(root .. "/include/wfm/" .. name)
    for body, struct in text:gmatch("typedef struct [%w_]+ (%b{}) ([%w_]+);") do
      for member, unit in body:gmatch("([%w_]+);%s*/%*%*<%s*%[([^%]]*)%]") do
        units[struct .. "." .. member] = unit
      end
    end
    for start, after in text:gmatch("()/%*%*.-%*/()") do
      local called = text:match("^%s*WFM_API%s+[^;(]-([%w_]+)%(", after)
      local comment = called and text:sub(start, after):gsub("\n %*", " "):gsub("@", "\n@") or ""
      for slot, unit, words in comment:gmatch("\n@(param%s+[%w_]+)%s+%[([^%]]+)%]([^\n]*)") do
        local key = called .. "." .. slot:match("([%w_]+)$")
        units[key], texts[key] = unit, words:gsub("%s+", " "):gsub("^ ", "")
      end
      if called then units[called] = comment:match("\n@return%s+%[([^%]]+)%]") end
    end
  end
  return units, texts
end

-- A count stands right before the first column that it counts.
local function counts(member, after)
  return member.type == "int64_t" and after and after.type:match("^const [%w_]+ %*$")
end

-- Strides follow their column; a count stands before the columns that it counts.
local function shape_members(struct, units)
  local members, count = struct.members, nil
  for at, member in ipairs(members) do
    local base, one, two = member.type:gsub("const ", ""), members[at + 1], members[at + 2]
    local pointer = base:match("^([%w_]+) %*$")
    member.kind, member.unit = ELEMENT[pointer or base], units[struct.name .. "." .. member.name]
    member.const = member.type:match("^const ") ~= nil
    member.base = (member.unit == "row" or member.unit == "index") and 1 or 0
    if pointer and one and one.type == "int64_t" and one.name == member.name .. "_count" then
      member.role, member.count, one.role = "memory", one.name, "hidden"
    elseif pointer and not (member.kind and one and one.type == "ptrdiff_t") then
      member.role, struct.unknown = "hidden", member.name
    elseif pointer then
      member.role, member.count, member.stride = "column", count, one.name
      if two and two.type == "ptrdiff_t" and one.type == "ptrdiff_t" then
        local rows, columns = members[at - 2], members[at - 1]
        if struct.matrix then rows, columns = struct.rows, struct.columns end -- another one of the same size
        struct.rows, struct.columns = rows, columns
        if rows.type ~= "int64_t" or columns.type ~= "int64_t" or not member.const then
          struct.unknown = member.name
        end
        member.role, member.stride_2, member.count, member.count_2 = "matrix", two.name, rows.name, columns.name
        rows.role, columns.role, count, struct.matrix = "count", "count", rows.name, rows.name
      end
      if not count then member.fixed = FIXED[member.name:match("^%a+")] end
      if count or not member.fixed then struct.free = member.name end
      struct.fixed = struct.fixed or member.fixed
    elseif member.role == "hidden" or member.name:match("^reserved") or member.name:match("^padding") or
           member.name == "struct_size" or member.type == "ptrdiff_t" then
      member.role = "hidden"
    elseif counts(member, one) then
      member.role, count = "count", member.name
    else
      member.role = "value"
    end
  end
  -- Months beside columns of another length, which nothing tells.
  if struct.fixed and struct.free then struct.unknown = struct.free end
end

local function role_of(parameter, function_, structs)
  local words, kind = parameter.words or "", parameter.type:gsub("const ", "")
  local const, pointed = parameter.type:match("^const ") ~= nil, kind:match("^([%w_]+) %*$")
  local struct = pointed and structs[pointed]
  if struct then
    parameter.struct = struct
    if not const then return words:match("^written") and "result" or "state" end
    for _, word in ipairs({ "wanted", "^where", "to be written", "to write" }) do
      if words:match(word) then return "wanted" end
    end
    return "struct"
  end
  parameter.kind = ELEMENT[pointed or kind]
  if const and pointed == "char" then return "text" end
  if not pointed then return kind == "double" and "number" or kind == "ptrdiff_t" and "stride" or "integer" end
  local strided = function_.parameters[parameter.slot + 1]
  strided = strided and strided.type == "ptrdiff_t"
  local after = function_.parameters[parameter.slot + 1]
  if not const and after and after.name == parameter.name .. "_count" then return "memory" end
  if const then return strided and "column" or "list" end
  if words:match("^read and written") then return "both" end
  if pointed == "wfm_status" then return "status" end
  return strided and "out" or "value"
end

-- A count stands before the first column that it counts, or behind a list of its name; in array forms it comes last.
local function find_counts(parameters)
  local last
  for slot, parameter in ipairs(parameters) do
    local after, before = parameters[slot + 1], parameters[slot - 1]
    local list = before and before.role == "list" and parameter.name == before.name .. "_count"
    if parameter.role == "integer" and list then
      parameter.role, before.count = "count", slot
    elseif parameter.role == "integer" and after and (after.role == "column" or after.role == "list") then
      parameter.role, last = "count", slot
      parameter.rows = true
    elseif parameter.role == "integer" and parameter.kind == "size" and not after then
      parameter.role, parameter.rows, last = "count", true, slot
      for _, each in ipairs(parameters) do
        if each.role == "column" then each.count = slot end
      end
    elseif parameter.role == "column" or parameter.role == "list" then
      parameter.count = last
    end
  end
end

-- The input struct's member of a name that counts; of the input that is named, where there is one of that name.
local function counting_member(function_, name, of)
  local named = false
  for _, input in ipairs(function_.parameters) do named = named or input.role == "struct" and input.name == of end
  for _, input in ipairs(function_.parameters) do
    local meant = input.role == "struct" and (not named or input.name == of)
    for _, each in ipairs(meant and input.struct.members or {}) do
      local counted = name and each.name == name or not name and each.role == "count"
      if counted and each.kind == "int64" then
        return { slot = input.slot, member = each.name, less = 0 }, input.struct
      end
    end
  end
end

-- How many rows the outputs have: {slot = , member = , less = }, and what is not clear about it. The comment says it
-- ("slots elements", "count elements of coming", "of each day"), or there is one count.
local function rows_of(function_)
  local said, silent, outputs = nil, nil, 0
  for _, parameter in ipairs(function_.parameters) do
    if parameter.role == "out" then
      outputs = outputs + 1
      local words = parameter.words or ""
      local name = words:match("([%a_]+) elements") or words:match("of each day") and "days"
      local rows = name and counting_member(function_, name, words:match("elements of ([%a_]+)"))
      if said and rows and rows.member ~= said.member then return said, "outputs of two lengths" end
      if rows then said = rows else silent = parameter.name end
    end
  end
  if said then return said, silent and "rows of " .. silent end
  for slot, parameter in ipairs(function_.parameters) do
    if parameter.rows then
      return { slot = slot, less = (parameter.words or ""):match("rows are one fewer") and 1 or 0 }
    end
  end
  local rows, struct = counting_member(function_)
  if not rows then return nil, "rows" end
  return rows, struct.matrix and "rows beside a matrix" or outputs > 1 and "rows of two outputs" or nil
end

local ROWS = { out = true, status = true, wanted = true }

-- Why a function cannot be bound, if so.
local function obstacle(function_, unclear)
  local parameters = function_.parameters
  for slot, each in ipairs(parameters) do
    local struct, one, two = each.struct, parameters[slot + 1], parameters[slot + 2]
    local strides = one and one.role == "stride" and (two and two.role == "stride" and 2 or 1) or 0
    if struct and struct.unknown then return "the member " .. struct.unknown .. " of " .. struct.name end
    local known = struct or each.kind or each.role == "stride" or each.role == "text" and function_.direct
    if not known then return "the type of " .. each.name end
    if strides == 2 then return "the matrix " .. each.name end
    if strides == 1 and (each.role == "both" or each.role == "value") then return "the column " .. each.name end
    if each.role == "value" and (each.words or ""):match("elements") then return "the list " .. each.name end
    if each.role == "state" and struct.buffer and struct.name ~= "wfm_measure" then return "the state " .. each.name end
    if ROWS[each.role] and unclear then return unclear end
  end
  return #parameters > 24 and "more than 24 parameters" or nil
end

local function shape_function(function_, structs, units, texts)
  local formula = function_.cname:gsub("_n$", "")
  for slot, parameter in ipairs(function_.parameters) do
    local key = "." .. parameter.name
    parameter.slot = slot
    parameter.unit = units[function_.cname .. key] or units[formula .. key]
    parameter.words = texts[function_.cname .. key]
    parameter.base = (parameter.unit == "row" or parameter.unit == "index") and 1 or 0
  end
  for _, parameter in ipairs(function_.parameters) do
    parameter.role = role_of(parameter, function_, structs)
    if parameter.role == "state" then
      for _, member in ipairs(parameter.struct.members) do
        if member.role == "column" and not member.const then
          member.role, parameter.struct.buffer = "buffer", true
        end
      end
    end
  end
  -- The array forms have no status to refuse a null with.
  for _, parameter in ipairs(function_.parameters) do
    parameter.needed = function_.result == "void" and parameter.role == "column"
  end
  find_counts(function_.parameters)
  for slot, parameter in ipairs(function_.parameters) do
    if parameter.role == "memory" then function_.parameters[slot + 1].role = "stride" end
  end
  local unclear
  function_.rows, unclear = rows_of(function_)
  function_.unit = units[function_.cname]
  local plain = function_.result ~= "wfm_status" and function_.result ~= "void"
  function_.direct = plain
  return obstacle(function_, unclear)
end

local OUT = { result = true, wanted = true, out = true, status = true, value = true, both = true }
local IN = { number = true, integer = true, struct = true, state = true, column = true, list = true, both = true,
             memory = true, text = true }

-- "agents, status = wfm.staffing_intervals(queue, targets, calls, aht_s)", with the units.
local function usage(function_)
  local given, got = {}, {}
  for _, each in ipairs(function_.parameters) do
    local text = each.name .. " [" .. (each.unit or "1") .. "]"
    if each.role == "struct" or each.role == "state" then text = each.name .. " {" .. each.struct.name .. "}" end
    if each.role == "result" or each.role == "wanted" then text = each.name .. " {" .. each.struct.name .. "}" end
    if IN[each.role] then given[#given + 1] = text end
    if each.role == "wanted" then given[#given + 1] = "wanted {names}" end
    if OUT[each.role] or each.role == "state" then got[#got + 1] = text end
  end
  if function_.direct then got[1] = "[" .. (function_.unit or "1") .. "]" end
  return table.concat(got, ", ") .. " = wfm." .. function_.name .. "(" .. table.concat(given, ", ") .. ")"
end

-- "{calls [calls], interval_s [s], ...}"
local function struct_usage(struct)
  local texts = {}
  for _, each in ipairs(struct.members) do
    if each.role ~= "hidden" then texts[#texts + 1] = each.name .. " [" .. (each.unit or "1") .. "]" end
  end
  return "{" .. table.concat(texts, ", ") .. "}"
end

local function read_enum(shape_, body)
  for name, value in body:gmatch("WFM_([%w_]+)%s*=%s*(-?%d+)") do
    shape_.constants[#shape_.constants + 1] = { name = name, value = tonumber(value) }
  end
end

local function read_struct(shape_, body, name)
  local struct = { name = name, members = {} }
  for text in body:gmatch("([^;{}]+);") do struct.members[#struct.members + 1] = split(text) end
  shape_.structs[name] = struct
  shape_.structs[#shape_.structs + 1] = struct
end

local function read_function(shape_, head, list)
  local named = split(head)
  local function_ = { cname = named.name, name = named.name:gsub("^wfm_", ""), result = named.type, parameters = {} }
  for text in (list == "void" and "" or list):gmatch("[^,]+") do
    function_.parameters[#function_.parameters + 1] = split(text)
  end
  if not (function_.name:match("_init$") and function_.result == "void") then
    shape_.functions[#shape_.functions + 1] = function_
  end
end

--- The shape of the library whose tree is at root.
function shape.read(root, headers)
  local text = read(root .. "/src/bindings/wfm_decl.h")
  local found = { text = text, structs = {}, functions = {}, constants = {}, unbound = {} }
  for _, declaration in ipairs(declarations(text)) do
    local body = declaration:match("^enum [%w_]+ (%b{})$")
    local struct, name = declaration:match("^typedef struct [%w_]+ (%b{}) ([%w_]+)$")
    local head, list = declaration:match("^([^(]+)%((.*)%)$")
    if body then
      read_enum(found, body)
    elseif struct then
      read_struct(found, struct, name)
    elseif head then
      read_function(found, head, list)
    elseif not declaration:match("^typedef [%w_]+ [%w_]+$") then
      error("a form of declaration that the binding does not know: " .. declaration)
    end
  end
  local units, texts = comments(root, headers)
  for _, struct in ipairs(found.structs) do
    shape_members(struct, units)
    struct.usage = struct_usage(struct)
  end
  local bound = {}
  for _, function_ in ipairs(found.functions) do
    local why = shape_function(function_, found.structs, units, texts)
    function_.usage = usage(function_)
    if why then
      found.unbound[#found.unbound + 1] = { name = function_.name, why = why }
    else
      bound[#bound + 1] = function_
    end
  end
  found.functions = bound
  local base = read(root .. "/include/wfm/base.h")
  local number = {}
  for _, part in ipairs({ "MAJOR", "MINOR", "PATCH" }) do
    number[#number + 1] = base:match("#define WFM_VERSION_" .. part .. " (%d+)")
  end
  found.version, found.soname = table.concat(number, "."), number[1] .. "." .. number[2]
  return found
end

return shape
