"""Answers that are more than data: pictures, sound, links."""

from __future__ import annotations

import base64
import io
from typing import Any, Optional, Union

from mxcp import _codec

Bytes = Union[bytes, bytearray, memoryview]


class Content:
    """One block of content. A function returns one, or a list of them and of text."""

    __slots__ = ("block",)

    def __init__(self, kind: str, **block: Optional[str]) -> None:
        self.block = {"kind": kind, **{key: value for key, value in block.items() if value is not None}}

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


def resource_link(uri: str, name: Optional[str] = None, mime_type: Optional[str] = None) -> Content:
    """A resource that the client may read."""
    return Content("link", uri=uri, name=name or uri, mimeType=mime_type)


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


def _block(part: Any) -> dict[str, Any]:
    if isinstance(part, Content):
        return part.block
    return text(part if isinstance(part, str) else _codec.dumps(part).decode("utf-8")).block


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
