"""Branches and loops, with `else`, `break`, `continue`; names that may have no value."""

from tests.conformance.harness import case


@case((5,), (-5,), (0,))
def if_elif_else(x):
    if x > 0:
        return 1
    elif x < 0:
        return -1
    else:
        return 0


@case((10,), (0,), (1,))
def while_loop(n):
    total = 0
    while n > 0:
        total += n
        n -= 1
    return total


@case((10, 3), (10, 50), (0, 0))
def break_and_else(n, stop):
    for i in range(n):
        if i == stop:
            found = True
            break
    else:
        found = False
    return found


@case((10,), (3,))
def while_else(n):
    while n > 5:
        n -= 2
        if n == 6:
            break
    else:
        return -1
    return n


@case((20,), (0,))
def continue_skips(n):
    s = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        s += i
    return s


@case((7,), (0,))
def nested_loops_with_break(n):
    count = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            if (i + j) % 2:
                continue
            count += 1
    return count


@case((3,), (0,))
def the_loop_variable_stays(n):
    i = -1
    for i in range(n):
        pass
    return i


@case((0,), (2,))
def a_name_that_may_be_unset(n):
    for i in range(n):
        last = i
    return last


@case((True,), (False,))
def a_name_bound_on_one_path(flag):
    if flag:
        x = 1
    return x


@case((True,), (False,))
def a_deleted_name(flag):
    x = 1
    if flag:
        del x
    return x


@case((5,), (0,))
def the_type_depends_on_the_path(n):
    if n > 3:
        x = 1
    else:
        x = 2.5
    return x


@case((5,), (1,), (0,))
def the_type_changes_in_the_loop(n):
    x = 0
    for i in range(n):
        x = x + 0.5
    return x


@case((4,), (0,))
def maybe_none(n):
    best = None
    for i in range(n):
        if i == 2:
            best = i
    return best


@case((100,))
def early_return_from_loops(n):
    for i in range(n):
        for j in range(i):
            if i * j > 50:
                return i, j
    return None


@case((3,))
def pass_and_ellipsis(n):
    pass
    ...
    return n


@case((1, 2, 3), (3, 2, 1), (0, 0, 0))
def boolean_operators_in_conditions(a, b, c):
    if a < b and b < c or a == b == c:
        return 1
    if not (a > b or b > c):
        return 2
    return 3


@case((5,), (12,))
def nested_conditional_expressions(x):
    return 1 if x < 3 else 2 if x < 10 else 3


@case((30,))
def two_induction_variables(n):
    i, j, s = 0, n, 0
    while i < j:
        s += i * j
        i += 1
        j -= 2
    return s, i, j


@case((3,), (-1,))
def assertion(n):
    assert n > 0
    return n


@case((3,), (-1,))
def assertion_with_a_message(n):
    assert n > 0, "n is to be positive"
    return n


@case((2,), (7,), (9,))
def match_statement(n):
    match n:
        case 1 | 2:
            return 10
        case 7:
            return 20
        case _:
            return 30
