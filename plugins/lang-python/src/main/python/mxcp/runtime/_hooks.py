"""Functions of the project that run when a worker starts and when it stops."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from mxcp import _lifecycle

Hook = TypeVar("Hook", bound=Callable[[], Any])


def on_init(function: Hook) -> Hook:
    """Runs a function, ``async`` or not, once in each worker before the first call. ``db`` and ``config`` work in it."""
    _lifecycle.init_hooks.append(function)
    return function


def on_shutdown(function: Hook) -> Hook:
    """Runs a function, ``async`` or not, when a worker stops."""
    _lifecycle.shutdown_hooks.append(function)
    return function
