! The yardstick in Fortran. Its first index runs fastest, so an array arrives with y first: psi(j, i).

module jacobi
  use, intrinsic :: iso_c_binding, only: c_double, c_ptrdiff_t
  implicit none
contains

  subroutine irrotational_sweep(psi, new, m, n)
    integer(c_ptrdiff_t), intent(in) :: m, n
    real(c_double), intent(in) :: psi(0:n+1, 0:m+1)
    real(c_double), intent(inout) :: new(0:n+1, 0:m+1)
    integer(c_ptrdiff_t) :: i, j
    do i = 1, m
      do j = 1, n
        new(j, i) = 0.25_c_double * (psi(j, i-1) + psi(j, i+1) + psi(j-1, i) + psi(j+1, i))
      end do
    end do
  end subroutine

  subroutine viscous_sweep(psi, zeta, pnew, znew, c, m, n)
    integer(c_ptrdiff_t), intent(in) :: m, n
    real(c_double), intent(in) :: psi(0:n+1, 0:m+1), zeta(0:n+1, 0:m+1), c
    real(c_double), intent(inout) :: pnew(0:n+1, 0:m+1), znew(0:n+1, 0:m+1)
    integer(c_ptrdiff_t) :: i, j
    do i = 1, m
      do j = 1, n
        pnew(j, i) = 0.25_c_double * (psi(j, i-1) + psi(j, i+1) + psi(j-1, i) + psi(j+1, i) - zeta(j, i))
        znew(j, i) = 0.25_c_double * (zeta(j, i-1) + zeta(j, i+1) + zeta(j-1, i) + zeta(j+1, i)) &
                   - c * ((psi(j+1, i) - psi(j-1, i)) * (zeta(j, i+1) - zeta(j, i-1)) &
                        - (psi(j, i+1) - psi(j, i-1)) * (zeta(j+1, i) - zeta(j-1, i)))
      end do
    end do
  end subroutine

  subroutine update_walls(psi, zeta, m, n)
    integer(c_ptrdiff_t), intent(in) :: m, n
    real(c_double), intent(in) :: psi(0:n+1, 0:m+1)
    real(c_double), intent(inout) :: zeta(0:n+1, 0:m+1)
    zeta(0, 1:m) = 2 * (psi(1, 1:m) - psi(0, 1:m))
    zeta(n+1, 1:m) = 2 * (psi(n, 1:m) - psi(n+1, 1:m))
    zeta(1:n, 0) = 2 * (psi(1:n, 1) - psi(1:n, 0))
    zeta(1:n, m+1) = 2 * (psi(1:n, m) - psi(1:n, m+1))
  end subroutine

  function change(new, old, m, n) result(total)
    integer(c_ptrdiff_t), intent(in) :: m, n
    real(c_double), intent(in) :: new(0:n+1, 0:m+1), old(0:n+1, 0:m+1)
    real(c_double) :: total
    integer(c_ptrdiff_t) :: i, j
    total = 0
    do i = 1, m
      do j = 1, n
        total = total + (new(j, i) - old(j, i))**2
      end do
    end do
  end function

  ! Two iterations a round: from `psi` into `new`, and back. That is the swap of a language without pointers.
  function irrotational(psi, new, start, m, n, iterations, tolerance, error) result(done) bind(c)
    integer(c_ptrdiff_t), value :: m, n, iterations
    real(c_double), value :: start, tolerance
    real(c_double), intent(inout) :: psi(0:n+1, 0:m+1), new(0:n+1, 0:m+1)
    real(c_double), intent(out) :: error
    integer(c_ptrdiff_t) :: done
    error = 0
    done = 0
    do while (done < iterations)
      done = done + 1
      if (mod(done, 2_c_ptrdiff_t) == 1) then
        call irrotational_sweep(psi, new, m, n)
      else
        call irrotational_sweep(new, psi, m, n)
      end if
      if (tolerance > 0 .or. done == iterations) error = sqrt(change(new, psi, m, n)) / start
      if (error < tolerance) return
    end do
  end function

  function viscous(psi, zeta, pnew, znew, r, start, m, n, iterations, tolerance, error) result(done) bind(c)
    integer(c_ptrdiff_t), value :: m, n, iterations
    real(c_double), value :: r, start, tolerance
    real(c_double), intent(inout) :: psi(0:n+1, 0:m+1), zeta(0:n+1, 0:m+1), pnew(0:n+1, 0:m+1), znew(0:n+1, 0:m+1)
    real(c_double), intent(out) :: error
    integer(c_ptrdiff_t) :: done
    error = 0
    done = 0
    do while (done < iterations)
      done = done + 1
      if (mod(done, 2_c_ptrdiff_t) == 1) then
        call viscous_sweep(psi, zeta, pnew, znew, r / 16, m, n)
      else
        call viscous_sweep(pnew, znew, psi, zeta, r / 16, m, n)
      end if
      if (tolerance > 0 .or. done == iterations) &
        error = sqrt(change(pnew, psi, m, n) + change(znew, zeta, m, n)) / start
      if (mod(done, 2_c_ptrdiff_t) == 1) then
        call update_walls(pnew, znew, m, n)
      else
        call update_walls(psi, zeta, m, n)
      end if
      if (error < tolerance) return
    end do
  end function

end module
