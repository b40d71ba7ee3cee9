#include "syntax/unicode.h"

#include "syntax/unicode_tables.h"

#include <algorithm>
#include <vector>

namespace coluber::syntax::unicode {

namespace {

// Hangul syllables are made of a leading consonant, a vowel and perhaps a trailing consonant by arithmetic (Unicode, section 3.12).
constexpr Code hangul_base = 0xac00, lead_base = 0x1100, vowel_base = 0x1161, trail_base = 0x11a7;
constexpr Code lead_count = 19, vowel_count = 21, trail_count = 28, hangul_count = lead_count * vowel_count * trail_count;

bool is_in(std::span<const Range> ranges, Code code) {
    auto after = std::upper_bound(ranges.begin(), ranges.end(), code, [](Code c, const Range& r) { return c < r.first; });
    return after != ranges.begin() && code <= std::prev(after)->last;
}

template <class Row>
const Row* find_row(std::span<const Row> rows, Code code) {
    auto found = std::lower_bound(rows.begin(), rows.end(), code, [](const Row& r, Code c) { return r.code < c; });
    return found != rows.end() && found->code == code ? &*found : nullptr;
}

Code combining_class(Code code) {
    if (code < 0x80) return 0;
    const CombiningClass* row = find_row(combining_classes, code);
    return row ? row->value : 0;
}

void append_decomposed(std::vector<Code>& out, Code code) {
    if (code - hangul_base < hangul_count) {
        Code syllable = code - hangul_base;
        out.push_back(lead_base + syllable / (vowel_count * trail_count));
        out.push_back(vowel_base + syllable % (vowel_count * trail_count) / trail_count);
        if (syllable % trail_count) out.push_back(trail_base + syllable % trail_count);
    } else if (const Decomposition* row = code < 0x80 ? nullptr : find_row(decompositions, code)) {
        auto parts = decomposed.subspan(row->offset, row->length);
        out.insert(out.end(), parts.begin(), parts.end());
    } else {
        out.push_back(code);
    }
}

// Runs of combining characters, sorted by class and otherwise as they stood.
void order_marks(std::vector<Code>& codes) {
    for (auto at = codes.begin(); at != codes.end();) {
        if (combining_class(*at) == 0) {
            ++at;
            continue;
        }
        auto end = std::find_if(at, codes.end(), [](Code c) { return combining_class(c) == 0; });
        std::stable_sort(at, end, [](Code a, Code b) { return combining_class(a) < combining_class(b); });
        at = end;
    }
}

std::optional<Code> compose(Code first, Code second) {
    if (first - lead_base < lead_count && second - vowel_base < vowel_count)
        return hangul_base + ((first - lead_base) * vowel_count + (second - vowel_base)) * trail_count;
    bool is_open_syllable = first - hangul_base < hangul_count && (first - hangul_base) % trail_count == 0;
    if (is_open_syllable && second > trail_base && second < trail_base + trail_count) return first + (second - trail_base);
    auto found = std::lower_bound(
        compositions.begin(), compositions.end(), std::pair{first, second},
        [](const Composition& row, const std::pair<Code, Code>& key) { return std::pair{row.first, row.second} < key; });
    if (found != compositions.end() && found->first == first && found->second == second) return found->composed;
    return std::nullopt;
}

// Joins each starter with the marks after it that no mark of the same or a higher class blocks.
void compose_all(std::vector<Code>& codes) {
    std::size_t kept = 0, starter = codes.size();
    Code last_class = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        Code mark_class = combining_class(codes[i]);
        bool is_blocked = starter + 1 != kept && last_class >= mark_class;
        if (starter < kept && !is_blocked) {
            if (auto composed = compose(codes[starter], codes[i])) {
                codes[starter] = *composed;
                continue;
            }
        }
        if (mark_class == 0) starter = kept;
        last_class = mark_class;
        codes[kept++] = codes[i];
    }
    codes.resize(kept);
}

std::optional<Code> hex_suffix(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    if (name.size() != 4 && name.size() != 5) return std::nullopt;
    Code code = 0;
    for (char c : name) {
        bool is_digit = c >= '0' && c <= '9', is_letter = c >= 'A' && c <= 'F';
        if (!is_digit && !is_letter) return std::nullopt;
        code = code * 16 + static_cast<Code>(is_digit ? c - '0' : c - 'A' + 10);
    }
    return code;
}

bool is_unified_ideograph(Code code) {
    static constexpr Range blocks[] = {{0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0x20000, 0x2a6df}, {0x2a700, 0x2b739},
                                       {0x2b740, 0x2b81d}, {0x2b820, 0x2cea1}, {0x2ceb0, 0x2ebe0}, {0x2ebf0, 0x2ee5d},
                                       {0x30000, 0x3134a}, {0x31350, 0x323af}};
    return is_in(blocks, code);
}

std::optional<Code> hangul_syllable(std::string_view name) {
    static constexpr std::string_view leads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                                 "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
    static constexpr std::string_view vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                                  "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static constexpr std::string_view trails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                                  "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                                  "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
    constexpr std::string_view prefix = "HANGUL SYLLABLE ";
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    for (Code lead = 0; lead < lead_count; ++lead) {
        if (!name.starts_with(leads[lead])) continue;
        std::string_view after_lead = name.substr(leads[lead].size());
        for (Code vowel = 0; vowel < vowel_count; ++vowel) {
            if (!after_lead.starts_with(vowels[vowel])) continue;
            std::string_view rest = after_lead.substr(vowels[vowel].size());
            auto trail = std::find(std::begin(trails), std::end(trails), rest);
            if (trail != std::end(trails))
                return hangul_base + (lead * vowel_count + vowel) * trail_count + static_cast<Code>(trail - std::begin(trails));
        }
    }
    return std::nullopt;
}

}  // namespace

