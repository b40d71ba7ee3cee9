"""The harness computes what it says, and the generated programs are valid Python of the length that was asked for."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import harness, worker
from bench.rows import growth


def test_the_interval_of_21_values_lies_between_the_6th_and_the_16th():
    """The binomial distribution says so: 97.3 % for these ranks, 94 % one further in."""
    found = harness.interval(range(1, 22))
    assert (found.median, found.low, found.high, found.count) == (11, 6, 16, 21)


def test_the_interval_of_few_values_is_their_range():
    found = harness.interval([3.0, 1.0, 2.0])
    assert (found.median, found.low, found.high) == (2.0, 1.0, 3.0)


def test_the_interval_holds_the_median_as_often_as_it_says():
    choose = random.Random(1)
    held = 0
    for _ in range(2000):
        found = harness.interval([choose.gauss(0, 1) for _ in range(21)])
        held += found.low <= 0 <= found.high
    assert held / 2000 >= 0.95


def test_ratios_are_taken_within_a_round():
    """A machine that is slow in one round is slow for both."""
    assert harness.ratio([1, 2, 4], [2, 4, 8]).high == 0.5


def test_a_sample_is_the_time_of_one_call():
    spin = np.arange(100_000.0)
    contestant = worker.Contestant(worker.Call(spin.sum, ()), 0.002)
    assert 1e-6 < contestant.sample() < 1e-2


def test_a_wrong_answer_is_no_contestant():
    with pytest.raises(worker.Missing, match="gives a wrong answer: 5"):
        worker.Contestant(worker.Call(lambda x: x + 1, (4,), lambda result: result == 4), 0.001)


@pytest.mark.parametrize("shape", growth.BARS)
@pytest.mark.parametrize("lines", [50, 400])
def test_generated_programs_run(lines, shape):
    source = growth.generate(lines, shape)
    assert 0.9 * lines <= len(source.splitlines()) <= 1.1 * lines
    scope = {}
    exec(source, scope)
    assert np.isfinite(scope["f_0"](np.ones(8), 4))


def test_the_exponent_of_a_power_law():
    slope, error = growth.exponent([(n, 3e-4 * n**1.25) for n in growth.SIZES])
    assert slope == pytest.approx(1.25) and error < 1e-6
