// A file's bytes → UTF-8 (PEP 263). UTF-8, ASCII and Latin-1 are done here, all other encodings by the C library's iconv.
#include "syntax/diagnostics.h"
#include "syntax/parse.h"
#include "syntax/unicode.h"

#include <iconv.h>

#include <algorithm>
#include <optional>

namespace coluber::syntax {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Cookie {
    std::string encoding;  // as written
    std::uint32_t line = 1, column = 0;
};

bool is_cookie_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The encoding that a comment line names: `coding`, then `:` or `=`, blanks, the name.
std::optional<Cookie> find_cookie(std::string_view line, std::uint32_t number) {
    std::size_t hash = line.find_first_not_of(" \t\f");
    if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
    for (std::size_t at = line.find("coding", hash); at != std::string_view::npos; at = line.find("coding", at + 1)) {
        std::size_t begin = at + 6;
        if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
        begin = std::min(line.find_first_not_of(" \t", begin + 1), line.size());
        std::size_t end = begin;
        while (end < line.size() && is_cookie_character(line[end])) ++end;
        if (end > begin) return Cookie{std::string(line.substr(begin, end - begin)), number, static_cast<std::uint32_t>(begin)};
    }
    return std::nullopt;
}

// In the first line, or in the second where the first is blank or a comment.
std::optional<Cookie> find_cookie(std::string_view bytes) {
    for (std::uint32_t number = 1; number <= 2; ++number) {
        std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
        if (auto cookie = find_cookie(line, number)) return cookie;
        std::size_t first = line.find_first_not_of(" \t\f");
        if (first != std::string_view::npos && line[first] != '#') return std::nullopt;
        if (line.size() == bytes.size()) return std::nullopt;
        std::size_t skipped = line.size() + (bytes.substr(line.size()).starts_with("\r\n") ? 2 : 1);
        bytes.remove_prefix(skipped);
    }
    return std::nullopt;
}

// Lower case, `-` for `_`; the usual names of the two common encodings as one name each.
std::string normal_name(std::string_view name) {
    std::string normal;
    for (char c : name) normal += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    auto is_or_begins = [&](std::string_view base) { return normal == base || normal.starts_with(std::string(base) + "-"); };
    if (is_or_begins("utf-8") || normal == "utf8" || normal == "u8" || normal == "cp65001") return "utf-8";
    if (is_or_begins("latin-1") || is_or_begins("iso-8859-1") || is_or_begins("iso-latin-1")) return "iso-8859-1";
    for (std::string_view alias : {"latin1", "iso8859-1", "l1", "cp819", "8859", "latin"})
        if (normal == alias) return "iso-8859-1";
    for (std::string_view alias : {"ascii", "us-ascii", "646", "ansi-x3.4-1968"})
        if (normal == alias) return "ascii";
    if (normal == "mac-roman" || normal == "macroman") return "macintosh";
    if (normal == "mbcs" || normal.starts_with("utf-16") || normal.starts_with("utf-32"))
        return "";  // no text of a source can be so
    return normal;
}

struct Conversion {
    std::string text;
    std::optional<std::size_t> invalid;  // the offset of the first byte that is not in the encoding
    bool is_known = true;
};

Conversion from_single_bytes(std::string_view bytes, unsigned limit) {
    Conversion result;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte >= limit) {
            result.invalid = i;
            return result;
        }
        unicode::append(result.text, byte);
    }
    return result;
}

Conversion from_library(std::string_view bytes, std::string name) {
    Conversion result;
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    iconv_t handle = iconv_open("UTF-8", name.c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) {
        result.is_known = false;
        return result;
    }
    std::string chunk(4096, '\0');
    auto* in = const_cast<char*>(bytes.data());  // iconv reads only
    std::size_t in_left = bytes.size();
    while (in_left > 0) {
        char* out = chunk.data();
        std::size_t out_left = chunk.size();
        std::size_t converted = iconv(handle, &in, &in_left, &out, &out_left);
        result.text.append(chunk.data(), chunk.size() - out_left);
        if (converted == static_cast<std::size_t>(-1) && errno != E2BIG) {
            result.invalid = bytes.size() - in_left;
            break;
        }
    }
    iconv_close(handle);
    return result;
}

Conversion convert(std::string_view bytes, const std::string& name) {
    if (name.empty()) return {{}, {}, false};
    if (name == "utf-8") return {std::string(bytes), unicode::find_invalid(bytes), true};
    if (name == "iso-8859-1") return from_single_bytes(bytes, 0x100);
    if (name == "ascii") return from_single_bytes(bytes, 0x80);
    return from_library(bytes, name);
}

SourceRange place_of(std::string_view bytes, std::size_t at) {
    SourceRange range{1, 0, 1, 1};
    for (std::size_t i = 0; i < at; ++i) {
        ++range.column;
        if (bytes[i] == '\n') ++range.line, range.column = 0;
    }
    range.end_line = range.line, range.end_column = range.column + 1;
    return range;
}

}  // namespace

Result<Source> decode_source(std::string name, std::string_view bytes, Diagnostics& diagnostics) {
    bool has_mark = bytes.starts_with(byte_order_mark);
    if (has_mark) bytes.remove_prefix(byte_order_mark.size());
    Cookie cookie = find_cookie(bytes).value_or(Cookie{"utf-8"});
    auto length = static_cast<std::uint32_t>(cookie.encoding.size());
    SourceRange cookie_at{cookie.line, cookie.column, cookie.line, cookie.column + length};
    std::string encoding = normal_name(cookie.encoding);
    bool is_written_utf8 = encoding == "utf-8" && cookie.encoding.size() >= 5;  // `utf8` will not do, says CPython
    if (has_mark && !is_written_utf8) {
        diagnostics.report(cookie_at, cookie_against_bom, cookie.encoding);
        return Reported{};
    }
    Conversion converted = convert(bytes, encoding);
    if (!converted.is_known) {
        diagnostics.report(cookie_at, unknown_encoding, cookie.encoding);
        return Reported{};
    }
    if (converted.invalid) {
        auto byte = static_cast<int>(static_cast<unsigned char>(bytes[*converted.invalid]));
        diagnostics.report(place_of(bytes, *converted.invalid), not_in_encoding, encoding, byte);
        return Reported{};
    }
    return Source(std::move(name), std::move(converted.text));
}

}  // namespace coluber::syntax
