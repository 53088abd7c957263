"""SQL functions written in Python."""

from __future__ import annotations

from typing import Any


def load(name: str, module: str, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Creates the plugin and tells its functions."""
    raise NotImplementedError


def call(function: str, columns: list[list[Any]]) -> list[Any]:
    """Computes one batch."""
    raise NotImplementedError
