"""SQL types that annotations of Python stand for."""

from __future__ import annotations

import collections.abc
import dataclasses
import datetime
import decimal
import operator
import re
import types
import typing
from typing import Any, Callable, Optional

from mxcp import _codec

_NONE = type(None)
_SPAN = re.compile(
    r"P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?"
)
_SQL_NAME = re.compile(r"[A-Z][A-Z0-9_]*(\(\d+(, *\d+)?\))?")


@dataclasses.dataclass(frozen=True)
class SqlType:
    """An SQL type, and how its values are read and written."""

    sql: str
    #: Results of exactly these types are written as they are.
    natives: frozenset[type]
    #: Makes another result fit, or raises TypeError or ValueError.
    write: Callable[[Any], Any]
    #: Makes a parameter what the function expects; None where nothing is to be done.
    read: Optional[Callable[[Any], Any]] = None
    #: True when even a fitting value may be out of range.
    bounded: bool = False

    @property
    def number(self) -> Optional[type]:
        """int or float when all values are such numbers."""
        return next((kind for kind in (int, float) if kind in self.natives), None)


def written(kind: SqlType, column: list[Any]) -> list[Any]:
    """A column of results that fit the type."""
    if set(map(type, column)) <= kind.natives and (not kind.bounded or _within_32_bits(column)):
        return column
    return [None if value is None else _written(kind, value) for value in column]


def packed(kind: SqlType, column: list[Any]) -> Any:
    """The column that :func:`written` made, as its bytes where it is made of plain numbers."""
    if kind.number is None:
        return column
    try:
        return _codec.Packed(kind.number, column)
    except (OverflowError, TypeError):
        # A number of more than 64 bits, or a None.
        return column


def _written(kind: SqlType, value: Any) -> Any:
    if _is_missing(value):
        return None
    try:
        return kind.write(value)
    except (TypeError, ValueError, decimal.InvalidOperation) as problem:
        reason = str(problem) or type(problem).__name__
        raise TypeError(f"the result {_shown(value)} does not fit {kind.sql}: {reason}") from None


def of(annotation: Any, where: str, is_result: bool) -> SqlType:
    """The SQL type of an annotation; ValueError when it has none."""
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        inner = of(arguments[0], where, is_result)
        named = next((given for given in arguments[1:] if isinstance(given, str) and _SQL_NAME.fullmatch(given)), None)
        return inner if named is None else _named(inner, named)
    if origin is typing.Union or origin is getattr(types, "UnionType", None):
        options = [option for option in arguments if option is not _NONE]
        if len(options) != 1:
            raise ValueError(f"{where}: {annotation} has no SQL type: only 'T | None' has one")
        return of(options[0], where, is_result)
    if isinstance(annotation, typing.NewType):
        return of(annotation.__supertype__, where, is_result)
    if origin in (list, collections.abc.Sequence, collections.abc.Iterable):
        return _list(of(arguments[0], where, is_result))
    if origin in (dict, collections.abc.Mapping):
        return _map(of(arguments[0], where, is_result), of(arguments[1], where, is_result))
    if annotation is int:
        # A wider parameter takes every integer column; the result keeps the width that projects were written for.
        return _INTEGER if is_result else _BIGINT
    known = _SCALARS.get(annotation) if isinstance(annotation, type) else None
    if known is not None:
        return known
    fields = _fields(annotation)
    if fields:
        return _struct({name: of(kind, f"{where}, field '{name}'", is_result) for name, kind in fields.items()})
    raise ValueError(
        f"{where}: {_name(annotation)} has no SQL type: write int, float, bool, str, Decimal, bytes, date, time, datetime, "
        "timedelta, list[T], dict[K, V] or an annotated class"
    )


def _named(inner: SqlType, sql: str) -> SqlType:
    """A type by the name that ``Annotated[T, "BIGINT"]`` gives it."""
    return dataclasses.replace(_BIGINT if inner is _INTEGER and sql != "INTEGER" else inner, sql=sql)


def _integer(value: Any) -> int:
    if isinstance(value, float):
        if not value.is_integer():
            raise TypeError("it is no whole number")
        return int(value)
    return operator.index(value)


def _int32(value: Any) -> int:
    number = _integer(value)
    if not -(2**31) <= number < 2**31:
        raise ValueError("it is too large; write Annotated[int, \"BIGINT\"] for larger numbers")
    return number


def _within_32_bits(column: list[Any]) -> bool:
    numbers = [value for value in column if value is not None] if None in column else column
    return not numbers or max(numbers) < 2**31 and min(numbers) >= -(2**31)


def _float(value: Any) -> float:
    if isinstance(value, str):
        raise TypeError("it is text")
    return float(value)


def _boolean(value: Any) -> bool:
    if isinstance(value, int) or type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    raise TypeError(f"it is of type {type(value).__name__}")


def _text(value: Any) -> str:
    if isinstance(value, (bytes, bytearray, list, tuple, dict, set)) or callable(value):
        raise TypeError(f"it is of type {type(value).__name__}")
    plain = _codec.plain(value) if not isinstance(value, str) else value
    return str(plain) if isinstance(plain, str) else str(value)


def _decimal(value: Any) -> decimal.Decimal:
    number = value if isinstance(value, decimal.Decimal) else decimal.Decimal(str(value))
    if not number.is_finite():
        raise ValueError("it is no finite number")
    return number


def _bytes(value: Any) -> bytes:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError(f"it is of type {type(value).__name__}")


