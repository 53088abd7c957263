"""What happens to a worker between its start and its end."""

from __future__ import annotations

from typing import Any

_start: dict[str, Any] = {}


def configure(start: dict[str, Any]) -> None:
    """Takes what the platform said about the project."""
    _start.update(start)


def run_init() -> None:
    """Runs the hooks of on_init, in the order they were registered."""


def run_payload(number: int) -> None:
    """Runs a function that was given to reload_duckdb."""


def run_shutdown() -> None:
    """Ends plugins, and runs the hooks of on_shutdown."""


def result(value: Any) -> Any:
    """What is sent for a value that a function returned."""
    return value
