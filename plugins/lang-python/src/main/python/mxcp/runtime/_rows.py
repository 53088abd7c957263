"""What a statement answered."""

from __future__ import annotations

from typing import Any, Optional


class Rows(list[dict[str, Any]]):
    """Rows as a list of dicts, which can also be fetched one after the other."""

    __slots__ = ("_at", "columns", "truncated")

    def __init__(self, columns: list[list[str]], rows: list[list[Any]], truncated: bool) -> None:
        names = [name for name, _ in columns]
        super().__init__([dict(zip(names, row)) for row in rows])
        self._at = 0
        #: Name and SQL type of each column.
        self.columns = [(name, kind) for name, kind in columns]
        #: True when a limit cut the answer off.
        self.truncated = truncated

    def fetchone(self) -> Optional[dict[str, Any]]:
        """The next row that was not fetched yet; None after the last one."""
        fetched = self.fetchmany(1)
        return fetched[0] if fetched else None

    def fetchmany(self, size: int = 1) -> list[dict[str, Any]]:
        """The next rows that were not fetched yet, at most ``size``."""
        fetched = self[self._at : self._at + size]
        self._at += len(fetched)
        return fetched

    def fetchall(self) -> list[dict[str, Any]]:
        """All rows that were not fetched yet."""
        return self.fetchmany(len(self))
