// Python's and NumPy's operators that are no single instruction, as CPython 3.11's floatobject.c and longobject.c and NumPy 2's
// npy_math define them (written from their documented behaviour). Pure functions: errors are the caller's to exclude.
#include "runtime/native/numbers.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::int64_t int_min = std::numeric_limits<std::int64_t>::min(), int_max = std::numeric_limits<std::int64_t>::max();
constexpr double two_to_63 = 9223372036854775808.0;

/// Floor division and modulo of floats, divisor not zero: the modulo has the divisor's sign, a zero too.
template <class F>
std::pair<F, F> divmod(F x, F y) {
    F mod = std::fmod(x, y);
    F div = (x - mod) / y;
    if (mod != 0) {
        if ((y < 0) != (mod < 0)) {
            mod += y;
            div -= 1;
        }
    } else {
        mod = std::copysign(F(0), y);
    }
    F floor;
    if (div != 0) {
        floor = std::floor(div);
        if (div - floor > F(0.5)) floor += 1;  // (x - mod) / y may have been rounded to just below the integer
    } else {
        floor = std::copysign(F(0), x / y);
    }
    return {floor, mod};
}

std::uint64_t magnitude(std::int64_t x) {
    return x < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
}

/// base ** exponent, or false when it leaves int64.
bool power(std::int64_t base, std::int64_t exponent, std::int64_t& result) {
    result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) return false;
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) return false;
    }
    return true;
}

/// The decimal rounding that round(x, digits) means: correctly rounded, ties to even, through the exact decimal expansion.
double round_decimal(double x, std::int64_t digits) {
    // 17 + 308 digits behind the point say everything about a double; fewer than -308 leave nothing.
    if (!std::isfinite(x) || x == 0 || digits > 330) return x;
    if (digits < -310) return std::copysign(0.0, x);
    char text[700];
    if (digits >= 0) {
        std::snprintf(text, sizeof text, "%.*f", static_cast<int>(digits), x);
        return std::strtod(text, nullptr);
    }
    std::snprintf(text, sizeof text, "%.17e", x);
    int exponent = std::atoi(std::strchr(text, 'e') + 1);
    int kept = exponent + static_cast<int>(digits);  // digits behind the first one
    if (kept >= 0) {
        std::snprintf(text, sizeof text, "%.*e", kept, x);
        return std::strtod(text, nullptr);
    }
    double unit = std::pow(10.0, static_cast<double>(-digits));
    return std::copysign(kept == -1 && std::fabs(x) > unit / 2 ? unit : 0.0, x);  // a tie is even at 0
}

/// n (n - 1) … of k factors, or false when it leaves int64.
bool permutations(std::int64_t n, std::int64_t k, std::int64_t& result) {
    result = k > n ? 0 : 1;
    if (k > n || n <= 1) return true;
    if (k > 20) return false;  // 21 factors from 2 on are 21! at least
    for (std::int64_t i = 0; i < k; ++i)
        if (__builtin_mul_overflow(result, n - i, &result)) return false;
    return true;
}

/// n over k, or false when it leaves int64.
bool combinations(std::int64_t n, std::int64_t k, std::int64_t& result) {
    result = k > n ? 0 : 1;
    if (k > n) return true;
    if (k > n - k) k = n - k;
    if (k > 33) return false;  // 67 over 33 is the last row that fits whole
    Wide product = 1;
    for (std::int64_t i = 1; i <= k; ++i) {
        product = product * static_cast<std::uint64_t>(n - k + i) / static_cast<std::uint64_t>(i);
        if (product > static_cast<Wide>(int_max)) return false;  // the products grow
    }
    result = static_cast<std::int64_t>(product);
    return true;
}

/// x * 2^shift as a double, rounded to nearest even by the conversion of a 64-bit integer with a sticky last bit.
double scaled(std::uint64_t bits, int shift) { return std::ldexp(static_cast<double>(bits), shift); }

}  // namespace

