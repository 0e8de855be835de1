-- SPDX-License-Identifier: MIT
--   lua generate.lua ROOT FOLDER HEADER...
-- Writes into FOLDER what the two doors are made of, from the declarations and the headers (their names, as wfm.h):
-- declared.h for core.c and wfm/declared.lua for wfm/ffi.lua. FOLDER/wfm must exist. Any Lua runs it.
package.path = arg[0]:gsub("[^/\\]*$", "") .. "?.lua;" .. package.path
local shape = require("shape")

local root, folder = arg[1], arg[2]
local found = shape.read(root, { (unpack or table.unpack)(arg, 3) })
local lines

local function put(...) lines[#lines + 1] = string.format(...) end

local function write(name)
  local file = assert(io.open(folder .. "/" .. name, "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
end

-- ---- declared.h ----

-- offsetof(struct, name), or 0 where there is no such member: at 0 stands struct_size.
local function offset(struct, name) return name and ("offsetof(%s, %s)"):format(struct.name, name) or "0" end

local function c_struct(struct)
  put("static const member members_of_%s[] = {", struct.name)
  for _, each in ipairs(struct.members) do
    if each.role ~= "hidden" then
      put("    {.name = %q, .at = %s, .role = ROLE_%s, .kind = KIND_%s, .base = %d, .fixed = %d,", each.name,
          offset(struct, each.name), each.role:upper(), each.kind:upper(), each.base, each.fixed or 0)
      put("     .stride = %s, .stride_2 = %s, .count = %s, .count_2 = %s},", offset(struct, each.stride),
          offset(struct, each.stride_2), offset(struct, each.count), offset(struct, each.count_2))
    end
    assert(each.role ~= "buffer" or struct.name == "wfm_measure", "core.c does not know the size of " .. each.name)
  end
  put("};")
  put("static const record record_%s = {%q, sizeof(%s), members_of_%s,", struct.name, struct.name, struct.name,
      struct.name)
  put("    sizeof(members_of_%s) / sizeof(members_of_%s[0])};", struct.name, struct.name)
end

-- A function of numbers and texts alone, which needs no description: it is called at once.
local PUSH = { double = "lua_pushnumber", ["const char *"] = "lua_pushstring", int32_t = "lua_pushinteger",
               int64_t = "lua_pushinteger" }

local TAKE = { number = "number_argument(L, %d)", text = "text_argument(L, %d)" }

local function c_direct(function_)
  local given = {}
  for at, each in ipairs(function_.parameters) do
    given[at] = (TAKE[each.role] or "whole_argument(L, %d)"):format(at)
  end
  local push = function_.unit == "0 or 1" and "lua_pushboolean" or assert(PUSH[function_.result], function_.name)
  put("static int direct_%s(lua_State *L)\n{", function_.name)
  if #given == 0 then put("    (void)L;") end
  put("    %s(L, %s(%s));\n    return 1;\n}", push, function_.cname, table.concat(given, ", "))
end

local CAST = { number = "number", integer = "integer", stride = "integer", count = "integer" }

local function c_called(function_)
  local given = {}
  for at, each in ipairs(function_.parameters) do
    local member = CAST[each.role] or "pointer"
    given[at] = (member == "integer" and "(" .. each.type .. ")" or "") .. ("a[%d].%s"):format(at - 1, member)
  end
  local call = ("%s(%s);"):format(function_.cname, table.concat(given, ", "))
  put("static int32_t call_%s(const slot *a)\n{", function_.name)
  put(function_.result == "void" and "    %s\n    return 0;\n}" or "    return %s\n}", call)
end

local function c_described(function_)
  put("static const parameter parameters_of_%s[] = {", function_.name)
  for _, each in ipairs(function_.parameters) do
    put("    {.name = %q, .role = ROLE_%s, .kind = KIND_%s, .base = %d, .of = %s, .count = %d, .needed = %d},",
        each.name, each.role:upper(), (each.kind or "none"):upper(), each.base,
        each.struct and "&record_" .. each.struct.name or "0",
        each.count and each.count - 1 or -1, each.needed and 1 or 0)
  end
  put("};")
end

local function c_entry(function_)
  local rows = function_.rows or { slot = 0, less = 0 }
  local input = rows.member and function_.parameters[rows.slot].struct
  put("    {%q, call_%s, parameters_of_%s, %d, %d, %s, %d},", function_.name, function_.name, function_.name,
      #function_.parameters, rows.slot - 1, input and offset(input, rows.member) or "0", rows.less)
end

local function write_c()
  lines = { "/* SPDX-License-Identifier: MIT */", "/* Made of the declarations by generate.lua. */" }
  for _, struct in ipairs(found.structs) do c_struct(struct) end
  for _, each in ipairs(found.functions) do
    if each.direct then
      c_direct(each)
    else
      assert(#each.parameters <= 24, "core.c has 24 slots: " .. each.name)
      c_called(each)
      c_described(each)
    end
  end
  put("static const luaL_Reg direct_functions[] = {")
  for _, each in ipairs(found.functions) do
    if each.direct then put("    {%q, direct_%s},", each.name, each.name) end
  end
  put("    {0, 0}};\nstatic const described described_functions[] = {")
  for _, each in ipairs(found.functions) do
    if not each.direct then c_entry(each) end
  end
  put("    {0, 0, 0, 0, 0, 0, 0}};\nstatic const constant constants[] = {")
  for _, each in ipairs(found.constants) do put("    {%q, %d},", each.name, each.value) end
  put("    {0, 0}};\nstatic const char *const usages[][2] = {")
  for _, each in ipairs(found.functions) do put("    {%q,\n     %q},", each.name, each.usage) end
  for _, each in ipairs(found.structs) do put("    {%q,\n     %q},", each.name, each.usage) end
  put("    {0, 0}};\nstatic const char *const unbound[][2] = {")
  for _, each in ipairs(found.unbound) do put("    {%q, %q},", each.name, each.why) end
  put("    {0, 0}};")
  write("declared.h")
end

-- ---- wfm/declared.lua ----

local function fields(item, names)
  local texts = {}
  for _, name in ipairs(names) do
    local value = item[name]
    if value ~= nil then
      texts[#texts + 1] = name .. " = " .. (type(value) == "string" and ("%q"):format(value) or tostring(value))
    end
  end
  return table.concat(texts, ", ")
end

local function lua_struct(struct)
  put("  %s = {", struct.name)
  put("    usage = %q,", struct.usage)
  for _, each in ipairs(struct.members) do
    if each.role ~= "hidden" then
      put("    { %s },", fields(each, { "name", "role", "kind", "base", "fixed", "stride", "stride_2", "count",
                                        "count_2" }))
    end
  end
  put("  },")
end

local function lua_function(function_)
  put("  %s = { cname = %q, result = %q, direct = %s, boolean = %s,", function_.name, function_.cname, function_.result,
      tostring(function_.direct), tostring(function_.unit == "0 or 1"))
  if function_.rows then put("    rows = { %s },", fields(function_.rows, { "slot", "member", "less" })) end
  put("    usage = %q,", function_.usage)
  for _, each in ipairs(function_.parameters) do
    put("    { %s%s },", fields(each, { "name", "role", "kind", "base", "count", "needed" }),
        each.struct and (", of = %q"):format(each.struct.name) or "")
  end
  put("  },")
end

local function write_lua()
  lines = { "-- SPDX-License-Identifier: MIT", "-- Made of the declarations by generate.lua.", "local declared = {}" }
  put("declared.version, declared.soname = %q, %q", found.version, found.soname)
  put("declared.text = [[\n%s]]", found.text)
  put("declared.structs = {")
  for _, each in ipairs(found.structs) do lua_struct(each) end
  put("}\ndeclared.functions = {")
  for _, each in ipairs(found.functions) do lua_function(each) end
  put("}\ndeclared.constants = {")
  for _, each in ipairs(found.constants) do put("  %s = %d,", each.name, each.value) end
  put("}\ndeclared.unbound = {")
  for _, each in ipairs(found.unbound) do put("  %s = %q,", each.name, each.why) end
  put("}\nreturn declared")
  write("wfm/declared.lua")
end

write_c()
write_lua()
for _, each in ipairs(found.unbound) do print("not bound in Lua: " .. each.name .. ", for " .. each.why) end
