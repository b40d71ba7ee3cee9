# The Python that `coluber._core` is built for. Nothing here is required: without a Python with headers and NumPy the pure
# C++ targets still configure and build, and the message says what is left out.
if(NOT COLUBER_PYTHON)
  if(EXISTS ${CMAKE_SOURCE_DIR}/.venv/bin/python)
    set(COLUBER_PYTHON ${CMAKE_SOURCE_DIR}/.venv/bin/python CACHE FILEPATH "Python to build for" FORCE)
  else()
    find_program(COLUBER_PYTHON python3 DOC "Python to build for")
  endif()
endif()

set(query "import os, sys, sysconfig as s
print(sys.executable, end='')                          # pyenv's shim is not the interpreter
include = s.get_path('include')
try:
    import numpy
    print('', include if os.path.exists(include + '/Python.h') else '', numpy.get_include(), s.get_config_var('EXT_SUFFIX'), sep=';')
except ImportError:
    pass")
execute_process(COMMAND ${COLUBER_PYTHON} -c "${query}" OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE)
list(LENGTH answer length)
set(COLUBER_HAS_PYTHON OFF)
if(length GREATER 0)
  list(GET answer 0 COLUBER_PYTHON)
endif()
if(length EQUAL 4)
  list(GET answer 1 COLUBER_PYTHON_INCLUDE)
  list(GET answer 2 COLUBER_NUMPY_INCLUDE)
  list(GET answer 3 COLUBER_EXT_SUFFIX)
  if(COLUBER_PYTHON_INCLUDE)
    set(COLUBER_HAS_PYTHON ON)
  endif()
endif()

if(COLUBER_HAS_PYTHON)
  add_library(coluber_python INTERFACE)      # headers only: the symbols come from the interpreter that loads us
  target_include_directories(coluber_python SYSTEM INTERFACE ${COLUBER_PYTHON_INCLUDE} ${COLUBER_NUMPY_INCLUDE})
  target_compile_definitions(coluber_python INTERFACE NPY_NO_DEPRECATED_API=NPY_2_0_API_VERSION NPY_TARGET_VERSION=NPY_2_0_API_VERSION)
else()
  message(WARNING "${COLUBER_PYTHON} has no headers or no NumPy: coluber._core and runtime/python are left out")
endif()
