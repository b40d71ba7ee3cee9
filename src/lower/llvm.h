// The LLVM headers that this floor needs, in one place: IRBuilder level only, because each file that sees more compiles for seconds.
#pragma once

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
