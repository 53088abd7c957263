"""What a function asks the client for, and what the client answers."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, Optional, Union


class Elicited:
    """How a person answered; awaiting it gives itself."""

    def __init__(self, action: Literal["accept", "decline", "cancel"], content: dict[str, Any]) -> None:
        self.action = action
        #: What was entered; empty unless accepted.
        self.content = content

    @property
    def accepted(self) -> bool:
        return self.action == "accept"

    def __await__(self) -> Any:
        return self
        yield

    def __repr__(self) -> str:
        return f"Elicited(action={self.action!r}, content={self.content!r})"


class Sampled(str):
    """What the client's model answered; awaiting it gives itself."""

    def __await__(self) -> Any:
        return self
        yield


class Root(NamedTuple):
    """A folder that the client lets servers work in."""

    uri: str
    name: str


Answer = Union[Elicited, Sampled, "list[Root]"]


class Question:
    """One question to the client."""

    __slots__ = ("asked",)

    def __init__(self, kind: Literal["form", "page", "sample", "roots"], **asked: Any) -> None:
        self.asked: dict[str, Any] = {"kind": kind, **asked}

    def read(self, answer: Any) -> Answer:
        kind = self.asked["kind"]
        if kind == "sample":
            return Sampled(answer)
        if kind == "roots":
            return [Root(folder["uri"], folder["name"]) for folder in answer]
        return elicited(answer)

    def __repr__(self) -> str:
        return f"Question({self.asked['kind']})"


def form(message: str, schema: dict[str, Any]) -> Question:
    """Asks the person to fill in a form. Never ask for secrets this way: see :func:`page`."""
    return Question("form", message=message, schema=schema)


def page(message: str, url: str) -> Question:
    """Asks the person to open a page, where they do what the client must not see. The answer has no content."""
    return Question("page", message=message, url=url)


def completion(prompt: str, max_tokens: int = 1000, system_prompt: Optional[str] = None) -> Question:
    """Asks the client's model."""
    return Question("sample", prompt=prompt, max_tokens=max_tokens, system_prompt=system_prompt)


def roots() -> Question:
    """Asks for the folders that the client lets servers work in."""
    return Question("roots")


def elicited(answer: dict[str, Any]) -> Elicited:
    return Elicited(answer["action"], answer.get("content") or {})
