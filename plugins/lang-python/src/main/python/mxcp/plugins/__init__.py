"""SQL functions written in Python.

    from mxcp.plugins import MXCPBasePlugin, udf, on_shutdown, sql_function
"""

from __future__ import annotations

from typing import Any, Callable, Optional, TypeVar, Union, overload

from mxcp import _lifecycle, _udf
from mxcp.sdk.auth.context import UserContext, get_user_context

__all__ = ["MXCPBasePlugin", "on_shutdown", "sql_function", "udf"]

Function = TypeVar("Function", bound=Callable[..., Any])
Hook = TypeVar("Hook", bound=Callable[[], Any])


class MXCPBasePlugin:
    """What a plugin's class ``MXCPPlugin`` derives from. One instance serves all users.

    Methods with :func:`udf` become SQL functions ``<method>_<name of the plugin>``; their annotations say the types.
    """

    def __init__(self, config: Optional[dict[str, Any]] = None, user_context: Any = None) -> None:
        self._config = config or {}

    @property
    def config(self) -> dict[str, Any]:
        return self._config

    @property
    def user_context(self) -> Optional[UserContext]:
        """Who makes the call that the statement runs for; None when nobody was authenticated."""
        return get_user_context()

    def is_authenticated(self) -> bool:
        return self.user_context is not None

    def get_username(self) -> Optional[str]:
        user = self.user_context
        return None if user is None else user.username

    def get_user_email(self) -> Optional[str]:
        user = self.user_context
        return None if user is None else user.email

    def get_user_provider(self) -> Optional[str]:
        user = self.user_context
        return None if user is None else user.provider

    def get_user_token(self) -> Optional[str]:
        """Always None: credentials of users do not reach Python."""
        return None

    def shutdown(self) -> None:
        """Called once when the worker stops."""


@overload
def udf(function: Function) -> Function: ...
@overload
def udf() -> Callable[[Function], Function]: ...
def udf(function: Optional[Function] = None) -> Union[Function, Callable[[Function], Function]]:
    """Makes a method of a plugin an SQL function. NULL reaches it as None."""
    if function is None:
        return _udf.mark
    return _udf.mark(function)


@overload
def sql_function(name: Function) -> Function: ...
@overload
def sql_function(name: Optional[str] = None) -> Callable[[Function], Function]: ...
def sql_function(name: Any = None) -> Any:
    """Makes a function of the project an SQL function, by its own name or by the given one."""
    if callable(name):
        return _udf.register(name, None)
    return lambda function: _udf.register(function, name)


def on_shutdown(function: Hook) -> Hook:
    """Runs a function when the worker stops."""
    _lifecycle.shutdown_hooks.append(function)
    return function
