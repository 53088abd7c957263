"""The plugins that ``mxcp-site.yml`` lists."""

from __future__ import annotations

from typing import Optional

from mxcp import _bridge, _udf
from mxcp.plugins import MXCPBasePlugin


class Plugins:
    """Plugins by the names that ``mxcp-site.yml`` gives them."""

    def get(self, name: str) -> Optional[MXCPBasePlugin]:
        """The plugin's instance in this worker; None when there is none of that name."""
        _bridge.call()
        return _udf.instances.get(name)

    def list(self) -> list[str]:
        _bridge.call()
        return sorted(_udf.instances)
