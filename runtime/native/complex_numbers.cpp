// Complex numbers. Python's operators as CPython 3.11 to 3.13 define them (Objects/complexobject.c, behaviour), NumPy's as npy_math and
// its loops do, cmath's functions by the formulas of W. Kahan, "Branch cuts for complex elementary functions" (1987), with CPython's
// choice of scaling, so that the bits agree. Infinities and nans: C99, Annex G, as the C library has it; where that leaves a sign or a nan
// open, CPython's choice.
#include "runtime/native/functions.h"

#include "runtime/native/complex_numbers.h"

#include <cfloat>
#include <cmath>
#include <limits>

namespace {

__extension__ typedef __complex__ double CDouble;
__extension__ typedef __complex__ float CFloat;

constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
constexpr double e = 2.718281828459045235360287, ln2 = 0.6931471805599453094172321, ln10 = 2.302585092994045684017991;
constexpr double half_pi = 1.570796326794896619231322;

constexpr double large = DBL_MAX / 4;
const double sqrt_large = std::sqrt(large), log_large = std::log(large), sqrt_least = std::sqrt(DBL_MIN);

template <class C, class F>
C make(F re, F im) {
    C z;
    __real__ z = re;
    __imag__ z = im;
    return z;
}
template <class C>
cb_complex result(C z) {
    return {__real__ z, __imag__ z};
}

bool is_finite(cb_complex z) { return std::isfinite(z.re) && std::isfinite(z.im); }
bool is_infinite(cb_complex z) { return std::isinf(z.re) || std::isinf(z.im); }
bool is_zero(cb_complex z) { return z.re == 0 && z.im == 0; }
cb_complex product(cb_complex a, cb_complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
cb_complex turned(cb_complex z) { return {-z.im, z.re}; }       // iz
cb_complex turned_back(cb_complex z) { return {z.im, -z.re}; }  // -iz
cb_complex negative(cb_complex z) { return {-z.re, -z.im}; }

// ── Python's operators ──

cb_complex quotient(cb_complex a, cb_complex b) {  // R. Smith's method; 0 for a divisor of 0
    double re = std::fabs(b.re), im = std::fabs(b.im);
    if (re >= im) {
        if (re == 0) return {0, 0};
        double ratio = b.im / b.re, divisor = b.re + b.im * ratio;
        return {(a.re + a.im * ratio) / divisor, (a.im - a.re * ratio) / divisor};
    }
    if (im >= re) {
        double ratio = b.re / b.im, divisor = b.re * ratio + b.im;
        return {(a.re * ratio + a.im) / divisor, (a.im * ratio - a.re) / divisor};
    }
    return {nan, nan};
}

bool is_small_integer(cb_complex z) { return z.im == 0 && z.re == std::floor(z.re) && std::fabs(z.re) <= 100; }

cb_complex power_of_integer(cb_complex base, long exponent) {
    cb_complex power{1, 0};
    long count = exponent < 0 ? -exponent : exponent;
    for (long bit = 1; bit <= count; bit <<= 1, base = product(base, base))
        if (count & bit) power = product(power, base);
    return exponent > 0 ? power : quotient({1, 0}, power);
}

struct Polar {
    double length, phase;
};

/// A power neither of whose numbers is zero, in general.
Polar polar_power(cb_complex base, cb_complex exponent) {
    double size = std::hypot(base.re, base.im), angle = std::atan2(base.im, base.re);
    Polar power{std::pow(size, exponent.re), angle * exponent.re};
    if (exponent.im != 0) {
        power.length *= std::exp(-angle * exponent.im);
        power.phase += exponent.im * std::log(size);
    }
    return power;
}

cb_complex power(cb_complex base, cb_complex exponent) {
    if (is_small_integer(exponent)) return power_of_integer(base, static_cast<long>(exponent.re));
    if (is_zero(exponent)) return {1, 0};
    if (is_zero(base)) return {0, 0};
    Polar power = polar_power(base, exponent);
    return {power.length * std::cos(power.phase), power.length * std::sin(power.phase)};
}

// ── NumPy's ──

template <class F>
cb_complex np_quotient(F ar, F ai, F br, F bi) {
    F re = std::fabs(br), im = std::fabs(bi);
    if (re >= im) {
        if (re == 0 && im == 0) return {ar / re, ai / re};
        F ratio = bi / br, scale = F(1) / (br + bi * ratio);
        return {(ar + ai * ratio) * scale, (ai - ar * ratio) * scale};
    }
    F ratio = br / bi, scale = F(1) / (bi + br * ratio);
    return {(ar * ratio + ai) * scale, (ai * ratio - ar) * scale};
}

CDouble c_power(CDouble a, CDouble b) { return __builtin_cpow(a, b); }
CFloat c_power(CFloat a, CFloat b) { return __builtin_cpowf(a, b); }

/// A product by the formula, without C's repair of infinities.
template <class F>
struct Pair {
    F re, im;
    Pair operator*(Pair b) const { return {re * b.re - im * b.im, re * b.im + im * b.re}; }
};

template <class C, class F>
cb_complex np_power(F ar, F ai, F br, F bi) {
    if (br == 0 && bi == 0) return {1, 0};
    if (ar == 0 && ai == 0) {
        if (br > 0 && bi == 0) return {0, 0};
        return {nan, nan};
    }
    Pair<F> a{ar, ai};
    if (bi == 0 && br == std::floor(br) && br > -100 && br < 100) {
        auto n = static_cast<long>(br);
        if (n == 1) return {ar, ai};
        Pair<F> power{1, 0}, factor = a;
        if (n == 2) power = a * a;
        if (n == 3) power = a * (a * a);
        if (n != 2 && n != 3) {
            long count = n < 0 ? -n : n;
            for (long bit = 1;; factor = factor * factor) {
                if (count & bit) power = power * factor;
                bit <<= 1;
                if (count < bit) break;
            }
        }
        if (n > 0) return {power.re, power.im};
        return np_quotient(F(1), F(0), power.re, power.im);
    }
    return result(c_power(make<C>(ar, ai), make<C>(br, bi)));
}

// ── cmath's ──

/// log(hypot(re, im)) of numbers so large that the hypot would overflow.
double log_of_large(cb_complex z) { return std::log(std::hypot(z.re / 2, z.im / 2)) + ln2 * 2; }
bool is_large(cb_complex z) { return std::fabs(z.re) > large || std::fabs(z.im) > large; }

cb_complex root(cb_complex z) {
    if (!is_finite(z)) return result(__builtin_csqrt(make<CDouble>(z.re, z.im)));
    if (is_zero(z)) return {0, z.im};
    double x = std::fabs(z.re), y = std::fabs(z.im), size;
    if (x < DBL_MIN && y < DBL_MIN) {
        constexpr int up = 53, down = -27;
        x = std::ldexp(x, up);
        size = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, up))), down);
    } else {
        x /= 8;
        size = 2 * std::sqrt(x + std::hypot(x, y / 8));
    }
    double other = y / (2 * size);
    if (z.re >= 0) return {size, std::copysign(other, z.im)};
    return {other, std::copysign(size, z.im)};
}

