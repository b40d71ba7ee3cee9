// `import`, `from … import`, and both with `lazy` (PEP 810).
#include "syntax/parser.h"

namespace coluber::syntax {

Stmt* Parser::parse_import() {
    SourceRange start = here();
    bool is_lazy = is_on(T::name);
    if (is_lazy) advance();
    return is_on(T::kw_import) ? parse_import_name(start, is_lazy) : parse_import_from(start, is_lazy);
}

bool Parser::parse_dotted_name(std::string_view& name) {
    if (!expect_name(name)) return false;
    if (!is_on(T::dot)) return true;
    std::string joined(name);
    while (accept(T::dot)) {
        std::string_view part;
        if (!expect_name(part)) return false;
        joined += '.';
        joined += part;
    }
    name = arena_.copy(std::string_view(joined));
    return true;
}

Alias* Parser::parse_alias(bool is_dotted) {
    SourceRange start = here();
    std::string_view name, asname;
    if (is_dotted ? !parse_dotted_name(name) : !expect_name(name)) return nullptr;
    if (accept(T::kw_as)) {
        T after = kind_after();
        bool is_name =
            is_on(T::name) && (after == T::comma || after == T::right_paren || after == T::semicolon || after == T::newline);
        if (!is_name) {
            Expr* target = attempt([&] { return parse_expression(); });
            return target && !is<Name>(*target) ? fail(target->at, bad_import_target, describe(*target)) : fail_here();
        }
        asname = identifier(advance());
    }
    return node<Alias>(start, name, asname);
}

Stmt* Parser::parse_import_name(const SourceRange& start, bool is_lazy) {
    SourceRange word = advance().at;
    if (is_on(T::newline)) return fail(here(), nothing_imported);
    Collected<Alias> names(*this);
    do {
        Alias* alias = parse_alias(true);
        if (!alias) return nullptr;
        names.push(alias);
    } while (accept(T::comma));
    if (is_on(T::kw_from)) {
        auto is_module = [&] {
            std::string_view name;
            return advance(), parse_dotted_name(name) ? &names : nullptr;
        };
        return attempt(is_module) ? fail(span_of(word, last_), import_from_order) : fail_here();
    }
    return node<Import>(start, names.done(), is_lazy ? 1 : 0);
}

Stmt* Parser::parse_import_from(const SourceRange& start, bool is_lazy) {
    advance();
    int level = 0;
    while (is_on(T::dot) || is_on(T::ellipsis)) level += advance().kind == T::dot ? 1 : 3;
    std::string_view module;
    if ((level == 0 || !is_on(T::kw_import)) && !parse_dotted_name(module)) return nullptr;
    if (!expect(T::kw_import)) return nullptr;
    if (is_on(T::newline)) return fail(here(), nothing_imported);
    if (is_lazy && level == 0 && module == "__future__") return fail(start, lazy_future);
    Collected<Alias> names(*this);
    if (is_on(T::star)) {
        names.push(node_at<Alias>(advance().at, std::string_view("*")));
    } else if (accept(T::left_paren)) {
        if (!parse_import_names(names) || !expect(T::right_paren)) return nullptr;
    } else {
        if (!parse_import_names(names)) return nullptr;
        bool ends_with_comma = last_.end_column > 0 && (token_ - 1)->kind == T::comma;
        if (ends_with_comma) return is_on(T::newline) ? fail(last_, trailing_comma) : fail_here();
    }
    if (level == 0 && module == "__future__")
        for (std::size_t i = 0; i < names.size(); ++i) is_flufl_ = is_flufl_ || names[i]->name_ == "barry_as_FLUFL";
    return node<ImportFrom>(start, module, names.done(), level, is_lazy ? 1 : 0);
}

// Names with commas between; a comma at the end is stepped over.
bool Parser::parse_import_names(Collected<Alias>& names) {
    do {
        Alias* alias = parse_alias(false);
        if (!alias) return false;
        names.push(alias);
    } while (accept(T::comma) && is_on(T::name));
    return true;
}

}  // namespace coluber::syntax
