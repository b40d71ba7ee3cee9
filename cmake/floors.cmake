# One target a floor; its links are its arrows (docs/architecture.md). tools/check_floors.py checks the includes.
# A floor without sources yet is its arrows only, so that what stands on it can be built and tested.
find_package(fmt REQUIRED)

# coluber_floor(name floors... [LIBS libs...] [PRIVATE libs...] [DIR folder]): a static library of <folder>/**/*.cpp,
# where the folder is src/<name> if not said.
function(coluber_floor name)
  cmake_parse_arguments(arg "" "DIR" "LIBS;PRIVATE" ${ARGN})
  if(NOT arg_DIR)
    set(arg_DIR src/${name})
  endif()
  set(dir ${CMAKE_SOURCE_DIR}/${arg_DIR})
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${dir}/*.h)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.c)
  if(sources)
    add_library(coluber_${name} STATIC ${sources} ${headers})
    target_link_libraries(coluber_${name} PRIVATE ${arg_PRIVATE})
    set(scope PUBLIC)
  else()
    add_library(coluber_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(coluber_${name} ${scope} ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})   # "runtime/native/file.h"
  target_link_libraries(coluber_${name} ${scope} coluber_options ${arg_LIBS})
  foreach(floor ${arg_UNPARSED_ARGUMENTS})
    if(TARGET coluber_${floor})
      target_link_libraries(coluber_${name} ${scope} coluber_${floor})
    endif()
  endforeach()
endfunction()

coluber_floor(base LIBS fmt::fmt-header-only)
coluber_floor(syntax base)
coluber_floor(types base)
coluber_floor(ir types)
coluber_floor(facts ir)
coluber_floor(front syntax ir)
coluber_floor(infer facts)
coluber_floor(passes facts)
coluber_floor(loader base)
if(TARGET coluber_llvm)
  # LLVM's include path reaches the floor `engine` through `lower` and stops there: `driver` sees no LLVM header.
  coluber_floor(lower facts loader PRIVATE coluber_llvm)
  coluber_floor(engine lower loader PRIVATE coluber_llvm)
endif()
coluber_floor(driver front infer passes engine)
# The library in Python, as a table in the compiler library.
file(GLOB_RECURSE library_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/library/*.py)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/library_table.cpp
  COMMAND ${COLUBER_PYTHON} ${CMAKE_SOURCE_DIR}/tools/embed_library.py ${CMAKE_BINARY_DIR}/library_table.cpp
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_library.py ${library_files} VERBATIM)
target_sources(coluber_driver PRIVATE ${CMAKE_BINARY_DIR}/library_table.cpp)
coluber_floor(runtime_native DIR runtime/native)
if(COLUBER_HAS_PYTHON)
  coluber_floor(runtime_python runtime_native LIBS coluber_python DIR runtime/python)
endif()