cb_complex arc_cosine(cb_complex z) {
    if (std::isinf(z.re) && std::isnan(z.im)) return {nan, infinity};
    if (!is_finite(z)) return result(__builtin_cacos(make<CDouble>(z.re, z.im)));
    if (is_large(z)) {
        double log = log_of_large(z);
        return {std::atan2(std::fabs(z.im), z.re), z.re < 0 ? -std::copysign(log, z.im) : std::copysign(log, -z.im)};
    }
    cb_complex s1 = root({1 - z.re, -z.im}), s2 = root({1 + z.re, z.im});
    return {2 * std::atan2(s1.re, s2.re), std::asinh(s2.re * s1.im - s2.im * s1.re)};
}

cb_complex area_cosine(cb_complex z) {
    if (z.re == 0 && std::isnan(z.im)) return {nan, nan};
    if (!is_finite(z)) return result(__builtin_cacosh(make<CDouble>(z.re, z.im)));
    if (is_large(z)) return {log_of_large(z), std::atan2(z.im, z.re)};
    cb_complex s1 = root({z.re - 1, z.im}), s2 = root({z.re + 1, z.im});
    return {std::asinh(s1.re * s2.re + s1.im * s2.im), 2 * std::atan2(s1.im, s2.re)};
}

cb_complex area_sine(cb_complex z) {
    if (std::isnan(z.re) && std::isinf(z.im)) return {infinity, nan};
    if (!is_finite(z)) return result(__builtin_casinh(make<CDouble>(z.re, z.im)));
    if (is_large(z)) {
        double log = log_of_large(z);
        return {z.im >= 0 ? std::copysign(log, z.re) : -std::copysign(log, -z.re), std::atan2(z.im, std::fabs(z.re))};
    }
    cb_complex s1 = root({1 + z.im, -z.re}), s2 = root({1 - z.im, z.re});
    return {std::asinh(s1.re * s2.im - s2.re * s1.im), std::atan2(z.im, s1.re * s2.re - s1.im * s2.im)};
}

