"""What the code logs without having set up logging itself."""

from __future__ import annotations

import logging
import sys
import traceback

from mxcp_worker import stopping
from mxcp_worker.wire import Connection, Gone

_MAX_TEXT = 8_000


class _ToPlatform(logging.Handler):
    def __init__(self, connection: Connection) -> None:
        super().__init__(logging.WARNING)
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = self.format(record)[:_MAX_TEXT].encode("utf-8", "backslashreplace").decode()
            message = {"op": "log", "level": record.levelname, "logger": record.name, "message": text}
            with stopping.Shield():
                self._connection.send_message(message)
        except Gone:
            return
        except Exception:
            self.handleError(record)


def install(connection: Connection) -> None:
    """Takes the place of the last resort only, so that a project's ``logging.basicConfig`` works."""
    logging.lastResort = _ToPlatform(connection)  # type: ignore[assignment]


def print_trace() -> None:
    """The last words of a worker that cannot go on."""
    traceback.print_exc()
    sys.stderr.flush()
