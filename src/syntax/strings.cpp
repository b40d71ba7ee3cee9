// Strings and what they are made of: adjacent literals joined, f-strings (PEP 701), t-strings (PEP 750).
// An f-string is first a flat list of parts: Constants for text, FormattedValues for fields, a Constant before a field with `=`.
// Adjacent Constants then join, empty ones go.
#include "syntax/literals.h"
#include "syntax/parser.h"

#include <algorithm>

namespace coluber::syntax {

namespace {

bool has_raw_prefix(std::string_view start) { return start.find_first_of("rR") < start.find_first_of("'\""); }
bool has_template_prefix(std::string_view start) { return start.find_first_of("tT") < start.find_first_of("'\""); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r'; }

// The text of a field's expression with line ends as \n and without comments.
std::string field_text(std::string_view text) {
    std::string out;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '#' && !quote) {
            while (i < text.size() && text[i] != '\n' && text[i] != '\r') ++i;
            if (i == text.size()) break;
            c = text[i];
        } else if (c == '\\' && quote && i + 1 < text.size()) {
            out += text[i++];
            c = text[i];
        } else if (c == '"' || c == '\'') {
            quote = quote == c ? '\0' : quote ? quote : c;
        }
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        out += c == '\r' ? '\n' : c;
    }
    return out;
}

}  // namespace

std::nullptr_t Parser::fail_escape(const SourceRange& at, Diagnostic error) {
    if (failed_) return nullptr;
    error.at = at;
    failure_ = std::move(error);
    failed_ = true;
    return nullptr;
}

// All adjacent literals. Either all are bytes, or none; either all are templates, or none.
Expr* Parser::parse_strings() {
    SourceRange start = here();
    Collected<Expr> parts(*this);
    bool is_bytes = false, has_text = false, is_formatted = false, is_template = false;
    SourceRange before_at;
    for (std::size_t count = 0; is_on(T::string) || is_on(T::fstring_start); ++count) {
        SourceRange at = here();
        bool is_bytes_here = false, is_template_here = false;
        if (is_on(T::fstring_start)) {
            if (!parse_fstring(parts, is_template_here)) return nullptr;
            is_formatted = true;
        } else if (!parse_string_part(parts, is_bytes_here)) {
            return nullptr;
        }
        if (count > 0 && is_template_here != is_template) return fail(span_of(before_at, last_), template_and_text);
        if (count > 0 && (is_bytes_here ? has_text : is_bytes)) return fail(span_of(start, last_), bytes_and_text);
        is_template = is_template_here;
        (is_bytes_here ? is_bytes : has_text) = true;
        before_at = at;
    }
    if (is_template) return node<TemplateStr>(start, joined_values(parts.done()));
    if (is_formatted) return node<JoinedStr>(start, joined_values(parts.done()));
    if (parts.size() == 1) return parts[0];
    std::string& joined = buffer_;
    joined.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) joined += cast<Constant>(*parts[i]).value.text;
    Value value = cast<Constant>(*parts[0]).value;
    value.text = arena_.copy(std::string_view(joined));
    return node<Constant>(start, value, cast<Constant>(*parts[0]).is_unicode);
}

bool Parser::parse_string_part(Collected<Expr>& parts, bool& is_bytes) {
    const Token& token = advance();
    StringParts taken = take_apart(text(token));
    is_bytes = taken.is_bytes;
    Value value;
    value.kind = is_bytes ? ValueKind::bytes : ValueKind::string;
    value.text = taken.body;
    std::string_view special = taken.is_raw && !is_bytes ? std::string_view("\r") : std::string_view("\\\r");
    bool is_plain = taken.body.find_first_of(special) == std::string_view::npos;
    if (!is_plain || is_bytes) {
        buffer_.clear();
        auto error =
            is_bytes ? append_bytes(buffer_, taken.body, taken.is_raw) : append_text(buffer_, taken.body, taken.is_raw);
        if (error) return fail_escape(token.at, *error), false;
        value.text = arena_.copy(std::string_view(buffer_));
    }
    Expr* made = node_at<Constant>(token.at, value, taken.is_unicode);
    if (made) parts.push(made);
    return made != nullptr;
}

Expr* Parser::fstring_text(const Token& token, bool is_raw) {
    Value value;
    value.kind = ValueKind::string;
    value.text = text(token);
    if (value.text.find_first_of("\\\r") != std::string_view::npos) {
        buffer_.clear();
        if (auto error = append_text(buffer_, value.text, is_raw)) return fail_escape(token.at, *error);
        value.text = arena_.copy(std::string_view(buffer_));
    }
    return node_at<Constant>(token.at, value);
}

bool Parser::parse_fstring(Collected<Expr>& parts, bool& is_template) {
    std::string_view start = text(advance());
    bool is_raw = has_raw_prefix(start);
    is_template = has_template_prefix(start);
    std::string_view letter = is_template ? "t" : "f";
    while (!is_on(T::fstring_end)) {
        if (is_on(T::fstring_middle)) {
            Expr* made = fstring_text(advance(), is_raw);
            if (!made) return false;
            parts.push(made);
        } else if (is_on(T::left_brace)) {
            if (!parse_field(parts, letter, is_template, is_raw)) return false;
        } else {
            return fail_here(), false;
        }
    }
    advance();
    return true;
}

