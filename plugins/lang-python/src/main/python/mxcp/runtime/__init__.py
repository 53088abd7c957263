"""What Python code of a project can ask the platform for.

    from mxcp.runtime import db, config, plugins, mcp, on_init, on_shutdown, reload_duckdb
"""

from mxcp.runtime._config import Config
from mxcp.runtime._content import Answer, Content
from mxcp.runtime._db import Database, Source, Transaction
from mxcp.runtime._hooks import on_init, on_shutdown
from mxcp.runtime._mcp import Mcp
from mxcp.runtime._plugins import Plugins
from mxcp.runtime._questions import Elicited, Question, Root, Sampled
from mxcp.runtime._reload import reload_duckdb
from mxcp.runtime._rows import Rows

__all__ = [
    "Answer",
    "Config",
    "Content",
    "Database",
    "Elicited",
    "Mcp",
    "Plugins",
    "Question",
    "Root",
    "Rows",
    "Sampled",
    "Source",
    "Transaction",
    "config",
    "db",
    "mcp",
    "on_init",
    "on_shutdown",
    "plugins",
    "reload_duckdb",
]

db = Database()
config = Config()
plugins = Plugins()
mcp = Mcp()
