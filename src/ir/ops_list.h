// All operations in one list; the order is the opcode. From this list come enum, names, printer, parser and `visit`.
#pragma once

#include "ir/ops.h"

#include <array>
#include <tuple>

namespace coluber::ir {

template <class... Ops>
struct OpList {
    static constexpr std::size_t size = sizeof...(Ops);
    static constexpr std::array<OpInfo, size> infos{Ops::info...};
    using Tuple = std::tuple<Ops...>;
};

using AllOps =
    OpList<Const, Unset, TupleGet, Checkpoint, EndBinding,                                                        //
           Jump, Branch, IterNext, OnError, Return, Unreachable,                                                  //
           CheckBound, PyGlobal, PyStoreGlobal, PyDeleteGlobal, PyLoadFree, PyStoreFree, PyImport, PyImportFrom,  //
           PyUnary, PyBinary, PyCompare, PyIs, PyContains, PyTruth, PyGetattr, PySetattr, PyDelattr, PySpecial,   //
           PyGetitem, PySetitem, PyDelitem, PySlice, PyCall, PyCallEx,                                            //
           PyTuple, PyList, PySet, PyDict, PyListAppend, PyListExtend, PyListToTuple, PySetAdd, PySetUpdate,      //
           PyDictSet, PyDictUpdate, PyFormat, PyJoin, PyUnpack, PyUnpackEx, PyIter,                               //
           PyRaise, PyRaiseCall, PyReraise, PyReraiseHandled, PyHandled, PyCatch, PyEndHandling, PyMatchException, PyMatchGroup,
           PyRejoinGroup, PyMatchSequence, PyMatchMapping, PyMatchKeys, PyMatchClass, PyItemFromEnd,  //
           Arith, ArithChecked, Neg, Compare, Not, Select, Convert, Retype, Math, CallNative,         //
           ComplexMake, ComplexPart, MaybeNp, MaybeNpValue, MaybeNpBit,                               //
           Check, Guard, Fail, WrapIndex, CheckBounds, GuardWorld, FailNew, Pending, HandlePending, DropPending,
           FailPending,                                                                                                //
           ArrayDim, ArrayStride, ArrayLoad, ArrayStore, ArrayView, ArrayPart, ArrayFill, ArrayAssign, ArrayWritable,  //
           ArrayDisjoint, ArrayNew, DtypeValue, TupleMake,                                                             //
           RangeMake, RangePart, IterMake,                                                                             //
           Box, Unbox, Expect, TypeIs, KnownObject, Retain, Release, Call>;

using Opcode = std::uint8_t;
static_assert(AllOps::size < 256);

template <class Op, std::size_t I = 0>
constexpr Opcode opcode_of() {
    if constexpr (std::is_same_v<Op, std::tuple_element_t<I, AllOps::Tuple>>)
        return I;
    else
        return opcode_of<Op, I + 1>();
}

inline constexpr const OpInfo& info(Opcode op) { return AllOps::infos[op]; }

}  // namespace coluber::ir