extern "C" {

double cb_float_mod(double x, double y) { return divmod(x, y).second; }
double cb_float_floordiv(double x, double y) { return divmod(x, y).first; }
double cb_np_mod(double x, double y) { return y == 0 ? std::fmod(x, y) : divmod(x, y).second; }
double cb_np_floordiv(double x, double y) { return y == 0 ? x / y : divmod(x, y).first; }
float cb_np_modf(float x, float y) { return y == 0 ? std::fmod(x, y) : divmod(x, y).second; }
float cb_np_floordivf(float x, float y) { return y == 0 ? x / y : divmod(x, y).first; }

double cb_float_pow(double x, double y) {
    if (y == 0 || x == 1) return 1.0;  // nan ** 0 and 1 ** nan too
    return std::pow(x, y);
}

std::int64_t cb_float_pow_status(double x, double y) {
    if (y == 0 || x == 1 || std::isnan(x) || std::isnan(y) || std::isinf(x) || std::isinf(y)) return 0;
    if (x == 0) return y < 0 ? 1 : 0;
    if (x < 0 && y != std::floor(y)) return 2;
    return std::isinf(std::pow(x, y)) ? 3 : 0;
}

double cb_float_round(double x, std::int64_t digits) { return round_decimal(x, digits); }
std::int64_t cb_float_round_status(double x, std::int64_t digits) {
    return std::isfinite(x) && !std::isfinite(round_decimal(x, digits)) ? 1 : 0;
}

bool cb_float_fits_int(double x) { return x >= -two_to_63 && x < two_to_63; }

double cb_int_truediv(std::int64_t x, std::int64_t y) {
    constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    std::uint64_t a = magnitude(x), b = magnitude(y);
    if (a <= exact && b <= exact) return static_cast<double>(x) / static_cast<double>(y);  // both exact: one rounding
    // The quotient with 63 significant bits at least, the last of them sticky: more than a double has, so its conversion is the only
    // rounding.
    int shift = a == 0 ? 0 : std::countl_zero(a) + 63;
    Wide numerator = static_cast<Wide>(a) << shift, quotient = numerator / b;
    bool is_rest = numerator % b != 0;
    int down = 0;
    while (quotient >> 63) {
        is_rest |= (quotient & 1) != 0;
        quotient >>= 1;
        ++down;
    }
    double result = scaled(static_cast<std::uint64_t>(quotient) | static_cast<std::uint64_t>(is_rest), down - shift);
    return (x < 0) != (y < 0) ? -result : result;
}

std::int64_t cb_int_pow(std::int64_t base, std::int64_t exponent) {
    std::int64_t result;
    power(base, exponent, result);
    return result;
}

bool cb_int_pow_fits(std::int64_t base, std::int64_t exponent) {
    std::int64_t result;
    return power(base, exponent, result);
}

std::int64_t cb_np_int_pow(std::int64_t base, std::int64_t exponent) {
    auto factor = static_cast<std::uint64_t>(base), rest = static_cast<std::uint64_t>(exponent);
    std::uint64_t result = 1;
    for (; rest > 0; rest >>= 1, factor *= factor)
        if (rest & 1) result *= factor;
    return static_cast<std::int64_t>(result);
}

std::int64_t cb_int_float_compare(std::int64_t x, double y) {
    if (std::isnan(y)) return 2;
    if (y >= two_to_63) return -1;
    if (y < -two_to_63) return 1;
    auto whole = static_cast<std::int64_t>(y);  // truncated, in range
    if (x != whole) return x < whole ? -1 : 1;
    double rest = y - static_cast<double>(whole);
    return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

std::int64_t cb_int_gcd(std::int64_t x, std::int64_t y) {
    std::uint64_t a = magnitude(x), b = magnitude(y);
    while (b) a = std::exchange(b, a % b);
    return static_cast<std::int64_t>(a);
}

std::int64_t cb_int_isqrt(std::int64_t x) {
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(x)));
    while (root > 3037000499 || root * root > x) --root;  // 3037000499: the largest root of an int64
    while (root < 3037000499 && (root + 1) * (root + 1) <= x) ++root;
    return root;
}

std::int64_t cb_int_bit_length(std::int64_t x) { return 64 - std::countl_zero(magnitude(x)); }
std::int64_t cb_int_bit_count(std::int64_t x) { return std::popcount(magnitude(x)); }

std::int64_t cb_int_hash(std::int64_t x) {
    constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
    auto hash = static_cast<std::int64_t>(magnitude(x) % prime);
    if (x < 0) hash = -hash;
    return hash == -1 ? -2 : hash;
}

// The value modulo 2^61 - 1, where 2 has an inverse: docs.python.org, "Hashing of numeric types". A nan's hash is its object's address
// and so not this function's to know.
std::int64_t cb_float_hash(double x) {
    constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
    if (std::isinf(x)) return x > 0 ? 314159 : -314159;
    if (std::isnan(x)) return 0;
    int exponent;
    double fraction = std::frexp(std::fabs(x), &exponent);
    std::uint64_t hash = 0;
    while (fraction != 0) {  // 28 bits a round
        hash = ((hash << 28) & prime) | hash >> 33;
        fraction *= 268435456.0;
        exponent -= 28;
        auto digits = static_cast<std::uint64_t>(fraction);
        fraction -= static_cast<double>(digits);
        hash += digits;
        if (hash >= prime) hash -= prime;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    hash = ((hash << exponent) & prime) | hash >> (61 - exponent);
    auto result = static_cast<std::int64_t>(hash);
    if (x < 0) result = -result;
    return result == -1 ? -2 : result;
}

std::int64_t cb_int_factorial(std::int64_t n) {
    std::int64_t product = 1;
    for (std::int64_t i = 2; i <= n && i <= 20; ++i) product *= i;
    return product;
}
std::int64_t cb_int_comb(std::int64_t n, std::int64_t k) {
    std::int64_t result;
    combinations(n, k, result);
    return result;
}
bool cb_int_comb_fits(std::int64_t n, std::int64_t k) {
    std::int64_t result;
    return combinations(n, k, result);
}
std::int64_t cb_int_perm(std::int64_t n, std::int64_t k) {
    std::int64_t result;
    permutations(n, k, result);
    return result;
}
bool cb_int_perm_fits(std::int64_t n, std::int64_t k) {
    std::int64_t result;
    return permutations(n, k, result);
}

double cb_float_ldexp(double x, std::int64_t exponent) {
    return std::ldexp(x, static_cast<int>(exponent < -100000 ? -100000 : exponent > 100000 ? 100000 : exponent));
}
double cb_float_frexp(double x) {
    int exponent = 0;
    return std::isfinite(x) ? std::frexp(x, &exponent) : x;
}
std::int64_t cb_float_exponent(double x) {
    int exponent = 0;
    if (std::isfinite(x)) std::frexp(x, &exponent);
    return exponent;
}
double cb_float_ulp(double x) {
    if (!std::isfinite(x)) return std::fabs(x);
    x = std::fabs(x);
    double next = std::nextafter(x, std::numeric_limits<double>::infinity());
    return std::isinf(next) ? x - std::nextafter(x, 0.0) : next - x;
}

bool cb_int_mul_fits(std::int64_t x, std::int64_t y) {
    std::int64_t result;
    return !__builtin_mul_overflow(x, y, &result);
}

bool cb_int_lshift_fits(std::int64_t x, std::int64_t by) {
    if (x == 0) return true;
    if (by >= 64) return false;
    return by < 63 ? x <= (int_max >> by) && x >= (int_min >> by) : x == -1 && by == 63;
}

}  // extern "C"
