"""Values of pandas. Imported only once the project has imported pandas."""

from __future__ import annotations

import datetime
from typing import Any

import pandas

from mxcp import _codec


def plain(value: Any) -> Any:
    if isinstance(value, pandas.DataFrame):
        if not value.columns.is_unique:
            raise TypeError("a DataFrame with two columns of the same name cannot be sent")
        return _filled(value).to_dict("records")
    if value is pandas.NaT or value is pandas.NA:
        return None
    if isinstance(value, pandas.Timestamp):
        return _codec.moment(value)
    if isinstance(value, pandas.Timedelta):
        return datetime.timedelta(microseconds=value.value // 1000)
    if isinstance(value, (pandas.Index, pandas.api.extensions.ExtensionArray)):
        value = pandas.Series(value)
    if isinstance(value, pandas.Series):
        return _filled(value).tolist()
    raise TypeError(f"a value of type pandas.{type(value).__name__} cannot be sent: turn it into text or numbers")


def _filled(value: Any) -> Any:
    """Missing values of all kinds, NaN among them, as None."""
    return value.astype(object).where(value.notna(), None)