def _date(value: Any) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else _kept(value, datetime.date)


def _datetime(value: Any) -> datetime.datetime:
    if type(value) is datetime.date:
        return datetime.datetime(value.year, value.month, value.day)
    moment: datetime.datetime = _kept(value, datetime.datetime)
    return moment if moment.tzinfo is None else moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def _span(text: str) -> datetime.timedelta:
    """An interval in ISO 8601; a month has 30 days, as the database has it."""
    parts = _SPAN.fullmatch(text)
    if parts is None:
        raise ValueError(f"'{text}' is no interval")
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in parts.groups()[:6])
    seconds = decimal.Decimal(parts[7] or 0)
    return datetime.timedelta(
        days=years * 360 + months * 30 + weeks * 7 + days,
        hours=hours,
        minutes=minutes,
        microseconds=int(seconds * 1_000_000),
    )


def _kept(value: Any, kind: type) -> Any:
    if isinstance(value, kind):
        return value
    plain = value.item() if type(value).__module__ == "numpy" else value
    if isinstance(plain, kind):
        return plain
    raise TypeError(f"it is of type {type(value).__name__}")


def _scalar(sql: str, native: type, write: Callable[[Any], Any], bounded: bool = False) -> SqlType:
    return SqlType(sql, frozenset((native, _NONE)), write, bounded=bounded)


_INTEGER = _scalar("INTEGER", int, _int32, bounded=True)
_BIGINT = _scalar("BIGINT", int, _integer)
_SCALARS: dict[type, SqlType] = {
    float: _scalar("DOUBLE", float, _float),
    bool: _scalar("BOOLEAN", bool, _boolean),
    str: _scalar("VARCHAR", str, _text),
    decimal.Decimal: SqlType("DECIMAL(18,3)", frozenset((_NONE,)), _decimal),
    bytes: _scalar("BLOB", bytes, _bytes),
    datetime.date: _scalar("DATE", datetime.date, _date),
    datetime.time: _scalar("TIME", datetime.time, lambda value: _kept(value, datetime.time)),
    datetime.datetime: SqlType("TIMESTAMP", frozenset((_NONE,)), _datetime),
    datetime.timedelta: SqlType(
        "INTERVAL",
        frozenset((datetime.timedelta, _NONE)),
        lambda value: _kept(value, datetime.timedelta),
        lambda value: _span(value) if isinstance(value, str) else value,
    ),
}


def _list(item: SqlType) -> SqlType:
    def write(value: Any) -> list[Any]:
        if hasattr(value, "tolist"):
            value = value.tolist()
        if isinstance(value, (str, bytes, dict)) or not isinstance(value, collections.abc.Iterable):
            raise TypeError(f"it is of type {type(value).__name__}")
        return written(item, list(value))

    read = item.read
    return SqlType(
        f"{item.sql}[]",
        frozenset((_NONE,)),
        write,
        None if read is None else lambda values: [None if value is None else read(value) for value in values],
    )


def _map(key: SqlType, item: SqlType) -> SqlType:
    def write(value: Any) -> _codec.Pairs:
        mapping = _mapping(value)
        return _codec.Pairs(dict(zip(written(key, list(mapping)), written(item, list(mapping.values())))))

    read = item.read
    return SqlType(
        f"MAP({key.sql}, {item.sql})",
        frozenset((_NONE,)),
        write,
        None
        if read is None
        else lambda values: {name: None if value is None else read(value) for name, value in values.items()},
    )


class Struct(dict[str, Any]):
    """A STRUCT: fields as keys and as attributes."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def _struct(fields: dict[str, SqlType]) -> SqlType:
    readers = {name: kind.read for name, kind in fields.items() if kind.read is not None}

    def read(value: Any) -> Struct:
        return Struct(
            (name, readers[name](item) if name in readers and item is not None else item) for name, item in value.items()
        )

    def write(value: Any) -> dict[str, Any]:
        mapping = _mapping(value, fields)
        unknown = [name for name in mapping if name not in fields]
        if unknown:
            raise ValueError(f"it has a field '{unknown[0]}' that the class has not")
        return {name: written(kind, [mapping.get(name)])[0] for name, kind in fields.items()}

    declared = ", ".join(f'"{name}" {kind.sql}' for name, kind in fields.items())
    return SqlType(f"STRUCT({declared})", frozenset((_NONE,)), write, read)


def _mapping(value: Any, fields: collections.abc.Iterable[str] = ()) -> collections.abc.Mapping[Any, Any]:
    if isinstance(value, collections.abc.Mapping):
        return value
    if hasattr(value, "_asdict"):
        named: dict[str, Any] = value._asdict()
        return named
    if dataclasses.is_dataclass(value) or hasattr(type(value), "__annotations__"):
        return {name: getattr(value, name, None) for name in fields}
    raise TypeError(f"it is of type {type(value).__name__}")


def _fields(annotation: Any) -> dict[str, Any]:
    if not isinstance(annotation, type) or not hasattr(annotation, "__annotations__"):
        return {}
    hints = typing.get_type_hints(annotation, include_extras=True)
    return {name: kind for name, kind in hints.items() if typing.get_origin(kind) is not typing.ClassVar}


def _is_missing(value: Any) -> bool:
    """True for what pandas writes for a missing value."""
    return type(value).__name__ in ("NaTType", "NAType") and type(value).__module__.startswith("pandas")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _name(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
