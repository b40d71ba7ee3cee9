"""More of programs.py: `try`, `raise`, `assert`, `with`."""

from tests.front.programs import Box, Manager, case, note

# ── exceptions ──


@case(("key",), ("value",), ("type",), ("none",), ("index",))
def try_kinds(what):
    try:
        note("body")
        if what == "key":
            {}[what]
        elif what == "value":
            int(what)
        elif what == "type":
            raise TypeError
        elif what == "index":
            [][0]
    except KeyError as e:
        note(("key", str(e)))
        result = 1
    except (ValueError, TypeError) as e:
        note(("value or type", type(e)))
        result = 2
    except:
        note("bare")
        result = 3
    else:
        note("else")
        result = 4
    finally:
        note("finally")
    return result


@case((0,), (1,), (2,), (3,))
def try_in_loop(stop):
    for i in range(4):
        try:
            if i == stop:
                break
            if i % 2:
                continue
            note(i)
        finally:
            note(("finally", i))
    return i


@case((0,), (1,))
def return_in_finally(x):
    try:
        return 1 // x
    finally:
        if x == 0:
            return "swallowed"
        note("finally")


@case((0,), (1,), (2,))
def nested_try(x):
    try:
        try:
            note(10 // x)
            if x == 2:
                raise ValueError("two")
        except ZeroDivisionError as inner:
            raise KeyError("from inner") from inner
        finally:
            note("inner finally")
    except (KeyError, ValueError) as outer:
        return type(outer), type(outer.__cause__), type(outer.__context__)
    return "fine"


@case((0,), (1,))
def reraise(x):
    try:
        1 // x
    except ZeroDivisionError:
        note("seen")
        raise
    return x


@case()
def context_chain():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise KeyError(2)
        except KeyError as e:
            note(type(e.__context__))
        raise TypeError(3)


@case()
def no_match():
    try:
        raise ValueError("v")
    except KeyError:
        return "no"
    except (OSError, IndexError):
        return "no"
    finally:
        note("finally")


@case()
def wrong_match():
    try:
        raise ValueError("v")
    except 5:
        return "no"


@case()
def handler_fails():
    try:
        try:
            raise ValueError("v")
        except ValueError as e:
            note(str(e))
            [][1]
    except IndexError as e:
        return str(e), type(e.__context__)


@case()
def name_ends():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    return e


@case()
def name_deleted_by_hand():
    e = 5
    try:
        raise ValueError("v")
    except ValueError as e:
        del e
    return e


@case((0,), (1,), (2,))
def return_from_handler(x):
    for i in range(3):
        try:
            if i == x:
                raise ValueError(i)
        except ValueError as e:
            if x == 0:
                continue
            if x == 1:
                break
            return str(e), i
        note(i)
    return "end", i


@case()
def raise_from_none():
    raise KeyError("k") from None


@case()
def raise_wrong():
    raise 5


@case()
def bare_raise():
    raise


@case((1,), (0,))
def asserts(x):
    assert x, ("message", x)
    assert x == 1
    return x


@case((2,))
def assert_plain(x):
    assert x == 1


@case()
def finally_after_error():
    x = 0
    try:
        x = 1
        x = [][0]
    finally:
        note(x)
        try:
            {}[x]
        except KeyError:
            note("inner")


# ── with ──


@case((False, None), (True, None), (False, "exit"), (True, "enter"))
def with_error(swallow, fail_on):
    with Manager("a", swallow, fail_on) as name:
        note(name)
        raise ValueError("inside")
    return "after"


@case()
def with_plain():
    with Manager("a") as a, Manager("b"):
        note(a)
        with Manager("c") as [x]:
            note(x)
    return a, x


@case((0,), (1,), (2,))
def with_jumps(x):
    for i in range(3):
        with Manager(i):
            if i == x == 0:
                continue
            if i == x == 1:
                break
            if i == x:
                return "returned"
        note(("after", i))
    return i


@case()
def with_nothing():
    with 5:
        pass


@case()
def with_then_finally():
    try:
        with Manager("m"):
            try:
                return note("value")
            finally:
                note("inner")
    finally:
        note("outer")


@case()
def with_attribute():
    box = Box(m=Manager("attribute"))
    with box.m as box.x:
        note("body")
    return box.fields["x"]
