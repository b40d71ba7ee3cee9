# One target a floor; its links are its arrows (docs/architecture.md). tools/check_floors.py checks the includes.
find_package(fmt REQUIRED)

# coluber_floor(name floors... [LIBS libs...]): a static library of src/<name>/**/*.cpp.
function(coluber_floor name)
  cmake_parse_arguments(arg "" "" "LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp ${CMAKE_SOURCE_DIR}/src/${name}/*.h)
  if(NOT sources)  # not written yet
    add_library(coluber_${name} INTERFACE)
    return()
  endif()
  add_library(coluber_${name} STATIC ${sources})
  set_target_properties(coluber_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(coluber_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(coluber_${name} PUBLIC coluber_options ${arg_LIBS})
  foreach(floor ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(coluber_${name} PUBLIC coluber_${floor})
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
