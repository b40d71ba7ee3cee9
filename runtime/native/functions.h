// The native functions that `call_native` may name, in one table: inference looks up the name, lower the C signature, and the
// module's registry the address (native_symbols). All are pure: no memory, no errno, no Python; what Python raises instead of
// computing is composed by inference from `call_native` and `check`.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace coluber::runtime {

/// A function's name and C signature. Letters: d double, f float, l int64, i int32, b bool; c as a result: two doubles, a complex
/// number (parameters take its parts).
struct NativeFunction {
    std::string_view name;
    char result;
    std::string_view params;
};

inline constexpr std::array native_functions{
    // The C library's, under its names.
    NativeFunction{"sin", 'd', "d"},
    NativeFunction{"cos", 'd', "d"},
    NativeFunction{"tan", 'd', "d"},
    NativeFunction{"asin", 'd', "d"},
    NativeFunction{"acos", 'd', "d"},
    NativeFunction{"atan", 'd', "d"},
    NativeFunction{"sinh", 'd', "d"},
    NativeFunction{"cosh", 'd', "d"},
    NativeFunction{"tanh", 'd', "d"},
    NativeFunction{"asinh", 'd', "d"},
    NativeFunction{"acosh", 'd', "d"},
    NativeFunction{"atanh", 'd', "d"},
    NativeFunction{"exp", 'd', "d"},
    NativeFunction{"exp2", 'd', "d"},
    NativeFunction{"expm1", 'd', "d"},
    NativeFunction{"log", 'd', "d"},
    NativeFunction{"log2", 'd', "d"},
    NativeFunction{"log10", 'd', "d"},
    NativeFunction{"log1p", 'd', "d"},
    NativeFunction{"cbrt", 'd', "d"},
    NativeFunction{"erf", 'd', "d"},
    NativeFunction{"erfc", 'd', "d"},
    NativeFunction{"tgamma", 'd', "d"},
    NativeFunction{"lgamma", 'd', "d"},
    NativeFunction{"pow", 'd', "dd"},
    NativeFunction{"atan2", 'd', "dd"},
    NativeFunction{"hypot", 'd', "dd"},
    NativeFunction{"fmod", 'd', "dd"},
    NativeFunction{"copysign", 'd', "dd"},
    NativeFunction{"nextafter", 'd', "dd"},
    NativeFunction{"remainder", 'd', "dd"},
    NativeFunction{"fma", 'd', "ddd"},
    NativeFunction{"sinf", 'f', "f"},
    NativeFunction{"cosf", 'f', "f"},
    NativeFunction{"tanf", 'f', "f"},
    NativeFunction{"asinf", 'f', "f"},
    NativeFunction{"acosf", 'f', "f"},
    NativeFunction{"atanf", 'f', "f"},
    NativeFunction{"sinhf", 'f', "f"},
    NativeFunction{"coshf", 'f', "f"},
    NativeFunction{"tanhf", 'f', "f"},
    NativeFunction{"asinhf", 'f', "f"},
    NativeFunction{"acoshf", 'f', "f"},
    NativeFunction{"atanhf", 'f', "f"},
    NativeFunction{"expf", 'f', "f"},
    NativeFunction{"exp2f", 'f', "f"},
    NativeFunction{"expm1f", 'f', "f"},
    NativeFunction{"logf", 'f', "f"},
    NativeFunction{"log2f", 'f', "f"},
    NativeFunction{"log10f", 'f', "f"},
    NativeFunction{"log1pf", 'f', "f"},
    NativeFunction{"cbrtf", 'f', "f"},
    NativeFunction{"powf", 'f', "ff"},
    NativeFunction{"atan2f", 'f', "ff"},
    NativeFunction{"hypotf", 'f', "ff"},
    NativeFunction{"fmodf", 'f', "ff"},
    NativeFunction{"copysignf", 'f', "ff"},
    // Python's float operators. floordiv, mod: the divisor is not 0 (ZeroDivisionError). pow_status says what float_pow would do:
    // 0 a float, 1 ZeroDivisionError, 2 a complex result, 3 OverflowError.
    NativeFunction{"cb_float_mod", 'd', "dd"},
    NativeFunction{"cb_float_floordiv", 'd', "dd"},
    NativeFunction{"cb_float_pow", 'd', "dd"},
    NativeFunction{"cb_float_pow_status", 'l', "dd"},
    // round(x, digits): status 0 ok, 1 OverflowError "rounded value too large to represent".
    NativeFunction{"cb_float_round", 'd', "dl"},
    NativeFunction{"cb_float_round_status", 'l', "dl"},
    // Does the float, truncated, fit int64? (False for nan and inf.)
    NativeFunction{"cb_float_fits_int", 'b', "d"},
    // Python's int: true division rounds correctly (divisor not 0); the exponent of pow is not negative, and `fits` says whether
    // the result leaves int64; compare gives -1, 0, 1, or 2 for nan, exactly.
    NativeFunction{"cb_int_truediv", 'd', "ll"},
    NativeFunction{"cb_int_pow", 'l', "ll"},
    NativeFunction{"cb_int_pow_fits", 'b', "ll"},
    NativeFunction{"cb_int_float_compare", 'l', "ld"},
    NativeFunction{"cb_int_gcd", 'l', "ll"},
    NativeFunction{"cb_int_isqrt", 'l', "l"},
    NativeFunction{"cb_int_bit_length", 'l', "l"},
    NativeFunction{"cb_int_bit_count", 'l', "l"},
    NativeFunction{"cb_int_hash", 'l', "l"},
    // math's: arguments not negative; `fits` says whether the result is an int64. ldexp takes any exponent.
    NativeFunction{"cb_int_factorial", 'l', "l"},
    NativeFunction{"cb_int_comb", 'l', "ll"},
    NativeFunction{"cb_int_comb_fits", 'b', "ll"},
    NativeFunction{"cb_int_perm", 'l', "ll"},
    NativeFunction{"cb_int_perm_fits", 'b', "ll"},
    NativeFunction{"cb_float_ldexp", 'd', "dl"},
    NativeFunction{"cb_float_frexp", 'd', "d"},
    NativeFunction{"cb_float_exponent", 'l', "d"},
    NativeFunction{"cb_float_ulp", 'd', "d"},
    NativeFunction{"cb_float_hash", 'l', "d"},
    NativeFunction{"cb_int_mul_fits", 'b', "ll"},
    // << of int: does a << b (b in 0…) fit?  Bits shifted out, and b >= 64 with a != 0, do not.
    NativeFunction{"cb_int_lshift_fits", 'b', "ll"},
    // NumPy's: zero divisors give what NumPy gives; integers wrap, the exponent's bits are those of a uint64.
    NativeFunction{"cb_np_mod", 'd', "dd"},
    NativeFunction{"cb_np_floordiv", 'd', "dd"},
    NativeFunction{"cb_np_modf", 'f', "ff"},
    NativeFunction{"cb_np_floordivf", 'f', "ff"},
    NativeFunction{"cb_np_int_pow", 'l', "ll"},
    // Complex. Python's / (divisor not 0) and **, whose status is 0 ok, 1 ZeroDivisionError, 2 OverflowError; NumPy's, which do not fail.
    NativeFunction{"cb_complex_div", 'c', "dddd"},
    NativeFunction{"cb_complex_pow", 'c', "dddd"},
    NativeFunction{"cb_complex_pow_status", 'l', "dddd"},
    NativeFunction{"cb_np_cdiv", 'c', "dddd"},
    NativeFunction{"cb_np_cdivf", 'c', "ffff"},
    NativeFunction{"cb_np_cpow", 'c', "dddd"},
    NativeFunction{"cb_np_cpowf", 'c', "ffff"},
    // The C library's functions, as NumPy calls them.
    NativeFunction{"cb_np_csqrt", 'c', "dd"},
    NativeFunction{"cb_np_csqrtf", 'c', "ff"},
    NativeFunction{"cb_np_cexp", 'c', "dd"},
    NativeFunction{"cb_np_cexpf", 'c', "ff"},
    NativeFunction{"cb_np_clog", 'c', "dd"},
    NativeFunction{"cb_np_clogf", 'c', "ff"},
    NativeFunction{"cb_np_csin", 'c', "dd"},
    NativeFunction{"cb_np_csinf", 'c', "ff"},
    NativeFunction{"cb_np_ccos", 'c', "dd"},
    NativeFunction{"cb_np_ccosf", 'c', "ff"},
    NativeFunction{"cb_np_ctan", 'c', "dd"},
    NativeFunction{"cb_np_ctanf", 'c', "ff"},
    NativeFunction{"cb_np_csinh", 'c', "dd"},
    NativeFunction{"cb_np_csinhf", 'c', "ff"},
    NativeFunction{"cb_np_ccosh", 'c', "dd"},
    NativeFunction{"cb_np_ccoshf", 'c', "ff"},
    NativeFunction{"cb_np_ctanh", 'c', "dd"},
    NativeFunction{"cb_np_ctanhf", 'c', "ff"},
    NativeFunction{"cb_np_casin", 'c', "dd"},
    NativeFunction{"cb_np_casinf", 'c', "ff"},
    NativeFunction{"cb_np_cacos", 'c', "dd"},
    NativeFunction{"cb_np_cacosf", 'c', "ff"},
    NativeFunction{"cb_np_catan", 'c', "dd"},
    NativeFunction{"cb_np_catanf", 'c', "ff"},
    NativeFunction{"cb_np_casinh", 'c', "dd"},
    NativeFunction{"cb_np_casinhf", 'c', "ff"},
    NativeFunction{"cb_np_cacosh", 'c', "dd"},
    NativeFunction{"cb_np_cacoshf", 'c', "ff"},
    NativeFunction{"cb_np_catanh", 'c', "dd"},
    NativeFunction{"cb_np_catanhf", 'c', "ff"},
    // cmath's. `is_defined`: no "math domain error" (sin, cos, tan, cosh are sinh and tanh turned by 90 degrees, or alike).
    NativeFunction{"cb_cmath_sqrt", 'c', "dd"},
    NativeFunction{"cb_cmath_exp", 'c', "dd"},
    NativeFunction{"cb_cmath_log", 'c', "dd"},
    NativeFunction{"cb_cmath_log10", 'c', "dd"},
    NativeFunction{"cb_cmath_sin", 'c', "dd"},
    NativeFunction{"cb_cmath_cos", 'c', "dd"},
    NativeFunction{"cb_cmath_tan", 'c', "dd"},
    NativeFunction{"cb_cmath_sinh", 'c', "dd"},
    NativeFunction{"cb_cmath_cosh", 'c', "dd"},
    NativeFunction{"cb_cmath_tanh", 'c', "dd"},
    NativeFunction{"cb_cmath_asin", 'c', "dd"},
    NativeFunction{"cb_cmath_acos", 'c', "dd"},
    NativeFunction{"cb_cmath_atan", 'c', "dd"},
    NativeFunction{"cb_cmath_asinh", 'c', "dd"},
    NativeFunction{"cb_cmath_acosh", 'c', "dd"},
    NativeFunction{"cb_cmath_atanh", 'c', "dd"},
    NativeFunction{"cb_cmath_rect", 'c', "dd"},
    NativeFunction{"cb_cmath_exp_is_defined", 'b', "dd"},
    NativeFunction{"cb_cmath_sinh_is_defined", 'b', "dd"},
    NativeFunction{"cb_cmath_tanh_is_defined", 'b', "dd"},
};

constexpr const NativeFunction* native_function(std::string_view name) {
    for (const NativeFunction& function : native_functions)
        if (function.name == name) return &function;
    return nullptr;
}

/// The address behind a slot descriptor ("native:sin"); layout of loader::NativeSymbol.
struct Symbol {
    const char* name;
    void* address;
};
std::span<const Symbol> native_symbols();

}  // namespace coluber::runtime
