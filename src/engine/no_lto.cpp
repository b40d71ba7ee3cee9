// lld's link-time optimisation, as nothing: what we link is machine code, never bitcode.
// Why: lld's driver refers to it, and it would bring LLVM's LTO library with its options into the compiler library: 4 MB, and 0.6 ms
// at each load. As in other_targets.cpp, a name defined here keeps the archive's member out.
// Holds: nothing here is reached, because the inputs of link.cpp are objects of our own making.
// Left undone: these are lld 19's signatures, the second group private to it; another lld is a link error that names what changed.
#include "llvm/LTO/LTO.h"

#include <vector>

namespace llvm::lto {

InputFile::~InputFile() = default;

Expected<std::unique_ptr<InputFile>> InputFile::create(MemoryBufferRef) {
    return createStringError(inconvertibleErrorCode(), "bitcode is not linked");
}

SmallVector<const char*> LTO::getRuntimeLibcallSymbols(const Triple&) { return {}; }

}  // namespace llvm::lto

namespace lld::elf {

class InputFile;
class BitcodeFile;

class BitcodeCompiler {
public:
    BitcodeCompiler();
    ~BitcodeCompiler();
    void add(BitcodeFile& file);
    std::vector<InputFile*> compile();
};

BitcodeCompiler::BitcodeCompiler() = default;
BitcodeCompiler::~BitcodeCompiler() = default;
void BitcodeCompiler::add(BitcodeFile&) {}
std::vector<InputFile*> BitcodeCompiler::compile() { return {}; }

}  // namespace lld::elf
