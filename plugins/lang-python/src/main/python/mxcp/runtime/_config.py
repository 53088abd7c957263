"""The project's configuration."""

from __future__ import annotations

import copy
from typing import Any, Optional

from mxcp import _bridge, _lifecycle


class Config:
    """Settings of ``mxcp-site.yml`` and secrets of the active profile."""

    def get_secret(self, name: str) -> Optional[dict[str, Any]]:
        """The parameters of a secret; None when the profile has no such secret."""
        found: Optional[dict[str, Any]] = _bridge.request("config.secret", name=name)
        return found

    def get_setting(self, key: str, default: Any = None) -> Any:
        """A setting of ``mxcp-site.yml`` by its path, such as ``profiles.dev.duckdb.path``."""
        found: Any = _site()
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                return default
            found = found[part]
        return copy.deepcopy(found)

    @property
    def site_config(self) -> dict[str, Any]:
        """``mxcp-site.yml``: the keys that it sets."""
        return copy.deepcopy(_site())

    @property
    def user_config(self) -> dict[str, Any]:
        """The user's configuration. Secrets are hidden in it: ask :meth:`get_secret` for them."""
        user: dict[str, Any] = _bridge.request("config.user")
        return user


def _site() -> dict[str, Any]:
    _bridge.call()
    site: dict[str, Any] = _lifecycle.started.get("site") or {}
    return site
