"""Placeholders of SQL: ``?`` and ``$1`` become names, so that the platform sees named parameters only."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

Parameters = Union[Mapping[str, Any], Sequence[Any], None]

# Strings, quoted names and comments come first, so that what looks like a placeholder inside of them is none.
_TOKEN = re.compile(
    r"""
      [eE]'(?:[^'\\]|\\.|'')*'
    | '(?:[^']|'')*'
    | "(?:[^"]|"")*"
    | --[^\r\n]*
    | (?P<comment>/\*)
    | (?P<dollar>\$(?:[^\W\d]\w*)?\$)
    | \$(?P<number>\d+)
    | \$(?P<name>[^\W\d][\w$]*)
    | (?P<mark>\?)
    | [^\W\d][\w$]*
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE = re.compile(r"/\*|\*/")


class _Placeholder:
    __slots__ = ("start", "end", "name", "number")

    def __init__(self, start: int, end: int, name: Optional[str], number: Optional[int]) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.number = number


def named(sql: str, parameters: Parameters) -> tuple[str, dict[str, Any]]:
    """The statement with named parameters only, and a value for each."""
    if not isinstance(sql, str):
        raise TypeError(f"db.execute needs SQL as text, not {type(sql).__name__}")
    if parameters is None:
        return sql, {}
    if isinstance(parameters, Mapping):
        return _from_mapping(sql, parameters)
    if isinstance(parameters, (str, bytes)) or not isinstance(parameters, Sequence):
        raise TypeError(f"parameters are a dict or a list, not {type(parameters).__name__}")
    return _from_sequence(sql, list(parameters))


def _from_mapping(sql: str, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    placeholders = _placeholders(sql)
    names = {found.name for found in placeholders if found.name}
    unnamed = [found for found in placeholders if not found.name]
    if not unnamed:
        return sql, dict(parameters)
    # A dict for question marks: what no name asks for, in the order of the dict.
    values = [value for name, value in parameters.items() if name not in names]
    rewritten, bound = _bind(sql, unnamed, values, names)
    return rewritten, bound | {name: value for name, value in parameters.items() if name in names}


def _from_sequence(sql: str, values: list[Any]) -> tuple[str, dict[str, Any]]:
    placeholders = _placeholders(sql)
    if not placeholders and values:
        raise ValueError(f"{len(values)} parameters were given, but the statement has no placeholder")
    return _bind(sql, placeholders, values, {found.name for found in placeholders if found.name})


def _bind(
    sql: str, placeholders: tuple[_Placeholder, ...] | list[_Placeholder], values: list[Any], taken: set[Any]
) -> tuple[str, dict[str, Any]]:
    """Each question mark takes the next value; a name takes it where it stands first, a number says which."""
    bound: dict[str, Any] = {}
    parts = []
    at = 0
    used = 0
    highest = 0
    prefix = "p"
    while any(name.lower().startswith(prefix) for name in taken):
        prefix += "_"
    for found in placeholders:
        if found.number is not None:
            index = found.number - 1
            name = f"{prefix}{index}"
        elif found.name in bound:
            continue
        else:
            index = used
            used += 1
            name = found.name or f"{prefix}{index}"
        highest = max(highest, index + 1)
        if not 0 <= index < len(values):
            raise ValueError(f"the statement has more placeholders than the {len(values)} values that were given")
        bound[name] = values[index]
        if found.name is None:
            parts += [sql[at : found.start], "$", name]
            at = found.end
    if highest < len(values):
        raise ValueError(f"{len(values)} values were given, but the statement has placeholders for {highest}")
    return "".join([*parts, sql[at:]]), bound


@functools.lru_cache(maxsize=1024)
def _placeholders(sql: str) -> tuple[_Placeholder, ...]:
    found = []
    at = 0
    while match := _TOKEN.search(sql, at):
        at = match.end()
        if match["comment"]:
            at = _after_comment(sql, at)
        elif match["dollar"]:
            closing = sql.find(match["dollar"], at)
            at = len(sql) if closing < 0 else closing + len(match["dollar"])
        elif match["number"] or match["name"] or match["mark"]:
            number = int(match["number"]) if match["number"] else None
            found.append(_Placeholder(match.start(), match.end(), match["name"], number))
    return tuple(found)


def _after_comment(sql: str, at: int) -> int:
    depth = 1
    while depth and (edge := _COMMENT_EDGE.search(sql, at)):
        depth += 1 if edge[0] == "/*" else -1
        at = edge.end()
    return len(sql) if depth else at
