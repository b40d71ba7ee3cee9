"""Exact lists, dicts, sets, strings and bytes: real objects, read in place, with items of a known class."""

from tests.conformance.harness import case


@case(([3.0, 1.5],), ([],), ([1.0] * 50,))
def sum_over_a_list(values):
    total = 0.0
    for value in values:
        total += value
    return total


@case(([3.0, 1.5, 2.5], 1), ([3.0], -1), ([1.0, 2.0], 2), ([1.0], -2), ([], 0))
def an_item(values, i):
    return values[i] * 2.0


@case(([1, 2, 3], True), ([4, 5], False))
def an_index_that_is_a_bool(values, i):
    return values[i] + 1


@case(([[1.0, 2.0], [3.0, 4.0]],))
def lists_of_lists(rows):
    total = 0.0
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            total += rows[i][j] * (i + j)
    return total


@case(([1.0, 2.0, 3.0],), ([],))
def stores(values):
    for i in range(len(values)):
        values[i] = values[i] * 0.5 + i
    return values


@case(([1, 2, 3],), ([True, False],))
def stores_of_another_class(values):
    for i in range(len(values)):
        values[i] = i * 0.5
    return values


@case(([1.0, 2.0], 2), ([1.0], -2))
def stores_out_of_range(values, i):
    values[i] = 0.0


@case(([1.0, 2, "x"],), ([1.0, 2, 3.0],), njit=False, twin=True)
def items_of_several_classes(values):
    found = []
    for value in values:
        found.append(value * 2)
    return found


@case(([1.0, 2, 3.0],), njit=TypeError, same_message=False, jit=False)
def items_of_several_classes_are_an_error_in_njit(values):
    total = 0.0
    for value in values:
        total += value
    return total


@case(([1, 2**70, 1],), njit=TypeError, jit=False, same_message=False)
def a_big_item_is_an_error_in_njit(values):
    total = 0
    for i in range(len(values)):
        total += values[i]
    return total


@case((5,), (0,))
def a_list_is_made(n):
    squares = []
    for i in range(n):
        squares.append(i * i)
    total = 0
    for square in squares:
        total += square
    return squares, total, len(squares)


@case((4,), (0,))
def a_list_of_lists_is_made(n):
    rows = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            rows[i][j] = i * 10.0 + j
    total = 0.0
    for row in rows:
        total += row[0]
    return rows, total


@case(([1, 2, 3, 4],))
def a_list_that_grows_under_the_loop(values):
    seen = 0
    for value in values:
        seen += value
        if len(values) < 8:
            values.append(value)
    return seen, values


@case(([1, 2, 3, 4],))
def a_list_that_shrinks_under_the_loop(values):
    seen = 0
    for value in values:
        seen += value
        values.pop()
    return seen, values


@case(([1, 2, 3, 4, 5], 1, 4), ([1, 2], None, 1), ([1, 2, 3], 2, None))
def slices(values, start, stop):
    part = values[start:stop]
    total = 0
    for value in part:
        total += value
    return part, total, values[::-1]


@case(([3, 1, 2],), ([1],))
def list_methods(values):
    values.append(7)
    values.extend([8, 9])
    values.insert(0, 5)
    last = values.pop()
    first = values.pop(0)
    values.reverse()
    values.sort()
    return values, last + first, values.index(7), values.count(8), values.copy()


@case(([],))
def pop_from_an_empty_list(values):
    return values.pop()


@case(([1, 2, 3], 2), ([1.0, 2.0], 5), (["a", "b"], "b"))
def membership(values, x):
    return x in values, x not in values


@case(([1, 2], [3]), ([1.0], [2.0]))
def concatenation(a, b):
    both = a + b
    total = 0.0
    for x in both * 2:
        total += x
    return both, total


@case(([1, 2], [1, 2]), ([1, 2], [1, 3]), ([1.0], [1]))
def comparison_of_lists(a, b):
    return a == b, a != b, a < b


