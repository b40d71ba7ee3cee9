// From source text to syntax tree: the whole of Python 3.15's grammar, whatever Python we run in.
//
// Lexer (lexer.h, with numbers, escapes and f-strings in files of their own) → parser (parser.h: expressions, statements, patterns,
// targets … one file each), recursive descent with precedence climbing; no backtracking but for the few places named in parser.h.
// Refuses what CPython's parser refuses (`ast.parse`), with a position and a sentence like CPython's. What CPython's symbol table
// and compiler refuse (`return` outside a function, a name both parameter and global) is `front`'s.
// Never crashes: nesting is counted and ends in E0103.
//
// How Cython joins: the lexer needs nothing but its few tokens (`?`, `&` stay what they are); `ParseOptions::dialect` will choose a second
// table of statement starters (cdef, cpdef, ctypedef, cimport, DEF, IF: soft keywords all, looked up by the first word in
// statements.cpp) and one hook in the primary expression (casts, address-of, sizeof); C declarations are new structs in tree.h.
#pragma once

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "syntax/tree.h"

#include <string>
#include <string_view>

namespace coluber::syntax {

/// A file's bytes as a Source: byte order mark and coding cookie (PEP 263) obeyed, text turned into UTF-8.
/// E0101 where the encoding is unknown or the bytes are not in it.
Result<Source> decode_source(std::string name, std::string_view bytes, Diagnostics& diagnostics);

/// The tree of a file. Reports exactly one error where it fails. `source` and `arena` outlive the tree.
Result<Module*> parse_module(const Source& source, Arena& arena, Diagnostics& diagnostics);

/// The tree of one expression, as `eval` takes it (leading blanks and line ends after it are allowed).
Result<Expr*> parse_expression(const Source& source, Arena& arena, Diagnostics& diagnostics);

}  // namespace coluber::syntax
