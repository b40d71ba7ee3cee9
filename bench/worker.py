"""The process that contestants live in: loads one when asked, takes a sample when asked. One JSON object a line each way.

A row's module gives `call(contestant, case) -> Call`, or raises `Missing`.
"""

import gc
import importlib
import json
import os
import sys
import time
import traceback
from dataclasses import dataclass

UNROLLED = 20


class Missing(Exception):
    """This contestant is not here; the text says what is missing."""


@dataclass
class Call:
    """A function and its arguments. `expected(result)` says whether the answer is right; `before()` runs untimed."""

    function: object
    arguments: tuple
    expected: object = None
    before: object = None


def make_loop(count, unrolled):
    """A function `loop(f, a0, .., rounds)` that makes rounds * unrolled calls."""
    names = ", ".join(f"a{at}" for at in range(count))
    calls = "\n".join([f"        f({names})"] * unrolled)
    scope = {}
    exec(f"def loop(f, {names}{', ' if names else ''}rounds):\n    for _ in range(rounds):\n{calls}\n", scope)
    return scope["loop"]


class Contestant:
    """A call that is ready: warmed up, checked, and with a number of rounds that fills a sample."""

    def __init__(self, call, seconds):
        self._call = call
        if call.before:
            call.before()
        result = call.function(*call.arguments)
        if call.expected is not None and not call.expected(result):
            raise Missing(f"gives a wrong answer: {result!r}")
        self._rounds, self._unrolled = 1, 1
        self._loop = make_loop(len(call.arguments), 1)
        if call.before is None and self.sample() < seconds / UNROLLED:
            self._unrolled = UNROLLED
            self._loop = make_loop(len(call.arguments), UNROLLED)
        while call.before is None and (taken := self.sample() * self._rounds * self._unrolled) < seconds:
            self._rounds = max(2 * self._rounds, int(self._rounds * seconds / max(taken, 1e-6)) // 2)

    def sample(self):
        """Processor seconds a call."""
        if self._call.before:
            self._call.before()
        function, arguments, rounds = self._call.function, self._call.arguments, self._rounds
        begin = time.thread_time()
        self._loop(function, *arguments, rounds)
        return (time.thread_time() - begin) / (rounds * self._unrolled)


def serve(questions, answers):
    ready = {}
    gc.disable()
    for line in questions:
        question = json.loads(line)
        key = question["case"], question["contestant"]
        if question["do"] == "load":
            try:
                row = importlib.import_module(f"bench.rows.{question['row']}")
                ready[key] = Contestant(row.call(question["contestant"], question["case"]), question["seconds"])
                answer = {}
            except Missing as missing:
                answer = {"missing": str(missing)}
            except Exception as error:  # of a tool that we measure: it is part of the result
                traceback.print_exc()
                answer = {"missing": f"fails: {type(error).__name__}: {error}"}
        else:
            answer = {"seconds": ready[key].sample()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    from bench.worker import serve as served  # the classes under their importable name

    own_output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a contestant prints goes to stderr
    served(sys.stdin, own_output)
