"""Who makes the call."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from mxcp import _bridge

__all__ = ["UserContext", "get_user_context"]


@dataclass(frozen=True)
class UserContext:
    """A user as the provider of the login described them."""

    provider: str
    user_id: Optional[str] = None
    username: Optional[str] = None
    email: Optional[str] = None
    name: Optional[str] = None
    avatar_url: Optional[str] = None
    #: All claims.
    raw_profile: dict[str, Any] = field(default_factory=dict)
    #: Always None: credentials of users do not reach Python.
    external_token: Optional[str] = None
    capabilities: frozenset[str] = frozenset()


def get_user_context() -> Optional[UserContext]:
    """The user of the running call; None when nobody was authenticated, and outside of a call."""
    call = _bridge.current_call.get()
    if call is None or call.user is None:
        return None
    user = call.user
    claims = user.get("claims") or {}
    return UserContext(
        provider=user.get("provider") or "",
        user_id=user.get("user_id"),
        username=user.get("username"),
        email=user.get("email"),
        name=claims.get("name"),
        avatar_url=claims.get("avatar_url") or claims.get("picture"),
        raw_profile=claims,
        capabilities=_capabilities(claims.get("capabilities")),
    )


def _capabilities(claim: Any) -> frozenset[str]:
    return frozenset(str(each) for each in claim) if isinstance(claim, (list, tuple)) else frozenset()
