// Types of values, interned: equal types have equal ids. A type says what a value *is* for Python and so fixes its native
// representation (docs/types.md). Untyped IR uses `dyn` alone; typed IR never does.
//
//   kind        representation                         text
//   dyn         none: not inferred yet                 dyn
//   unset       none: the name has no value            unset
//   none        none                                   None
//   boolean     i1                                     bool
//   integer     i64 (checked)                          int
//   floating    f64                                    float
//   complex     f64 (real), f64 (imaginary)            complex
//   scalar      the dtype's C type (i8 for np.bool)    np.float64            (complex: two of them)
//   maybe_np    the dtype's C type + i1 "is NumPy's"   float|np.float64      (joined float and np.float64, int and np.int64, …)
//   str … set   PyObject*, of exactly that class       str bytes list dict set bigint
//   object      PyObject*, any class                   object
//   array       {data, owner, is_owner, shape[n], …}   array(float64, 2, C)
//   tuple       its elements, one after the other      tuple(int, float)
//   slice       start, stop, step, as their types say  slice(int, None, None)
//   range       {start, stop, step} i64                range(1)  range(?)    (the step where it is known)
//   iterator    {container, position}                  iter(range(1))  iter.flat(array(float64, 2, C))
//   known       none: one object known to World        known(3)
//   dtype       none: NumPy's descriptor of a dtype     dtype(float64)
//   pending     none: an error not made an exception   pending(5)   (0: in place of what was handled before; docs/exceptions.md)
//   exception   PyObject*, of exactly that class       exception(5) (numbers as `pending`)
#pragma once

#include "base/id.h"
#include "types/dtype.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coluber::types {

using TypeId = Id<struct TypeTag>;

enum class Kind : std::uint8_t {
    dyn,
    unset,
    none,
    boolean,
    integer,
    floating,
    str,
    bytes,
    list,
    dict,
    set,
    bigint,
    object,
    complex,  // no parameters: fixed ids
    scalar,
    maybe_np,
    array,
    tuple,
    range,
    iterator,
    known,
    slice,
    dtype,
    pending,
    exception,  // with parameters
};

enum class Layout : std::uint8_t { c, f, any };  // `any`: arbitrary strides

struct Type {
    Kind kind = Kind::dyn;
    DType dtype = DType::float64;      // scalar, maybe_np, array, dtype
    Layout layout = Layout::c;         // array
    std::uint32_t number = 0;          // array: ndim; known: World's id; iterator: what it gives (iteration.h);
                                       // pending, exception: the class (infer/exceptions.h)
    std::optional<std::int64_t> step;  // range
    std::vector<TypeId> elements;      // tuple; slice: its three parts; iterator: its container

    friend auto operator<=>(const Type&, const Type&) = default;
};

// Types without parameters have the same id in every table.
inline constexpr TypeId dyn{0}, unset{1}, none{2}, boolean{3}, integer{4}, floating{5}, str{6}, bytes{7}, list{8}, dict{9},
    set{10}, bigint{11}, object{12}, complex{13};

class Types {
public:
    Types();

    const Type& operator[](TypeId id) const { return types_[id]; }
    Kind kind(TypeId id) const { return types_[id].kind; }

    TypeId scalar(DType dtype) { return intern({.kind = Kind::scalar, .dtype = dtype}); }
    TypeId maybe_np(DType dtype) { return intern({.kind = Kind::maybe_np, .dtype = dtype}); }
    TypeId array(DType dtype, std::uint32_t ndim, Layout layout) {
        return intern({.kind = Kind::array, .dtype = dtype, .layout = layout, .number = ndim});
    }
    TypeId tuple(std::vector<TypeId> elements) { return intern({.kind = Kind::tuple, .elements = std::move(elements)}); }
    TypeId slice(TypeId start, TypeId stop, TypeId step) {
        return intern({.kind = Kind::slice, .elements = {start, stop, step}});
    }
    TypeId dtype(DType dtype) { return intern({.kind = Kind::dtype, .dtype = dtype}); }
    TypeId range(std::optional<std::int64_t> step) { return intern({.kind = Kind::range, .step = step}); }
    TypeId iterator(TypeId container) { return intern({.kind = Kind::iterator, .elements = {container}}); }
    TypeId known(std::uint32_t world_id) { return intern({.kind = Kind::known, .number = world_id}); }
    TypeId pending(std::uint32_t error_class) { return intern({.kind = Kind::pending, .number = error_class}); }
    TypeId exception(std::uint32_t error_class) { return intern({.kind = Kind::exception, .number = error_class}); }
    TypeId intern(const Type& type);

    std::string print(TypeId id) const;
    /// The type that `text` spells (as printed), or none.
    std::optional<TypeId> parse(std::string_view text);

private:
    Table<TypeId, Type> types_;
    std::map<Type, TypeId> ids_;
};

/// A boxed value: one PyObject pointer, counted.
bool is_boxed(const Types& types, TypeId id);
/// Holds a counted reference somewhere: boxed, an array's owner, or a tuple, slice or iterator with such a part.
bool is_counted(const Types& types, TypeId id);
/// bool, int, float and NumPy's real scalars, also `maybe_np`: one part that a CPU computes with.
bool is_number(const Types& types, TypeId id);
/// complex, np.complex64, np.complex128 and complex|np.complex128: two such parts.
bool is_complex(const Types& types, TypeId id);
/// The value carries no bits at run time (None, unset, known, dtype).
bool is_empty(const Types& types, TypeId id);
/// The dtype of a number's representation: int → int64, float → float64, bool → boolean, complex → complex128, scalar → its own.
DType dtype_of(const Types& types, TypeId id);
/// Python's class of numbers that has the representation of `dtype`: int64 → int, float64 → float, complex128 → complex, bool → bool.
TypeId python_number(DType dtype);

}  // namespace coluber::types
