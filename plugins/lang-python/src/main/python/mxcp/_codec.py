"""Values between Python and the platform, both ways without loss.

The text is JSON as the standard library writes it: integers of any size, floats always with a point or an exponent,
``NaN``, ``Infinity`` and ``-Infinity`` as bare words. It comes from orjson where that writes the same. What JSON does
not know is an object with one key:

    {"$:date": "2024-01-31"}              {"$:time": "10:11:12.000013"}       (with an offset when the value has one)
    {"$:datetime": "2024-01-31T10:11:12"} {"$:duration": microseconds}
    {"$:decimal": "1.10"}                 {"$:bytes": "base64"}
    {"$:int": "18446744073709551616"}     beyond 64 bits (from the platform only)
    {"$:map": [[key, value], ...]}        an object with keys that are no text, or of which some begins with "$:"
    {"$:answer": {"value": ..., "content": [...]}}      (from a function only)
    {"$:longs": "base64"}, {"$:doubles": "base64"}      a list of 64-bit numbers in the machine's order, without nulls
"""

from __future__ import annotations

import array
import base64
import collections
import collections.abc
import dataclasses
import datetime
import decimal
import enum
import json
import pathlib
import re
import sys
import types
import uuid
from typing import Any, Callable

from mxcp import _orjson

__all__ = ["dumps", "loads", "plain", "text"]

_MARK = '"$:'
_MARK_BYTES = b'"$:'
_MICROSECOND = datetime.timedelta(microseconds=1)
_VIEWS = (collections.abc.KeysView, collections.abc.ValuesView, collections.abc.ItemsView)


def dumps(value: Any) -> bytes:
    """Writes a value; TypeError says what cannot be written, and where it is."""
    tags = 0

    def default(other: Any) -> Any:
        nonlocal tags
        written = plain(other)
        if type(written) is _Tagged:
            tags += 1
        return written

    if _orjson.present:
        data = _orjson.dumps(value, default)
        if data is not None and data.count(_MARK_BYTES) == tags:
            return data
        tags = 0
    try:
        text = _text(value, default)
    except (TypeError, ValueError, RecursionError):
        # Keys that are no text, or a value that cannot be written: the walk converts the one and finds the other.
        text = _text(_walked(value, "the value", set()))
    else:
        if text.count(_MARK) != tags:
            text = _text(_walked(value, "the value", set()))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise TypeError(f"text with half a character (a lone surrogate) cannot be sent: {problem.object[problem.start]!a}") from None


def text(value: Any) -> str:
    """A value for people to read, always written the same way."""
    return _text(_walked(value, "the value", set()))


def _text(value: Any, default: Callable[[Any], Any] | None = None) -> str:
    return json.dumps(value, default=default, ensure_ascii=False, separators=(",", ":"))


def loads(data: bytes) -> Any:
    """Reads what :func:`dumps` or the platform wrote."""
    if _MARK_BYTES in data:
        return json.loads(data.decode("utf-8"), object_hook=_untagged)
    if _orjson.present:
        try:
            return _orjson.loads(data)
        except ValueError:
            pass  # a bare NaN, which the standard library can read
    return json.loads(data.decode("utf-8"))


