"""Ends functions whose call is over, from another thread."""

from __future__ import annotations

import threading
from typing import Optional

from mxcp._bridge import Call, CallStopped

_lock = threading.Lock()
#: How many shields a thread is behind.
_shielded: dict[int, int] = {}
#: Threads that were to be stopped behind their shields.
_missed: set[int] = set()


def raise_in(thread: int) -> None:
    """Raises CallStopped in a thread: at its next instruction, or when it comes out from behind its shield."""
    with _lock:
        _raise_in(thread)


def _raise_in(thread: int) -> None:
    if thread in _shielded:
        _missed.add(thread)
        return
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(CallStopped))


def stop_in_thread(call: Call) -> None:
    """Marks the call as over; raises CallStopped in its thread, if that is in the project's code just now."""
    with _lock:
        call.stopped = True
        if call.thread is not None:
            _raise_in(call.thread)


def enter(call: Call) -> None:
    """From here on the call's thread is in the project's code, and may be stopped at any place."""
    call.thread = threading.get_ident()
    if call.stopped:
        leave(call)
        raise CallStopped


def leave(call: Call) -> None:
    """From here on nothing is raised any more. What was raised but has not arrived arrives in here, at the latest."""
    with _lock:
        call.thread = None
    if call.stopped:
        _let_arrive()


class Shield:
    """The thread's own work, which must not be cut short: it is stopped before, or after it.

    With a call, the one that is over does not begin it.
    """

    __slots__ = ("_call", "_thread")

    def __init__(self, call: Optional[Call] = None) -> None:
        self._call = call
        self._thread = threading.get_ident()

    def __enter__(self) -> None:
        before = _shielded.get(self._thread, 0)
        try:
            with _lock:
                _shielded[self._thread] = before + 1
            _let_arrive()
            self._check()
        except BaseException:
            self._lower(before)
            raise

    def __exit__(self, *problem: object) -> None:
        if self._lower(_shielded[self._thread] - 1):
            raise CallStopped
        self._check()

    def _check(self) -> None:
        if self._call is not None and self._call.stopped:
            raise CallStopped

    def _lower(self, shields: int) -> bool:
        """True when the thread was to be stopped meanwhile."""
        with _lock:
            if shields:
                _shielded[self._thread] = shields
                return False
            _shielded.pop(self._thread, None)
            missed = self._thread in _missed
            _missed.discard(self._thread)
            return missed


def _let_arrive() -> None:
    for _ in range(3):  # the interpreter delivers at the end of a turn
        pass


def renew() -> None:
    """In a forked process, where the thread that held the lock may not exist."""
    global _lock
    _lock = threading.Lock()
    _missed.clear()