bool Parser::check_field_start(std::string_view letter) {
    for (T sign : {T::equal, T::exclamation, T::colon, T::right_brace})
        if (is_on(sign)) return fail(here(), field_needs_expression, letter, spelling(sign)), false;
    if (is_on(T::error)) return fail_here(), false;
    if (starts_expression() || is_on(T::kw_yield)) return true;
    return fail(here(), field_expects_expression, letter), false;
}

bool Parser::check_field_end(std::string_view letter, bool has_debug, bool has_conversion, bool has_spec) {
    if (is_on(T::right_brace)) return true;
    if (is_on(T::error)) return fail_here(), false;
    std::string_view wanted = has_spec         ? "'}', or format specs"
                              : has_conversion ? "':' or '}'"
                              : has_debug      ? "'!', or ':', or '}'"
                                               : "'=', or '!', or ':', or '}'";
    return fail(here(), field_expects, letter, wanted), false;
}

bool Parser::parse_conversion(std::string_view letter, int& conversion, SourceRange& at) {
    SourceRange mark = advance().at;
    at = here();
    if (is_on(T::colon) || is_on(T::right_brace)) return fail(at, missing_conversion, letter), false;
    if (!is_on(T::name)) return fail(at, invalid_conversion, letter), false;
    if (at.line != mark.end_line || at.column != mark.end_column)
        return fail(span_of(mark, at), blank_before_conversion, letter), false;
    std::string_view word = text(advance());
    if (word != "s" && word != "r" && word != "a") return fail(at, unknown_conversion, letter, word), false;
    conversion = word[0];
    return true;
}

// `{expression = !conversion :format}`; a field with `=` adds its text as a Constant first.
bool Parser::parse_field(Collected<Expr>& parts, std::string_view letter, bool is_template, bool is_raw) {
    const Token& open = advance();
    if (!check_field_start(letter)) return false;
    Expr* value = parse_annotated_rhs();
    if (!value) return false;
    bool has_debug = accept(T::equal);
    std::string_view raw_text = source_.text().substr(open.end, token_->begin - open.end);
    bool is_item = starts_expression() && !has_debug && !is_on(T::star);
    if (is_item && attempt([&] { return parse_expression(); })) return fail(span_of(value->at, last_), forgot_comma), false;
    SourceRange text_end = here(), conversion_at;
    int conversion = -1;
    bool has_conversion = is_on(T::exclamation);
    if (has_conversion && !parse_conversion(letter, conversion, conversion_at)) return false;
    Expr* spec = nullptr;
    bool has_spec = is_on(T::colon);
    if (has_spec && !(spec = parse_format_spec(letter, is_raw))) return false;
    if (!check_field_end(letter, has_debug, has_conversion, has_spec)) return false;
    advance();
    if (has_debug) {
        Value debug;
        debug.kind = ValueKind::string;
        debug.text = arena_.copy(field_text(raw_text));
        SourceRange at{open.at.line, open.at.column + 1, text_end.line, text_end.column};
        parts.push(node_at<Constant>(at, debug));
        if (!has_conversion && !has_spec) conversion = 'r';
    }
    Expr* made = nullptr;
    if (is_template) {
        std::string written = field_text(raw_text);
        while (!written.empty() && (is_blank(written.back()) || written.back() == '=')) written.pop_back();
        made = node<Interpolation>(open.at, value, arena_.copy(std::string_view(written)), conversion, spec);
    } else {
        made = node<FormattedValue>(open.at, value, conversion, spec);
    }
    if (made) parts.push(made);
    return made != nullptr;
}

Expr* Parser::parse_format_spec(std::string_view letter, bool is_raw) {
    SourceRange colon = advance().at;
    Collected<Expr> parts(*this);
    for (;;) {
        if (is_on(T::fstring_middle)) {
            Expr* made = fstring_text(advance(), is_raw);
            if (!made) return nullptr;
            parts.push(made);
        } else if (is_on(T::left_brace)) {
            if (!parse_field(parts, letter, false, is_raw)) return nullptr;
        } else {
            break;
        }
    }
    return node<JoinedStr>(colon, joined_values(parts.done()));
}

// Joins runs of Constants and drops the empty ones.
Exprs Parser::joined_values(std::span<Expr* const> parts) {
    Collected<Expr> joined(*this);
    for (std::size_t i = 0; i < parts.size();) {
        auto* first = as<Constant>(parts[i]);
        if (!first) {
            joined.push(parts[i++]);
            continue;
        }
        std::size_t end = i;
        buffer_.clear();
        while (end < parts.size() && is<Constant>(*parts[end])) buffer_ += cast<Constant>(*parts[end++]).value.text;
        if (!buffer_.empty()) {
            std::size_t from = i, to = end;
            while (cast<Constant>(*parts[from]).value.text.empty()) ++from;
            while (cast<Constant>(*parts[to - 1]).value.text.empty()) --to;
            Value value = first->value;
            value.text = from + 1 == to ? cast<Constant>(*parts[from]).value.text : arena_.copy(std::string_view(buffer_));
            bool is_unicode = cast<Constant>(*parts[from]).is_unicode;
            joined.push(node_at<Constant>(span_of(parts[from]->at, parts[to - 1]->at), value, is_unicode));
        }
        i = end;
    }
    return joined.done();
}

}  // namespace coluber::syntax
