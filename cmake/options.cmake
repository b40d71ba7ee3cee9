# Compiler options that hold for every target, and the tools that make builds short (ccache, lld).
option(COLUBER_SANITIZE "build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

add_library(coluber_options INTERFACE)
target_compile_options(coluber_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers -Wno-maybe-uninitialized -Werror
  -ffunction-sections -fdata-sections)
if(COLUBER_SANITIZE)
  target_compile_options(coluber_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(coluber_options INTERFACE -fsanitize=address,undefined)
endif()

find_program(COLUBER_CCACHE ccache)
if(COLUBER_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${COLUBER_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${COLUBER_CCACHE})
endif()

# LLVM is linked statically: lld needs seconds where GNU ld needs a minute.
find_program(COLUBER_LLD ld.lld PATHS /usr/lib/llvm-19/bin NO_DEFAULT_PATH)
if(COLUBER_LLD)
  get_filename_component(lld_dir ${COLUBER_LLD} DIRECTORY)
  add_link_options(-fuse-ld=lld -B${lld_dir})
endif()
