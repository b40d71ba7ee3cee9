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
    OpList<Const, Unset, TupleGet, Checkpoint, EndBinding,                                                             //
           Jump, Branch, IterNext, OnError, Return, Unreachable,                                                       //
           CheckBound, PyGlobal, PyStoreGlobal, PyDeleteGlobal, PyLoadFree, PyStoreFree, PyImport, PyImportFrom,       //
           PyClosure, PyClosureObject, PyCaptured, PyCapturedCell, PyIsBuiltin, PySumStep, PySumEnd, PyConsumed,       //
           CellMake, CellGet, CellSet,                                                                                 //
           PyUnary, PyBinary, PyCompare, PyIs, PyContains, PyTruth, PyGetattr, PySetattr, PyDelattr, PySpecial,        //
           PyGetitem, PySetitem, PyDelitem, PySlice, PyCall, PyCallMethod, PyStarArgs, PyCallEx,                       //
           PyTuple, PyList, PySet, PyDict, PyListAppend, PyListExtend, PyListToTuple, PySetAdd, PySetUpdate,           //
           PyDictSet, PyDictUpdate, PyFormat, PyJoin, PyUnpack, PyUnpackEx, PyIter,                                    //
           PyRaise, PyReraise, PyReraiseHandled, PyHandled, PyCatch, PyEndHandling, PyMatchException,                  //
           Arith, ArithChecked, Neg, Compare, Not, Select, Convert, Retype, Math, CallNative,                          //
           ComplexMake, ComplexPart, MaybeNp, MaybeNpValue, MaybeNpBit,                                                //
           Check, Guard, Fail, WrapIndex, CheckBounds, GuardWorld,                                                     //
           ArrayDim, ArrayStride, ArrayLoad, ArrayStore, ArrayView, ArrayPart, ArrayFill, ArrayAssign, ArrayWritable,  //
           ArrayDisjoint, ArrayNew, ArrayBroadcast, ArrayMap, ArrayMapInto, ArrayNewLike, ArrayWalk, ArrayApart,
           ArrayKnownDisjoint, DtypeValue, TupleMake, ClosureMake, ClosureGet,  //
           RangeMake, RangePart, IterMake,                                      //
           ContainerSize, ListItem, ListStore,                                  //
           CallRuntime, Box, Unbox, Expect, TypeIs, MethodMake, MethodReceiver, KnownObject, Retain, Release, Call>;

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
