#include "lower/parts.h"

#include "types/iteration.h"

#include <algorithm>

namespace coluber::lower {

llvm::Type* register_type(llvm::LLVMContext& context, DType dtype) {
    const types::DTypeInfo& about = types::info(dtype);
    if (about.kind == types::DTypeKind::boolean) return llvm::Type::getInt1Ty(context);
    if (about.kind == types::DTypeKind::complex)
        return about.size == 8 ? llvm::Type::getFloatTy(context) : llvm::Type::getDoubleTy(context);  // of one component
    if (about.kind == types::DTypeKind::floating)
        return about.size == 4 ? llvm::Type::getFloatTy(context) : llvm::Type::getDoubleTy(context);
    return llvm::Type::getIntNTy(context, about.size * 8u);
}

llvm::Type* memory_type(llvm::LLVMContext& context, DType dtype) {
    return dtype == DType::boolean ? llvm::Type::getInt8Ty(context) : register_type(context, dtype);
}

bool is_unit_step(const Type& range) { return range.step == 1 || range.step == -1; }

namespace {

/// Calls `add(what, times)` for each run of equal parts: 'i' int64, 'p' pointer, 'b' bool, 'd' the dtype's number.
template <class Add>
void for_each_part(const types::Types& types, TypeId id, Add add) {
    const Type& type = types[id];
    switch (type.kind) {  // over kinds of types: complete, and the compiler says so
        case Kind::dyn: CHECK(false, "untyped value in typed IR"); break;
        case Kind::unset:
        case Kind::none:
        case Kind::known:
        case Kind::pending:
        case Kind::dtype: break;
        case Kind::boolean: add('b', 1u, type); break;
        case Kind::integer: add('i', 1u, type); break;
        case Kind::floating: add('d', 1u, type); break;
        case Kind::complex: add('d', 2u, type); break;
        case Kind::str:
        case Kind::bytes:
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::bigint:
        case Kind::exception:
        case Kind::object: add('p', 1u, type); break;
        case Kind::scalar: add('d', types::is_complex(type.dtype) ? 2u : 1u, type); break;
        case Kind::maybe_np:
            add('d', types::is_complex(type.dtype) ? 2u : 1u, type);
            add('b', 1u, type);
            break;
        case Kind::array:
            add('p', 2u, type);
            add('b', 1u, type);
            add('i', type.layout == types::Layout::any ? 2 * type.number : type.number, type);
            break;
        case Kind::tuple:
        case Kind::slice:
            for (TypeId element : type.elements) for_each_part(types, element, add);
            break;
        case Kind::range: add('i', type.step ? 2u : 3u, type); break;
        case Kind::iterator: {
            const Type& container = types[type.elements[0]];
            if (container.kind == Kind::range) {
                add('i', container.step ? 2u : 3u, container);
            } else {
                bool has_one = types::iteration_of(type) == types::Iteration::items || types::is_linear(types, type);
                for_each_part(types, type.elements[0], add);
                add('i', has_one ? 1u : std::max(types::axes_of(types, type), 1u), container);
            }
            break;
        }
    }
}

}  // namespace

void append_part_types(llvm::LLVMContext& context, const types::Types& types, TypeId id, PartTypes& out) {
    for_each_part(types, id, [&](char what, unsigned times, const Type& type) {
        llvm::Type* part = what == 'p'   ? llvm::PointerType::getUnqual(context)
                           : what == 'b' ? llvm::Type::getInt1Ty(context)
                           : what == 'i' ? llvm::Type::getInt64Ty(context)
                                         : register_type(context, type.kind == Kind::floating ? DType::float64 : type.dtype);
        out.append(times, part);
    });
}

std::size_t part_count(const types::Types& types, TypeId id) {
    std::size_t count = 0;
    for_each_part(types, id, [&](char, unsigned times, const Type&) { count += times; });
    return count;
}

ArrayParts array_parts(const Type& type, PartsRef parts) {
    CHECK(type.kind == Kind::array);
    return {parts[0], parts[1], parts[2], parts.slice(3, type.number), parts.drop_front(3 + type.number)};
}

}  // namespace coluber::lower
