"""Values of numpy. Imported only once the project has imported numpy."""

from __future__ import annotations

from typing import Any

import numpy


def plain(value: Any) -> Any:
    if numpy.iscomplexobj(value):
        raise TypeError("a complex number cannot be sent")
    if value.dtype.char == "g":
        raise TypeError("a numpy.longdouble cannot be sent: turn it into a float64")
    if isinstance(value, numpy.void) and value.dtype.names:
        return {name: value[name] for name in value.dtype.names}
    if value.dtype.names:
        return [plain(row) for row in value]
    if value.dtype.kind in "mM":
        value = _times(value)
    return value.tolist() if isinstance(value, numpy.ndarray) else value.item()


def _times(value: Any) -> Any:
    """What would come as plain numbers is turned into what Python has, or refused."""
    kind = value.dtype.kind
    if numpy.datetime_data(value.dtype)[0] in ("ns", "ps", "fs", "as"):
        value = value.astype(f"{kind}8[us]")
    if any(isinstance(one, int) for one in numpy.asarray(value).astype(object).flat):
        what = "a datetime64 beyond the year 9999" if kind == "M" else "a timedelta64 of months, years or no unit"
        raise TypeError(f"{what} cannot be sent: turn it into text or a number")
    return value
