// The yardstick: what a C programmer writes for the two kernels. Arrays are (m+2) x (n+2), row after row; both of a pair
// hold the wall values. The last iteration's result is in the first of a pair if the count is even, else in the second.

#include <math.h>
#include <stddef.h>

static void irrotational_sweep(const double* restrict psi, double* restrict new, ptrdiff_t m, ptrdiff_t n) {
    const ptrdiff_t row = n + 2;
    for (ptrdiff_t i = 1; i <= m; i++)
        for (ptrdiff_t j = 1; j <= n; j++)
            new[i * row + j] =
                0.25 * (psi[(i - 1) * row + j] + psi[(i + 1) * row + j] + psi[i * row + j - 1] + psi[i * row + j + 1]);
}

static void viscous_sweep(const double* restrict psi, const double* restrict zeta, double* restrict pnew, double* restrict znew,
                          double c, ptrdiff_t m, ptrdiff_t n) {
    const ptrdiff_t row = n + 2;
    for (ptrdiff_t i = 1; i <= m; i++)
        for (ptrdiff_t j = 1; j <= n; j++) {
            const ptrdiff_t at = i * row + j, left = at - row, right = at + row, below = at - 1, above = at + 1;
            pnew[at] = 0.25 * (psi[left] + psi[right] + psi[below] + psi[above] - zeta[at]);
            znew[at] = 0.25 * (zeta[left] + zeta[right] + zeta[below] + zeta[above]) -
                       c * ((psi[above] - psi[below]) * (zeta[right] - zeta[left]) -
                            (psi[right] - psi[left]) * (zeta[above] - zeta[below]));
        }
}

static void update_walls(const double* restrict psi, double* restrict zeta, ptrdiff_t m, ptrdiff_t n) {
    const ptrdiff_t row = n + 2, last = (m + 1) * row;
    for (ptrdiff_t i = 1; i <= m; i++) {
        zeta[i * row] = 2 * (psi[i * row + 1] - psi[i * row]);
        zeta[i * row + n + 1] = 2 * (psi[i * row + n] - psi[i * row + n + 1]);
    }
    for (ptrdiff_t j = 1; j <= n; j++) {
        zeta[j] = 2 * (psi[row + j] - psi[j]);
        zeta[last + j] = 2 * (psi[last - row + j] - psi[last + j]);
    }
}

static double change(const double* restrict new, const double* restrict old, ptrdiff_t m, ptrdiff_t n) {
    double total = 0.0;
    for (ptrdiff_t i = 1; i <= m; i++)
        for (ptrdiff_t j = 1; j <= n; j++) {
            const double difference = new[i * (n + 2) + j] - old[i * (n + 2) + j];
            total += difference * difference;
        }
    return total;
}

static void swap(double** a, double** b) {
    double* kept = *a;
    *a = *b;
    *b = kept;
}

ptrdiff_t irrotational(double* psi, double* new, double start, ptrdiff_t m, ptrdiff_t n, ptrdiff_t iterations, double tolerance,
                       double* error) {
    *error = 0.0;
    for (ptrdiff_t iteration = 1; iteration <= iterations; iteration++) {
        irrotational_sweep(psi, new, m, n);
        if (tolerance > 0.0 || iteration == iterations) *error = sqrt(change(new, psi, m, n)) / start;
        swap(&psi, &new);
        if (*error < tolerance) return iteration;
    }
    return iterations;
}

ptrdiff_t viscous(double* psi, double* zeta, double* pnew, double* znew, double r, double start, ptrdiff_t m, ptrdiff_t n,
                  ptrdiff_t iterations, double tolerance, double* error) {
    *error = 0.0;
    for (ptrdiff_t iteration = 1; iteration <= iterations; iteration++) {
        viscous_sweep(psi, zeta, pnew, znew, r / 16.0, m, n);
        if (tolerance > 0.0 || iteration == iterations)
            *error = sqrt(change(pnew, psi, m, n) + change(znew, zeta, m, n)) / start;
        update_walls(pnew, znew, m, n);
        swap(&psi, &pnew);
        swap(&zeta, &znew);
        if (*error < tolerance) return iteration;
    }
    return iterations;
}
