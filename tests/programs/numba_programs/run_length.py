"""Run-length coding, popcount, base conversion. Topic: strings built piece by piece, integers and bits."""

from numba import njit


@njit
def encode(text):
    out = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += str(j - i) + text[i]
        i = j
    return out


@njit
def decode(code):
    out, number = "", ""
    for c in code:
        if c.isdigit():
            number += c
        else:
            out += c * int(number)
            number = ""
    return out


@njit
def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


@njit
def to_base(n, base):
    digits = "0123456789abcdef"
    if n == 0:
        return "0"
    out = ""
    while n > 0:
        n, digit = divmod(n, base)
        out = digits[digit] + out
    return out


def main():
    return encode("aaabccd"), decode(encode("aaabccd")), popcount(0b1011011), to_base(255, 16), to_base(0, 2)
