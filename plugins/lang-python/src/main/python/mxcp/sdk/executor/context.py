"""What is known about the running call."""

from __future__ import annotations

from typing import Any, Optional

from mxcp import _bridge
from mxcp.sdk.auth.context import UserContext, get_user_context

__all__ = ["ExecutionContext", "get_execution_context"]


class ExecutionContext:
    """One call."""

    def __init__(self, call: _bridge.Call) -> None:
        self._values: dict[str, Any] = {
            "request_headers": dict(call.headers),
            "transport": call.transport,
            "request_id": call.request_id,
        }
        self.user_context: Optional[UserContext] = get_user_context()

    @property
    def request_id(self) -> str:
        request_id: str = self._values["request_id"]
        return request_id

    def get(self, key: str, default: Any = None) -> Any:
        """``request_headers`` (names in lower case, never credentials), ``transport`` or ``request_id``."""
        return self._values.get(key, default)


def get_execution_context() -> Optional[ExecutionContext]:
    """The running call; None outside of one."""
    call = _bridge.current_call.get()
    return None if call is None else ExecutionContext(call)
