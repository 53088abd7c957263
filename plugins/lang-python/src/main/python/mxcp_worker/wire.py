"""Frames on a socket: 4 bytes length, then one message."""

from __future__ import annotations

import os
import socket
import threading
from collections import deque
from typing import Any, Iterator, Optional, Union

from mxcp import _codec

_CHUNK = 256 * 1024
_SMALL = 4 * 1024
HEAD = 100
MOST_BYTES = 64 * 1024 * 1024


def checked(data: bytes) -> bytes:
    """What is larger than the platform takes would end the connection, and with it every call."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data) >> 20} MB are too many: at most {MOST_BYTES >> 20} MB can be sent at once")
    return data


class Lost:
    """A frame for which there was no memory; its head tells whom it was for."""

    __slots__ = ("head",)

    def __init__(self, head: bytes) -> None:
        self.head = head


Frame = Union[bytes, bytearray, Lost]


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
                    self._send_all([waiting.popleft() for _ in range(len(waiting))])
            except Gone:
                raise
            except BaseException:
                # Nobody knows how much of a frame has gone out: the platform starts another worker.
                os._exit(70)
            finally:
                self._sending.release()

    def _send_all(self, messages: list[bytes]) -> None:
        try:
            together = b"".join(messages)
        except MemoryError:
            for message in messages:
                self._stream.sendall(message)
        else:
            self._stream.sendall(together)

    def frames(self) -> Iterator[list[Frame]]:
        """All complete frames of every read, until the other side closes."""
        buffer = memoryview(bytearray(_CHUNK))
        have = 0
        while True:
            count = self._receive(buffer[have:])
            if not count:
                return
            have += count
            frames: list[Frame] = []
            start = 0
            while have - start >= 4:
                begin = start + 4
                size = int.from_bytes(buffer[start:begin], "big")
                if size > _CHUNK - 4:
                    frame = self._large(size, buffer[begin:have])
                    if frame is None:
                        return
                    frames.append(frame)
                    start = have
                elif begin + size > have:
                    break
                else:
                    frames.append(_copy(buffer[begin : begin + size]))
                    start = begin + size
            buffer[: have - start] = buffer[start:have]
            have -= start
            if frames:
                yield frames

    def _large(self, size: int, begun: memoryview) -> Optional[Frame]:
        """The rest of a frame that is larger than a read; None when it does not come."""
        try:
            frame = bytearray(size)
        except MemoryError:
            lost = Lost(bytes(begun[:HEAD]))
            return lost if self._skip(size - len(begun)) else None
        frame[: len(begun)] = begun
        rest = memoryview(frame)[len(begun) :]
        while rest:
            count = self._receive(rest)
            if not count:
                return None
            rest = rest[count:]
        return frame

    def _skip(self, size: int) -> bool:
        nowhere = memoryview(bytearray(_SMALL))
        while size:
            count = self._receive(nowhere[: min(size, _SMALL)])
            if not count:
                return False
            size -= count
        return True

    def _receive(self, target: memoryview) -> int:
        try:
            return self._stream.recv_into(target)
        except OSError:
            return 0

    def forget(self) -> None:
        """Lets go of the socket in a forked process, without a word to the other side."""
        self._open = False
        self._waiting.clear()
        self._sending = threading.Lock()
        self._stream.close()


def _copy(frame: memoryview) -> Frame:
    try:
        return bytes(frame)
    except MemoryError:
        return Lost(bytes(frame[:HEAD]))
