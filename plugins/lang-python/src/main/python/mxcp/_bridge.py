"""The way from a project's code to the platform, for the modules of this package; projects never import it.

Inside of a worker a port is connected, and the context variable ``current_call`` holds the call that the code runs for.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import Any, Optional, Protocol


class Call:
    """One call under way: who makes it, and what must end with it."""

    __slots__ = (
        "id",
        "request_id",
        "user",
        "headers",
        "transport",
        "deadline",
        "function",
        "arguments",
        "waiting",
        "stopped",
        "thread",
        "task",
    )

    def __init__(self, id: int, context: Optional[dict[str, Any]] = None) -> None:
        known = context or {}
        self.id = id
        self.request_id: str = known.get("request_id", "")
        #: The identity as a dict with provider, user_id, username, email and claims; None when anonymous.
        self.user: Optional[dict[str, Any]] = known.get("user")
        #: Request headers with lower-case names; never credentials.
        self.headers: dict[str, str] = known.get("headers") or {}
        #: ``http``, ``stdio`` or ``cli``; ``startup`` for hooks.
        self.transport: str = known.get("transport", "startup")
        seconds = known.get("seconds")
        self.deadline: Optional[float] = None if seconds is None else time.monotonic() + seconds
        self.function: Any = None
        self.arguments: Any = None
        #: Requests of this call that wait for an answer; None until the first one.
        self.waiting: Optional[set[Any]] = None
        self.stopped = False
        self.thread: Optional[int] = None
        self.task: Any = None


class PlatformError(RuntimeError):
    """What the platform answers when it cannot do what the code asked for."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class CallStopped(BaseException):
    """Unwinds a function whose call was cancelled, ran out of time, or goes on at another time. Never caught here."""


class Port(Protocol):
    """What a worker connects."""

    def request(self, call: Call, op: str, params: dict[str, Any]) -> Any: ...

    async def request_async(self, call: Call, op: str, params: dict[str, Any]) -> Any: ...

    def notify(self, call: Call, op: str, params: dict[str, Any]) -> None: ...


current_call: ContextVar[Optional[Call]] = ContextVar("mxcp_call", default=None)

_port: Optional[Port] = None


def connect(port: Optional[Port]) -> None:
    global _port
    _port = port


def call() -> Call:
    """The call that the running code belongs to."""
    found = current_call.get()
    if found is None or _port is None:
        raise RuntimeError(
            "No execution context available: this works inside of an endpoint or a hook, "
            "in its own thread or in one that was started with a copy of its context (asyncio.to_thread)"
        )
    return found


def request(op: str, **params: Any) -> Any:
    """Asks the platform and waits for its answer. From any thread; on the event loop it keeps the loop waiting."""
    asking = call()
    return _port.request(asking, op, params)  # type: ignore[union-attr]


async def request_async(op: str, **params: Any) -> Any:
    """Asks the platform without keeping the event loop waiting."""
    asking = call()
    return await _port.request_async(asking, op, params)  # type: ignore[union-attr]


def notify(op: str, **params: Any) -> None:
    """Tells the platform something that has no answer."""
    telling = call()
    _port.notify(telling, op, params)  # type: ignore[union-attr]
