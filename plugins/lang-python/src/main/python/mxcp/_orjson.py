"""JSON by orjson, where the project's environment has it: several times as fast as the standard library.

It writes ``NaN`` and infinities as ``null``, and reads whole numbers beyond 64 bits as floats. So what holds a float of
that kind is left to the standard library here, and the platform sends such numbers as objects of their own.

It ends the process where it cannot have memory. In a process with a memory limit it gets only what is so small that the
memory which it may need can be tried for before.
"""

from __future__ import annotations

import datetime
import enum
import marshal
import mmap
import uuid
from typing import Any, Callable, Optional

try:
    import orjson

    _OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
    present = True
except Exception:
    # Not there, too old, or made for another interpreter.
    present = False

#: Set in a process whose memory has a limit.
limited = False

#: What a limited process hands to orjson.
_MOST_BYTES = 4 * 1024 * 1024
#: Bytes that orjson may take for one byte: escapes in a buffer that is doubled and moved, lists of empty lists.
_GROWTH = 40
_LEAST_ROOM = 4 * 1024 * 1024

_WITHOUT_FLOATS = frozenset(
    {str, int, bool, type(None), bytes, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, uuid.UUID}
)
_PLAIN = frozenset({str, int, bool, float, type(None)})


def dumps(value: Any, default: Callable[[Any], Any]) -> Optional[bytes]:
    """None when orjson cannot write the value as the standard library does."""
    try:
        data = _dumped_within_limit(value, default) if limited else orjson.dumps(value, default, _OPTIONS)
    except TypeError as problem:
        if problem.__cause__ is not None and not isinstance(problem.__cause__, Exception):
            raise problem.__cause__
        return None
    return None if data is None or b"null" in data and _may_hold_nan(value) else data


def loads(data: bytes) -> Any:
    """ValueError when orjson cannot read it."""
    if limited and not _has_room(len(data)):
        raise ValueError("it may need too much memory")
    return orjson.loads(data)


def _dumped_within_limit(value: Any, default: Callable[[Any], Any]) -> Optional[bytes]:
    try:
        return _dumped_plain(value)
    except (TypeError, ValueError):
        pass
    try:
        return _dumped_plain(_prepared(value, default))
    except (ValueError, RecursionError):
        return None


def _dumped_plain(value: Any) -> Optional[bytes]:
    """Without a call of anybody's code, in which the memory that was tried for could be taken."""
    size = len(marshal.dumps(value, 2))
    return orjson.dumps(value, None, _OPTIONS) if _has_room(size) else None


def _prepared(value: Any, default: Callable[[Any], Any]) -> Any:
    """The value of plain types alone."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [item if type(item) in _PLAIN else _prepared(item, default) for item in value]
    if isinstance(value, dict):
        return {key: item if type(item) in _PLAIN else _prepared(item, default) for key, item in value.items()}
    if isinstance(value, enum.Enum):
        return _prepared(default(value), default)
    if isinstance(value, (list, tuple)):
        return [_prepared(item, default) for item in value]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    return _prepared(default(value), default)


def _has_room(size: int) -> bool:
    if size > _MOST_BYTES:
        return False
    try:
        mmap.mmap(-1, _LEAST_ROOM + size * _GROWTH, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except (OSError, MemoryError):
        return False
    return True


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
