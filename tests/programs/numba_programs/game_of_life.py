"""Conway's game of life on a torus. Topic: stencils written as loops."""

import numpy as np
from numba import njit


@njit
def step(board):
    rows, cols = board.shape
    new = np.zeros_like(board)
    for i in range(rows):
        for j in range(cols):
            count = 0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    if di != 0 or dj != 0:
                        count += board[(i + di) % rows, (j + dj) % cols]
            if count == 3 or (count == 2 and board[i, j] == 1):
                new[i, j] = 1
    return new


def main():
    board = np.zeros((12, 12), dtype=np.int8)
    for i, j in ((1, 2), (2, 3), (3, 1), (3, 2), (3, 3)):
        board[i, j] = 1
    for _ in range(20):
        board = step(board)
    return board
