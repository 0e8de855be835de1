/* SPDX-License-Identifier: MIT */
/* A host of Lua as PBXs are: Asterisk's pbx_lua and FreeSWITCH's mod_lua open a state of plain Lua, set where modules in
 * C lie, and run a script. There is no ffi, and here no path for modules in Lua either.
 *
 *     host FOLDER SCRIPT [ARGUMENT...]
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    lua_State *L = luaL_newstate();
    if (argc < 3 || !L) return 2;
    luaL_openlibs(L);
    lua_getglobal(L, "package");
    lua_pushfstring(L, "%s/?.so", argv[1]);
    lua_setfield(L, -2, "cpath");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "path");
    lua_pop(L, 1);

    if (luaL_dostring(L, "assert(not pcall(require, 'ffi')); return require('wfm').door")) goto failed;
    printf("%s, the door of this host: %s\n", LUA_VERSION, lua_tostring(L, -1));
    lua_settop(L, 0);
    if (luaL_loadfile(L, argv[2])) goto failed;
    for (int i = 3; i < argc; i++)
        lua_pushstring(L, argv[i]);
    if (lua_pcall(L, argc - 3, 0, 0)) goto failed;
    lua_close(L);
    return 0;

failed:
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    lua_close(L);
    return 1;
}
