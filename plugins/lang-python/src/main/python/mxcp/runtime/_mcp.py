"""Talking to the client while a call runs."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Callable, Optional, TypeVar, cast

from mxcp import _bridge
from mxcp.runtime import _content, _questions
from mxcp.runtime._questions import Answer, Elicited, Question, Sampled

_Answer = TypeVar("_Answer")


class Sent(Coroutine[Any, Any, None]):
    """What was sent when the function was called; may be awaited, need not be."""

    def __await__(self) -> Any:
        """Lets others have their turn, so that nobody who only tells something keeps the event loop to itself."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return
        yield

    def send(self, value: Any) -> Any:
        raise StopIteration

    def throw(self, *error: Any) -> Any:
        raise error[0]

    def close(self) -> None:
        pass


class Mcp:
    """The client of the call. In an ``async`` function await each method; in a plain function just call it.

    What is logged reaches the client as text, or with ``extra`` as an object: the message under ``message``, the rest
    beside it.
    """

    def debug(self, message: str, **extra: Any) -> Sent:
        return _log("debug", message, extra)

    def info(self, message: str, **extra: Any) -> Sent:
        return _log("info", message, extra)

    def warning(self, message: str, **extra: Any) -> Sent:
        return _log("warning", message, extra)

    def error(self, message: str, **extra: Any) -> Sent:
        return _log("error", message, extra)

    def progress(self, progress: float, total: Optional[float] = None, message: Optional[str] = None) -> Sent:
        """How far the call is; dropped when the client did not ask for it."""
        _bridge.notify("progress", progress=progress, total=total, message=message)
        return Sent()

    def elicit(self, message: str, schema: dict[str, Any]) -> Elicited:
        """Asks the person behind the client and waits for the answer.

        ``schema`` is a JSON Schema of an object with flat properties. RuntimeError when the client cannot ask.
        """
        return _ask(_questions.elicited, "elicit", message=message, schema=schema)

    def sample(self, prompt: str, max_tokens: int = 1000) -> Sampled:
        """Asks the client's model and waits for its answer: one text in, one text out.

        RuntimeError when the client offers none.
        """
        return _ask(Sampled, "sample", prompt=prompt, max_tokens=max_tokens)

    def ask(self, questions: dict[str, Question]) -> dict[str, Answer]:
        """Asks the client all of these at once and waits for the answers, which come by the same keys.

        A client without a session makes the function run again from its start with the answers: so a key means the
        same question in every run. RuntimeError when the client cannot answer one of them.
        """
        asked = {key: question.asked for key, question in questions.items()}
        return _ask(
            lambda answers: {key: question.read(answers[key]) for key, question in questions.items()},
            "ask",
            questions=asked,
        )

    def can_ask(self, question: Question) -> bool:
        """Whether the client can be asked this. In an ``async`` function await it."""
        return _ask(bool, "can_ask", **question.asked)

    def resource_updated(self, uri: str) -> Sent:
        """Tells clients that subscribed to a resource that it has changed; call it when the change has taken effect."""
        if not isinstance(uri, str):
            raise TypeError(f"a resource's uri is text, not {type(uri).__name__}")
        _bridge.notify("resource_updated", uri=uri)
        return Sent()

    def disconnect(self, seconds: float) -> Sent:
        """Frees the connection of a call that takes long: the client is told to come back after that time, and the
        function goes on. At most a minute; a client that cannot come back stays connected.
        """
        if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
            raise TypeError(f"a time is a number of seconds, not {type(seconds).__name__}")
        if not seconds >= 0:
            raise ValueError(f"a time is not negative: {seconds!r}")
        _bridge.notify("disconnect", seconds=min(float(seconds), 60.0))
        return Sent()

    form = staticmethod(_questions.form)
    page = staticmethod(_questions.page)
    completion = staticmethod(_questions.completion)
    roots = staticmethod(_questions.roots)

    text = staticmethod(_content.text)
    image = staticmethod(_content.image)
    audio = staticmethod(_content.audio)
    resource_link = staticmethod(_content.resource_link)
    resource = staticmethod(_content.resource)
    answer = staticmethod(_content.answer)


def _log(level: str, message: str, extra: dict[str, Any]) -> Sent:
    _bridge.notify("log", level=level, message=message, data=extra)
    return Sent()


def _ask(read: Callable[[Any], _Answer], op: str, **params: Any) -> _Answer:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return read(_bridge.request(op, **params))
    # Awaiting gives what the type says.
    return cast(_Answer, _asked(read, op, params))


async def _asked(read: Callable[[Any], _Answer], op: str, params: dict[str, Any]) -> _Answer:
    return read(await _bridge.request_async(op, **params))
