// What the lexer and the parser tell the user. The sentences are CPython's or close to them, so that a search finds them.
// Each code has its paragraph in docs/errors/, each sentence a test in tests/syntax/.
#pragma once

#include "base/diagnostic.h"

#include <string>
#include <string_view>

namespace coluber::syntax {

using Text = std::string_view;

inline constexpr auto syntax_error = ErrorClass::syntax_error;
inline constexpr auto indentation_error = ErrorClass::indentation_error;

// ---- The file ----
inline constexpr Diag<Text> unknown_encoding{"E0101", "unknown encoding: {}", syntax_error};
inline constexpr Diag<Text, int> not_in_encoding{"E0101", "'{}' codec can't decode byte 0x{:02x}", syntax_error};
inline constexpr Diag<Text> cookie_against_bom{"E0101", "encoding problem: {} with BOM", syntax_error};
inline constexpr Diag<int> file_too_large{"E0102", "source is larger than {} MiB", syntax_error};
inline constexpr Diag<> null_byte{"E0102", "source code cannot contain null bytes", syntax_error};

// ---- Nesting ----
inline constexpr Diag<> nested_too_deeply{"E0103", "nested too deeply", syntax_error};
inline constexpr Diag<> too_many_parentheses{"E0103", "too many nested parentheses", syntax_error};
inline constexpr Diag<> too_many_fstrings{"E0103", "too many nested f-strings or t-strings", syntax_error};
inline constexpr Diag<Text> fields_too_deep{"E0103", "{}-string: expressions nested too deeply", syntax_error};
inline constexpr Diag<> too_many_indents{"E0103", "too many levels of indentation", indentation_error};

// ---- Indentation ----
inline constexpr Diag<> unexpected_indent{"E0104", "unexpected indent", indentation_error};
inline constexpr Diag<> unexpected_unindent{"E0104", "unexpected unindent", indentation_error};
inline constexpr Diag<> unmatched_unindent{"E0104", "unindent does not match any outer indentation level", indentation_error};
inline constexpr Diag<Text, int> expected_block{"E0104", "expected an indented block after {} on line {}", indentation_error};
inline constexpr Diag<> mixed_tabs{"E0105", "inconsistent use of tabs and spaces in indentation", ErrorClass::tab_error};

// ---- Characters and tokens ----
inline constexpr Diag<Text, unsigned> invalid_character{"E0106", "invalid character '{}' (U+{:04X})", syntax_error};
inline constexpr Diag<unsigned> non_printable_character{"E0106", "invalid non-printable character U+{:04X}", syntax_error};
inline constexpr Diag<> after_line_continuation{"E0107", "unexpected character after line continuation character",
                                                syntax_error};
inline constexpr Diag<> unexpected_end{"E0107", "unexpected EOF while parsing", syntax_error};
inline constexpr Diag<char> unmatched_closing{"E0108", "unmatched '{}'", syntax_error};
inline constexpr Diag<char> never_closed{"E0108", "'{}' was never closed", syntax_error};
inline constexpr Diag<char, char> wrong_closing{"E0108", "closing parenthesis '{}' does not match opening parenthesis '{}'",
                                                syntax_error};
inline constexpr Diag<char, char, int> wrong_closing_on_line{
    "E0108", "closing parenthesis '{}' does not match opening parenthesis '{}' on line {}", syntax_error};

// ---- Numbers ----
inline constexpr Diag<Text> invalid_number{"E0109", "invalid {} literal", syntax_error};
inline constexpr Diag<char, Text> invalid_digit{"E0109", "invalid digit '{}' in {} literal", syntax_error};
inline constexpr Diag<> leading_zeros{
    "E0109", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", syntax_error};
inline constexpr Diag<int> too_many_digits{
    "E0109",
    "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; "
    "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
    syntax_error};

// ---- Strings ----
inline constexpr Diag<Text, int> unterminated_string{"E0110", "unterminated {} (detected at line {})", syntax_error};
inline constexpr Diag<int, int, Text> bad_unicode_escape{
    "E0111", "(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: {}", syntax_error};
inline constexpr Diag<int> bad_byte_escape{"E0111", "(value error) invalid \\x escape at position {}", syntax_error};
inline constexpr Diag<> non_ascii_bytes{"E0111", "bytes can only contain ASCII literal characters", syntax_error};
inline constexpr Diag<> bytes_and_text{"E0112", "cannot mix bytes and nonbytes literals", syntax_error};
inline constexpr Diag<> template_and_text{"E0112", "cannot mix t-string literals with string or bytes literals", syntax_error};
inline constexpr Diag<Text, Text> field_needs_expression{"E0113", "{}-string: valid expression required before '{}'",
                                                         syntax_error};
inline constexpr Diag<Text> field_expects_expression{"E0113", "{}-string: expecting a valid expression after '{{'",
                                                     syntax_error};
inline constexpr Diag<Text, Text> field_expects{"E0113", "{}-string: expecting {}", syntax_error};
inline constexpr Diag<Text> missing_conversion{"E0114", "{}-string: missing conversion character", syntax_error};
inline constexpr Diag<Text> invalid_conversion{"E0114", "{}-string: invalid conversion character", syntax_error};
inline constexpr Diag<Text, Text> unknown_conversion{
    "E0114", "{}-string: invalid conversion character '{}': expected 's', 'r', or 'a'", syntax_error};
inline constexpr Diag<Text> blank_before_conversion{
    "E0114", "{}-string: conversion type must come right after the exclamation mark", syntax_error};
inline constexpr Diag<Text> lone_brace{"E0113", "{}-string: single '}}' is not allowed", syntax_error};
inline constexpr Diag<Text, char> field_unmatched{"E0113", "{}-string: unmatched '{}'", syntax_error};
inline constexpr Diag<Text> lambda_in_field{"E0113", "{}-string: lambda expressions are not allowed without parentheses",
                                            syntax_error};

// ---- Anything else ----
inline constexpr Diag<> invalid_syntax{"E0120", "invalid syntax", syntax_error};
inline constexpr Diag<Text> expected_token{"E0120", "expected '{}'", syntax_error};
inline constexpr Diag<> forgot_comma{"E0120", "invalid syntax. Perhaps you forgot a comma?", syntax_error};
inline constexpr Diag<Text, Text> missing_call_parentheses{
    "E0120", "Missing parentheses in call to '{}'. Did you mean {}(...)?", syntax_error};

// ---- Targets ----
inline constexpr Diag<Text> cannot_assign{"E0121", "cannot assign to {}", syntax_error};
inline constexpr Diag<Text> cannot_assign_here{"E0121", "cannot assign to {} here. Maybe you meant '==' instead of '='?",
                                               syntax_error};
inline constexpr Diag<> equals_in_expression{"E0121", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                                             syntax_error};
inline constexpr Diag<Text> cannot_delete{"E0121", "cannot delete {}", syntax_error};
inline constexpr Diag<Text> illegal_augmented{"E0121", "'{}' is an illegal expression for augmented assignment", syntax_error};
inline constexpr Diag<> assign_to_yield{"E0121", "assignment to yield expression not possible", syntax_error};
inline constexpr Diag<Text> single_annotated{"E0122", "only single target (not {}) can be annotated", syntax_error};
inline constexpr Diag<> illegal_annotation{"E0122", "illegal target for annotation", syntax_error};
inline constexpr Diag<Text> walrus_target{"E0123", "cannot use assignment expressions with {}", syntax_error};
inline constexpr Diag<> walrus_without_parentheses{"E0123", "cannot use named expression without parentheses here",
                                                   syntax_error};
inline constexpr Diag<Text> bad_import_target{"E0121", "cannot use {} as import target", syntax_error};
inline constexpr Diag<Text, Text> bad_except_target{"E0121", "cannot use {} statement with {}", syntax_error};
inline constexpr Diag<Text> bad_pattern_target{"E0121", "cannot use {} as pattern target", syntax_error};

// ---- Stars ----
inline constexpr Diag<> starred_here{"E0124", "cannot use starred expression here", syntax_error};
inline constexpr Diag<> double_starred_here{"E0124", "cannot use double starred expression here", syntax_error};
inline constexpr Diag<> dict_unpacking_here{"E0124", "cannot use dict unpacking here", syntax_error};
inline constexpr Diag<Text> dict_unpacking_in{"E0124", "cannot use dict unpacking in {}", syntax_error};
inline constexpr Diag<Text> starred_in{"E0124", "cannot use a starred expression in a dictionary {}", syntax_error};
inline constexpr Diag<> starred_conditional{
    "E0124", "invalid starred expression. Did you forget to wrap the conditional expression in parentheses?", syntax_error};
inline constexpr Diag<> double_starred_conditional{
    "E0124", "invalid double starred expression. Did you forget to wrap the conditional expression in parentheses?",
    syntax_error};
inline constexpr Diag<> invalid_star{"E0124", "Invalid star expression", syntax_error};

// ---- Expressions ----
inline constexpr Diag<> expected_else{"E0125", "expected 'else' after 'if' expression", syntax_error};
inline constexpr Diag<> statement_after_else{"E0125", "expected expression after 'else', but statement is given", syntax_error};
inline constexpr Diag<> statement_before_if{"E0125", "expected expression before 'if', but statement is given", syntax_error};
inline constexpr Diag<> unpack_part{"E0125", "cannot unpack only part of a conditional expression", syntax_error};
inline constexpr Diag<> unpack_dict_part{"E0125", "cannot use dict unpacking on only part of a conditional expression",
                                         syntax_error};
inline constexpr Diag<> not_needs_parentheses{"E0126", "'not' after an operator must be parenthesized", syntax_error};
inline constexpr Diag<> expected_in{"E0127", "'in' expected after for-loop variables", syntax_error};
inline constexpr Diag<> comprehension_target{"E0127", "did you forget parentheses around the comprehension target?",
                                             syntax_error};
inline constexpr Diag<> key_without_colon{"E0128", "':' expected after dictionary key", syntax_error};
inline constexpr Diag<> key_without_value{"E0128", "expression expected after dictionary key and ':'", syntax_error};
inline constexpr Diag<> string_in_string{"E0120", "invalid syntax. Is this intended to be part of the string?", syntax_error};

// ---- Calls ----
inline constexpr Diag<> positional_after_keyword{"E0129", "positional argument follows keyword argument", syntax_error};
inline constexpr Diag<> positional_after_unpacking{"E0129", "positional argument follows keyword argument unpacking",
                                                   syntax_error};
inline constexpr Diag<> iterable_after_unpacking{"E0129", "iterable argument unpacking follows keyword argument unpacking",
                                                 syntax_error};
inline constexpr Diag<> generator_needs_parentheses{"E0129", "Generator expression must be parenthesized", syntax_error};
inline constexpr Diag<> expected_argument{"E0129", "expected argument value expression", syntax_error};
inline constexpr Diag<> keyword_is_expression{"E0129", "expression cannot contain assignment, perhaps you meant \"==\"?",
                                              syntax_error};
inline constexpr Diag<Text> assign_to_unpacking{"E0129", "cannot assign to {} argument unpacking", syntax_error};

// ---- Parameters ----
inline constexpr Diag<> no_default_after_default{"E0130", "parameter without a default follows parameter with a default",
                                                 syntax_error};
inline constexpr Diag<> nothing_before_slash{"E0130", "at least one parameter must precede /", syntax_error};
inline constexpr Diag<> second_slash{"E0130", "/ may appear only once", syntax_error};
inline constexpr Diag<> slash_after_star{"E0130", "/ must be ahead of *", syntax_error};
inline constexpr Diag<> comma_between{"E0130", "expected comma between / and *", syntax_error};
inline constexpr Diag<> second_star{"E0130", "* may appear only once", syntax_error};
inline constexpr Diag<> nothing_after_star{"E0130", "named parameters must follow bare *", syntax_error};
inline constexpr Diag<> after_kwargs{"E0130", "parameters cannot follow var-keyword parameter", syntax_error};
inline constexpr Diag<Text> star_default{"E0130", "var-{} parameter cannot have default value", syntax_error};
inline constexpr Diag<> expected_default{"E0130", "expected default value expression", syntax_error};
inline constexpr Diag<Text> parameter_parentheses{"E0130", "{} parameters cannot be parenthesized", syntax_error};
inline constexpr Diag<> no_type_parameters{"E0131", "Type parameter list cannot be empty", syntax_error};
inline constexpr Diag<Text, Text> no_bound{"E0131", "cannot use {} with {}", syntax_error};

// ---- Statements ----
inline constexpr Diag<> expected_handler{"E0132", "expected 'except' or 'finally' block", syntax_error};
inline constexpr Diag<> mixed_handlers{"E0132", "cannot have both 'except' and 'except*' on the same 'try'", syntax_error};
inline constexpr Diag<> no_exception_types{"E0132", "expected one or more exception types", syntax_error};
inline constexpr Diag<> as_needs_parentheses{"E0132", "multiple exception types must be parenthesized when using 'as'",
                                             syntax_error};
inline constexpr Diag<> elif_after_else{"E0133", "'elif' block follows an 'else' block", syntax_error};
inline constexpr Diag<> trailing_comma{"E0134", "trailing comma not allowed without surrounding parentheses", syntax_error};
inline constexpr Diag<> nothing_imported{"E0134", "Expected one or more names after 'import'", syntax_error};
inline constexpr Diag<> import_from_order{"E0134", "Did you mean to use 'from ... import ...' instead?", syntax_error};
inline constexpr Diag<> with_trailing_comma{"E0135", "the last 'with' item has a trailing comma", syntax_error};
inline constexpr Diag<> raise_between{"E0136", "did you forget an expression between 'raise' and 'from'?", syntax_error};
inline constexpr Diag<> raise_after_from{"E0136", "did you forget an expression after 'from'?", syntax_error};
inline constexpr Diag<> lazy_future{"E0134", "lazy from __future__ import is not allowed", syntax_error};
inline constexpr Diag<> not_flufl{"E0120", "with Barry as BDFL, use '<>' instead of '!='", syntax_error};

// ---- Patterns ----
inline constexpr Diag<> case_outside_match{"E0137", "case statement must be inside match statement", syntax_error};
inline constexpr Diag<> wildcard_target{"E0137", "cannot use '_' as a target", syntax_error};
inline constexpr Diag<> positional_pattern_after{"E0137", "positional patterns follow keyword patterns", syntax_error};
inline constexpr Diag<> rest_not_last{
    "E0137", "double star pattern must be the last (right-most) subpattern in the mapping pattern", syntax_error};
inline constexpr Diag<> real_expected{"E0137", "real number required in complex literal", syntax_error};
inline constexpr Diag<> imaginary_expected{"E0137", "imaginary number required in complex literal", syntax_error};

}  // namespace coluber::syntax
