"""CRC-32 of bytes. Topic: unsigned integers, shifts, bytes arguments."""

import numpy as np
from numba import njit


@njit
def make_table():
    table = np.empty(256, dtype=np.uint32)
    for i in range(256):
        c = i
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
        table[i] = c
    return table


@njit
def crc32(data, table):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = int(table[(crc ^ byte) & 0xFF]) ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def main():
    table = make_table()
    return table[:4], crc32(b"123456789", table), crc32(b"", table)
