# SPDX-License-Identifier: MIT
# A folder that `luarocks make` builds, or a compiler alone (see Makefile), with nothing else of the project:
#
#   cmake -D OUT=folder [-D LUA=lua5.4] -P src/bindings/lua/rock.cmake
cmake_minimum_required(VERSION 3.20)

get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT OUT)
  message(FATAL_ERROR "where to? cmake -D OUT=folder -P src/bindings/lua/rock.cmake")
endif()
get_filename_component(OUT "${OUT}" ABSOLUTE)
if(NOT LUA)
  find_program(LUA NAMES lua luajit lua5.4 lua5.3 lua5.2 lua5.1)
endif()
if(NOT LUA)
  message(FATAL_ERROR "no Lua was found to make the sources with: -D LUA=...")
endif()

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "failed: ${ARGN}")
  endif()
endfunction()

# Made aside, and what has not changed is left alone: compiling the library takes a while.
set(aside ${OUT}/made)
file(MAKE_DIRECTORY ${aside}/wfm)
file(GLOB headers RELATIVE ${root}/include/wfm ${root}/include/wfm/*.h)
run(${CMAKE_COMMAND} -D OUT=${aside} -P ${root}/cmake/amalgamate.cmake)
run(${LUA} ${CMAKE_CURRENT_LIST_DIR}/generate.lua ${root} ${aside} ${headers})
foreach(name wfm.c wfm.h declared.h wfm/declared.lua)
  configure_file(${aside}/${name} ${OUT}/${name} COPYONLY)
endforeach()
file(REMOVE_RECURSE ${aside})
foreach(name core.c library.c Makefile wfm.lua wfm/ffi.lua)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name} ${OUT}/${name} COPYONLY)
endforeach()
configure_file(${root}/LICENSE ${OUT}/LICENSE COPYONLY)

file(STRINGS ${root}/include/wfm/base.h lines REGEX "^#define WFM_VERSION_(MAJOR|MINOR|PATCH) [0-9]+$")
list(TRANSFORM lines REPLACE ".* " "")
list(JOIN lines "." version)
configure_file(${CMAKE_CURRENT_LIST_DIR}/wfm.rockspec.in ${OUT}/wfm-${version}-1.rockspec @ONLY)
