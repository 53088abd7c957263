"""SQL functions written in Python: found, described and called in batches."""

from __future__ import annotations

import importlib
import inspect
import logging
import typing
from typing import Any, Callable, Optional, TypeVar

from mxcp import _sqltypes
from mxcp._bridge import PlatformError

_log = logging.getLogger("mxcp.plugins")

Function = TypeVar("Function", bound=Callable[..., Any])

#: Plugins by name.
instances: dict[str, Any] = {}

_functions: dict[str, SqlFunction] = {}
_registered: dict[str, SqlFunction] = {}


class SqlFunction:
    """A function with the types that its annotations say."""

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self.name = name
        self._function = function
        where = f"{name} ({function.__module__}.{function.__qualname__})"
        if inspect.iscoroutinefunction(function):
            raise ValueError(f"{where}: an SQL function cannot be async: write it with def")
        hints = _hints(function, where)
        self._parameters = [
            _parameter(parameter, hints, where) for parameter in inspect.signature(function).parameters.values()
        ]
        self._returns = _sqltypes.of(hints["return"], f"the result of {where}", is_result=True)

    def described(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "parameters": [parameter.sql for parameter in self._parameters],
            "returns": self._returns.sql,
        }

    def call(self, columns: list[list[Any]]) -> Any:
        if self._parameters:
            outcome = list(map(self._function, *map(_read, self._parameters, columns)))
        else:
            outcome = [self._function() for _ in columns[0]]
        return _sqltypes.packed(self._returns, _sqltypes.written(self._returns, outcome))


def load(name: str, module: Optional[str], config: dict[str, Any]) -> list[dict[str, Any]]:
    """Creates a plugin and tells its functions; without a module, tells those of :func:`register`."""
    if module is None:
        _functions.update(_registered)
        return [function.described() for function in _registered.values()]
    made = getattr(importlib.import_module(module), "MXCPPlugin", None)
    if made is None:
        raise ValueError(f"plugin '{name}': module '{module}' has no class MXCPPlugin")
    from mxcp.plugins import MXCPBasePlugin

    if not (isinstance(made, type) and issubclass(made, MXCPBasePlugin)):
        raise ValueError(f"plugin '{name}': MXCPPlugin of module '{module}' must derive from mxcp.plugins.MXCPBasePlugin")
    instance = made(config)
    found = _methods(instance, name)
    instances[name] = instance
    _functions.update(found)
    return [function.described() for function in found.values()]


def call(function: str, columns: list[list[Any]]) -> Any:
    """Computes one batch, and gives what is sent for it; a function without parameters gets one column, which tells how many rows there are."""
    found = _functions.get(function)
    if found is None:
        raise PlatformError(
            "UNAVAILABLE", f"the SQL function '{function}' could not be loaded again; the server's log tells why"
        )
    return found.call(columns)


def mark(function: Function) -> Function:
    """Marks a method of a plugin."""
    function.__mxcp_udf__ = True  # type: ignore[attr-defined]
    return function


def register(function: Function, name: Optional[str]) -> Function:
    """Makes a function of the project's own modules known by a name."""
    name = name or function.__name__
    made = SqlFunction(name, function)
    before = _registered.get(name)
    if before is not None and before._function.__code__.co_filename != function.__code__.co_filename:
        raise ValueError(f"two SQL functions are called '{name}': {before._function.__module__} has one already")
    _registered[name] = made
    return function


def shutdown_hooks() -> list[Callable[[], Any]]:
    return [instance.shutdown for instance in instances.values() if callable(getattr(instance, "shutdown", None))]


def _methods(instance: Any, plugin: str) -> dict[str, SqlFunction]:
    found = {}
    for name, method in inspect.getmembers(instance, callable):
        if not getattr(method, "__mxcp_udf__", False):
            continue
        if "return" not in getattr(method, "__annotations__", {}):
            _log.warning("%s.%s has no return annotation, so it is no SQL function", type(instance).__name__, name)
            continue
        found[f"{name}_{plugin}"] = SqlFunction(f"{name}_{plugin}", method)
    return found


def _hints(function: Callable[..., Any], where: str) -> dict[str, Any]:
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except (NameError, TypeError) as problem:
        raise ValueError(f"{where}: an annotation cannot be read: {problem}") from None
    if "return" not in hints:
        raise ValueError(f"{where}: the result has no annotation: write '-> str' or another type")
    return hints


def _parameter(parameter: inspect.Parameter, hints: dict[str, Any], where: str) -> _sqltypes.SqlType:
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.KEYWORD_ONLY):
        raise ValueError(f"{where}: parameter '{parameter.name}' has no place in an SQL call: write a plain parameter")
    if parameter.name not in hints:
        raise ValueError(f"{where}: parameter '{parameter.name}' has no annotation: write '{parameter.name}: str'")
    return _sqltypes.of(hints[parameter.name], f"parameter '{parameter.name}' of {where}", is_result=False)


def _read(parameter: _sqltypes.SqlType, column: list[Any]) -> list[Any]:
    return column if parameter.read is None else [None if value is None else parameter.read(value) for value in column]
