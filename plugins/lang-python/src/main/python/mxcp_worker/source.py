"""Finds a project's functions: modules, inline code, signatures."""

from __future__ import annotations

import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import os
import sys
import traceback
from types import ModuleType
from typing import Any, Callable, Optional, Sequence

from mxcp_worker import fresh


class SourceProblem(Exception):
    """What is wrong with an implementation, and where."""

    def __init__(self, message: str, file: Optional[str] = None, line: int = 0) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


class _StandardLibraryFirst(importlib.abc.MetaPathFinder):
    """A file ``statistics.py`` of the project must not take the place of the module that libraries mean."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = set(folders)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if path is not None or name not in sys.stdlib_module_names:
            return None
        return importlib.machinery.PathFinder.find_spec(
            name, [entry for entry in sys.path if os.path.abspath(entry or ".") not in self._folders]
        )


class Modules:
    """The modules of one project."""

    def __init__(self, root: str, folder: str) -> None:
        self._root = os.path.abspath(root)
        self._folder = os.path.abspath(folder)
        sys.path[:0] = [self._folder, self._root]
        fresh.import_from(self._root)
        fresh.import_from(self._folder)
        sys.meta_path.insert(0, _StandardLibraryFirst([self._folder, self._root]))

    def also_from(self, folder: str) -> None:
        """A further folder that modules are imported from by name."""
        sys.path.insert(2, os.path.abspath(folder))
        fresh.import_from(folder)

    def import_all(self) -> list[dict[str, Any]]:
        """Imports every file below the folder, and tells what cannot be."""
        problems = []
        for path in self._files():
            try:
                self.module(path)
            except SourceProblem as problem:
                problems.append({"file": problem.file, "line": problem.line, "message": str(problem)})
        return problems

    def _files(self) -> list[str]:
        found = []
        for place, folders, files in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
            found += [os.path.join(place, name) for name in sorted(files) if name.endswith(".py") and name[0] != "_"]
        return found

    def module(self, path: str) -> ModuleType:
        """The module of a file, under the name that the project's code imports it by."""
        path = os.path.abspath(path)
        try:
            return self._imported(path)
        except SourceProblem:
            raise
        except BaseException as problem:
            raise self.problem(problem, path) from None

    def _imported(self, path: str) -> ModuleType:
        name = self._name(path)
        if name is not None:
            known = sys.modules.get(name)
            module = known or importlib.import_module(name)
            if _is_of(module, path):
                return module
        return self._private(path)

    def _name(self, path: str) -> Optional[str]:
        """None for what cannot be imported by name: outside of the folder, or named like a standard module."""
        if not path.startswith(self._folder + os.sep):
            return None
        parts = os.path.relpath(path, self._folder)[:-3].split(os.sep)
        if not all(part.isidentifier() for part in parts) or parts[0] in sys.stdlib_module_names:
            return None
        return ".".join(parts)

    def _private(self, path: str) -> ModuleType:
        stem = os.path.splitext(os.path.basename(path))[0]
        digest = hashlib.sha256(os.path.relpath(path, self._root).encode()).hexdigest()[:8]
        name = f"_mxcp_endpoint_{stem}_{digest}"
        if name in sys.modules:
            return sys.modules[name]
        spec = importlib.util.spec_from_file_location(name, path, loader=fresh.Loader(name, path))
        if spec is None or spec.loader is None:
            raise SourceProblem(f"{self.shown(path)} is not a Python file", self.shown(path))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module

    def shown(self, path: str) -> str:
        path = os.path.abspath(path)
        return os.path.relpath(path, self._root) if path.startswith(self._root + os.sep) else path

    def problem(self, problem: BaseException, path: str) -> SourceProblem:
        """What an import, or the code of a module, failed with."""
        if isinstance(problem, SyntaxError) and problem.filename:
            file, line = problem.filename, problem.lineno or 0
            text = f"{type(problem).__name__}: {problem.msg}"
        else:
            file, line = self._place(problem, path)
            text = f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
        if os.path.abspath(file) != path:
            text = f"{text} ({self.shown(file)}:{line})"
            _, line = self._place(problem, path, only=path)
        return SourceProblem(f"Failed to execute Python code: {text}", self.shown(path), line)

    def _place(self, problem: BaseException, path: str, only: Optional[str] = None) -> tuple[str, int]:
        """The deepest place in the project's own code."""
        place = (path, 0)
        for frame in traceback.extract_tb(problem.__traceback__):
            file = os.path.abspath(frame.filename)
            wanted = file == only if only else file.startswith(self._root + os.sep) and "site-packages" not in file
            if wanted:
                place = (file, frame.lineno or 0)
        return place


def _is_of(module: ModuleType, path: str) -> bool:
    file = getattr(module, "__file__", None)
    try:
        return file is not None and os.path.samefile(file, path)
    except OSError:
        return False


def find(module: ModuleType, endpoint: str, named: Optional[str], shown: str) -> Callable[..., Any]:
    """The function of an endpoint: the one that is named; of a resource the one that its file is about."""
    if named is not None or "://" not in endpoint:
        name = named or endpoint
        function = getattr(module, name, None)
        if not callable(function):
            raise SourceProblem(f"Function '{name}' not found in {shown}{_similar(module, name)}", shown)
        return function
    stem = os.path.splitext(os.path.basename(shown))[0]
    for name in ("main", stem):
        if callable(getattr(module, name, None)):
            return getattr(module, name)  # type: ignore[no-any-return]
    public = [(name, value) for name, value in sorted(vars(module).items()) if name[0] != "_" and callable(value)]
    own = [value for _, value in public if getattr(value, "__module__", None) == module.__name__]
    if own or public:
        return own[0] if own else public[0][1]
    raise SourceProblem(f"No function found in {shown}: write one, and name it in source.function", shown)


def _similar(module: ModuleType, name: str) -> str:
    import difflib

    names = [key for key, value in vars(module).items() if key[0] != "_" and inspect.isfunction(value)]
    near = difflib.get_close_matches(name, names, 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def line_of(function: Any) -> int:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_firstlineno if code is not None else 0


def check_signature(function: Callable[..., Any], declared: Sequence[str], shown: str) -> None:
    """Every declared parameter must be taken, and every one that the function needs be declared."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    parameters = signature.parameters.values()
    takes_all = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    by_name = {p.name: p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)}
    needed = [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    extra = [] if takes_all else [name for name in declared if name not in by_name]
    missing = [name for name in needed if name not in declared or name not in by_name]
    if extra or missing:
        parts = []
        if extra:
            parts.append(f"the function does not take {_listed(extra)}, which the endpoint declares")
        if missing:
            parts.append(f"the function needs {_listed(missing)}, which the endpoint does not declare")
        name = getattr(function, "__name__", "function")
        raise SourceProblem(f"Parameter mismatch in {name}{signature}: {'; '.join(parts)}", shown, line_of(function))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
