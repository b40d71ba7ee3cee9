// The native functions of our own that `native_functions` names (functions.h says what each means).
#pragma once

#include <cstdint>

extern "C" {
double cb_float_mod(double x, double y);
double cb_float_floordiv(double x, double y);
double cb_float_pow(double x, double y);
std::int64_t cb_float_pow_status(double x, double y);
double cb_float_round(double x, std::int64_t digits);
std::int64_t cb_float_round_status(double x, std::int64_t digits);
bool cb_float_fits_int(double x);
double cb_int_truediv(std::int64_t x, std::int64_t y);
std::int64_t cb_int_pow(std::int64_t base, std::int64_t exponent);
bool cb_int_pow_fits(std::int64_t base, std::int64_t exponent);
std::int64_t cb_int_float_compare(std::int64_t x, double y);
std::int64_t cb_int_gcd(std::int64_t x, std::int64_t y);
std::int64_t cb_int_isqrt(std::int64_t x);
std::int64_t cb_int_bit_length(std::int64_t x);
std::int64_t cb_int_bit_count(std::int64_t x);
std::int64_t cb_int_hash(std::int64_t x);
std::int64_t cb_int_factorial(std::int64_t n);
std::int64_t cb_int_comb(std::int64_t n, std::int64_t k);
bool cb_int_comb_fits(std::int64_t n, std::int64_t k);
std::int64_t cb_int_perm(std::int64_t n, std::int64_t k);
bool cb_int_perm_fits(std::int64_t n, std::int64_t k);
double cb_float_ldexp(double x, std::int64_t exponent);
double cb_float_frexp(double x);
std::int64_t cb_float_exponent(double x);
double cb_float_ulp(double x);
std::int64_t cb_float_hash(double x);
bool cb_int_mul_fits(std::int64_t x, std::int64_t y);
bool cb_int_lshift_fits(std::int64_t x, std::int64_t by);
double cb_np_mod(double x, double y);
double cb_np_floordiv(double x, double y);
float cb_np_modf(float x, float y);
float cb_np_floordivf(float x, float y);
std::int64_t cb_np_int_pow(std::int64_t base, std::int64_t exponent);
}
