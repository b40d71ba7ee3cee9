"""`raise` and handlers in depth: what is raised natively, and what of it can be seen as an exception after all."""

import sys
import traceback

import numpy as np

from tests.conformance.harness import Refused, case, scenario


class Mine(Exception):
    pass


class Deeper(Mine, KeyError):
    pass


class WithInit(Exception):
    def __init__(self, number):
        super().__init__(f"number {number}")


@case((-1,), (1,), (0,))
def built_in_classes_with_constants(n):
    if n < 0:
        raise ValueError("negative", n == 5, 3)
    if n == 0:
        raise LookupError
    return n


@case((-1,), (1,))
def a_class_of_the_users(n):
    if n < 0:
        raise Mine("negative")
    return n


@case((-1,), (1,), njit=Refused)
def a_class_with_a_constructor_of_its_own(n):
    if n < 0:
        raise WithInit(n)
    return n


@case((-1,), (7,))
def arguments_made_at_run_time(n):
    if n < 0:
        raise ValueError(n, n * 2.5)
    raise IndexError(f"{n} is too much")


@case((0,), (1,), (2,), (3,), (4,))
def handlers_by_class(n):
    try:
        if n == 0:
            raise ValueError("v")
        if n == 1:
            raise IndexError
        if n == 2:
            return 1 // (n - 2)
        if n == 3:
            raise Mine("m")
    except ZeroDivisionError:
        return "zero"
    except (ValueError, KeyError):
        return "value"
    except LookupError:
        return "lookup"
    except Mine:
        return "mine"
    return "none"


@case((0,), (1,), (2,))
def a_class_with_two_bases(n):
    try:
        if n == 0:
            raise Deeper("d")
        if n == 1:
            raise KeyError("k")
    except KeyError:
        return "key"
    except Mine:
        return "mine"
    return "none"


@case((0,), (3,))
def the_exception_by_name(n):
    try:
        if n == 0:
            raise ValueError("zero", 1)
        n = 1 // (n - 3)
    except (ValueError, ZeroDivisionError) as e:
        return str(e), repr(e)
    return n


@case((0,), (3,))
def args_of_the_exception(n):
    try:
        if n == 0:
            raise ValueError("zero", 1)
        n = 1 // (n - 3)
    except ArithmeticError as e:
        return e.args
    except Exception as e:
        return e.args
    return n


@case((10,), (0,))
def raise_and_catch_in_a_loop(n):
    caught = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError("three")
            caught += 100 // (i % 2)
        except ValueError:
            caught += 1
        except ZeroDivisionError:
            caught += 1000
    return caught


@case((5,), (2**62,), njit=False, twin=True)
def an_int_leaves_64_bits_in_a_handler(n):
    total = n
    try:
        raise ValueError("v")
    except ValueError as e:
        total = total * 4
        text = str(e)
    return total, text, sys.exc_info()


@case((0,), (1,), (2,))
def raised_again(n):
    try:
        try:
            if n == 0:
                raise ValueError("v")
            n = 1 // (n - 1)
        except ValueError:
            n = 10
            raise
    except ValueError:
        return n
    return n


@case((0,), (1,))
def another_error_in_a_handler(n):
    a = np.zeros(2)
    try:
        try:
            a[n] = 1 // n
        except ZeroDivisionError:
            a[n + 5] = 1.0
    except IndexError:
        return -1
    return n


@case((0,), (1,), (2,))
def finally_after_a_native_error(n):
    log = 0
    try:
        try:
            log += 1
            if n == 1:
                raise KeyError("k")
            log += 10 // n
        finally:
            log += 100
    except KeyError:
        log += 1000
    except ZeroDivisionError:
        log += 5000
    return log


@case((0,), (1,))
def else_is_not_guarded(n):
    try:
        x = n
    except ZeroDivisionError:
        return -1
    else:
        x = 1 // x
    return x


@case((0,), (1,))
def assert_with_a_message(n):
    assert n, "n is nothing"
    return n


@case((0,), (1,))
def assert_is_caught(n):
    try:
        assert n > 0, "n is nothing"
    except AssertionError as e:
        return str(e)
    return n


def context_of(error):
    """An exception and what it came of: class, arguments, lines of its traceback."""
    if error is None:
        return None
    lines = [(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__) if f.name in ("f", "inner")]
    return type(error), error.args, lines, error.__suppress_context__, context_of(error.__cause__), context_of(error.__context__)


