"""Python that stands in an endpoint's file itself."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import linecache
import sys
import types
from typing import Any, Callable, Sequence, Union

from mxcp_worker.source import SourceProblem

_LIBRARIES = {"pd": "pandas", "np": "numpy", "pandas": "pandas", "numpy": "numpy"}
_RESULTS = ("result", "__result")
_numbers = itertools.count(1)


def function(text: str, parameters: Sequence[str]) -> Callable[..., Any]:
    """What answers: the code as the body of a function with ``return`` or a variable ``result``; or a function in it."""
    number = next(_numbers)
    file = f"<inline code {number}>"
    try:
        tree = ast.parse(text, file)
    except SyntaxError as problem:
        raise _refused(problem) from None
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    scope = types.ModuleType(f"_mxcp_inline_{number}")
    sys.modules[scope.__name__] = scope  # where classes of the code look for what they refer to
    _import_libraries(tree, scope)
    own = _Own(tree)
    if own.returns:
        return _body(tree, [], parameters, own, scope, file)
    named = next((name for name in _RESULTS if name in own.assigned), None)
    if named is not None:
        answer = ast.Return(ast.Name(named, ast.Load()))
        return _body(tree, [answer], parameters, own, scope, file)
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        tree.body[0] = ast.copy_location(ast.Return(tree.body[0].value), tree.body[0])
        return _body(tree, [], parameters, own, scope, file)
    return _defined(tree, parameters, scope, file)


class _Own(ast.NodeVisitor):
    """What belongs to the code itself, not to functions and classes in it."""

    def __init__(self, tree: ast.Module) -> None:
        self.returns = False
        self.awaits = False
        self.assigned: set[str] = set()
        self.visit(tree)

    def visit_Return(self, node: ast.Return) -> None:
        self.returns = True
        self.generic_visit(node)

    def visit_Await(self, node: ast.Await) -> None:
        self.awaits = True
        self.generic_visit(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        self.awaits = True
        self.generic_visit(node)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> None:
        self.awaits = True
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self.awaits = self.awaits or bool(node.is_async)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.assigned.add(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        return

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        return

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        return

    def visit_Lambda(self, node: ast.Lambda) -> None:
        return


def _import_libraries(tree: ast.Module, scope: types.ModuleType) -> None:
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in used & _LIBRARIES.keys():
        try:
            setattr(scope, name, importlib.import_module(_LIBRARIES[name]))
        except ImportError:
            continue


def _body(
    tree: ast.Module,
    end: list[ast.stmt],
    parameters: Sequence[str],
    own: _Own,
    scope: types.ModuleType,
    file: str,
) -> Callable[..., Any]:
    arguments = ast.arguments(
        posonlyargs=[], args=[ast.arg(name) for name in parameters], kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    kind: Union[type[ast.FunctionDef], type[ast.AsyncFunctionDef]] = (
        ast.AsyncFunctionDef if own.awaits else ast.FunctionDef
    )
    made = kind(name="endpoint", args=arguments, body=[*tree.body, *end], decorator_list=[])
    made.lineno, made.col_offset = 1, 0
    if hasattr(made, "type_params") or "type_params" in getattr(kind, "_fields", ()):
        made.type_params = []
    module = ast.fix_missing_locations(ast.Module([made], []))
    _run(module, scope, file)
    return scope.endpoint  # type: ignore[no-any-return]


def _defined(tree: ast.Module, parameters: Sequence[str], scope: types.ModuleType, file: str) -> Callable[..., Any]:
    names = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    _run(tree, scope, file)
    functions = [getattr(scope, name) for name in names]
    for found in functions:
        if _fits(found, parameters):
            return found  # type: ignore[no-any-return]
    if functions:
        raise SourceProblem(
            f"no function takes the parameters ({', '.join(parameters)}): declare what the function needs", None, 1
        )
    raise SourceProblem("the code has no result: end it with 'return ...' or 'result = ...'", None, 1)


def _fits(function: Callable[..., Any], parameters: Sequence[str]) -> bool:
    try:
        inspect.signature(function).bind(**dict.fromkeys(parameters))
    except TypeError:
        return False
    return True


def _run(tree: ast.Module, scope: types.ModuleType, file: str) -> None:
    try:
        exec(compile(tree, file, "exec"), scope.__dict__)
    except SyntaxError as problem:
        raise _refused(problem) from None
    except Exception as problem:
        trace = problem.__traceback__
        line = 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == file:
                line = trace.tb_lineno
            trace = trace.tb_next
        text = f"{type(problem).__name__}: {problem}"
        raise SourceProblem(f"Failed to execute Python code: {text}", None, line) from None


def _refused(problem: SyntaxError) -> SourceProblem:
    return SourceProblem(f"Failed to execute Python code: SyntaxError: {problem.msg}", None, problem.lineno or 0)
