"""Work that needs the database file for itself."""

from __future__ import annotations

from typing import Any, Callable, Optional

from mxcp import _bridge, _lifecycle


def reload_duckdb(payload_func: Optional[Callable[[], Any]] = None, description: str = "") -> None:
    """Asks the server to let go of its database, run ``payload_func`` and open the database again.

    Comes back at once: the reload waits for the calls under way, this one among them. The function may open the
    database file with a library of its own. RuntimeError where no server runs.
    """
    payload = None if payload_func is None else _lifecycle.keep_payload(payload_func)
    try:
        _bridge.request("reload", description=description, payload=payload)
    except BaseException:
        _lifecycle.drop_payload(payload)
        raise
