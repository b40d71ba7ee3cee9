# LLVM and lld, linked statically into the compiler library and nowhere else.
# Why llvm-config and not find_package(LLVM): Debian's package config wants the development files of z3, curl, libedit and
# libxml2, and every LLVM tool, though not one of them is linked here. llvm-config answers with the archives only.
find_program(COLUBER_LLVM_CONFIG llvm-config-19 PATHS /usr/lib/llvm-19/bin)
if(NOT COLUBER_LLVM_CONFIG)
  message(WARNING "llvm-config-19 not found: the floors lower, engine and the compiler library are left out")
  return()
endif()

function(coluber_llvm_config out)
  execute_process(COMMAND ${COLUBER_LLVM_CONFIG} ${ARGN} OUTPUT_VARIABLE text
                  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(text UNIX_COMMAND "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

coluber_llvm_config(COLUBER_LLVM_INCLUDE --includedir)
coluber_llvm_config(COLUBER_LLVM_LIBDIR --libdir)
# `lto` and `option` are lld's needs. Only X86 of the targets: src/engine defines the initialisers of the others as nothing.
coluber_llvm_config(llvm_archives --link-static --libfiles core passes x86 target mc lto option)
list(FILTER llvm_archives EXCLUDE REGEX "/libPolly")       # named by Debian's llvm-config, in a package of its own, not needed

find_library(COLUBER_ZSTD zstd REQUIRED)
find_library(COLUBER_ZLIB z REQUIRED)

add_library(coluber_llvm INTERFACE)      # headers and archives of LLVM and lld
target_include_directories(coluber_llvm SYSTEM INTERFACE ${COLUBER_LLVM_INCLUDE})
target_compile_definitions(coluber_llvm INTERFACE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
# LLVM's GlobalVariable has an operator new of its own, which GCC 12 inlines and then takes for a mismatch.
target_compile_options(coluber_llvm INTERFACE -Wno-mismatched-new-delete)
target_link_libraries(coluber_llvm INTERFACE ${COLUBER_LLVM_LIBDIR}/liblldELF.a ${COLUBER_LLVM_LIBDIR}/liblldCommon.a
                      ${llvm_archives} ${COLUBER_ZSTD} ${COLUBER_ZLIB} dl m pthread)
