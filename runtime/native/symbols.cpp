// Addresses of the native functions, by slot descriptor. The compiler checks that each name is a function
// with the signature that functions.h gives it.
#include "runtime/native/functions.h"

#include "runtime/native/numbers.h"

#include <math.h>

#include <iterator>
#include <type_traits>

namespace coluber::runtime {
namespace {

/// Does the table's row say what the C function is?
template <class R, class... Args>
constexpr bool is_row(const NativeFunction& row, R (*)(Args...)) {
    auto letter_of = []<class T>(T*) {
        return std::is_same_v<T, double>         ? 'd'
               : std::is_same_v<T, float>        ? 'f'
               : std::is_same_v<T, std::int64_t> ? 'l'
               : std::is_same_v<T, bool>         ? 'b'
                                                 : 'i';
    };
    const char letters[] = {letter_of(static_cast<Args*>(nullptr))..., 0};
    return row.result == letter_of(static_cast<R*>(nullptr)) && row.params == std::string_view(letters);
}

using ToDoubleDouble = double(double);
using ToDoubleDoubleDouble = double(double, double);
using ToFloatFloat = float(float);
using ToFloatFloatFloat = float(float, float);
using ToIntDoubleDouble = std::int64_t(double, double);
using ToDoubleDoubleInt = double(double, std::int64_t);
using ToIntDoubleInt = std::int64_t(double, std::int64_t);
using ToBoolDouble = bool(double);
using ToDoubleIntInt = double(std::int64_t, std::int64_t);
using ToIntIntInt = std::int64_t(std::int64_t, std::int64_t);
using ToBoolIntInt = bool(std::int64_t, std::int64_t);
using ToIntIntDouble = std::int64_t(std::int64_t, double);
using ToIntInt = std::int64_t(std::int64_t);
using ToIntDouble = std::int64_t(double);

static_assert(is_row(*native_function("sin"), static_cast<ToDoubleDouble*>(&::sin)));
static_assert(is_row(*native_function("cos"), static_cast<ToDoubleDouble*>(&::cos)));
static_assert(is_row(*native_function("tan"), static_cast<ToDoubleDouble*>(&::tan)));
static_assert(is_row(*native_function("asin"), static_cast<ToDoubleDouble*>(&::asin)));
static_assert(is_row(*native_function("acos"), static_cast<ToDoubleDouble*>(&::acos)));
static_assert(is_row(*native_function("atan"), static_cast<ToDoubleDouble*>(&::atan)));
static_assert(is_row(*native_function("sinh"), static_cast<ToDoubleDouble*>(&::sinh)));
static_assert(is_row(*native_function("cosh"), static_cast<ToDoubleDouble*>(&::cosh)));
static_assert(is_row(*native_function("tanh"), static_cast<ToDoubleDouble*>(&::tanh)));
static_assert(is_row(*native_function("asinh"), static_cast<ToDoubleDouble*>(&::asinh)));
static_assert(is_row(*native_function("acosh"), static_cast<ToDoubleDouble*>(&::acosh)));
static_assert(is_row(*native_function("atanh"), static_cast<ToDoubleDouble*>(&::atanh)));
static_assert(is_row(*native_function("exp"), static_cast<ToDoubleDouble*>(&::exp)));
static_assert(is_row(*native_function("exp2"), static_cast<ToDoubleDouble*>(&::exp2)));
static_assert(is_row(*native_function("expm1"), static_cast<ToDoubleDouble*>(&::expm1)));
static_assert(is_row(*native_function("log"), static_cast<ToDoubleDouble*>(&::log)));
static_assert(is_row(*native_function("log2"), static_cast<ToDoubleDouble*>(&::log2)));
static_assert(is_row(*native_function("log10"), static_cast<ToDoubleDouble*>(&::log10)));
static_assert(is_row(*native_function("log1p"), static_cast<ToDoubleDouble*>(&::log1p)));
static_assert(is_row(*native_function("cbrt"), static_cast<ToDoubleDouble*>(&::cbrt)));
static_assert(is_row(*native_function("erf"), static_cast<ToDoubleDouble*>(&::erf)));
static_assert(is_row(*native_function("erfc"), static_cast<ToDoubleDouble*>(&::erfc)));
static_assert(is_row(*native_function("tgamma"), static_cast<ToDoubleDouble*>(&::tgamma)));
static_assert(is_row(*native_function("lgamma"), static_cast<ToDoubleDouble*>(&::lgamma)));
static_assert(is_row(*native_function("pow"), static_cast<ToDoubleDoubleDouble*>(&::pow)));
static_assert(is_row(*native_function("atan2"), static_cast<ToDoubleDoubleDouble*>(&::atan2)));
static_assert(is_row(*native_function("hypot"), static_cast<ToDoubleDoubleDouble*>(&::hypot)));
static_assert(is_row(*native_function("fmod"), static_cast<ToDoubleDoubleDouble*>(&::fmod)));
static_assert(is_row(*native_function("copysign"), static_cast<ToDoubleDoubleDouble*>(&::copysign)));
static_assert(is_row(*native_function("nextafter"), static_cast<ToDoubleDoubleDouble*>(&::nextafter)));
static_assert(is_row(*native_function("sinf"), static_cast<ToFloatFloat*>(&::sinf)));
static_assert(is_row(*native_function("cosf"), static_cast<ToFloatFloat*>(&::cosf)));
static_assert(is_row(*native_function("tanf"), static_cast<ToFloatFloat*>(&::tanf)));
static_assert(is_row(*native_function("asinf"), static_cast<ToFloatFloat*>(&::asinf)));
static_assert(is_row(*native_function("acosf"), static_cast<ToFloatFloat*>(&::acosf)));
static_assert(is_row(*native_function("atanf"), static_cast<ToFloatFloat*>(&::atanf)));
static_assert(is_row(*native_function("sinhf"), static_cast<ToFloatFloat*>(&::sinhf)));
static_assert(is_row(*native_function("coshf"), static_cast<ToFloatFloat*>(&::coshf)));
static_assert(is_row(*native_function("tanhf"), static_cast<ToFloatFloat*>(&::tanhf)));
static_assert(is_row(*native_function("asinhf"), static_cast<ToFloatFloat*>(&::asinhf)));
static_assert(is_row(*native_function("acoshf"), static_cast<ToFloatFloat*>(&::acoshf)));
static_assert(is_row(*native_function("atanhf"), static_cast<ToFloatFloat*>(&::atanhf)));
static_assert(is_row(*native_function("expf"), static_cast<ToFloatFloat*>(&::expf)));
static_assert(is_row(*native_function("exp2f"), static_cast<ToFloatFloat*>(&::exp2f)));
static_assert(is_row(*native_function("expm1f"), static_cast<ToFloatFloat*>(&::expm1f)));
static_assert(is_row(*native_function("logf"), static_cast<ToFloatFloat*>(&::logf)));
static_assert(is_row(*native_function("log2f"), static_cast<ToFloatFloat*>(&::log2f)));
static_assert(is_row(*native_function("log10f"), static_cast<ToFloatFloat*>(&::log10f)));
static_assert(is_row(*native_function("log1pf"), static_cast<ToFloatFloat*>(&::log1pf)));
static_assert(is_row(*native_function("cbrtf"), static_cast<ToFloatFloat*>(&::cbrtf)));
static_assert(is_row(*native_function("powf"), static_cast<ToFloatFloatFloat*>(&::powf)));
static_assert(is_row(*native_function("atan2f"), static_cast<ToFloatFloatFloat*>(&::atan2f)));
static_assert(is_row(*native_function("hypotf"), static_cast<ToFloatFloatFloat*>(&::hypotf)));
static_assert(is_row(*native_function("fmodf"), static_cast<ToFloatFloatFloat*>(&::fmodf)));
static_assert(is_row(*native_function("copysignf"), static_cast<ToFloatFloatFloat*>(&::copysignf)));
static_assert(is_row(*native_function("cb_float_mod"), static_cast<ToDoubleDoubleDouble*>(&::cb_float_mod)));
static_assert(is_row(*native_function("cb_float_floordiv"), static_cast<ToDoubleDoubleDouble*>(&::cb_float_floordiv)));
static_assert(is_row(*native_function("cb_float_pow"), static_cast<ToDoubleDoubleDouble*>(&::cb_float_pow)));
static_assert(is_row(*native_function("cb_float_pow_status"), static_cast<ToIntDoubleDouble*>(&::cb_float_pow_status)));
static_assert(is_row(*native_function("cb_float_round"), static_cast<ToDoubleDoubleInt*>(&::cb_float_round)));
static_assert(is_row(*native_function("cb_float_round_status"), static_cast<ToIntDoubleInt*>(&::cb_float_round_status)));
static_assert(is_row(*native_function("cb_float_fits_int"), static_cast<ToBoolDouble*>(&::cb_float_fits_int)));
static_assert(is_row(*native_function("cb_int_truediv"), static_cast<ToDoubleIntInt*>(&::cb_int_truediv)));
static_assert(is_row(*native_function("cb_int_pow"), static_cast<ToIntIntInt*>(&::cb_int_pow)));
static_assert(is_row(*native_function("cb_int_pow_fits"), static_cast<ToBoolIntInt*>(&::cb_int_pow_fits)));
static_assert(is_row(*native_function("cb_int_float_compare"), static_cast<ToIntIntDouble*>(&::cb_int_float_compare)));
static_assert(is_row(*native_function("cb_int_gcd"), static_cast<ToIntIntInt*>(&::cb_int_gcd)));
static_assert(is_row(*native_function("cb_int_isqrt"), static_cast<ToIntInt*>(&::cb_int_isqrt)));
static_assert(is_row(*native_function("cb_int_bit_length"), static_cast<ToIntInt*>(&::cb_int_bit_length)));
static_assert(is_row(*native_function("cb_int_bit_count"), static_cast<ToIntInt*>(&::cb_int_bit_count)));
static_assert(is_row(*native_function("cb_int_hash"), static_cast<ToIntInt*>(&::cb_int_hash)));
static_assert(is_row(*native_function("cb_float_hash"), static_cast<ToIntDouble*>(&::cb_float_hash)));
static_assert(is_row(*native_function("cb_int_lshift_fits"), static_cast<ToBoolIntInt*>(&::cb_int_lshift_fits)));
static_assert(is_row(*native_function("cb_np_mod"), static_cast<ToDoubleDoubleDouble*>(&::cb_np_mod)));
static_assert(is_row(*native_function("cb_np_floordiv"), static_cast<ToDoubleDoubleDouble*>(&::cb_np_floordiv)));
static_assert(is_row(*native_function("cb_np_modf"), static_cast<ToFloatFloatFloat*>(&::cb_np_modf)));
static_assert(is_row(*native_function("cb_np_floordivf"), static_cast<ToFloatFloatFloat*>(&::cb_np_floordivf)));
static_assert(is_row(*native_function("cb_np_int_pow"), static_cast<ToIntIntInt*>(&::cb_np_int_pow)));

const Symbol symbols[] = {
    {"native:sin", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::sin))},
    {"native:cos", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::cos))},
    {"native:tan", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::tan))},
    {"native:asin", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::asin))},
    {"native:acos", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::acos))},
    {"native:atan", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::atan))},
    {"native:sinh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::sinh))},
    {"native:cosh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::cosh))},
    {"native:tanh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::tanh))},
    {"native:asinh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::asinh))},
    {"native:acosh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::acosh))},
    {"native:atanh", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::atanh))},
    {"native:exp", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::exp))},
    {"native:exp2", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::exp2))},
    {"native:expm1", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::expm1))},
    {"native:log", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::log))},
    {"native:log2", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::log2))},
    {"native:log10", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::log10))},
    {"native:log1p", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::log1p))},
    {"native:cbrt", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::cbrt))},
    {"native:erf", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::erf))},
    {"native:erfc", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::erfc))},
    {"native:tgamma", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::tgamma))},
    {"native:lgamma", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::lgamma))},
    {"native:pow", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::pow))},
    {"native:atan2", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::atan2))},
    {"native:hypot", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::hypot))},
    {"native:fmod", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::fmod))},
    {"native:copysign", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::copysign))},
    {"native:nextafter", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::nextafter))},
    {"native:sinf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::sinf))},
    {"native:cosf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::cosf))},
    {"native:tanf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::tanf))},
    {"native:asinf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::asinf))},
    {"native:acosf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::acosf))},
    {"native:atanf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::atanf))},
    {"native:sinhf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::sinhf))},
    {"native:coshf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::coshf))},
    {"native:tanhf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::tanhf))},
    {"native:asinhf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::asinhf))},
    {"native:acoshf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::acoshf))},
    {"native:atanhf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::atanhf))},
    {"native:expf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::expf))},
    {"native:exp2f", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::exp2f))},
    {"native:expm1f", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::expm1f))},
    {"native:logf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::logf))},
    {"native:log2f", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::log2f))},
    {"native:log10f", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::log10f))},
    {"native:log1pf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::log1pf))},
    {"native:cbrtf", reinterpret_cast<void*>(static_cast<ToFloatFloat*>(&::cbrtf))},
    {"native:powf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::powf))},
    {"native:atan2f", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::atan2f))},
    {"native:hypotf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::hypotf))},
    {"native:fmodf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::fmodf))},
    {"native:copysignf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::copysignf))},
    {"native:cb_float_mod", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_float_mod))},
    {"native:cb_float_floordiv", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_float_floordiv))},
    {"native:cb_float_pow", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_float_pow))},
    {"native:cb_float_pow_status", reinterpret_cast<void*>(static_cast<ToIntDoubleDouble*>(&::cb_float_pow_status))},
    {"native:cb_float_round", reinterpret_cast<void*>(static_cast<ToDoubleDoubleInt*>(&::cb_float_round))},
    {"native:cb_float_round_status", reinterpret_cast<void*>(static_cast<ToIntDoubleInt*>(&::cb_float_round_status))},
    {"native:cb_float_fits_int", reinterpret_cast<void*>(static_cast<ToBoolDouble*>(&::cb_float_fits_int))},
    {"native:cb_int_truediv", reinterpret_cast<void*>(static_cast<ToDoubleIntInt*>(&::cb_int_truediv))},
    {"native:cb_int_pow", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_int_pow))},
    {"native:cb_int_pow_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_pow_fits))},
    {"native:cb_int_float_compare", reinterpret_cast<void*>(static_cast<ToIntIntDouble*>(&::cb_int_float_compare))},
    {"native:cb_int_gcd", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_int_gcd))},
    {"native:cb_int_isqrt", reinterpret_cast<void*>(static_cast<ToIntInt*>(&::cb_int_isqrt))},
    {"native:cb_int_bit_length", reinterpret_cast<void*>(static_cast<ToIntInt*>(&::cb_int_bit_length))},
    {"native:cb_int_bit_count", reinterpret_cast<void*>(static_cast<ToIntInt*>(&::cb_int_bit_count))},
    {"native:cb_int_hash", reinterpret_cast<void*>(static_cast<ToIntInt*>(&::cb_int_hash))},
    {"native:cb_float_hash", reinterpret_cast<void*>(static_cast<ToIntDouble*>(&::cb_float_hash))},
    {"native:cb_int_lshift_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_lshift_fits))},
    {"native:cb_np_mod", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_np_mod))},
    {"native:cb_np_floordiv", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_np_floordiv))},
    {"native:cb_np_modf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::cb_np_modf))},
    {"native:cb_np_floordivf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::cb_np_floordivf))},
    {"native:cb_np_int_pow", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_np_int_pow))},
};
static_assert(std::size(symbols) == native_functions.size());

}  // namespace

std::span<const Symbol> native_symbols() { return symbols; }

}  // namespace coluber::runtime
