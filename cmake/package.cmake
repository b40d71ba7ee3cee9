# What is installed beside the Python package: the compiler library, the extension `_core`, and the runtime's archives,
# which built modules link. COLUBER_PACKAGE_DIR is python/coluber in the release preset (so that the virtual environment
# only points there); other builds get a folder of their own with links to the Python files, usable through PYTHONPATH.
set(COLUBER_PACKAGE_DIR ${CMAKE_BINARY_DIR}/package/coluber CACHE PATH "the package folder that gets the built files")

if(NOT COLUBER_PACKAGE_DIR STREQUAL ${CMAKE_SOURCE_DIR}/python/coluber)
  file(MAKE_DIRECTORY ${COLUBER_PACKAGE_DIR})
  file(GLOB parts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/python/coluber/*)
  foreach(part ${parts})
    get_filename_component(name ${part} NAME)
    if(NOT name MATCHES "\\.(so|a)$" AND NOT name STREQUAL "__pycache__")
      file(CREATE_LINK ${part} ${COLUBER_PACKAGE_DIR}/${name} SYMBOLIC)
    endif()
  endforeach()
endif()

# libcoluber_compiler.so: driver and everything below, LLVM inside, one exported function.
file(GLOB driver_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/driver/*.cpp)
if(driver_sources AND TARGET coluber_engine)
  file(WRITE ${CMAKE_BINARY_DIR}/compiler.map "{ global: coluber_compiler_api; local: *; };\n")
  file(CONFIGURE OUTPUT compiler.cpp CONTENT "// Everything comes from the archives.\n")
  add_library(coluber_compiler SHARED ${CMAKE_BINARY_DIR}/compiler.cpp)
  target_link_libraries(coluber_compiler PRIVATE coluber_driver)
  target_link_options(coluber_compiler PRIVATE -Wl,--undefined=coluber_compiler_api
    -Wl,--version-script=${CMAKE_BINARY_DIR}/compiler.map -Wl,--gc-sections -Wl,--as-needed
    -Wl,--build-id=sha1
    -Wl,-z,now -Wl,-Bsymbolic -Wl,-z,pack-relative-relocs
    -Wl,-z,keep-text-section-prefix)      # start-up code side by side: fewer pages at load
  set_target_properties(coluber_compiler PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${COLUBER_PACKAGE_DIR}
    LINK_DEPENDS ${CMAKE_BINARY_DIR}/compiler.map)
  if(NOT COLUBER_SANITIZE)      # the sanitizers' functions come from the executable
    target_link_options(coluber_compiler PRIVATE -Wl,-z,defs)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(coluber_compiler PRIVATE -Wl,--strip-all)
  endif()
endif()

# coluber._core, one per Python version.
if(COLUBER_HAS_PYTHON AND TARGET coluber_loader)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/module/*.cpp ${CMAKE_SOURCE_DIR}/src/module/*.h)
  if(sources)
    add_library(_core MODULE ${sources})
    target_link_libraries(_core PRIVATE coluber_loader coluber_python ${CMAKE_DL_LIBS} pthread)
    target_link_libraries(_core PRIVATE coluber_runtime_python coluber_runtime_native)
    target_include_directories(_core PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
    target_link_options(_core PRIVATE -Wl,--build-id=sha1 -Wl,--gc-sections -Wl,--as-needed -Wl,--exclude-libs,ALL)
    set_target_properties(_core PROPERTIES PREFIX "" SUFFIX "${COLUBER_EXT_SUFFIX}"
      LIBRARY_OUTPUT_DIRECTORY ${COLUBER_PACKAGE_DIR})
  endif()
endif()

# The archives; the one with Python.h carries the version in its name as _core does.
set_target_properties(coluber_runtime_native PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${COLUBER_PACKAGE_DIR})
if(TARGET coluber_runtime_python)
  string(REGEX REPLACE "\\.so$" ".a" archive_suffix "${COLUBER_EXT_SUFFIX}")
  set_target_properties(coluber_runtime_python PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${COLUBER_PACKAGE_DIR}
    SUFFIX "${archive_suffix}")
endif()
