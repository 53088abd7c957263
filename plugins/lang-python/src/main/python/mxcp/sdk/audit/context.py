"""What a call did outside of the platform, for its audit record."""

from __future__ import annotations

import datetime
import time
from types import TracebackType
from typing import Any, Optional

from mxcp import _bridge

__all__ = ["ExecutionEvent", "add_execution_event", "begin_execution_event"]


class ExecutionEvent:
    """Something that has begun; a ``with`` block ends it, with ``error`` when the block raises."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields
        self._start = time.monotonic()
        self._ended = False

    def end(self, status: str = "success", error: Optional[str] = None, **details: Any) -> None:
        """Ends the event; ending it again does nothing."""
        if self._ended:
            return
        self._ended = True
        duration = round((time.monotonic() - self._start) * 1000, 3)
        details = {**(self._fields.pop("details", None) or {}), **details}
        add_execution_event(
            **self._fields, status=status, error=error, duration_ms=duration, **({"details": details} if details else {})
        )

    def __enter__(self) -> ExecutionEvent:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if kind is None:
            self.end()
        else:
            self.end("error", kind.__name__)


def begin_execution_event(
    target: Optional[str] = None, operation: Optional[str] = None, summary: Optional[str] = None, **fields: Any
) -> ExecutionEvent:
    """Begins an event that takes time, such as a request to another system."""
    known = {"target": target, "operation": operation, "summary": summary, "started_at": _now(), **fields}
    return ExecutionEvent({key: value for key, value in known.items() if value is not None})


def add_execution_event(**fields: Any) -> None:
    """Adds an event: ``target``, ``operation``, ``summary``, ``status``, ``error``, ``started_at``, ``duration_ms``,
    ``details``."""
    event = {"kind": "external", "started_at": _now(), "status": "success", **fields}
    _bridge.notify("audit.event", event={key: value for key, value in event.items() if value is not None})


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat()
