"""The project's code, loaded."""

from __future__ import annotations

import inspect
import os
from typing import Any, Callable, NamedTuple

from mxcp._bridge import PlatformError
from mxcp_worker import inline, source


class Function(NamedTuple):
    call: Callable[..., Any]
    is_async: bool


class Project:
    """Modules and functions by the numbers that the platform gave them."""

    def __init__(self, start: dict[str, Any]) -> None:
        self._root = start["root"]
        self._modules = source.Modules(start["root"], start["python"])
        plugins = start.get("plugins")
        if plugins:
            self._modules.also_from(plugins)
        self._functions: dict[int, Function] = {}
        self.problems = self._modules.import_all()

    def function(self, number: int) -> Function:
        try:
            return self._functions[number]
        except KeyError:
            raise PlatformError(
                "UNAVAILABLE", "this endpoint's Python could not be loaded again; the server's log tells why"
            ) from None

    def load(self, message: dict[str, Any]) -> dict[str, Any]:
        """Finds and checks the function of an endpoint, and says what kind of function it is."""
        parameters = message["parameters"]
        file = message.get("file")
        if file is None:
            found = inline.function(message["text"], parameters)
        else:
            module = self._modules.module(os.path.join(self._root, file))
            found = source.find(module, message["endpoint"], message.get("function"), file)
            source.check_signature(found, parameters, file)
        function = Function(found, _is_async(found))
        self._functions[message["fn"]] = function
        return {"async": function.is_async}


def _is_async(function: Any) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))
