// Exception classes that inference knows, and errors that a handler takes without an exception being made (docs/exceptions.md).
//
// A class is a number, the parameter of the types `pending` and `exception`: a place in the table of built-in classes, or a class of the
// user's by World's number. 0 is no class; `pending(0)` stands in the place of what was handled before.
#pragma once

#include "infer/specialiser.h"

namespace coluber::infer {

using RaisedClass = std::uint32_t;
inline constexpr RaisedClass no_class = 0, first_user_class = 256;

/// The class that a value known by identity is; no_class: no exception class, or one that is not known here.
RaisedClass class_named(const Known& known);
/// The class that a call of the value makes an instance of, where making it does no more than keep the arguments.
RaisedClass class_made_by(const Specialiser& s, ValueId callee);
/// The class of the error that the instruction fails with, where that is one alone and is made by compiled code.
RaisedClass class_of_failure(const Specialiser& s, const ir::Inst& inst);
/// Does `except type` take an exception of this class? None: only Python can say.
std::optional<bool> is_caught_by(const Specialiser& s, RaisedClass error, ValueId type);
/// An exception of this class runs no code of the user's when it is looked at.
inline bool is_exact_exception(RaisedClass error) { return error < first_user_class; }

}  // namespace coluber::infer