Decoded decode(std::string_view text) {
    if (text.empty()) return {};
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto has_tail = [&](std::size_t count) {
        if (text.size() <= count) return false;
        for (std::size_t i = 1; i <= count; ++i)
            if ((byte(i) & 0xc0) != 0x80) return false;
        return true;
    };
    auto tail = [&](std::size_t i) { return static_cast<Code>(byte(i) & 0x3f); };
    Code first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first >= 0xc2 && first < 0xe0 && has_tail(1)) return {(first & 0x1f) << 6 | tail(1), 2};
    if (first >= 0xe0 && first < 0xf0 && has_tail(2)) {
        Code code = (first & 0x0f) << 12 | tail(1) << 6 | tail(2);
        if (code >= 0x800) return {code, 3};
    }
    if (first >= 0xf0 && first < 0xf5 && has_tail(3)) {
        Code code = (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
        if (code >= 0x10000 && code < 0x110000) return {code, 4};
    }
    return {};
}

void append(std::string& out, Code code) {
    auto put = [&](Code byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6), put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18), put(0x80 | (code >> 12 & 0x3f)), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
    }
}

std::optional<std::size_t> find_invalid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        Decoded found = decode(text.substr(at));
        if (found.length == 0 || (found.code >= 0xd800 && found.code < 0xe000)) return at;
        at += static_cast<std::size_t>(found.length);
    }
    return std::nullopt;
}

bool is_identifier_start(Code code) { return is_in(identifier_start, code); }
bool is_identifier_continue(Code code) { return is_in(identifier_continue, code); }
bool is_printable(Code code) { return code < 0x80 ? code >= 0x20 && code < 0x7f : !is_in(non_printable, code); }

std::string normalise(std::string_view text) {
    std::vector<Code> codes;
    for (std::size_t at = 0; at < text.size();) {
        Decoded found = decode(text.substr(at));
        append_decomposed(codes, found.code);
        at += static_cast<std::size_t>(std::max(found.length, 1));
    }
    order_marks(codes);
    compose_all(codes);
    std::string out;
    for (Code code : codes) append(out, code);
    return out;
}

std::optional<Code> find_character(std::string_view name) {
    std::string upper(name);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (auto code = hex_suffix(name, "CJK UNIFIED IDEOGRAPH-"); code && is_unified_ideograph(*code)) return code;
    if (auto code = hangul_syllable(name)) return code;
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (unsigned char c : upper) hash = (hash ^ c) * 0x100000001b3;
    hash >>= 21;
    auto found = std::lower_bound(hashed_names.begin(), hashed_names.end(), hash << 21);
    if (found == hashed_names.end() || *found >> 21 != hash) return std::nullopt;
    return static_cast<Code>(*found & 0x1fffff);
}

}  // namespace coluber::syntax::unicode
