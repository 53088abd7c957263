"""What happens to a worker between its start and its end."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import logging
from typing import Any, Callable, Optional

_log = logging.getLogger("mxcp.runtime")

#: What the platform said about the project.
started: dict[str, Any] = {}
#: Functions of the project, in the order they were registered.
init_hooks: list[Callable[[], Any]] = []
shutdown_hooks: list[Callable[[], Any]] = []

_payloads: dict[int, Callable[[], Any]] = {}
_payload_numbers = itertools.count(1)


def configure(start: dict[str, Any]) -> None:
    """Takes what the platform said about the project."""
    started.update(start)


async def run_init() -> int:
    """Runs the hooks of on_init, in the order they were registered, and gives the number of those that failed."""
    return await _run(init_hooks)


async def run_shutdown() -> None:
    """Ends plugins, and runs the hooks of on_shutdown."""
    from mxcp import _udf

    await _run([*shutdown_hooks, *_udf.shutdown_hooks()])


def keep_payload(function: Callable[[], Any]) -> int:
    """Keeps a function for :func:`run_payload`, and gives its number."""
    number = next(_payload_numbers)
    _payloads[number] = function
    return number


def drop_payload(number: Optional[int]) -> None:
    if number is not None:
        _payloads.pop(number, None)


async def run_payload(number: int) -> None:
    """Runs a function that was given to reload_duckdb, once."""
    await _await(_payloads.pop(number))


def result(value: Any) -> Any:
    """What is sent for a value that a function returned."""
    from mxcp.runtime import _content

    return _content.result(value)


async def _run(hooks: list[Callable[[], Any]]) -> int:
    """One that fails is logged and does not keep the others from running."""
    failed = 0
    for hook in hooks:
        try:
            await _await(hook)
        except BaseException:
            # sys.exit too ends no more than the hook.
            failed += 1
            _log.exception("%s.%s failed", hook.__module__, getattr(hook, "__qualname__", hook))
    return failed


async def _await(function: Callable[[], Any]) -> None:
    outcome = function() if inspect.iscoroutinefunction(function) else await asyncio.to_thread(function)
    if inspect.isawaitable(outcome):
        await outcome
