"""SQL on the project's sources, as part of the call: with its user, its deadline, its limits and its audit."""

from __future__ import annotations

from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, Optional

from mxcp import _bridge
from mxcp.runtime._parameters import Parameters, named
from mxcp.runtime._rows import Rows

#: Open transactions of the running code, by source.
_transactions: ContextVar[dict[Optional[str], Any]] = ContextVar("mxcp_transactions", default={})


class Source:
    """One of the project's data sources."""

    def __init__(self, name: Optional[str] = None) -> None:
        self._name = name

    def execute(self, sql: str, params: Parameters = None) -> Rows:
        """Runs one statement and waits for its rows.

        ``params`` is a dict for ``$name``, or a list (or a dict in its order) for ``?``. Outside of
        :meth:`transaction` the statement takes effect at once. In an ``async`` function it keeps the worker's event
        loop waiting: use :meth:`execute_async` where the statement is slow.
        """
        return _rows(_bridge.request("db.execute", **self._query(sql, params)))

    async def execute_async(self, sql: str, params: Parameters = None) -> Rows:
        """Runs one statement without keeping other calls waiting."""
        return _rows(await _bridge.request_async("db.execute", **self._query(sql, params)))

    def transaction(self) -> Transaction:
        """Statements that take effect together, or not at all when the block ends with an exception.

        ``with db.transaction():`` or ``async with db.transaction():``; all statements on this source inside of the
        block belong to it.
        """
        return Transaction(self, self._name)

    def _query(self, sql: str, params: Parameters) -> dict[str, Any]:
        statement, arguments = named(sql, params)
        query: dict[str, Any] = {"sql": statement, "params": arguments}
        if self._name is not None:
            query["source"] = self._name
        transaction = _transactions.get().get(self._name)
        if transaction is not None:
            query["transaction"] = transaction
        return query


class Database(Source):
    """The project's own database; the way to its other sources."""

    def source(self, name: str) -> Source:
        """Another source of the project, by its name in ``mxcp-site.yml``."""
        return Source(name)


class Transaction:
    """A block of statements on one source."""

    def __init__(self, source: Source, name: Optional[str]) -> None:
        self._source = source
        self._name = name
        self._id: Any = None
        self._token: Optional[Token[dict[Optional[str], Any]]] = None

    def __enter__(self) -> Source:
        self._open(_bridge.request("db.begin", **self._begin()))
        return self._source

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        _bridge.request(self._close(kind), transaction=self._id)

    async def __aenter__(self) -> Source:
        self._open(await _bridge.request_async("db.begin", **self._begin()))
        return self._source

    async def __aexit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        await _bridge.request_async(self._close(kind), transaction=self._id)

    def _begin(self) -> dict[str, Any]:
        if self._id is not None:
            raise RuntimeError("a transaction can be used once: call db.transaction() again")
        if self._name in _transactions.get():
            raise RuntimeError("a transaction is open already on this source: transactions cannot be nested")
        return {} if self._name is None else {"source": self._name}

    def _open(self, id: Any) -> None:
        self._id = id
        self._token = _transactions.set({**_transactions.get(), self._name: id})

    def _close(self, kind: Optional[type[BaseException]]) -> str:
        if self._token is not None:
            _transactions.reset(self._token)
        return "db.commit" if kind is None else "db.rollback"


def _rows(answer: dict[str, Any]) -> Rows:
    return Rows(answer["columns"], answer["rows"], answer.get("truncated", False))