def agree(jit, f, *inputs, **names):
    made = jit(f)
    for x in inputs:
        outcomes = []
        for function in (f, made):
            try:
                outcomes.append(("value", function(x)))
            except Exception as error:
                outcomes.append(("error", context_of(error)))
        assert outcomes[0] == outcomes[1], outcomes
    assert sys.exc_info() == (None, None, None)


@scenario
def an_error_in_a_handler_has_the_first_as_context(jit):
    def f(n):
        a = np.zeros(2)
        try:
            return 1 // n
        except ZeroDivisionError:
            return a[n + 9]

    agree(jit, f, 0, 1)


@scenario
def raise_in_a_handler_has_context(jit):
    def f(n):
        try:
            if n == 0:
                raise ValueError("first")
            if n == 1:
                n = n // (n - 1)
        except (ValueError, ZeroDivisionError):
            raise IndexError("second")
        return n

    agree(jit, f, 0, 1, 2)


@scenario
def raise_from(jit):
    def f(n):
        try:
            if n == 0:
                raise ValueError("first")
            n = 1 // (n - 1)
        except ValueError as e:
            raise IndexError("second") from e
        except ZeroDivisionError:
            raise IndexError("third") from None
        return n

    agree(jit, f, 0, 1, 2)


@scenario
def the_traceback_of_an_error_that_was_raised_again(jit):
    def f(n):
        try:
            if n == 0:
                raise ValueError("first")
            n = 1 // (n - 1)
        except ValueError:
            n += 1
            raise
        except LookupError:
            n = 7
        finally:
            n = 3
        return n

    agree(jit, f, 0, 1, 2)


@scenario(doors=("jit",))
def python_sees_what_is_handled(jit):
    def seen():
        return repr(sys.exc_info()[1]), sys.exc_info()[2].tb_lineno if sys.exc_info()[2] else None

    def f(n):
        result = [seen()[0]]
        try:
            if n == 0:
                raise ValueError("first")
            n = 1 // (n - 1)
        except ValueError:
            result.append(seen())
            try:
                n = 1 // n
            except ZeroDivisionError:
                result.append(seen())
            result.append(seen())
        except ZeroDivisionError:
            result.append(seen())
        result.append(seen())
        return result

    agree(jit, f, 0, 1, 2)


@scenario(doors=("jit",))
def groups(jit):
    def f(errors):
        log = []
        try:
            if errors:
                raise errors[0]
            log.append("fine")
        except* ValueError as group:
            log.append((type(group).__name__, [str(e) for e in group.exceptions]))
        except* (KeyError, IndexError) as group:
            log.append(len(group.exceptions))
            raise TypeError("new")
        else:
            log.append("else")
        finally:
            log.append("finally")
        return log

    group = ExceptionGroup
    agree_on_groups(f, jit(f), [], [ValueError("v")], [group("g", [ValueError("a"), ValueError("b")])],
                    [group("g", [ValueError("a"), group("h", [KeyError("k"), OSError("o")])])], [OSError("o")], [KeyError("k")])


@scenario(doors=("jit",))
def parts_of_groups_raised_again(jit):
    def f(errors):
        try:
            raise errors[0]
        except* ValueError:
            raise
        except* KeyError as e:
            raise RuntimeError("r") from e

    def wrong(errors):
        try:
            raise errors[0]
        except* ExceptionGroup:
            errors = 1

    group = ExceptionGroup
    agree_on_groups(f, jit(f), [ValueError("v")], [group("g", [ValueError("a"), group("h", [KeyError("k"), OSError("o")])])],
                    [group("g", [KeyError("a"), OSError("o")])])
    agree_on_groups(wrong, jit(wrong), [ValueError("v")], [group("g", [ValueError("v")])])


def agree_on_groups(f, made, *inputs):
    def shape(error):
        inner = [shape(e) for e in error.exceptions] if isinstance(error, BaseExceptionGroup) else None
        cause = error.__cause__ and shape(error.__cause__)
        return type(error), str(error), inner, cause, error.__context__ and type(error.__context__)

    for errors in inputs:
        outcomes = []
        for function in (f, made):
            for error in errors:
                error.__traceback__ = error.__context__ = None
            try:
                outcomes.append(function(errors))
            except BaseException as error:
                outcomes.append(shape(error))
        assert outcomes[0] == outcomes[1], outcomes
    assert sys.exc_info() == (None, None, None)
