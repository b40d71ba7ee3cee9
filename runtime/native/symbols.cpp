// Addresses of the native functions, by slot descriptor. The compiler checks that each name is a function
// with the signature that functions.h gives it.
#include "runtime/native/functions.h"

#include "runtime/native/complex_numbers.h"
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
        return std::is_same_v<T, cb_complex>     ? 'c'
               : std::is_same_v<T, double>       ? 'd'
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
using ToDoubleDoubles3 = double(double, double, double);
using ToComplexDoubles2 = cb_complex(double, double);
using ToComplexDoubles4 = cb_complex(double, double, double, double);
using ToComplexFloats2 = cb_complex(float, float);
using ToComplexFloats4 = cb_complex(float, float, float, float);
using ToIntDoubles4 = std::int64_t(double, double, double, double);
using ToBoolDoubles2 = bool(double, double);

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
static_assert(is_row(*native_function("remainder"), static_cast<ToDoubleDoubleDouble*>(&::remainder)));
static_assert(is_row(*native_function("fma"), static_cast<ToDoubleDoubles3*>(&::fma)));
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
static_assert(is_row(*native_function("cb_int_factorial"), static_cast<ToIntInt*>(&::cb_int_factorial)));
static_assert(is_row(*native_function("cb_int_comb"), static_cast<ToIntIntInt*>(&::cb_int_comb)));
static_assert(is_row(*native_function("cb_int_comb_fits"), static_cast<ToBoolIntInt*>(&::cb_int_comb_fits)));
static_assert(is_row(*native_function("cb_int_perm"), static_cast<ToIntIntInt*>(&::cb_int_perm)));
static_assert(is_row(*native_function("cb_int_perm_fits"), static_cast<ToBoolIntInt*>(&::cb_int_perm_fits)));
static_assert(is_row(*native_function("cb_float_ldexp"), static_cast<ToDoubleDoubleInt*>(&::cb_float_ldexp)));
static_assert(is_row(*native_function("cb_float_frexp"), static_cast<ToDoubleDouble*>(&::cb_float_frexp)));
static_assert(is_row(*native_function("cb_float_exponent"), static_cast<ToIntDouble*>(&::cb_float_exponent)));
static_assert(is_row(*native_function("cb_float_ulp"), static_cast<ToDoubleDouble*>(&::cb_float_ulp)));
static_assert(is_row(*native_function("cb_float_hash"), static_cast<ToIntDouble*>(&::cb_float_hash)));
static_assert(is_row(*native_function("cb_int_mul_fits"), static_cast<ToBoolIntInt*>(&::cb_int_mul_fits)));
static_assert(is_row(*native_function("cb_int_lshift_fits"), static_cast<ToBoolIntInt*>(&::cb_int_lshift_fits)));
static_assert(is_row(*native_function("cb_np_mod"), static_cast<ToDoubleDoubleDouble*>(&::cb_np_mod)));
static_assert(is_row(*native_function("cb_np_floordiv"), static_cast<ToDoubleDoubleDouble*>(&::cb_np_floordiv)));
static_assert(is_row(*native_function("cb_np_modf"), static_cast<ToFloatFloatFloat*>(&::cb_np_modf)));
static_assert(is_row(*native_function("cb_np_floordivf"), static_cast<ToFloatFloatFloat*>(&::cb_np_floordivf)));
static_assert(is_row(*native_function("cb_np_int_pow"), static_cast<ToIntIntInt*>(&::cb_np_int_pow)));
static_assert(is_row(*native_function("cb_complex_div"), static_cast<ToComplexDoubles4*>(&::cb_complex_div)));
static_assert(is_row(*native_function("cb_complex_pow"), static_cast<ToComplexDoubles4*>(&::cb_complex_pow)));
static_assert(is_row(*native_function("cb_complex_pow_status"), static_cast<ToIntDoubles4*>(&::cb_complex_pow_status)));
static_assert(is_row(*native_function("cb_np_cdiv"), static_cast<ToComplexDoubles4*>(&::cb_np_cdiv)));
static_assert(is_row(*native_function("cb_np_cdivf"), static_cast<ToComplexFloats4*>(&::cb_np_cdivf)));
static_assert(is_row(*native_function("cb_np_cpow"), static_cast<ToComplexDoubles4*>(&::cb_np_cpow)));
static_assert(is_row(*native_function("cb_np_cpowf"), static_cast<ToComplexFloats4*>(&::cb_np_cpowf)));
static_assert(is_row(*native_function("cb_np_csqrt"), static_cast<ToComplexDoubles2*>(&::cb_np_csqrt)));
static_assert(is_row(*native_function("cb_np_csqrtf"), static_cast<ToComplexFloats2*>(&::cb_np_csqrtf)));
static_assert(is_row(*native_function("cb_np_cexp"), static_cast<ToComplexDoubles2*>(&::cb_np_cexp)));
static_assert(is_row(*native_function("cb_np_cexpf"), static_cast<ToComplexFloats2*>(&::cb_np_cexpf)));
static_assert(is_row(*native_function("cb_np_clog"), static_cast<ToComplexDoubles2*>(&::cb_np_clog)));
static_assert(is_row(*native_function("cb_np_clogf"), static_cast<ToComplexFloats2*>(&::cb_np_clogf)));
static_assert(is_row(*native_function("cb_np_csin"), static_cast<ToComplexDoubles2*>(&::cb_np_csin)));
static_assert(is_row(*native_function("cb_np_csinf"), static_cast<ToComplexFloats2*>(&::cb_np_csinf)));
static_assert(is_row(*native_function("cb_np_ccos"), static_cast<ToComplexDoubles2*>(&::cb_np_ccos)));
static_assert(is_row(*native_function("cb_np_ccosf"), static_cast<ToComplexFloats2*>(&::cb_np_ccosf)));
static_assert(is_row(*native_function("cb_np_ctan"), static_cast<ToComplexDoubles2*>(&::cb_np_ctan)));
static_assert(is_row(*native_function("cb_np_ctanf"), static_cast<ToComplexFloats2*>(&::cb_np_ctanf)));
static_assert(is_row(*native_function("cb_np_csinh"), static_cast<ToComplexDoubles2*>(&::cb_np_csinh)));
static_assert(is_row(*native_function("cb_np_csinhf"), static_cast<ToComplexFloats2*>(&::cb_np_csinhf)));
static_assert(is_row(*native_function("cb_np_ccosh"), static_cast<ToComplexDoubles2*>(&::cb_np_ccosh)));
static_assert(is_row(*native_function("cb_np_ccoshf"), static_cast<ToComplexFloats2*>(&::cb_np_ccoshf)));
static_assert(is_row(*native_function("cb_np_ctanh"), static_cast<ToComplexDoubles2*>(&::cb_np_ctanh)));
static_assert(is_row(*native_function("cb_np_ctanhf"), static_cast<ToComplexFloats2*>(&::cb_np_ctanhf)));
static_assert(is_row(*native_function("cb_np_casin"), static_cast<ToComplexDoubles2*>(&::cb_np_casin)));
static_assert(is_row(*native_function("cb_np_casinf"), static_cast<ToComplexFloats2*>(&::cb_np_casinf)));
static_assert(is_row(*native_function("cb_np_cacos"), static_cast<ToComplexDoubles2*>(&::cb_np_cacos)));
static_assert(is_row(*native_function("cb_np_cacosf"), static_cast<ToComplexFloats2*>(&::cb_np_cacosf)));
static_assert(is_row(*native_function("cb_np_catan"), static_cast<ToComplexDoubles2*>(&::cb_np_catan)));
static_assert(is_row(*native_function("cb_np_catanf"), static_cast<ToComplexFloats2*>(&::cb_np_catanf)));
static_assert(is_row(*native_function("cb_np_casinh"), static_cast<ToComplexDoubles2*>(&::cb_np_casinh)));
static_assert(is_row(*native_function("cb_np_casinhf"), static_cast<ToComplexFloats2*>(&::cb_np_casinhf)));
static_assert(is_row(*native_function("cb_np_cacosh"), static_cast<ToComplexDoubles2*>(&::cb_np_cacosh)));
static_assert(is_row(*native_function("cb_np_cacoshf"), static_cast<ToComplexFloats2*>(&::cb_np_cacoshf)));
static_assert(is_row(*native_function("cb_np_catanh"), static_cast<ToComplexDoubles2*>(&::cb_np_catanh)));
static_assert(is_row(*native_function("cb_np_catanhf"), static_cast<ToComplexFloats2*>(&::cb_np_catanhf)));
static_assert(is_row(*native_function("cb_cmath_sqrt"), static_cast<ToComplexDoubles2*>(&::cb_cmath_sqrt)));
static_assert(is_row(*native_function("cb_cmath_exp"), static_cast<ToComplexDoubles2*>(&::cb_cmath_exp)));
static_assert(is_row(*native_function("cb_cmath_log"), static_cast<ToComplexDoubles2*>(&::cb_cmath_log)));
static_assert(is_row(*native_function("cb_cmath_log10"), static_cast<ToComplexDoubles2*>(&::cb_cmath_log10)));
static_assert(is_row(*native_function("cb_cmath_sin"), static_cast<ToComplexDoubles2*>(&::cb_cmath_sin)));
static_assert(is_row(*native_function("cb_cmath_cos"), static_cast<ToComplexDoubles2*>(&::cb_cmath_cos)));
static_assert(is_row(*native_function("cb_cmath_tan"), static_cast<ToComplexDoubles2*>(&::cb_cmath_tan)));
static_assert(is_row(*native_function("cb_cmath_sinh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_sinh)));
static_assert(is_row(*native_function("cb_cmath_cosh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_cosh)));
static_assert(is_row(*native_function("cb_cmath_tanh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_tanh)));
static_assert(is_row(*native_function("cb_cmath_asin"), static_cast<ToComplexDoubles2*>(&::cb_cmath_asin)));
static_assert(is_row(*native_function("cb_cmath_acos"), static_cast<ToComplexDoubles2*>(&::cb_cmath_acos)));
static_assert(is_row(*native_function("cb_cmath_atan"), static_cast<ToComplexDoubles2*>(&::cb_cmath_atan)));
static_assert(is_row(*native_function("cb_cmath_asinh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_asinh)));
static_assert(is_row(*native_function("cb_cmath_acosh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_acosh)));
static_assert(is_row(*native_function("cb_cmath_atanh"), static_cast<ToComplexDoubles2*>(&::cb_cmath_atanh)));
static_assert(is_row(*native_function("cb_cmath_rect"), static_cast<ToComplexDoubles2*>(&::cb_cmath_rect)));
static_assert(is_row(*native_function("cb_cmath_exp_is_defined"), static_cast<ToBoolDoubles2*>(&::cb_cmath_exp_is_defined)));
static_assert(is_row(*native_function("cb_cmath_sinh_is_defined"), static_cast<ToBoolDoubles2*>(&::cb_cmath_sinh_is_defined)));
static_assert(is_row(*native_function("cb_cmath_tanh_is_defined"), static_cast<ToBoolDoubles2*>(&::cb_cmath_tanh_is_defined)));

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
    {"native:remainder", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::remainder))},
    {"native:fma", reinterpret_cast<void*>(static_cast<ToDoubleDoubles3*>(&::fma))},
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
    {"native:cb_int_factorial", reinterpret_cast<void*>(static_cast<ToIntInt*>(&::cb_int_factorial))},
    {"native:cb_int_comb", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_int_comb))},
    {"native:cb_int_comb_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_comb_fits))},
    {"native:cb_int_perm", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_int_perm))},
    {"native:cb_int_perm_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_perm_fits))},
    {"native:cb_float_ldexp", reinterpret_cast<void*>(static_cast<ToDoubleDoubleInt*>(&::cb_float_ldexp))},
    {"native:cb_float_frexp", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::cb_float_frexp))},
    {"native:cb_float_exponent", reinterpret_cast<void*>(static_cast<ToIntDouble*>(&::cb_float_exponent))},
    {"native:cb_float_ulp", reinterpret_cast<void*>(static_cast<ToDoubleDouble*>(&::cb_float_ulp))},
    {"native:cb_float_hash", reinterpret_cast<void*>(static_cast<ToIntDouble*>(&::cb_float_hash))},
    {"native:cb_int_mul_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_mul_fits))},
    {"native:cb_int_lshift_fits", reinterpret_cast<void*>(static_cast<ToBoolIntInt*>(&::cb_int_lshift_fits))},
    {"native:cb_np_mod", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_np_mod))},
    {"native:cb_np_floordiv", reinterpret_cast<void*>(static_cast<ToDoubleDoubleDouble*>(&::cb_np_floordiv))},
    {"native:cb_np_modf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::cb_np_modf))},
    {"native:cb_np_floordivf", reinterpret_cast<void*>(static_cast<ToFloatFloatFloat*>(&::cb_np_floordivf))},
    {"native:cb_np_int_pow", reinterpret_cast<void*>(static_cast<ToIntIntInt*>(&::cb_np_int_pow))},
    {"native:cb_complex_div", reinterpret_cast<void*>(static_cast<ToComplexDoubles4*>(&::cb_complex_div))},
    {"native:cb_complex_pow", reinterpret_cast<void*>(static_cast<ToComplexDoubles4*>(&::cb_complex_pow))},
    {"native:cb_complex_pow_status", reinterpret_cast<void*>(static_cast<ToIntDoubles4*>(&::cb_complex_pow_status))},
    {"native:cb_np_cdiv", reinterpret_cast<void*>(static_cast<ToComplexDoubles4*>(&::cb_np_cdiv))},
    {"native:cb_np_cdivf", reinterpret_cast<void*>(static_cast<ToComplexFloats4*>(&::cb_np_cdivf))},
    {"native:cb_np_cpow", reinterpret_cast<void*>(static_cast<ToComplexDoubles4*>(&::cb_np_cpow))},
    {"native:cb_np_cpowf", reinterpret_cast<void*>(static_cast<ToComplexFloats4*>(&::cb_np_cpowf))},
    {"native:cb_np_csqrt", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_csqrt))},
    {"native:cb_np_csqrtf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_csqrtf))},
    {"native:cb_np_cexp", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_cexp))},
    {"native:cb_np_cexpf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_cexpf))},
    {"native:cb_np_clog", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_clog))},
    {"native:cb_np_clogf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_clogf))},
    {"native:cb_np_csin", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_csin))},
    {"native:cb_np_csinf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_csinf))},
    {"native:cb_np_ccos", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_ccos))},
    {"native:cb_np_ccosf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_ccosf))},
    {"native:cb_np_ctan", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_ctan))},
    {"native:cb_np_ctanf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_ctanf))},
    {"native:cb_np_csinh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_csinh))},
    {"native:cb_np_csinhf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_csinhf))},
    {"native:cb_np_ccosh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_ccosh))},
    {"native:cb_np_ccoshf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_ccoshf))},
    {"native:cb_np_ctanh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_ctanh))},
    {"native:cb_np_ctanhf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_ctanhf))},
    {"native:cb_np_casin", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_casin))},
    {"native:cb_np_casinf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_casinf))},
    {"native:cb_np_cacos", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_cacos))},
    {"native:cb_np_cacosf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_cacosf))},
    {"native:cb_np_catan", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_catan))},
    {"native:cb_np_catanf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_catanf))},
    {"native:cb_np_casinh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_casinh))},
    {"native:cb_np_casinhf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_casinhf))},
    {"native:cb_np_cacosh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_cacosh))},
    {"native:cb_np_cacoshf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_cacoshf))},
    {"native:cb_np_catanh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_np_catanh))},
    {"native:cb_np_catanhf", reinterpret_cast<void*>(static_cast<ToComplexFloats2*>(&::cb_np_catanhf))},
    {"native:cb_cmath_sqrt", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_sqrt))},
    {"native:cb_cmath_exp", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_exp))},
    {"native:cb_cmath_log", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_log))},
    {"native:cb_cmath_log10", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_log10))},
    {"native:cb_cmath_sin", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_sin))},
    {"native:cb_cmath_cos", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_cos))},
    {"native:cb_cmath_tan", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_tan))},
    {"native:cb_cmath_sinh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_sinh))},
    {"native:cb_cmath_cosh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_cosh))},
    {"native:cb_cmath_tanh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_tanh))},
    {"native:cb_cmath_asin", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_asin))},
    {"native:cb_cmath_acos", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_acos))},
    {"native:cb_cmath_atan", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_atan))},
    {"native:cb_cmath_asinh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_asinh))},
    {"native:cb_cmath_acosh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_acosh))},
    {"native:cb_cmath_atanh", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_atanh))},
    {"native:cb_cmath_rect", reinterpret_cast<void*>(static_cast<ToComplexDoubles2*>(&::cb_cmath_rect))},
    {"native:cb_cmath_exp_is_defined", reinterpret_cast<void*>(static_cast<ToBoolDoubles2*>(&::cb_cmath_exp_is_defined))},
    {"native:cb_cmath_sinh_is_defined", reinterpret_cast<void*>(static_cast<ToBoolDoubles2*>(&::cb_cmath_sinh_is_defined))},
    {"native:cb_cmath_tanh_is_defined", reinterpret_cast<void*>(static_cast<ToBoolDoubles2*>(&::cb_cmath_tanh_is_defined))},
};
static_assert(std::size(symbols) == native_functions.size());

}  // namespace

std::span<const Symbol> native_symbols() { return symbols; }

}  // namespace coluber::runtime
