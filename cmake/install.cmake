# SPDX-License-Identifier: MIT
# Libraries, headers, command, CMake package and pkg-config file: all found relative to themselves, so that the whole
# prefix may be moved.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/wfm)

install(FILES ${WFM_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/wfm)
foreach(kind shared static)
  if(TARGET wfm_${kind})
    install(TARGETS wfm_${kind} EXPORT wfm-${kind})
    install(EXPORT wfm-${kind} NAMESPACE wfm:: DESTINATION ${package_dir})
  endif()
endforeach()
if(TARGET wfm_cli)
  install(TARGETS wfm_cli)
endif()

configure_package_config_file(cmake/wfm-config.cmake.in ${PROJECT_BINARY_DIR}/wfm-config.cmake
                              INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# While the major version is 0 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/wfm-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/wfm-config.cmake ${PROJECT_BINARY_DIR}/wfm-config-version.cmake
        DESTINATION ${package_dir})

# The way from the pkg-config file up to the prefix; a folder given as an absolute path stays as it is.
set(pc_dir ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
foreach(name LIBDIR INCLUDEDIR)
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${name}}")
    set(pc_${name} ${CMAKE_INSTALL_${name}})
  else()
    set(pc_${name} "\${prefix}/${CMAKE_INSTALL_${name}}")
  endif()
endforeach()
file(RELATIVE_PATH pc_up ${pc_dir} ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_up "${pc_up}")
configure_file(cmake/wfm.pc.in ${PROJECT_BINARY_DIR}/wfm.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/wfm.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
