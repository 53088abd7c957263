"""JSON by orjson, where the project's environment has it: several times as fast as the standard library.

It writes ``NaN`` and infinities as ``null``, and reads whole numbers beyond 64 bits as floats. So what holds a float of
that kind is left to the standard library here, and the platform sends such numbers as objects of their own.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from typing import Any, Callable, Optional

try:
    import orjson

    _OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
    present = True
except Exception:
    # Not there, too old, or made for another interpreter.
    present = False

#: Smaller messages are read without a thought for memory.
_LARGE = 64 * 1024

_WITHOUT_FLOATS = frozenset(
    {str, int, bool, type(None), bytes, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, uuid.UUID}
)


class _MemoryLimit:
    """orjson ends the process where it cannot have memory: the process's limit is lifted as long as it works."""

    def __init__(self) -> None:
        self._set: Optional[Callable[[bool], None]] = None
        self._lock = threading.Lock()
        self._inside = 0

    def use(self, set_limit: Callable[[bool], None]) -> None:
        """Says how the limit is set, and lifted again."""
        self._set = set_limit

    def renew(self) -> None:
        """In a forked process, where the thread that held the lock may not exist."""
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        if self._set is not None:
            with self._lock:
                self._inside += 1
                if self._inside == 1:
                    self._set(False)

    def __exit__(self, *problem: object) -> None:
        if self._set is not None:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._set(True)


memory_limit = _MemoryLimit()


def dumps(value: Any, default: Callable[[Any], Any]) -> Optional[bytes]:
    """None when orjson cannot write the value as the standard library does."""
    try:
        with memory_limit:
            data: bytes = orjson.dumps(value, default, _OPTIONS)
    except TypeError as problem:
        if problem.__cause__ is not None and not isinstance(problem.__cause__, Exception):
            raise problem.__cause__
        return None
    return None if b"null" in data and _may_hold_nan(value) else data


def loads(data: bytes) -> Any:
    """ValueError when orjson cannot read it."""
    if len(data) < _LARGE:
        return orjson.loads(data)
    with memory_limit:
        return orjson.loads(data)


def _may_hold_nan(value: Any) -> bool:
    """True also where something stands for other values, which are not looked at."""
    groups: list[Any] = [(value,)]
    while groups:
        for item in groups.pop():
            kind = type(item)
            if kind in _WITHOUT_FLOATS:
                continue
            if kind is float:
                if item - item != 0.0:
                    return True
            elif isinstance(item, dict):
                groups.append(item.values())
            elif isinstance(item, (list, tuple)):
                groups.append(item)
            else:
                return True
    return False