class _Tagged(dict):  # type: ignore[type-arg]
    """An object that stands for a value."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """One step towards plain JSON; TypeError when there is none."""
    write = _WRITERS.get(type(value))
    if write is None:
        write = _writer(value)
    return write(value)


class Pairs:
    """A map whose keys are to keep their types."""

    __slots__ = ("of",)

    def __init__(self, of: collections.abc.Mapping[Any, Any]) -> None:
        self.of = of


class Packed:
    """A list of 64-bit numbers that is written as their bytes."""

    __slots__ = ("tag", "bits")

    def __init__(self, kind: type, numbers: list[Any]) -> None:
        """``kind`` is int or float; OverflowError and TypeError when a number is not of the kind."""
        self.tag = "$:longs" if kind is int else "$:doubles"
        self.bits = array.array("q" if kind is int else "d", numbers)


def _unpacked(kind: str, text: str) -> list[Any]:
    bits = array.array(kind)
    bits.frombytes(base64.b64decode(text))
    return bits.tolist()


def write_as(kind: type, tag: str, write: Callable[[Any], Any]) -> None:
    """Adds a type that is written with a tag of its own."""
    _WRITERS[kind] = lambda value: _Tagged({tag: write(value)})


def moment(value: datetime.datetime) -> Any:
    return _Tagged({"$:datetime": value.isoformat()})


def _decimal(value: decimal.Decimal) -> Any:
    return _Tagged({"$:decimal": str(value)}) if value.is_finite() else float(value)


def _bytes(value: Any) -> Any:
    return _Tagged({"$:bytes": base64.b64encode(value).decode("ascii")})


def _duration(value: datetime.timedelta) -> Any:
    return _Tagged({"$:duration": value // _MICROSECOND})


def _fields(value: Any) -> Any:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _refused_generator(value: Any) -> Any:
    raise TypeError(f"a {type(value).__name__} cannot be a value: wrap it in list(...)")


def _refused_coroutine(value: Any) -> Any:
    raise TypeError(f"a {type(value).__name__} cannot be a value: await it")


_WRITERS: dict[type, Callable[[Any], Any]] = {
    datetime.date: lambda value: _Tagged({"$:date": value.isoformat()}),
    datetime.time: lambda value: _Tagged({"$:time": value.isoformat()}),
    datetime.datetime: moment,
    datetime.timedelta: _duration,
    decimal.Decimal: _decimal,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
    uuid.UUID: str,
    set: list,
    frozenset: list,
    range: list,
    collections.deque: list,
    Pairs: lambda value: _Tagged({"$:map": [[key, item] for key, item in value.of.items()]}),
    Packed: lambda packed: _Tagged({packed.tag: base64.b64encode(packed.bits).decode("ascii")}),
    types.MappingProxyType: dict,
    types.GeneratorType: _refused_generator,
    types.AsyncGeneratorType: _refused_generator,
    types.CoroutineType: _refused_coroutine,
}


def _writer(value: Any) -> Callable[[Any], Any]:
    kind = type(value)
    if isinstance(value, enum.Enum):
        return lambda member: member.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields
    library = kind.__module__.partition(".")[0]
    if library == "numpy" or "numpy" in sys.modules and _is_numpy(value):
        from mxcp import _numpy

        return _numpy.plain
    if library == "pandas":
        from mxcp import _pandas

        return _pandas.plain
    if hasattr(value, "model_dump") and hasattr(kind, "model_fields"):
        return lambda model: model.model_dump()
    if hasattr(kind, "__fields__") and hasattr(value, "dict"):
        return lambda model: model.dict()
    if isinstance(value, datetime.datetime):
        return moment
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta, decimal.Decimal, bytes, bytearray, uuid.UUID)):
        return next(_WRITERS[base] for base in kind.__mro__ if base in _WRITERS)
    if isinstance(value, pathlib.PurePath):
        return str
    if isinstance(value, collections.abc.Mapping):
        return dict
    if isinstance(value, (collections.abc.Sequence, collections.abc.Set, *_VIEWS)):
        return list
    if isinstance(value, collections.abc.Awaitable):
        return _refused_coroutine
    if isinstance(value, (collections.abc.Iterator, collections.abc.AsyncIterator)):
        return _refused_generator
    return _unknown


def _is_numpy(value: Any) -> bool:
    numpy = sys.modules["numpy"]
    return isinstance(value, (numpy.generic, numpy.ndarray))


def _unknown(value: Any) -> Any:
    kind = type(value)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    raise TypeError(f"a value of type {name} cannot be sent: return a dict, a dataclass or a pydantic model")


def _walked(value: Any, place: str, inside: set[int]) -> Any:
    """Plain JSON with text keys, where keys that look like tags are put into a map."""
    if value is None or isinstance(value, (str, int, float)) and not isinstance(value, enum.Enum):
        return value
    if id(value) in inside:
        raise TypeError(f"{place}: a value contains itself")
    if len(inside) > 200:
        raise TypeError(f"{place}: values are nested more than 200 levels deep")
    inside.add(id(value))
    try:
        if isinstance(value, dict):
            return _walked_object(value, place, inside)
        if isinstance(value, (list, tuple)):
            return [_walked(item, f"{place}[{at}]", inside) for at, item in enumerate(value)]
        try:
            written = plain(value)
        except TypeError as problem:
            raise TypeError(f"{place}: {problem}") from None
        if type(written) is _Tagged:
            return {tag: _walked(payload, place, inside) for tag, payload in written.items()}
        return _walked(written, place, inside)
    finally:
        inside.discard(id(value))


def _walked_object(value: dict[Any, Any], place: str, inside: set[int]) -> Any:
    pairs = []
    for key, item in value.items():
        name = _key(key, place)
        pairs.append((name, _walked(item, f"{place}.{name}", inside)))
    if any(name.startswith("$:") for name, _ in pairs):
        return {"$:map": pairs}
    return dict(pairs)


def _key(key: Any, place: str) -> str:
    if isinstance(key, enum.Enum):
        key = key.value
    if isinstance(key, str):
        return str(key)
    if key is None or isinstance(key, (bool, int, float)):
        return json.dumps(key)
    if isinstance(key, (datetime.date, datetime.time)):
        return key.isoformat()
    if isinstance(key, (uuid.UUID, decimal.Decimal, pathlib.PurePath)):
        return str(key)
    if type(key).__module__ == "numpy" and hasattr(key, "item"):
        return _key(key.item(), place)
    raise TypeError(f"{place}: a key of type {type(key).__name__} cannot be sent: keys are text")


def _untagged(value: dict[str, Any]) -> Any:
    if len(value) == 1:
        ((tag, written),) = value.items()
        if tag[:2] == "$:":
            return _READERS[tag](written)
    return value


def _read_moment(text: str) -> Any:
    return _read(datetime.datetime.fromisoformat, text)


def _read(parse: Callable[[str], Any], text: str) -> Any:
    """Text when Python cannot hold the value, such as a year above 9999."""
    try:
        return parse(text)
    except ValueError:
        try:
            return parse(_python_iso(text))
        except ValueError:
            return text


def _python_iso(text: str) -> str:
    """What Python before 3.11 and below a microsecond can read: six digits of a second, an offset instead of Z."""
    text = text[:-1] + "+00:00" if text.endswith("Z") else text
    return re.sub(r"\.(\d+)", lambda digits: "." + digits[1][:6].ljust(6, "0"), text)


_READERS: dict[str, Callable[[Any], Any]] = {
    "$:date": lambda text: _read(datetime.date.fromisoformat, text),
    "$:time": lambda text: _read(datetime.time.fromisoformat, text),
    "$:datetime": _read_moment,
    "$:duration": lambda count: datetime.timedelta(microseconds=count),
    "$:decimal": decimal.Decimal,
    "$:int": int,
    "$:bytes": base64.b64decode,
    "$:map": dict,
    "$:longs": lambda text: _unpacked("q", text),
    "$:doubles": lambda text: _unpacked("d", text),
}
