"""Ends functions whose call is over, from another thread."""

from __future__ import annotations

import threading

from mxcp._bridge import Call, CallStopped

_lock = threading.Lock()


def raise_in(thread: int) -> None:
    """Raises CallStopped in a thread, as soon as it is at its next instruction."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(CallStopped))


def stop_in_thread(call: Call) -> None:
    """Marks the call as over; raises CallStopped in its thread, if that is in the project's code just now."""
    with _lock:
        call.stopped = True
        if call.thread is not None:
            raise_in(call.thread)


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
        for _ in range(3):  # the interpreter delivers at the end of a turn
            pass


def renew() -> None:
    """In a forked process, where the thread that held the lock may not exist."""
    global _lock
    _lock = threading.Lock()
