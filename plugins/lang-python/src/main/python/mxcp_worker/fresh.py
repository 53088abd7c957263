"""Imports a project's own files as they are now."""

from __future__ import annotations

import importlib.machinery
import os
import sys
from typing import Any, Callable, NoReturn

_INSTALLED = {"site-packages", "dist-packages"}


class Loader(importlib.machinery.SourceFileLoader):
    """Neither reads nor writes a ``.pyc``: one is taken for current when a file is changed twice within a second."""

    def path_stats(self, path: Any) -> NoReturn:
        raise OSError("compiled anew each time")


def import_from(folder: str) -> None:
    """Every module below the folder, but for what is installed there."""
    hook = importlib.machinery.FileFinder.path_hook(
        (importlib.machinery.ExtensionFileLoader, importlib.machinery.EXTENSION_SUFFIXES),
        (Loader, importlib.machinery.SOURCE_SUFFIXES),
    )
    sys.path_hooks.insert(0, _below(os.path.abspath(folder), hook))
    sys.path_importer_cache.clear()


def _below(folder: str, hook: Callable[[str], Any]) -> Callable[[str], Any]:
    def finder(path: str) -> Any:
        place = os.path.abspath(path)
        if place != folder and not place.startswith(folder + os.sep) or not _INSTALLED.isdisjoint(place.split(os.sep)):
            raise ImportError("not the project's own", path=path)
        return hook(path)

    return finder
