# What a person who types only `cmake -B build` should get: an optimised build, and a fast second one.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()
find_program(ENTENTE_CCACHE ccache)
if(ENTENTE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${ENTENTE_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ENTENTE_CCACHE})
endif()