cb_complex area_tangent(cb_complex z) {
    if (std::isnan(z.re) && std::isinf(z.im)) return {0, std::copysign(half_pi, z.im)};
    if (std::signbit(z.re) && !std::isnan(z.re)) return negative(area_tangent(negative(z)));
    if (!is_finite(z)) return result(__builtin_catanh(make<CDouble>(z.re, z.im)));
    double y = std::fabs(z.im);
    if (z.re > sqrt_large || y > sqrt_large) {
        double size = std::hypot(z.re / 2, z.im / 2);
        return {z.re / 4 / size / size, -std::copysign(half_pi, -z.im)};
    }
    if (z.re == 1 && y < sqrt_least) {
        if (y == 0) return {infinity, z.im};
        return {-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.0))), std::copysign(std::atan2(2.0, -y) / 2, z.im)};
    }
    double rest = 1 - z.re;
    return {std::log1p(4 * z.re / (rest * rest + y * y)) / 4, -std::atan2(-2 * z.im, rest * (1 + z.re) - y * y) / 2};
}

cb_complex exponential(cb_complex z) {
    if (z.re == -infinity && !std::isfinite(z.im)) return {0, 0};
    if (!is_finite(z)) return result(__builtin_cexp(make<CDouble>(z.re, z.im)));
    if (z.re <= log_large) {
        double length = std::exp(z.re);
        return {length * std::cos(z.im), length * std::sin(z.im)};
    }
    double length = std::exp(z.re - 1);
    return {length * std::cos(z.im) * e, length * std::sin(z.im) * e};
}

cb_complex logarithm(cb_complex z) {
    if (!is_finite(z)) return result(__builtin_clog(make<CDouble>(z.re, z.im)));
    double x = std::fabs(z.re), y = std::fabs(z.im), angle = std::atan2(z.im, z.re);
    if (x > large || y > large) return {std::log(std::hypot(x / 2, y / 2)) + ln2, angle};
    if (is_zero(z)) return {-infinity, angle};
    if (x < DBL_MIN && y < DBL_MIN)
        return {std::log(std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * ln2, angle};
    double size = std::hypot(x, y);
    if (size < 0.71 || size > 1.73) return {std::log(size), angle};
    double more = x > y ? x : y, less = x > y ? y : x;
    return {std::log1p((more - 1) * (more + 1) + less * less) / 2, angle};
}

cb_complex hyperbolic_cosine(cb_complex z) {
    if (std::isnan(z.re) && z.im == 0) return {nan, 0};
    if (!is_finite(z)) return result(__builtin_ccosh(make<CDouble>(z.re, z.im)));
    if (std::fabs(z.re) <= log_large) return {std::cos(z.im) * std::cosh(z.re), std::sin(z.im) * std::sinh(z.re)};
    double less = z.re - std::copysign(1.0, z.re);
    return {std::cos(z.im) * std::cosh(less) * e, std::sin(z.im) * std::sinh(less) * e};
}

cb_complex hyperbolic_sine(cb_complex z) {
    if (z.re == 0 && std::isnan(z.im)) return {0, nan};
    if (!is_finite(z)) return result(__builtin_csinh(make<CDouble>(z.re, z.im)));
    if (std::fabs(z.re) <= log_large) return {std::cos(z.im) * std::sinh(z.re), std::sin(z.im) * std::cosh(z.re)};
    double less = z.re - std::copysign(1.0, z.re);
    return {std::cos(z.im) * std::sinh(less) * e, std::sin(z.im) * std::cosh(less) * e};
}

cb_complex hyperbolic_tangent(cb_complex z) {
    if (std::isinf(z.re) && std::isinf(z.im)) return {std::copysign(1.0, z.re), 0};
    if (z.re == 0 && std::isnan(z.im)) return {nan, nan};
    if (!is_finite(z)) return result(__builtin_ctanh(make<CDouble>(z.re, z.im)));
    if (std::fabs(z.re) > log_large)
        return {std::copysign(1.0, z.re), 4 * std::sin(z.im) * std::cos(z.im) * std::exp(-2 * std::fabs(z.re))};
    double t = std::tanh(z.re), u = std::tan(z.im), c = 1 / std::cosh(z.re), tu = t * u, divisor = 1 + tu * tu;
    return {t * (1 + u * u) / divisor, u / divisor * c * c};
}

cb_complex from_polar(double size, double angle) {
    if (angle == 0) {
        bool is_exact = std::isfinite(size);
        double zero = std::isnan(size) || std::signbit(size) == std::signbit(angle) ? 0.0 : -0.0;
        return {size, is_exact ? size * angle : zero};
    }
    if (size == 0 && !std::isfinite(angle)) return {0, 0};
    if (std::isinf(size) && std::isnan(angle)) return {infinity, nan};
    return {size * std::cos(angle), size * std::sin(angle)};
}

}  // namespace

