"""Values of numpy. Imported only once the project has imported numpy."""

from __future__ import annotations

from typing import Any

import numpy


def plain(value: Any) -> Any:
    if numpy.iscomplexobj(value):
        raise TypeError("a complex number cannot be sent")
    if isinstance(value, numpy.void) and value.dtype.names:
        return {name: value[name] for name in value.dtype.names}
    if value.dtype.names:
        return [plain(row) for row in value]
    if value.dtype.kind in "mM" and numpy.datetime_data(value.dtype)[0] in ("ns", "ps", "fs", "as"):
        # These would come as plain numbers.
        value = value.astype(f"{value.dtype.kind}8[us]")
    return value.tolist() if isinstance(value, numpy.ndarray) else value.item()
