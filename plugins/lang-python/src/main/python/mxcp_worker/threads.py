"""Threads for functions without async."""

from __future__ import annotations

import queue
import threading
from typing import Callable

from mxcp._bridge import CallStopped


class Threads:
    """Starts a thread when all others are busy, up to a limit; later jobs wait."""

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._limit = limit
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open = 0
        self._started = 0

    def submit(self, job: Callable[[], None]) -> None:
        with self._lock:
            self._open += 1
            grow = self._open > self._started < self._limit
            if grow:
                self._started += 1
                number = self._started
        if grow:
            self._start(number)
        self._jobs.put(job)

    def _start(self, number: int) -> None:
        try:
            threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True).start()
        except (RuntimeError, MemoryError):
            # No memory for another thread: those that are there do the work, if there are any.
            with self._lock:
                self._started -= 1
                alone = self._started == 0
                self._open -= alone
            if alone:
                raise

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get()
                try:
                    job()
                finally:
                    del job
                    with self._lock:
                        self._open -= 1
            except CallStopped:
                # It reached the thread when the call that it was meant for was over.
                continue
