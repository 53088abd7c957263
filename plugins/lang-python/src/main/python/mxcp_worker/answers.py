"""How calls end, as messages."""

from __future__ import annotations

import os
import traceback
from typing import Any, Optional

from mxcp import _codec
from mxcp._bridge import PlatformError
from mxcp_worker.source import SourceProblem

_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_MAX_TRACE = 8_000
_MAX_MESSAGE = 8_000


def result(id: int, data: bytes) -> bytes:
    return b'{"op":"result","id":%d,"value":%b}' % (id, data)


def stopped(id: int) -> bytes:
    return b'{"op":"error","id":%d,"kind":"stopped"}' % id


def out_of_memory(id: int) -> bytes:
    """Takes next to no memory itself."""
    return b'{"op":"error","id":%d,"kind":"raised","type":"MemoryError","message":"out of memory"}' % id


def unsendable(id: int, problem: BaseException) -> bytes:
    return _error(id, "value", problem, f"the function's result cannot be sent: {_message(problem)}")


def source(id: int, problem: SourceProblem) -> bytes:
    return _codec.dumps(
        {"op": "error", "id": id, "kind": "source", "message": str(problem), "file": problem.file, "line": problem.line}
    )


def raised(id: int, problem: BaseException) -> bytes:
    return _error(id, "raised", problem, _message(problem))


def _error(id: int, kind: str, problem: BaseException, message: str) -> bytes:
    try:
        return _told(id, kind, problem, message)
    except MemoryError:
        return out_of_memory(id)


def _told(id: int, kind: str, problem: BaseException, message: str) -> bytes:
    own = [frame for frame in traceback.extract_tb(problem.__traceback__) if not frame.filename.startswith(_OWN)]
    last = own[-1] if own else None
    error: dict[str, Any] = {
        "op": "error",
        "id": id,
        "kind": kind,
        "type": type(problem).__name__,
        "message": message[:_MAX_MESSAGE],
        "file": last.filename if last else None,
        "line": last.lineno if last else None,
        "trace": "".join(traceback.format_list(own))[-_MAX_TRACE:],
    }
    if isinstance(problem, PlatformError):
        error["code"] = problem.code
    return _codec.dumps(_sendable(error))


def _message(problem: BaseException) -> str:
    name = type(problem).__name__
    text = _text(problem)
    if isinstance(problem, (SystemExit, KeyboardInterrupt)):
        return f"the function ended with {name}"
    if isinstance(problem, MemoryError):
        return "out of memory" + (f": {text}" if text else "")
    if not text:
        return name
    return f"{name}: {text}" if isinstance(problem, KeyError) else text


def _text(problem: BaseException) -> str:
    try:
        return str(problem)
    except BaseException as broken:
        return f"its message failed with {type(broken).__name__}"


def _sendable(error: dict[str, Any]) -> dict[str, Optional[Any]]:
    return {
        key: value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
        for key, value in error.items()
    }
