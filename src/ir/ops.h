// Table: the operations of the IR, one documented struct each: name in the text format, effects, operands in order. The sentence above
// a struct is its specification. Opcode, printer, parser, arity check and builder are derived from `AllOps` (ops_list.h).
//
// Two vocabularies in one IR. *Python-level* ops (`py.…`) mean what the language reference says, on values of any type; one that is
// left after inference is a C-API call on boxed values (and singletons such as None). *Machine-level* ops mean what a CPU does.
//
// Fields of a struct, in this order: immediates (enums, numbers, names, types, constants, functions), ValueId operands, at most one
// `Operands` (the rest of the operands), `NameList`, targets. Aggregates have no default values but for what the reader needs.
#pragma once

#include "base/error_code.h"
#include "base/interner.h"
#include "ir/ids.h"
#include "types/type.h"

#include <string_view>

namespace coluber::ir {

/// What an op may do beyond computing its result; each level includes those before it.
enum class Effects : std::uint8_t {
    none,       // a value of its operands alone: may be moved, merged, deleted
    reads,      // reads memory that others write
    allocates,  // makes a new object: may be deleted when unused
    writes,     // writes memory, or a side effect that does not run unknown code
    runs_code,  // may run unknown Python code: everything may change
};

struct OpInfo {
    std::string_view name;
    Effects effects = Effects::none;
    bool can_fail = false;  // has an implicit exit (or, inside `try`, is followed by `on_error`)
    bool has_result = true;
    bool is_terminator = false;
};

// The kinds of arithmetic and comparison are immediates: `py.binary add, %a, %b`.
enum class BinaryKind : std::uint8_t {
    add,
    sub,
    mul,
    truediv,
    floordiv,
    mod,
    pow,
    matmul,
    lshift,
    rshift,
    bit_and,
    bit_or,
    bit_xor
};
enum class UnaryKind : std::uint8_t { neg, pos, invert };
enum class CompareKind : std::uint8_t { lt, le, eq, ne, gt, ge };
/// Machine arithmetic on two equal number types. Integers wrap; `floordiv` and `mod` are Python's (floor) and need a nonzero divisor
/// (MIN // -1 wraps); `rshift` follows the sign of the type; shifts need 0 <= b < bits; `div` is float division (inf, nan as IEEE).
enum class ArithKind : std::uint8_t { add, sub, mul, div, floordiv, mod, bit_and, bit_or, bit_xor, lshift, rshift, min, max };
/// Float functions with an instruction or LLVM intrinsic of their own: exact results everywhere.
enum class MathKind : std::uint8_t { sqrt, floor, ceil, trunc, rint, fabs };
/// Which container an op builds or extends.
enum class FormatKind : std::uint8_t { none, str, repr, ascii };

// ───────────────────────────── values that both vocabularies share ─────────────────────────────

/// A literal. `dyn` in untyped IR; then int, float, complex, bool, None, str, bytes, … or `object` (Ellipsis, tuples of constants).
struct Const {
    static constexpr OpInfo info{.name = "const"};
    ConstantId value;
};
/// The state of a name that has no value.
struct Unset {
    static constexpr OpInfo info{.name = "unset"};
};
/// The element at `index` of a tuple, a slice (its parts) or of what `py.unpack` gave.
struct TupleGet {
    static constexpr OpInfo info{.name = "tuple.get"};
    std::int64_t index;
    ValueId tuple;
};
/// The state to which a guard may go back: the locals that have a value from here on and the operand stack, before an observable
/// effect. `locals` are the first operands, the stack the rest. Has no effect itself; a guard names it (Inst::checkpoint).
struct Checkpoint {
    static constexpr OpInfo info{.name = "checkpoint", .has_result = false};
    std::int64_t number;  // counts a function's checkpoints in untyped IR; typed IR keeps it, so that the twin finds the place
    Operands values;
    NameList locals;
};
/// Here Python ends the binding of a name (rebinding, `del`, exit): the object may die now and not earlier (docs/refcounts.md).
struct EndBinding {
    static constexpr OpInfo info{.name = "end_binding", .effects = Effects::runs_code, .has_result = false};
    NameId name;
    ValueId value;
};

// ───────────────────────────── control flow ─────────────────────────────

/// Continue at the target.
struct Jump {
    static constexpr OpInfo info{.name = "jump", .has_result = false, .is_terminator = true};
    Target to;
};
/// `condition` is a `bool` (from `py.truth` or a machine comparison).
struct Branch {
    static constexpr OpInfo info{.name = "branch", .has_result = false, .is_terminator = true};
    ValueId condition;
    Target if_true, if_false;
};
/// The next item of an iterator. `body` receives two more arguments in front: the item and the iterator after it (iterators are
/// values here; a boxed one is the same object). `done`: exhausted. `error`: inside `try` only, else without a block.
struct IterNext {
    static constexpr OpInfo info{
        .name = "iter_next", .effects = Effects::runs_code, .can_fail = true, .has_result = false, .is_terminator = true};
    ValueId iterator;
    Target body, done, error;
};
/// Inside `try`: the op before it failed (→ `error`) or not (→ `ok`). The failing op's result is not available in `error`.
struct OnError {
    static constexpr OpInfo info{.name = "on_error", .has_result = false, .is_terminator = true};
    Target ok, error;
};
/// Leave the function with a value.
struct Return {
    static constexpr OpInfo info{.name = "return", .has_result = false, .is_terminator = true};
    ValueId value;
};
/// Control never comes here: the op before it always fails.
struct Unreachable {
    static constexpr OpInfo info{.name = "unreachable", .has_result = false, .is_terminator = true};
};

// ───────────────────────────── Python-level: names ─────────────────────────────

/// The local's value; UnboundLocalError (NameError for a free variable) with `name` when it is unset.
struct CheckBound {
    static constexpr OpInfo info{.name = "check_bound", .can_fail = true};
    NameId name;
    ValueId value;
};
/// A global, else a builtin, as LOAD_GLOBAL.
struct PyGlobal {
    static constexpr OpInfo info{.name = "py.global", .effects = Effects::reads, .can_fail = true};
    NameId name;
};
struct PyStoreGlobal {
    static constexpr OpInfo info{
        .name = "py.store_global", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    NameId name;
    ValueId value;
};
struct PyDeleteGlobal {
    static constexpr OpInfo info{
        .name = "py.delete_global", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    NameId name;
};
/// The content of the function's closure cell number `index` (order of co_freevars); NameError when empty.
struct PyLoadFree {
    static constexpr OpInfo info{.name = "py.load_free", .effects = Effects::reads, .can_fail = true};
    std::int64_t index;
    NameId name;
};
struct PyStoreFree {
    static constexpr OpInfo info{.name = "py.store_free", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    std::int64_t index;
    NameId name;
    ValueId value;
};
/// `import name` / `from . import …`: the module that __import__ returns. `from_list` is a constant tuple of names or None.
struct PyImport {
    static constexpr OpInfo info{.name = "py.import", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t level;
    NameId name;
    ConstantId from_list;
};
/// `from module import name`.
struct PyImportFrom {
    static constexpr OpInfo info{.name = "py.import_from", .effects = Effects::runs_code, .can_fail = true};
    NameId name;
    ValueId module;
};

// ───────────────────────────── Python-level: operators ─────────────────────────────

struct PyUnary {
    static constexpr OpInfo info{.name = "py.unary", .effects = Effects::runs_code, .can_fail = true};
    UnaryKind kind;
    ValueId operand;
};
/// `left kind right`; with the flag `inplace`: `left kind= right`, the result is rebound by the following ops.
struct PyBinary {
    static constexpr OpInfo info{.name = "py.binary", .effects = Effects::runs_code, .can_fail = true};
    BinaryKind kind;
    ValueId left, right;
};
/// One rich comparison; chained comparisons are branches.
struct PyCompare {
    static constexpr OpInfo info{.name = "py.compare", .effects = Effects::runs_code, .can_fail = true};
    CompareKind kind;
    ValueId left, right;
};
/// `left is right` as bool.
struct PyIs {
    static constexpr OpInfo info{.name = "py.is"};
    ValueId left, right;
};
/// `item in container` as bool.
struct PyContains {
    static constexpr OpInfo info{.name = "py.contains", .effects = Effects::runs_code, .can_fail = true};
    ValueId item, container;
};
/// The truth value, as `bool`.
struct PyTruth {
    static constexpr OpInfo info{.name = "py.truth", .effects = Effects::runs_code, .can_fail = true};
    ValueId value;
};
struct PyGetattr {
    static constexpr OpInfo info{.name = "py.getattr", .effects = Effects::runs_code, .can_fail = true};
    NameId name;
    ValueId object;
};
struct PySetattr {
    static constexpr OpInfo info{.name = "py.setattr", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    NameId name;
    ValueId object, value;
};
struct PyDelattr {
    static constexpr OpInfo info{.name = "py.delattr", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    NameId name;
    ValueId object;
};
/// A method looked up on the type, as `with` does (`__enter__`, `__exit__`), bound to `object`.
struct PySpecial {
    static constexpr OpInfo info{.name = "py.special", .effects = Effects::runs_code, .can_fail = true};
    NameId name;
    ValueId object;
};
struct PyGetitem {
    static constexpr OpInfo info{.name = "py.getitem", .effects = Effects::runs_code, .can_fail = true};
    ValueId object, index;
};
struct PySetitem {
    static constexpr OpInfo info{.name = "py.setitem", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId object, index, value;
};
struct PyDelitem {
    static constexpr OpInfo info{.name = "py.delitem", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId object, index;
};
struct PySlice {
    static constexpr OpInfo info{.name = "py.slice", .effects = Effects::allocates, .can_fail = true};
    ValueId start, stop, step;  // None where absent
};
/// A call; the last operands are the keyword arguments named by `keywords`.
struct PyCall {
    static constexpr OpInfo info{.name = "py.call", .effects = Effects::runs_code, .can_fail = true};
    ValueId callee;
    Operands args;
    NameList keywords;
};
/// `callee(*args, **kwargs)`: `args` is a tuple or list, `kwargs` a dict or None.
struct PyCallEx {
    static constexpr OpInfo info{.name = "py.call_ex", .effects = Effects::runs_code, .can_fail = true};
    ValueId callee, args, kwargs;
};

// ───────────────────────────── Python-level: building and unpacking ─────────────────────────────

/// A tuple display.
struct PyTuple {
    static constexpr OpInfo info{.name = "py.tuple", .effects = Effects::allocates, .can_fail = true};
    Operands items;
};
struct PyList {
    static constexpr OpInfo info{.name = "py.list", .effects = Effects::allocates, .can_fail = true};
    Operands items;
};
struct PySet {
    static constexpr OpInfo info{.name = "py.set", .effects = Effects::runs_code, .can_fail = true};
    Operands items;
};
/// Keys and values alternate.
struct PyDict {
    static constexpr OpInfo info{.name = "py.dict", .effects = Effects::runs_code, .can_fail = true};
    Operands items;
};
/// Comprehension and display steps on a container that only this function has seen.
struct PyListAppend {
    static constexpr OpInfo info{.name = "py.list_append", .effects = Effects::writes, .can_fail = true, .has_result = false};
    ValueId list, item;
};
struct PyListExtend {
    static constexpr OpInfo info{
        .name = "py.list_extend", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId list, iterable;
};
struct PyListToTuple {
    static constexpr OpInfo info{.name = "py.list_to_tuple", .effects = Effects::allocates, .can_fail = true};
    ValueId list;
};
struct PySetAdd {
    static constexpr OpInfo info{.name = "py.set_add", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId set, item;
};
struct PySetUpdate {
    static constexpr OpInfo info{.name = "py.set_update", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId set, iterable;
};
struct PyDictSet {
    static constexpr OpInfo info{.name = "py.dict_set", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId dict, key, value;
};
/// `{**mapping}`; with `merge` 1: keyword arguments of a call, where a repeated key is a TypeError naming `callee` (else None).
struct PyDictUpdate {
    static constexpr OpInfo info{
        .name = "py.dict_update", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    std::int64_t merge;
    ValueId dict, mapping, callee;
};
/// One replacement field of an f-string: `spec` is a str or None.
struct PyFormat {
    static constexpr OpInfo info{.name = "py.format", .effects = Effects::runs_code, .can_fail = true};
    FormatKind conversion;
    ValueId value, spec;
};
/// The pieces of an f-string joined.
struct PyJoin {
    static constexpr OpInfo info{.name = "py.join", .effects = Effects::allocates, .can_fail = true};
    Operands pieces;
};
/// Exactly `count` items of an iterable, taken apart by `tuple.get`. ValueError as CPython's for another length.
struct PyUnpack {
    static constexpr OpInfo info{.name = "py.unpack", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t count;
    ValueId iterable;
};
/// `before` items, a list of the rest, `after` items: before + 1 + after elements for `tuple.get`.
struct PyUnpackEx {
    static constexpr OpInfo info{.name = "py.unpack_ex", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t before, after;
    ValueId iterable;
};
/// `iter(iterable)` for a loop.
struct PyIter {
    static constexpr OpInfo info{.name = "py.iter", .effects = Effects::runs_code, .can_fail = true};
    ValueId iterable;
};

// ───────────────────────────── Python-level: exceptions ─────────────────────────────

/// `raise exception from cause` (`cause` unset: without `from`). Always fails; `unreachable` or `on_error` follows.
struct PyRaise {
    static constexpr OpInfo info{.name = "py.raise", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId exception, cause;
};
/// A bare `raise` or the end of a handler list that matched nothing: raise the exception object again, traceback kept. Always fails.
struct PyReraise {
    static constexpr OpInfo info{.name = "py.reraise", .effects = Effects::writes, .can_fail = true, .has_result = false};
    ValueId exception;
};
/// `raise callee(args)`. Always fails; `unreachable` or `on_error` follows.
struct PyRaiseCall {
    static constexpr OpInfo info{.name = "py.raise_call", .effects = Effects::runs_code, .can_fail = true, .has_result = false};
    ValueId callee;
    Operands args;
};
/// A bare `raise` outside a handler in sight: re-raises what the thread handles, RuntimeError if nothing. Always fails.
struct PyReraiseHandled {
    static constexpr OpInfo info{
        .name = "py.reraise_handled", .effects = Effects::writes, .can_fail = true, .has_result = false};
};
/// First op of a handler: the exception being handled before (object or None), kept for `py.end_handling`.
struct PyHandled {
    static constexpr OpInfo info{.name = "py.handled", .effects = Effects::reads};
};
/// Takes the pending error as an exception object (made now if it is still a code) and makes it the one being handled.
struct PyCatch {
    static constexpr OpInfo info{.name = "py.catch", .effects = Effects::writes};
};
/// The handler is left: what was handled before is again.
struct PyEndHandling {
    static constexpr OpInfo info{.name = "py.end_handling", .effects = Effects::writes, .has_result = false};
    ValueId before;
};
/// Does the exception match `type` (class or tuple of classes)? bool; TypeError for what is no exception class.
struct PyMatchException {
    static constexpr OpInfo info{.name = "py.match_exception", .effects = Effects::runs_code, .can_fail = true};
    ValueId exception, type;
};

/// `except* type`: the part of the exception that it takes and the part that is left, None where there is none; for `tuple.get`.
/// TypeError for what may not stand there.
struct PyMatchGroup {
    static constexpr OpInfo info{.name = "py.match_group", .effects = Effects::runs_code, .can_fail = true};
    ValueId exception, type;
};
/// What goes on after the `except*` parts: of the exception `caught` the parts in the list `raised` (None: nothing). None: no exception.
struct PyRejoinGroup {
    static constexpr OpInfo info{.name = "py.rejoin_group", .effects = Effects::runs_code, .can_fail = true};
    ValueId caught, raised;
};

// ───────────────────────────── Python-level: patterns of `match` ─────────────────────────────

/// Is the subject a sequence, as patterns understand it (no str, bytes, bytearray), of `count` items (`at_least` 1: or more)? bool.
/// Its length is not asked where any would do.
struct PyMatchSequence {
    static constexpr OpInfo info{.name = "py.match_sequence", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t count, at_least;
    ValueId subject;
};
/// Is the subject a mapping of at least `count` items? bool.
struct PyMatchMapping {
    static constexpr OpInfo info{.name = "py.match_mapping", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t count;
    ValueId subject;
};
/// A tuple of the mapping's values for the keys, None where one is missing; ValueError for a key that comes twice.
struct PyMatchKeys {
    static constexpr OpInfo info{.name = "py.match_keys", .effects = Effects::runs_code, .can_fail = true};
    ValueId subject;
    Operands keys;
};
/// The subject's attributes for a class pattern with `count` positional parts and those named: a tuple; None where it does not match.
struct PyMatchClass {
    static constexpr OpInfo info{.name = "py.match_class", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t count;
    ValueId subject, type;
    NameList attributes;
};
/// `object[len(object) - from_end]`, as a sequence pattern looks at what comes after `*_`.
struct PyItemFromEnd {
    static constexpr OpInfo info{.name = "py.item_from_end", .effects = Effects::runs_code, .can_fail = true};
    std::int64_t from_end;
    ValueId object;
};

// ───────────────────────────── machine-level: numbers ─────────────────────────────

/// Arithmetic on two operands of the result's type (ArithKind says how). `fastmath` is a flag.
struct Arith {
    static constexpr OpInfo info{.name = "arith"};
    ArithKind kind;
    ValueId left, right;
};
/// add, sub or mul of two `int`; a guard: fails with int_overflow (text: the user's expression) when the result leaves int64.
struct ArithChecked {
    static constexpr OpInfo info{.name = "arith.checked", .can_fail = true};
    ArithKind kind;
    NameId text;
    ValueId left, right;
};
/// -a (wrapping for integers).
struct Neg {
    static constexpr OpInfo info{.name = "neg"};
    ValueId operand;
};
/// Comparison of two numbers of one type, as bool. Floats: `ne` is true for nan, all others are false.
struct Compare {
    static constexpr OpInfo info{.name = "compare"};
    CompareKind kind;
    ValueId left, right;
};
/// Logical not of a bool.
struct Not {
    static constexpr OpInfo info{.name = "not"};
    ValueId operand;
};
/// `condition ? if_true : if_false`, both of the result's type.
struct Select {
    static constexpr OpInfo info{.name = "select"};
    ValueId condition, if_true, if_false;
};
/// Number to number: int → float rounds to nearest even, float → int truncates and must be in range (check before), int → narrower
/// int wraps, wider keeps the value, number → bool is `!= 0`. Real numbers alone. `retype` where only the Python type changes.
struct Convert {
    static constexpr OpInfo info{.name = "convert"};
    ValueId operand;
};
/// The same bits as another type of the same representation (float → np.float64, int → np.int64, bool ↔ np.bool).
struct Retype {
    static constexpr OpInfo info{.name = "retype"};
    ValueId operand;
};
/// A function of MathKind on a float.
struct Math {
    static constexpr OpInfo info{.name = "math"};
    MathKind kind;
    ValueId operand;
};
/// Call of a function of the native runtime (no Python in it, cannot fail) by name: `sin`, `cb_pow`, … Pure: memory is not touched.
struct CallNative {
    static constexpr OpInfo info{.name = "call_native"};
    NameId function;
    Operands args;
};
/// A complex number of its two parts: `complex` of floats, np.complex64 and np.complex128 of scalars. Arithmetic is on the parts.
struct ComplexMake {
    static constexpr OpInfo info{.name = "complex.make"};
    ValueId real, imaginary;
};
/// Its real (0) or imaginary (1) part.
struct ComplexPart {
    static constexpr OpInfo info{.name = "complex.part"};
    std::int64_t part;
    ValueId number;
};
/// Makes a `maybe_np` value of a number and the bit that says "a NumPy scalar".
struct MaybeNp {
    static constexpr OpInfo info{.name = "maybe_np"};
    ValueId value, is_np;
};
/// The number of a `maybe_np` value (result: the Python number's type) and its bit.
struct MaybeNpValue {
    static constexpr OpInfo info{.name = "maybe_np.value"};
    ValueId value;
};
struct MaybeNpBit {
    static constexpr OpInfo info{.name = "maybe_np.bit"};
    ValueId value;
};

// ───────────────────────────── machine-level: checks and guards ─────────────────────────────

/// Fails with the error when `condition` is false; `payload` are up to three ints for the message.
struct Check {
    static constexpr OpInfo info{.name = "check", .can_fail = true, .has_result = false};
    ErrorCode code;
    NameId text;
    ValueId condition;
    Operands payload;
};
/// A guard: like `check`, but where it names a checkpoint, failing continues in the function's twin from there.
struct Guard {
    static constexpr OpInfo info{.name = "guard", .can_fail = true, .has_result = false};
    ErrorCode code;
    NameId text;
    ValueId condition;
    Operands payload;
};
/// Always fails with the error; `unreachable` or `on_error` follows.
struct Fail {
    static constexpr OpInfo info{.name = "fail", .can_fail = true, .has_result = false};
    ErrorCode code;
    NameId text;
    Operands payload;
};
/// Python's index: `index < 0 ? index + size : index` (no check).
struct WrapIndex {
    static constexpr OpInfo info{.name = "wrap_index"};
    ValueId index, size;
};
/// The checked index: `wrapped` if 0 <= wrapped < size, else IndexError with `axis`, the user's `index` and `size`. Later ops use
/// its result, so a removed check is replaced by `wrapped`.
struct CheckBounds {
    static constexpr OpInfo info{.name = "check_bounds", .can_fail = true};
    std::int64_t axis;
    ValueId wrapped, size, index;
};
/// A guard that the World's answers still hold (after ops that may have run unknown code).
struct GuardWorld {
    static constexpr OpInfo info{.name = "guard_world", .effects = Effects::reads, .can_fail = true, .has_result = false};
};

/// Always fails with a new exception `type(*args)`: a class that its constructor does no more for than keep `args`, a tuple constant.
struct FailNew {
    static constexpr OpInfo info{.name = "fail_new", .can_fail = true, .has_result = false};
    ConstantId args;
    ValueId type;
};

// ───────────────────────────── machine-level: pending errors (docs/exceptions.md) ─────────────────────────────

/// In a handler: the error that led here stays what the context says, no exception is made. Of type pending(…).
struct Pending {
    static constexpr OpInfo info{.name = "pending"};
};
/// The pending error becomes an exception after all, and the one being handled. Gives what was handled before.
struct HandlePending {
    static constexpr OpInfo info{.name = "handle_pending", .effects = Effects::writes};
};
/// The handler of a pending error is left.
struct DropPending {
    static constexpr OpInfo info{.name = "drop_pending", .effects = Effects::writes, .has_result = false};
};
/// The pending error goes on as an exception. Always fails.
struct FailPending {
    static constexpr OpInfo info{.name = "fail_pending", .effects = Effects::writes, .can_fail = true, .has_result = false};
};

// ───────────────────────────── machine-level: arrays, tuples, ranges ─────────────────────────────

struct ArrayDim {
    static constexpr OpInfo info{.name = "array.dim"};
    std::int64_t axis;
    ValueId array;
};
/// Stride in bytes.
struct ArrayStride {
    static constexpr OpInfo info{.name = "array.stride"};
    std::int64_t axis;
    ValueId array;
};
/// The element at one in-range index per axis, as np scalar type of the array's dtype.
struct ArrayLoad {
    static constexpr OpInfo info{.name = "array.load", .effects = Effects::reads};
    ValueId array;
    Operands index;
};
/// Writes an element; `value` has the array's dtype.
struct ArrayStore {
    static constexpr OpInfo info{.name = "array.store", .effects = Effects::writes, .has_result = false};
    ValueId array, value;
    Operands index;
};
/// The view `array[i, j, …]` with fewer indices than axes (in range); shares and keeps the owner.
struct ArrayView {
    static constexpr OpInfo info{.name = "array.view"};
    ValueId array;
    Operands index;
};
/// The view with the geometry given: its first element lies `offset` bytes behind the array's; the lengths of its axes follow, then,
/// where its layout is `any`, their strides in bytes. All its elements are elements of the array. Shares and keeps the owner.
struct ArrayPart {
    static constexpr OpInfo info{.name = "array.part"};
    ValueId array, offset;
    Operands geometry;
};
/// Writes one value, of the array's dtype, to all elements.
struct ArrayFill {
    static constexpr OpInfo info{.name = "array.fill", .effects = Effects::writes, .has_result = false};
    ValueId array, value;
};
/// Copies `from`, broadcast and converted to the dtype, to the elements of `into`, as if it were read before the first is written.
/// ValueError with NumPy's sentence where it does not broadcast.
struct ArrayAssign {
    static constexpr OpInfo info{.name = "array.assign", .effects = Effects::writes, .can_fail = true, .has_result = false};
    ValueId into, from;
};
/// May the array be written (bool)? Looked up in the owner; only Python code changes it.
struct ArrayWritable {
    static constexpr OpInfo info{.name = "array.writable", .effects = Effects::reads};
    ValueId array;
};
/// Do two arrays share no memory (bool)? Judged by the bytes from their first to their last element, so arrays that interleave count
/// as sharing. Where it holds, loads and stores with the flag `disjoint` on the one do not touch the other.
struct ArrayDisjoint {
    static constexpr OpInfo info{.name = "array.disjoint"};
    ValueId left, right;
};
/// A new array of the result's type, contiguous in its layout (C where that is `any`); `zeroed` 1: filled with zero. ValueError for a negative dimension, MemoryError.
struct ArrayNew {
    static constexpr OpInfo info{.name = "array.new", .effects = Effects::allocates, .can_fail = true};
    std::int64_t zeroed;
    Operands dims;
};
/// NumPy's descriptor that the result's type names.
struct DtypeValue {
    static constexpr OpInfo info{.name = "dtype"};
};
/// A tuple, or a slice of its three parts.
struct TupleMake {
    static constexpr OpInfo info{.name = "tuple.make"};
    Operands items;
};
/// `step` is not 0.
struct RangeMake {
    static constexpr OpInfo info{.name = "range.make"};
    ValueId start, stop, step;
};
/// start, stop or step (part 0, 1, 2) of a range, or its length (part 3).
struct RangePart {
    static constexpr OpInfo info{.name = "range.part"};
    std::int64_t part;
    ValueId range;
};
/// An iterator at the start of a range, array (first axis) or homogeneous tuple.
struct IterMake {
    static constexpr OpInfo info{.name = "iter.make"};
    ValueId container;
};

// ───────────────────────────── machine-level: objects and calls ─────────────────────────────

/// A new reference to the Python object for a native value (an array: its owner, where that is the whole array).
struct Box {
    static constexpr OpInfo info{.name = "box", .effects = Effects::allocates, .can_fail = true};
    ValueId value;
};
/// The native value of an object whose class was tested (`type_is`) or is known; an int must fit: a guard with int_overflow.
struct Unbox {
    static constexpr OpInfo info{.name = "unbox", .effects = Effects::reads, .can_fail = true};
    ValueId object;
};
/// The native value of the object that a Python-level op gave, which should be of the result's type. A guard: another object goes on in
/// the twin, at the checkpoint *behind* it; without a checkpoint it is a TypeError.
struct Expect {
    static constexpr OpInfo info{.name = "expect", .effects = Effects::reads, .can_fail = true};
    ValueId object;
};
/// Is the boxed value exactly of `type` (bool; for arrays: dtype, ndim and layout too)?
struct TypeIs {
    static constexpr OpInfo info{.name = "type_is", .effects = Effects::reads};
    types::TypeId type;
    ValueId object;
};
/// The object that World knows under the number.
struct KnownObject {
    static constexpr OpInfo info{.name = "known_object"};
    std::int64_t world_id;
};
/// One more reference / one less (may run code).
struct Retain {
    static constexpr OpInfo info{.name = "retain", .effects = Effects::writes, .has_result = false};
    ValueId value;
};
struct Release {
    static constexpr OpInfo info{.name = "release", .effects = Effects::runs_code, .has_result = false};
    ValueId value;
};
/// A compiled function of this module. Fails with its error; a boxed result (its twin finished) that does not unbox to the result's
/// type is a guard failure at the checkpoint *after* the call.
struct Call {
    static constexpr OpInfo info{.name = "call", .effects = Effects::runs_code, .can_fail = true};
    FunctionId function;
    Operands args;
};

}  // namespace coluber::ir
