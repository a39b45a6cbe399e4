"""Seconds of named stretches, and of the whole process since the first import of this file."""

import time

STARTED = time.perf_counter()


class Stopwatch:
    def __init__(self):
        self.seconds = {}
        self.last = STARTED

    def lap(self, name):
        now = time.perf_counter()
        self.seconds[name] = round(now - self.last, 3)
        self.last = now

    def report(self):
        return {**self.seconds, "total": round(time.perf_counter() - STARTED, 3)}
