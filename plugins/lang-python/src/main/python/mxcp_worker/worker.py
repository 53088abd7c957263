"""The main loop: what the platform asks for, run in threads and on the event loop."""

from __future__ import annotations

import asyncio
import functools
import inspect
import os
import re
import threading
import time
from collections import deque
from contextvars import Context
from typing import Any, Awaitable, Callable, Union

from mxcp import _bridge, _codec, _lifecycle, _udf
from mxcp._bridge import Call, CallStopped
from mxcp_worker import answers, logs, process, source, stopping, wire
from mxcp_worker.project import Function, Project
from mxcp_worker.requests import Requests
from mxcp_worker.threads import Threads
from mxcp_worker.wire import Connection

#: Batches of SQL functions come from the database's threads, while the calls that run the statements wait.
_MOST_BATCHES = 256
#: How the platform's messages begin.
_HEAD = re.compile(rb'\{"op":"(\w+)","id":(\d+)')
_INSISTING = 0.1
_NEVER_AWAITABLE = frozenset({dict, list, tuple, str, int, float, bool, bytes, type(None)})


class Worker:
    """One project in one process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._calls: dict[int, Call] = {}
        self._project: Project = None  # type: ignore[assignment]
        self._threads: Threads = None  # type: ignore[assignment]
        self._batches = Threads("mxcp-sql", _MOST_BATCHES)
        self._loop = asyncio.new_event_loop()
        self._loop.set_task_factory(_task)
        self._loop_thread = threading.get_ident()
        self._due: deque[Callable[[], Any]] = deque()
        self._requests = Requests(connection, self._soon)
        self._forked = False
        self._handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "call": self._on_call,
            "udf": self._on_udf,
            "cancel": self._on_cancel,
            "answer": self._requests.answered,
            "refused": self._requests.refused,
        }

    def run(self) -> None:
        """Returns after the platform asked for the end."""
        logs.install(self._connection)
        _bridge.connect(self._requests)
        threading.Thread(target=self._read, name="mxcp-reader", daemon=True).start()
        asyncio.set_event_loop(self._loop)
        while True:
            try:
                self._loop.run_forever()
                return
            except (CallStopped, SystemExit, KeyboardInterrupt):
                # The first reached the loop when the call that it was meant for had let go of it. By the others a task
                # of a call wants to end the process: the call gets them, and asyncio hands them on to the loop.
                continue

    def forget(self) -> None:
        """In a forked process: nothing of this is of use any more."""
        self._forked = True
        self._calls.clear()
        stopping.renew()
        _bridge.connect(None)
        if threading.get_ident() == self._loop_thread:
            # A coroutine that returns in the child would go on to the events of its parent.
            self._loop.call_soon(os._exit, 0)

    def _read(self) -> None:
        try:
            self._dispatch()
        except BaseException:
            logs.print_trace()
            os._exit(70)
        # Without the platform there is nothing left to do, whatever the code does just now.
        os._exit(0)

    def _dispatch(self) -> None:
        handlers = self._handlers
        for frames in self._connection.frames():
            for frame in frames:
                try:
                    if isinstance(frame, wire.Lost):
                        raise MemoryError
                    message = _codec.loads(frame)
                except MemoryError:
                    self._lost(frame.head if isinstance(frame, wire.Lost) else bytes(frame[: wire.HEAD]))
                    continue
                handler = handlers.get(message["op"])
                if handler is None:
                    self._soon(functools.partial(self._control, message))
                    continue
                try:
                    handler(message)
                except Exception as problem:
                    self._connection.send(answers.raised(message["id"], problem))

    def _lost(self, head: bytes) -> None:
        """Whoever a message was for hears that there was no memory for it."""
        found = _HEAD.match(head)
        if found is None:
            raise MemoryError
        op, id = found[1], int(found[2])
        if op == b"cancel":
            self._on_cancel({"id": id})
        elif op in (b"answer", b"refused"):
            self._requests.lost(id)
        else:
            self._connection.send(answers.out_of_memory(id))

    def _soon(self, action: Callable[[], Any]) -> None:
        """Runs the action on the loop, together with others that came meanwhile."""
        due = self._due
        due.append(action)
        if len(due) == 1:
            self._loop.call_soon_threadsafe(self._run_due)

    def _run_due(self) -> None:
        due = self._due
        for _ in range(len(due)):
            # It leaves the queue last, so that an action added meanwhile knows whether this run sees it.
            try:
                due[0]()
            finally:
                due.popleft()
        if due:
            self._loop.call_soon(self._run_due)

    def _on_call(self, message: dict[str, Any]) -> None:
        call = Call(message["id"], message.get("context"))
        function = self._project.function(message["fn"])
        call.function = function.call
        call.arguments = message["arguments"]
        self._calls[call.id] = call
        if function.is_async:
            self._soon(functools.partial(self._start, call))
        else:
            self._threads.submit(functools.partial(self._in_context, self._run, call))

    def _on_udf(self, message: dict[str, Any]) -> None:
        call = Call(message["id"], message.get("context"))
        call.function = _udf.call
        call.arguments = (message["fn"], message["columns"])
        self._calls[call.id] = call
        self._batches.submit(functools.partial(self._in_context, self._run_batch, call))

    def _in_context(self, run: Callable[[Call], None], call: Call) -> None:
        """Every call has a context of its own: what one user's call leaves in it is never seen by another's."""
        Context().run(run, call)
        if self._forked:
            os._exit(0)

    def _run(self, call: Call) -> None:
        _bridge.current_call.set(call)
        try:
            stopping.enter(call)
            try:
                value = call.function(**call.arguments)
            finally:
                stopping.leave(call)
        except BaseException as problem:
            self._fail(call, problem)
            return
        if type(value) not in _NEVER_AWAITABLE and inspect.isawaitable(value):
            call.function, call.arguments = functools.partial(_awaited, value), {}
            self._soon(functools.partial(self._start, call))
        else:
            self._answer(call, value)

    def _run_batch(self, call: Call) -> None:
        _bridge.current_call.set(call)
        try:
            stopping.enter(call)
            try:
                value = call.function(*call.arguments)
            finally:
                stopping.leave(call)
            message = answers.result(call.id, wire.checked(_codec.dumps(value)))
        except BaseException as problem:
            self._fail(call, problem)
        else:
            self._finish(call, message)

    def _start(self, call: Call) -> None:
        if not self._forked:
            call.task = Context().run(self._loop.create_task, self._run_async(call))

    async def _run_async(self, call: Call) -> None:
        _bridge.current_call.set(call)
        call.arguments, arguments = None, call.arguments
        try:
            if call.stopped:
                raise CallStopped
            value = await call.function(**arguments)
        except BaseException as problem:
            self._fail(call, problem)
        else:
            self._answer(call, value)

    def _answer(self, call: Call, value: Any) -> None:
        if call.stopped:
            self._finish(call, answers.stopped(call.id))
            return
        try:
            message = answers.result(call.id, wire.checked(_codec.dumps(_lifecycle.result(value))))
        except BaseException as problem:
            if call.stopped or isinstance(problem, CallStopped):
                self._finish(call, answers.stopped(call.id))
            else:
                self._finish(call, answers.unsendable(call.id, problem))
        else:
            self._finish(call, message)

    def _fail(self, call: Call, problem: BaseException) -> None:
        if call.stopped or isinstance(problem, CallStopped):
            self._finish(call, answers.stopped(call.id))
        else:
            self._finish(call, answers.raised(call.id, problem))

    def _finish(self, call: Call, message: bytes) -> None:
        while call.id in self._calls:
            try:
                with stopping.Shield():
                    if self._calls.pop(call.id, None) is not None:
                        self._send(call.id, message)
            except CallStopped:
                # It came too late to stop anything but this.
                continue

    def _send(self, id: int, message: bytes) -> None:
        try:
            self._connection.send(message)
        except MemoryError:
            self._connection.send(answers.out_of_memory(id))

    def _on_cancel(self, message: dict[str, Any]) -> None:
        call = self._calls.get(message["id"])
        if call is None:
            return
        again = call.stopped
        stopping.stop_in_thread(call)
        self._requests.stop(call)
        if call.task is None:
            return
        if not again:
            self._soon(functools.partial(self._cancel_task, call))
        else:
            threading.Thread(target=self._insist, args=(call,), name="mxcp-stop", daemon=True).start()

    def _insist(self, call: Call) -> None:
        """The tasks of a call can keep the loop from turning one after the other."""
        while call.id in self._calls:
            task = asyncio.current_task(self._loop)
            if task is not None and (task is call.task or getattr(task, "mxcp_call", None) is call):
                stopping.raise_in(self._loop_thread)
            time.sleep(_INSISTING)

    @staticmethod
    def _cancel_task(call: Call) -> None:
        # A task that has not begun yet sees for itself that it is stopped.
        if call.arguments is None:
            call.task.cancel()

    def _control(self, message: dict[str, Any]) -> None:
        Context().run(self._loop.create_task, self._controlled(message))

    async def _controlled(self, message: dict[str, Any]) -> None:
        call = Call(message["id"], message.get("context"))
        if "context" in message:
            _bridge.current_call.set(call)
        try:
            value = self._perform(message)
            if inspect.isawaitable(value):
                value = await value
            data = _codec.dumps(value)
        except source.SourceProblem as problem:
            self._connection.send(answers.source(call.id, problem))
        except BaseException as problem:
            self._connection.send(answers.raised(call.id, problem))
        else:
            self._connection.send(answers.result(call.id, data))
        if message["op"] == "shutdown":
            self._loop.stop()

    def _perform(self, message: dict[str, Any]) -> Union[Any, Awaitable[Any]]:
        match = message["op"]
        if match == "start":
            return self._begin(message)
        if match == "load":
            return self._project.load(message)
        if match == "plugin":
            return _udf.load(message["name"], message.get("module"), message.get("config") or {})
        if match == "init":
            return _lifecycle.run_init()
        if match == "payload":
            return _lifecycle.run_payload(message["payload"])
        if match == "shutdown":
            return _lifecycle.run_shutdown()
        raise ValueError(f"unknown message '{match}'")

    def _begin(self, message: dict[str, Any]) -> dict[str, Any]:
        process.limit_memory(message.get("memory"))
        self._threads = Threads("mxcp-call", message["threads"])
        _lifecycle.configure(message)
        began = time.monotonic()
        self._project = Project(message)
        return {"modules": self._project.problems, "seconds": time.monotonic() - began}


def _task(loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> asyncio.Task[Any]:
    """A task that knows the call whose code began it."""
    task = asyncio.Task(coroutine, loop=loop, **options)
    context = options.get("context")
    call = _bridge.current_call.get() if context is None else context.get(_bridge.current_call)
    task.mxcp_call = call  # type: ignore[attr-defined]
    return task


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value
