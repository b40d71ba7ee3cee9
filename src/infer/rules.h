// One rule an op: what a Python-level op becomes for the types at hand. A missing overload for a `py.…` op does not compile.
// A rule returns the typed value for the op's result (none where it has none, or when the block is dead).
#pragma once

#include "infer/specialiser.h"

namespace coluber::infer {

/// The rule for an instruction of untyped IR.
ValueId infer_inst(Specialiser& s, const ir::Inst& inst);

// ── names.cpp ──
ValueId infer_op(Specialiser& s, const ir::Const& op);
ValueId infer_op(Specialiser& s, const ir::Unset& op);
ValueId infer_op(Specialiser& s, const ir::CheckBound& op);
ValueId infer_op(Specialiser& s, const ir::PyGlobal& op);
ValueId infer_op(Specialiser& s, const ir::PyLoadFree& op);
ValueId infer_op(Specialiser& s, const ir::EndBinding& op);
ValueId infer_op(Specialiser& s, const ir::Checkpoint& op);

// ── flow.cpp ──
ValueId infer_op(Specialiser& s, const ir::Fail& op);
ValueId infer_op(Specialiser& s, const ir::Jump& op);
ValueId infer_op(Specialiser& s, const ir::Branch& op);
ValueId infer_op(Specialiser& s, const ir::IterNext& op);
ValueId infer_op(Specialiser& s, const ir::OnError& op);
ValueId infer_op(Specialiser& s, const ir::Return& op);
ValueId infer_op(Specialiser& s, const ir::Unreachable& op);
ValueId infer_op(Specialiser& s, const ir::PyIter& op);
ValueId infer_op(Specialiser& s, const ir::PyUnpack& op);
ValueId infer_op(Specialiser& s, const ir::PyUnpackEx& op);
ValueId infer_op(Specialiser& s, const ir::TupleGet& op);
ValueId infer_op(Specialiser& s, const ir::PyTuple& op);

// ── operators.cpp ──
ValueId infer_op(Specialiser& s, const ir::PyUnary& op);
ValueId infer_op(Specialiser& s, const ir::PyBinary& op);
ValueId infer_op(Specialiser& s, const ir::PyCompare& op);
ValueId infer_op(Specialiser& s, const ir::PyIs& op);
ValueId infer_op(Specialiser& s, const ir::PyContains& op);
ValueId infer_op(Specialiser& s, const ir::PyTruth& op);
ValueId infer_op(Specialiser& s, const ir::Not& op);

// ── access.cpp ──
ValueId infer_op(Specialiser& s, const ir::PyGetattr& op);
ValueId infer_op(Specialiser& s, const ir::PySetattr& op);
ValueId infer_op(Specialiser& s, const ir::PyGetitem& op);
ValueId infer_op(Specialiser& s, const ir::PySetitem& op);

// ── slices.cpp ──
ValueId infer_op(Specialiser& s, const ir::PySlice& op);

// ── calls.cpp ──
ValueId infer_op(Specialiser& s, const ir::PyCall& op);

// ── exceptions.cpp ──
ValueId infer_op(Specialiser& s, const ir::PyRaise& op);
ValueId infer_op(Specialiser& s, const ir::PyRaiseCall& op);
ValueId infer_op(Specialiser& s, const ir::PyHandled& op);
ValueId infer_op(Specialiser& s, const ir::PyCatch& op);
ValueId infer_op(Specialiser& s, const ir::PyMatchException& op);
ValueId infer_op(Specialiser& s, const ir::PyEndHandling& op);
ValueId infer_op(Specialiser& s, const ir::PyReraise& op);

// ── patterns.cpp ──
ValueId infer_op(Specialiser& s, const ir::PyMatchSequence& op);
ValueId infer_op(Specialiser& s, const ir::PyMatchMapping& op);
ValueId infer_op(Specialiser& s, const ir::PyMatchClass& op);
ValueId infer_op(Specialiser& s, const ir::PyItemFromEnd& op);

// ── shared between rules ──

/// `left kind right` where both are numbers (numbers.cpp for Python's, numpy_numbers.cpp when one is NumPy's).
ValueId python_binary(Specialiser& s, ir::BinaryKind kind, ValueId left, ValueId right);
ValueId numpy_binary(Specialiser& s, ir::BinaryKind kind, ValueId left, ValueId right);
ValueId number_compare(Specialiser& s, ir::CompareKind kind, ValueId left, ValueId right);
/// The same where one of the two is complex (complex_numbers.cpp). All of these give nothing where there is no native form.
ValueId complex_binary(Specialiser& s, ir::BinaryKind kind, ValueId left, ValueId right);
ValueId complex_compare(Specialiser& s, ir::CompareKind kind, ValueId left, ValueId right);
ValueId complex_unary(Specialiser& s, ir::UnaryKind kind, ValueId value);
ValueId complex_conjugate(Specialiser& s, ValueId value);
ValueId complex_absolute(Specialiser& s, ValueId value);
ValueId complex_truth(Specialiser& s, ValueId value);
/// Python's `complex(…)` of no, one or two numbers.
ValueId complex_of(Specialiser& s, std::span<const ValueId> args);
/// A native function of complex numbers' parts that gives a NumPy scalar of `dtype`; for complex64 the one with `f` at the end.
ValueId complex_native(Specialiser& s, std::string_view function, std::span<const ValueId> parts, DType dtype);
ValueId is_infinite(Specialiser& s, ValueId real);
/// Python's `float(x)` of an int (correctly rounded), bool or float.
ValueId to_float(Specialiser& s, ValueId number);
ValueId to_int(Specialiser& s, ValueId number);
/// A NumPy integer as int; a guard for a uint64 beyond it (nothing in the twin, where there are none).
ValueId np_int_to_int(Specialiser& s, ValueId number);
/// `bool(x)` natively, where that needs no Python.
std::optional<ValueId> native_truth(Specialiser& s, ValueId value);
/// A Python float as int by truncation, with CPython's errors for nan and inf; a guard for what does not fit.
ValueId truncate_to_int(Specialiser& s, ValueId number);
/// The value as the array element or NumPy scalar of `dtype`, as NumPy's assignment converts it (`a[i] = value`).
ValueId to_dtype(Specialiser& s, ValueId value, DType dtype);
/// A NumPy scalar as another dtype, as `astype` and NumPy's constructors convert it: by C's rules, without errors.
ValueId cast_scalar(Specialiser& s, ValueId value, DType dtype);

/// Would `float|np.float64` (or another join) give another dtype with this NumPy scalar for Python's number than for NumPy's?
bool depends_on_provenance(Specialiser& s, ValueId left, ValueId right);
/// The dtype of the result where NumPy scalars meet Python numbers (NEP 50).
DType result_dtype(Specialiser& s, ValueId left, ValueId right);
/// One operand as a scalar of the result's dtype; a Python int that does not fit is NumPy's OverflowError.
ValueId as_scalar(Specialiser& s, ValueId value, DType dtype);

/// `dtype == other`, where both are known (numpy_arrays.cpp); nothing: no dtypes.
ValueId compare_dtypes(Specialiser& s, ir::CompareKind kind, ValueId left, ValueId right);

/// A sequence of fixed length whose items are at hand: the items of a native tuple, the parts of a slice.
ValueId tuple_item(Specialiser& s, ValueId tuple, std::size_t index);
std::optional<std::size_t> tuple_size(Specialiser& s, ValueId value);
ValueId pack_tuple(Specialiser& s, std::span<const ValueId> items);

}  // namespace coluber::infer
