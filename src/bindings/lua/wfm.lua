-- SPDX-License-Identifier: MIT
-- require "wfm": through LuaJIT's ffi where that and the shared library are there, else through the C module.
local has_ffi = type(rawget(_G, "jit")) == "table" and pcall(require, "ffi")
if not has_ffi then return require("wfm.core") end
local found, door = pcall(require, "wfm.ffi")
if found then return door end
if (os.getenv("WFM_LIBRARY") or "") ~= "" then error(door, 0) end -- that file, and nothing else
local instead, core = pcall(require, "wfm.core")
if instead then return core end
error("wfm: neither door opens\n" .. tostring(door) .. "\n" .. tostring(core))
