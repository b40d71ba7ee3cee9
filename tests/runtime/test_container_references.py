"""References of containers: after a hundred runs, however they ended, as many objects and memory blocks live as before."""

import gc
import sys

import pytest

import coluber as cb


class Tracked:
    live = 0

    def __init__(self):
        Tracked.live += 1

    def __del__(self):
        Tracked.live -= 1


def stored_floats(values):
    for i in range(len(values)):
        values[i] = values[i] * 0.5 + i
    return values[0]


def floats_held_elsewhere(values):
    kept = list(values)
    for i in range(len(values)):
        values[i] = i + 0.5
    return kept


def floats_over_objects(values):
    for i in range(len(values)):
        values[i] = 1.5
    return len(values)


def rows_of_rows(rows):
    total = 0.0
    for row in rows:
        for i in range(len(row)):
            total += row[i] + rows[0][i]
            rows[0][i] = total
    return total


def index_error_in_a_row(rows):
    total = 0.0
    for i in range(10):
        total += rows[1][i]
    return total


def mixed_items(values):
    total = 0.0
    for value in values:
        total += value
    return total


def tuples_in_a_list(pairs):
    found = []
    for name, number in pairs:
        found.append(name + "!")
        found.append(str(number))
    return found


def a_list_made_and_lost(n, index):
    rows = [[float(i)] * 3 for i in range(n)]
    return rows[index][1]


def loop_left_early(values):
    for i, (a, b) in enumerate(zip(values, reversed(values))):
        if i == 2:
            return [a, b]
    return None


def iterators_that_escape(values):
    return [enumerate(values), zip(values, values), reversed(values), iter(values)]


def raising_in_the_middle(values):
    out = []
    for value in values:
        try:
            out.append(10.0 / value)
        except ZeroDivisionError:
            out.append(value)
            if len(out) > 2:
                raise
    return out


def dict_counts(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    total = 0
    for key, value in counts.items():
        total += value
    return counts["absent"] + total


def letters(text):
    out = []
    for letter in text:
        if letter == "b":
            out.append(letter + text[0])
    return "".join(out), text[10]


def bound_methods(values):
    add = values.append
    add(1.0)
    values.pop()
    return add


CALLS = [
    (stored_floats, lambda: ([float(i) + 0.25 for i in range(20)],)),
    (floats_held_elsewhere, lambda: ([float(i) + 0.25 for i in range(20)],)),
    (floats_over_objects, lambda: ([1.25, "text", 2**80, None, 7],)),
    (rows_of_rows, lambda: ([[1.5, 2.5], [3.5, 4.5]],)),
    (index_error_in_a_row, lambda: ([[1.5, 2.5], [3.5, 4.5]],)),
    (mixed_items, lambda: ([1.5, 2, 3.5],)),
    (mixed_items, lambda: ([1.5, "x", 3.5],)),
    (tuples_in_a_list, lambda: ([("a", 1), ("b", 2)],)),
    (tuples_in_a_list, lambda: ([("a", 1), ("b",), ("c", 3)],)),
    (a_list_made_and_lost, lambda: (5, 2)),
    (a_list_made_and_lost, lambda: (5, 7)),
    (loop_left_early, lambda: (["a", "b", "c", "d"],)),
    (iterators_that_escape, lambda: ([1.5, 2.5],)),
    (raising_in_the_middle, lambda: ([1.0, 0.0, 2.0, 0.0],)),
    (raising_in_the_middle, lambda: ([1.0, 0.0, 2.0],)),
    (dict_counts, lambda: (["spam", "egg", "spam"],)),
    (letters, lambda: ("abcb",)),
    (letters, lambda: ("abcbabcbabcb\U0001f40d",)),
    (bound_methods, lambda: ([1.5],)),
]


def run(function, args):
    try:
        function(*args)
    except (ValueError, IndexError, KeyError, TypeError, ZeroDivisionError):
        pass


@pytest.mark.parametrize("door", [cb.jit, cb.njit])
@pytest.mark.parametrize("function, make_args", CALLS, ids=[f"{f.__name__}-{i}" for i, (f, _) in enumerate(CALLS)])
def test_nothing_is_lost_or_kept(function, make_args, door):
    compiled, args = door(function), make_args()
    for _ in range(20):
        run(compiled, args)
    gc.collect()
    counts = [sys.getrefcount(arg) for arg in args]
    blocks = sys.getallocatedblocks()
    for _ in range(300):
        run(compiled, args)
    gc.collect()
    assert [sys.getrefcount(arg) for arg in args] == counts
    assert abs(sys.getallocatedblocks() - blocks) < 200  # what leaks leaks each time; the interpreter's own caches grow a little


def replace_all(values, x):
    for i in range(len(values)):
        values[i] = x
    return len(values)


def test_the_end_of_a_replaced_object_is_seen():
    """It may run code of the user's, so plain jit leaves the store to its twin."""
    for door in (cb.jit, cb.njit):
        values = [Tracked() for _ in range(10)]
        assert door(replace_all)(values, 1.0) == 10
        assert Tracked.live == 0 and values == [1.0] * 10


def test_a_float_that_somebody_else_holds_keeps_its_value():
    values = [0.5, 1.5]
    kept = values[0]
    cb.njit(stored_floats)(values)
    cb.njit(stored_floats)(values)
    assert kept == 0.5