extern "C" {

cb_complex cb_complex_div(double ar, double ai, double br, double bi) { return quotient({ar, ai}, {br, bi}); }
cb_complex cb_complex_pow(double ar, double ai, double br, double bi) { return power({ar, ai}, {br, bi}); }

std::int64_t cb_complex_pow_status(double ar, double ai, double br, double bi) {
    cb_complex base{ar, ai}, exponent{br, bi};
    bool is_inverse = is_small_integer(exponent) && exponent.re < 0;
    if (is_inverse && is_zero(power_of_integer(base, static_cast<long>(-exponent.re)))) return 1;
    if (is_zero(base) && !is_zero(exponent) && (bi != 0 || br < 0)) return 1;
    // An infinite phase has no cosine, which CPython takes for the error of 0 to a negative power.
    if (!is_small_integer(exponent) && !is_zero(base) && std::isinf(polar_power(base, exponent).phase)) return 1;
    return is_infinite(power(base, exponent)) ? 2 : 0;
}

cb_complex cb_np_cdiv(double ar, double ai, double br, double bi) { return np_quotient(ar, ai, br, bi); }
cb_complex cb_np_cdivf(float ar, float ai, float br, float bi) { return np_quotient(ar, ai, br, bi); }
cb_complex cb_np_cpow(double ar, double ai, double br, double bi) { return np_power<CDouble>(ar, ai, br, bi); }
cb_complex cb_np_cpowf(float ar, float ai, float br, float bi) { return np_power<CFloat>(ar, ai, br, bi); }

#define NP_FUNCTION(name)                                                                                       \
    cb_complex cb_np_c##name(double re, double im) { return result(__builtin_c##name(make<CDouble>(re, im))); } \
    cb_complex cb_np_c##name##f(float re, float im) { return result(__builtin_c##name##f(make<CFloat>(re, im))); }
NP_FUNCTION(sqrt)
NP_FUNCTION(exp)
NP_FUNCTION(log)
NP_FUNCTION(sin)
NP_FUNCTION(cos)
NP_FUNCTION(tan)
NP_FUNCTION(sinh)
NP_FUNCTION(cosh)
NP_FUNCTION(tanh)
NP_FUNCTION(asin)
NP_FUNCTION(acos)
NP_FUNCTION(atan)
NP_FUNCTION(asinh)
NP_FUNCTION(acosh)
NP_FUNCTION(atanh)
#undef NP_FUNCTION

cb_complex cb_cmath_sqrt(double re, double im) { return root({re, im}); }
cb_complex cb_cmath_exp(double re, double im) { return exponential({re, im}); }
cb_complex cb_cmath_log(double re, double im) { return logarithm({re, im}); }
cb_complex cb_cmath_log10(double re, double im) {
    cb_complex log = logarithm({re, im});
    return {log.re / ln10, log.im / ln10};
}
cb_complex cb_cmath_sin(double re, double im) { return turned_back(hyperbolic_sine(turned({re, im}))); }
cb_complex cb_cmath_cos(double re, double im) { return hyperbolic_cosine(turned({re, im})); }
cb_complex cb_cmath_tan(double re, double im) { return turned_back(hyperbolic_tangent(turned({re, im}))); }
cb_complex cb_cmath_sinh(double re, double im) { return hyperbolic_sine({re, im}); }
cb_complex cb_cmath_cosh(double re, double im) { return hyperbolic_cosine({re, im}); }
cb_complex cb_cmath_tanh(double re, double im) { return hyperbolic_tangent({re, im}); }
cb_complex cb_cmath_asin(double re, double im) { return turned_back(area_sine(turned({re, im}))); }
cb_complex cb_cmath_acos(double re, double im) { return arc_cosine({re, im}); }
cb_complex cb_cmath_atan(double re, double im) { return turned_back(area_tangent(turned({re, im}))); }
cb_complex cb_cmath_asinh(double re, double im) { return area_sine({re, im}); }
cb_complex cb_cmath_acosh(double re, double im) { return area_cosine({re, im}); }
cb_complex cb_cmath_atanh(double re, double im) { return area_tangent({re, im}); }

cb_complex cb_cmath_rect(double size, double angle) { return from_polar(size, angle); }

bool cb_cmath_exp_is_defined(double re, double im) { return !std::isinf(im) || !(std::isfinite(re) || re > 0); }
bool cb_cmath_sinh_is_defined(double re, double im) { return !std::isinf(im) || std::isnan(re); }
bool cb_cmath_tanh_is_defined(double re, double im) { return !std::isinf(im) || !std::isfinite(re); }

}  // extern "C"
