// What a Python lexer needs of Unicode: UTF-8, identifier characters, normal form NFKC, character names.
// Source: Unicode Standard Annexes 15 and 31; PEP 3131. The version is that of unicode_tables.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coluber::syntax::unicode {

using Code = std::uint32_t;

struct Decoded {
    Code code = 0;
    int length = 0;  // bytes; 0: not UTF-8
};

/// The character at the start of the text, surrogates included (WTF-8).
Decoded decode(std::string_view text);
/// Appends UTF-8; a surrogate as the three bytes of WTF-8.
void append(std::string& out, Code code);
/// The offset of the first byte that is not UTF-8 (surrogates are not).
std::optional<std::size_t> find_invalid(std::string_view text);

bool is_identifier_start(Code code);
bool is_identifier_continue(Code code);
bool is_printable(Code code);

/// Normal form NFKC.
std::string normalise(std::string_view text);

/// The character that `\N{name}` means. Lower case will do, but for names made by rule (Hangul, CJK ideographs), as in CPython.
std::optional<Code> find_character(std::string_view name);

}  // namespace coluber::syntax::unicode
