"""Answers that are more than data: pictures, sound, links."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Optional, Union

from mxcp import _codec

Bytes = Union[bytes, bytearray, memoryview]
Audience = Literal["user", "assistant"]


class Content:
    """One block of content. A function returns one, or a list of them and of text."""

    __slots__ = ("block",)

    def __init__(self, kind: str, **block: Any) -> None:
        self.block: dict[str, Any] = {"kind": kind, **_given(block)}

    def described(
        self,
        *,
        audience: Union[Audience, Sequence[Audience], None] = None,
        priority: Optional[float] = None,
        last_modified: Optional[datetime] = None,
        meta: Optional[dict[str, Any]] = None,
    ) -> Content:
        """The same content with more said about it: whom it is for, and from 0 to 1 how much it is needed."""
        return self._with(
            audience=_audience(audience), priority=_priority(priority), last_modified=last_modified, meta=meta
        )

    def _with(self, **details: Any) -> Content:
        same = Content(**self.block)
        said = {**self.block.get("details", {}), **_given(details)}
        if said:
            same.block["details"] = said
        return same

    def __repr__(self) -> str:
        return f"Content({self.block['kind']})"


class Answer:
    """Data for programs together with content for people."""

    __slots__ = ("value", "content")

    def __init__(self, value: Any, content: list[Any]) -> None:
        self.value = value
        self.content = [_block(part) for part in content]


def text(text: str) -> Content:
    return Content("text", text=text)


def image(data: Any, mime_type: str = "image/png") -> Content:
    """A picture: its bytes, a matplotlib figure or a PIL image."""
    return Content("image", data=_base64(_picture(data, mime_type)), mimeType=mime_type)


def audio(data: Bytes, mime_type: str = "audio/wav") -> Content:
    return Content("audio", data=_base64(data), mimeType=mime_type)


def resource_link(
    uri: str,
    name: Optional[str] = None,
    mime_type: Optional[str] = None,
    *,
    title: Optional[str] = None,
    description: Optional[str] = None,
    size: Optional[int] = None,
    icons: Sequence[dict[str, Any]] = (),
) -> Content:
    """A resource that the client may read.

    An icon is a dict with ``src`` and perhaps ``mime_type``, ``sizes`` (a list such as ``["48x48"]``) and ``theme``.
    """
    if size is not None and size < 0:
        raise ValueError("a size is not negative")
    link = Content("link", uri=uri, name=name or uri, mimeType=mime_type)
    return link._with(title=title, description=description, size=size, icons=list(icons) or None)


def resource(uri: str, data: Union[str, Bytes], mime_type: Optional[str] = None) -> Content:
    """A resource together with what it holds."""
    if isinstance(data, str):
        return Content("resource", uri=uri, text=data, mimeType=mime_type)
    return Content("resource", uri=uri, blob=_base64(data), mimeType=mime_type)


def answer(value: Any, *content: Any) -> Answer:
    """Data that programs see, shown to people as the given content."""
    return Answer(value, list(content))


def result(value: Any) -> Any:
    """What a function returned; an :class:`Answer` when there is content in it."""
    if isinstance(value, Content):
        return Answer(None, [value])
    if isinstance(value, (list, tuple)) and any(isinstance(part, Content) for part in value):
        return Answer(None, list(value))
    return value


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _audience(audience: Union[str, Sequence[str], None]) -> Optional[list[str]]:
    if audience is None:
        return None
    names = [audience] if isinstance(audience, str) else list(audience)
    if not set(names) <= {"user", "assistant"}:
        raise ValueError(f"an audience is 'user', 'assistant' or both, not {audience!r}")
    return names


def _priority(priority: Optional[float]) -> Optional[float]:
    if priority is not None and not 0 <= priority <= 1:
        raise ValueError(f"a priority is between 0 and 1, not {priority!r}")
    return priority


def _block(part: Any) -> dict[str, Any]:
    if isinstance(part, Content):
        return part.block
    return text(part if isinstance(part, str) else _codec.text(part)).block


def _picture(data: Any, mime_type: str) -> Bytes:
    if isinstance(data, (bytes, bytearray, memoryview)):
        return data
    save = getattr(data, "savefig", None) or getattr(data, "save", None)
    if save is None:
        raise TypeError(f"a picture is bytes, a matplotlib figure or a PIL image, not {type(data).__name__}")
    target = io.BytesIO()
    save(target, format=mime_type.removeprefix("image/"))
    return target.getvalue()


def _base64(data: Bytes) -> str:
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"content is made of bytes, not {type(data).__name__}")
    return base64.b64encode(data).decode("ascii")


_codec.write_as(Answer, "$:answer", lambda answer: {"value": answer.value, "content": answer.content})
