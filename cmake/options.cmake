# Compiler options that hold for every target, and the tools that make builds short (ccache, lld).
option(COLUBER_SANITIZE "build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

add_library(coluber_options INTERFACE)
target_compile_options(coluber_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)
if(COLUBER_SANITIZE)
  target_compile_options(coluber_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(coluber_options INTERFACE -fsanitize=address,undefined)
endif()

find_program(COLUBER_CCACHE ccache)
if(COLUBER_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${COLUBER_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${COLUBER_CCACHE})
endif()
