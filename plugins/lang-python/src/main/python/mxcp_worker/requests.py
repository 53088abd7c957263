"""What running functions ask the platform for."""

from __future__ import annotations

import asyncio
import itertools
import threading
from typing import Any, Callable, Optional

from mxcp import _codec
from mxcp._bridge import Call, CallStopped, PlatformError
from mxcp_worker import stopping
from mxcp_worker.wire import Connection, checked


class _Slot:
    """Waits for one answer, in a thread or in a coroutine."""

    __slots__ = ("value", "problem", "_done", "_future", "_loop")

    def __init__(self, loop: Optional[asyncio.AbstractEventLoop]) -> None:
        self.value: Any = None
        self.problem: Optional[BaseException] = None
        self._loop = loop
        self._future: Optional[asyncio.Future[None]] = None
        self._done: Optional[threading.Event] = None
        if loop is None:
            self._done = threading.Event()
        else:
            self._future = loop.create_future()

    def settle(self, value: Any, problem: Optional[BaseException]) -> None:
        self.value, self.problem = value, problem
        if self._done is not None:
            self._done.set()
        elif self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake)

    def wait(self) -> Any:
        assert self._done is not None
        self._done.wait()
        return self._outcome()

    async def wait_async(self) -> Any:
        assert self._future is not None
        await self._future
        return self._outcome()

    def _wake(self) -> None:
        if self._future is not None and not self._future.done():
            self._future.set_result(None)

    def _outcome(self) -> Any:
        if self.problem is not None:
            raise self.problem
        return self.value


class Requests:
    """The port that the bridge uses."""

    def __init__(self, connection: Connection, soon: Callable[[Callable[[], Any]], None]) -> None:
        self._connection = connection
        self._soon = soon
        self._numbers = itertools.count(1)
        self._open: dict[int, _Slot] = {}

    def request(self, call: Call, op: str, params: dict[str, Any]) -> Any:
        frame, number = self._frame(call, op, params)
        with stopping.Shield(call):
            slot = _Slot(None)
            try:
                return self._exchange(call, number, slot, frame).wait()
            finally:
                self._close(call, number, slot)

    async def request_async(self, call: Call, op: str, params: dict[str, Any]) -> Any:
        frame, number = self._frame(call, op, params)
        slot = _Slot(asyncio.get_running_loop())
        try:
            with stopping.Shield(call):
                self._exchange(call, number, slot, frame)
            return await slot.wait_async()
        finally:
            self._close(call, number, slot)

    def notify(self, call: Call, op: str, params: dict[str, Any]) -> None:
        if call.stopped:
            raise CallStopped
        frame = checked(_codec.dumps({"op": "notify", "call": call.id, "name": op, "params": params}))
        with stopping.Shield(call):
            self._connection.send(frame)

    def answered(self, message: dict[str, Any]) -> None:
        self._settle(message["id"], message.get("value"), None)

    def refused(self, message: dict[str, Any]) -> None:
        problem = CallStopped() if message.get("stop") else PlatformError(message["code"], message["message"])
        self._settle(message["id"], None, problem)

    def lost(self, number: int) -> None:
        self._settle(number, None, MemoryError("the platform's answer needs more memory than there is"))

    def stop(self, call: Call) -> None:
        """Everything that the call waits for ends."""
        for slot in list(call.waiting or ()):
            slot.settle(None, CallStopped())

    def _frame(self, call: Call, op: str, params: dict[str, Any]) -> tuple[bytes, int]:
        number = next(self._numbers)
        message = {"op": "request", "id": number, "call": call.id, "name": op, "params": params}
        return checked(_codec.dumps(message)), number

    def _exchange(self, call: Call, number: int, slot: _Slot, frame: bytes) -> _Slot:
        if call.waiting is None:
            call.waiting = set()
        call.waiting.add(slot)
        self._open[number] = slot
        if call.stopped:
            raise CallStopped
        self._connection.send(frame)
        return slot

    def _close(self, call: Call, number: int, slot: _Slot) -> None:
        self._open.pop(number, None)
        if call.waiting is not None:
            call.waiting.discard(slot)

    def _settle(self, number: int, value: Any, problem: Optional[BaseException]) -> None:
        slot = self._open.pop(number, None)
        if slot is not None:
            slot.settle(value, problem)