@case((["spam", "egg", "spam"],), ([],))
def counting_words(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


@case(({"a": 1, "b": 2}, "a"), ({"a": 1}, "c"), ({}, "a"))
def dict_items(d, key):
    if key in d:
        return d[key] + 1
    return -1


@case(({"a": 1, "b": 2},), ({},))
def iteration_over_a_dict(d):
    total = 0
    names = ""
    for key in d:
        names += key
    for value in d.values():
        total += value
    for key, value in d.items():
        total += value * len(key)
    return total, names, list(d.keys())


@case(({"a": 1},))
def a_missing_key(d):
    return d["z"]


@case(({1: 2.0, 3: 4.0},))
def a_dict_that_changes_under_the_loop(d):
    for key in d:
        d[key + 10] = 1.0
    return d


@case((5,))
def dict_and_set_comprehensions(n):
    squares = {i: i * i for i in range(n)}
    odd = {i % 2 for i in range(n)}
    total = 0
    for key in squares:
        total += squares[key]
    return squares, odd, total, len(odd)


@case(([1, 2, 2, 3],))
def sets(values):
    seen = set()
    for value in values:
        if value in seen:
            continue
        seen.add(value)
    other = {1, 5}
    return seen | other, seen & other, seen - other, seen ^ other, len(seen), bool(seen)


@case(("hello", 1), ("h\u00e9llo\U0001f40d", -1), ("", 0), ("ab", 2))
def characters(s, i):
    return s[i], s[i:], s[::-1]


@case(("hello",), ("",), ("h\u00e9\U0001f40d",))
def iteration_over_a_string(s):
    count = 0
    letters = []
    for letter in s:
        if letter in "aeiou":
            count += 1
        letters.append(letter)
    return count, letters, "".join(letters)


@case(("a", "b"), ("b", "a"), ("a", "a"), ("", "a"), ("\u00e9", "e"))
def comparison_of_strings(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


@case(("spam", 3), ("", 2), ("x", 0))
def string_operators(s, n):
    t = s + "!" * n
    return t, len(t), t * 2, "%s has %d" % (s, n), f"{s:>6}|{n:03d}|{n / 4:.2f}"


@case(("Spam and eggs",), ("",))
def string_methods(s):
    words = s.split()
    title = s.title()
    return (words, title.upper(), s.lower().strip(), s.replace("a", "b"), s.find("a"), s.count("g"),
            s.startswith("Sp"), "-".join(words), s.partition(" "), s.encode(), s.isalpha(), s.zfill(20))


@case((b"abc", 1), (b"", 0), (b"\xff", -1))
def bytes_items(data, i):
    total = 0
    for byte in data:
        total += byte
    return total, data[i], data[1:], len(data), data + b"!", data.hex()


@case((3.5,), (2.0,))
def methods_of_numbers(x):
    n = 12
    return x.is_integer(), x.hex(), n.bit_length(), x.as_integer_ratio(), (n + 1).to_bytes(2, "big")


@case(([1.0],))
def a_method_as_a_value(values):
    add = values.append
    for i in range(3):
        add(i * 0.5)
    return values


@case(([3],), ([4],), njit=False)
def a_method_that_escapes(values):
    return values.index(values[0]), [values.count][0](3)


@case(([1.5, 2.5], ["a", "b"]), ([], []), ([1.0, 2.0, 3.0], ["x"]))
def zip_and_enumerate(values, names):
    found = []
    total = 0.0
    for i, (value, name) in enumerate(zip(values, names), 1):
        total += i * value
        found.append(name + str(i))
    return total, found


@case(([1, 2, 3],), ([],))
def reversed_lists_and_ranges(values):
    found = []
    for value in reversed(values):
        found.append(value)
    for i in reversed(range(2, 11, 3)):
        found.append(i)
    for i in reversed(range(5)):
        found.append(i)
    for i in reversed(range(3, 3)):
        found.append(i)
    return found


@case(([1, 2, 3],))
def an_enumeration_that_two_loops_share(values):
    pairs = enumerate(values)
    first = 0
    for i, value in pairs:
        first += value
        break
    rest = []
    for i, value in pairs:
        rest.append((i, value))
    return first, rest


@case(([2.5, 1.5, 3.5],), ([1.0],))
def builtins_over_lists(values):
    return (sum(values), min(values), max(values), sorted(values), len(values), any(values), all(values),
            list(values), tuple(values), list(reversed(values)), list(zip(values, values)), list(enumerate(values)))


@case(([2.5, 1.5],))
def results_of_builtins_are_numbers(values):
    return sum(values) / len(values) + max(values) * 2.0 - min(values)


@case((3, 2.567))
def text_of_numbers(n, x):
    return str(n) + repr(x) + hex(n) + bin(n) + oct(n) + chr(n + 60) + format(x, ".1f"), ord("a") + n, round(x, 2) + 1.0


@case(([1, 2**70, 1],), njit=False, twin=True)
def a_big_item(values):
    total = 0
    for i in range(len(values)):
        total += values[i]
    return total


@case(({2**70: 1, 5: 2},), ({(1, 2**70): 1},), njit=False)
def big_keys(d):
    found = []
    for key in d:
        found.append(key)
    for key, value in d.items():
        found.append((value, key))
    return found


@case((1e300,), (0.5,), njit=False, twin=True)
def a_big_result(x):
    a, b = x.as_integer_ratio()
    return a + 1, b


@case(({"a": 1, "b": 2.5},), njit=False)
def values_of_several_classes(d):
    total = 0
    for value in d.values():
        total += value
    return total, d["a"], d["b"]


@case((["spam", "egg", "spam"],), ([],))
def counting_with_in(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    total = 0
    for word in sorted(counts):
        total += counts[word]
    return counts, total


@case((["1.5", "2"],), ([],), (["x"],))
def numbers_from_text(words):
    total = 0.0
    for value in map(float, words):
        total += value
    return total, list(map(int, ["1", "2"]))[0] + 1


@case(([1.0, 2.0],))
def finally_runs_in_a_loop_over_a_list(values):
    log = []
    try:
        for value in values:
            log.append(1.0 / (value - 2.0))
    except ZeroDivisionError:
        log.append(0.0)
    finally:
        log.append(9.0)
    return log


@case((3,))
def a_list_of_zeros_that_takes_floats(n):
    values = [0] * n
    for i in range(n):
        values[i] = i * 0.5
    return values


@case((3, 2.0, "x", [1], None, (1, 2)))
def classes_of_values(i, x, s, items, nothing, pair):
    return (isinstance(i, int), isinstance(x, int), isinstance(x, (int, float)), isinstance(s, str), isinstance(items, list),
            isinstance(nothing, int), isinstance(pair, tuple), isinstance(i == 3, int))


@case(([1, 2],), ([1],), ([1, 2, 3],), (["a", "b"],))
def unpacking_a_list(pair):
    a, b = pair
    return b + a, a


@case(([[1.0, 2.0], [3.0, 4.0]],), ([(1, 2.5), (3, 4.5)],))
def unpacking_in_a_loop(rows):
    total = 0.0
    for x, y in rows:
        total += x * y
    return total


@case(({3, 1, 2},), (set(),), ({"a", "b"},))
def sets_as_arguments(values):
    found = []
    for value in values:
        found.append(value + value)
    return sorted(found), len(values)


@case((3,))
def lists_that_other_methods_fill(n):
    values = []
    values.extend(range(n))
    values.insert(0, 5)
    return values[0] + values[1]
