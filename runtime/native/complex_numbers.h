// Complex arithmetic and functions that are more than a few instructions (functions.h says what each means).
#pragma once

#include <cstdint>

extern "C" {
/// As C returns it: in two registers.
struct cb_complex {
    double re, im;
};

cb_complex cb_complex_div(double ar, double ai, double br, double bi);
cb_complex cb_complex_pow(double ar, double ai, double br, double bi);
std::int64_t cb_complex_pow_status(double ar, double ai, double br, double bi);

cb_complex cb_np_cdiv(double ar, double ai, double br, double bi);
cb_complex cb_np_cdivf(float ar, float ai, float br, float bi);
cb_complex cb_np_cpow(double ar, double ai, double br, double bi);
cb_complex cb_np_cpowf(float ar, float ai, float br, float bi);
cb_complex cb_np_csqrt(double re, double im);
cb_complex cb_np_csqrtf(float re, float im);
cb_complex cb_np_cexp(double re, double im);
cb_complex cb_np_cexpf(float re, float im);
cb_complex cb_np_clog(double re, double im);
cb_complex cb_np_clogf(float re, float im);
cb_complex cb_np_csin(double re, double im);
cb_complex cb_np_csinf(float re, float im);
cb_complex cb_np_ccos(double re, double im);
cb_complex cb_np_ccosf(float re, float im);
cb_complex cb_np_ctan(double re, double im);
cb_complex cb_np_ctanf(float re, float im);
cb_complex cb_np_csinh(double re, double im);
cb_complex cb_np_csinhf(float re, float im);
cb_complex cb_np_ccosh(double re, double im);
cb_complex cb_np_ccoshf(float re, float im);
cb_complex cb_np_ctanh(double re, double im);
cb_complex cb_np_ctanhf(float re, float im);
cb_complex cb_np_casin(double re, double im);
cb_complex cb_np_casinf(float re, float im);
cb_complex cb_np_cacos(double re, double im);
cb_complex cb_np_cacosf(float re, float im);
cb_complex cb_np_catan(double re, double im);
cb_complex cb_np_catanf(float re, float im);
cb_complex cb_np_casinh(double re, double im);
cb_complex cb_np_casinhf(float re, float im);
cb_complex cb_np_cacosh(double re, double im);
cb_complex cb_np_cacoshf(float re, float im);
cb_complex cb_np_catanh(double re, double im);
cb_complex cb_np_catanhf(float re, float im);

cb_complex cb_cmath_sqrt(double re, double im);
cb_complex cb_cmath_exp(double re, double im);
cb_complex cb_cmath_log(double re, double im);
cb_complex cb_cmath_log10(double re, double im);
cb_complex cb_cmath_sin(double re, double im);
cb_complex cb_cmath_cos(double re, double im);
cb_complex cb_cmath_tan(double re, double im);
cb_complex cb_cmath_sinh(double re, double im);
cb_complex cb_cmath_cosh(double re, double im);
cb_complex cb_cmath_tanh(double re, double im);
cb_complex cb_cmath_asin(double re, double im);
cb_complex cb_cmath_acos(double re, double im);
cb_complex cb_cmath_atan(double re, double im);
cb_complex cb_cmath_asinh(double re, double im);
cb_complex cb_cmath_acosh(double re, double im);
cb_complex cb_cmath_atanh(double re, double im);
cb_complex cb_cmath_rect(double size, double angle);
bool cb_cmath_exp_is_defined(double re, double im);
bool cb_cmath_sinh_is_defined(double re, double im);
bool cb_cmath_tanh_is_defined(double re, double im);
}
