"""The worker as a process: its end with the server, its limits, its children."""

from __future__ import annotations

import fcntl
import logging
import os
import platform
import resource
import signal
import socket
import sys
from typing import Optional

from mxcp import _orjson
from mxcp_worker.wire import Connection
from mxcp_worker.worker import Worker

_MAX_TOKEN = 200
_OWN_DESCRIPTORS = 10


def run(address: str) -> None:
    token = _token()
    _end_with_the_server()
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stream.connect(address)
    connection = Connection(stream)
    connection.send_message({"op": "hello", "token": token, "pid": os.getpid(), "python": platform.python_version()})
    for output in (sys.stdout, sys.stderr):
        output.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
    worker = Worker(connection)
    os.register_at_fork(after_in_child=lambda: _leave_to_parent(connection, worker))
    worker.run()


def _token() -> str:
    """One line, and not a byte more: the rest of the standard input never comes."""
    token = b""
    while len(token) < _MAX_TOKEN:
        byte = os.read(0, 1)
        if byte in (b"", b"\n"):
            break
        token += byte
    return token.decode("ascii")


def _end_with_the_server() -> None:
    """Whatever the code does, the kernel kills this process and its children when the server's end of the pipe closes."""
    os.setsid()
    pipe = fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, _OWN_DESCRIPTORS)
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def limit_memory(limit: Optional[int]) -> None:
    """An allocation beyond the limit fails in the call that makes it, as a MemoryError."""
    if not limit or not hasattr(resource, "RLIMIT_DATA"):
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wish = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (wish, hard))
    except (OSError, ValueError) as problem:
        logging.getLogger("mxcp.worker").warning("the memory limit cannot be set: %s", problem)
        return
    _orjson.limited = True


def _leave_to_parent(connection: Connection, worker: Worker) -> None:
    """In a process that the project's code forked: the way to the platform belongs to the parent alone."""
    connection.forget()
    worker.forget()
