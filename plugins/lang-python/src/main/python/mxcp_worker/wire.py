"""Frames on a socket: 4 bytes length, then one message."""

from __future__ import annotations

import os
import socket
import threading
from collections import deque
from typing import Any, Iterator

from mxcp import _codec

_CHUNK = 256 * 1024
MOST_BYTES = 64 * 1024 * 1024


def checked(data: bytes) -> bytes:
    """What is larger than the platform takes would end the connection, and with it every call."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data) >> 20} MB are too many: at most {MOST_BYTES >> 20} MB can be sent at once")
    return data


class Gone(Exception):
    """There is no platform on the other side."""


class Connection:
    """Sends from any thread, reads from one."""

    def __init__(self, stream: socket.socket) -> None:
        self._stream = stream
        self._waiting: deque[bytes] = deque()
        self._sending = threading.Lock()
        self._open = True

    def send_message(self, message: dict[str, Any]) -> None:
        self.send(_codec.dumps(message))

    def send(self, message: bytes) -> None:
        """Whoever sends at the same time leaves its message to the one who sends already."""
        waiting = self._waiting
        waiting.append(len(message).to_bytes(4, "big") + message)
        while waiting and self._sending.acquire(False):
            try:
                if not self._open:
                    waiting.clear()
                    raise Gone
                if len(waiting) == 1:
                    self._stream.sendall(waiting.popleft())
                else:
                    self._stream.sendall(b"".join([waiting.popleft() for _ in range(len(waiting))]))
            except Gone:
                raise
            except BaseException:
                # Nobody knows how much of a frame has gone out: the platform starts another worker.
                os._exit(70)
            finally:
                self._sending.release()

    def frames(self) -> Iterator[list[bytes]]:
        """All complete frames of every read, until the other side closes."""
        rest = bytearray()
        while True:
            try:
                data = self._stream.recv(_CHUNK)
            except OSError:
                return
            if not data:
                return
            rest += data
            frames = []
            start = 0
            have = len(rest)
            while have - start >= 4:
                end = start + 4 + int.from_bytes(rest[start : start + 4], "big")
                if end > have:
                    break
                frames.append(bytes(rest[start + 4 : end]))
                start = end
            if start:
                del rest[:start]
            if frames:
                yield frames

    def forget(self) -> None:
        """Lets go of the socket in a forked process, without a word to the other side."""
        self._open = False
        self._waiting.clear()
        self._sending = threading.Lock()
        self._stream.close()
