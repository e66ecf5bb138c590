"""A module as text, with the questions the house rules ask of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Source:
    """A module: its path from the root of the project, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the syntax tree."""
        return list(ast.walk(self.tree))

    @cached_property
    def prose(self) -> set[int]:
        """Lines on which a docstring begins."""
        bare = (node.value for node in self.nodes if isinstance(node, ast.Expr))
        return {value.lineno for value in bare if isinstance(value, ast.Constant)}

    def strings(self) -> Iterator[tuple[int, str]]:
        """Line and text of each string that is not a docstring."""
        for node in self.nodes:
            if not isinstance(node, ast.Constant) or node.lineno in self.prose:
                continue
            if isinstance(node.value, str):
                yield node.lineno, node.value

    @cached_property
    def imported(self) -> list[tuple[int, str]]:
        """Line and full dotted name of everything imported."""
        found: list[tuple[int, str]] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = (f"{node.module}.{alias.name}" for alias in node.names)
                found += ((node.lineno, name) for name in names)
        return found

    def names(self) -> Iterator[tuple[int, str]]:
        """Line and last word of each name, attribute and import."""
        for node in self.nodes:
            if isinstance(node, (ast.Name, ast.Attribute)):
                yield node.lineno, last_word(node)
        for line, name in self.imported:
            yield line, name.rpartition(".")[2]

    def calls(self) -> Iterator[tuple[ast.Call, str, str]]:
        """Each call `receiver.name(…)`: the call, receiver's last word, name."""
        for node in self.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node, last_word(node.func.value), node.func.attr

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, nested ones too."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def public_things(self) -> Iterator[Definition]:
        """Public classes, their public methods and public functions, nested ones not.

        Overrides are left out: what they promise stands where they are declared.
        """
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            for node in getattr(waiting.pop(), "body", []):
                if not isinstance(node, Definition):
                    continue
                if not node.name.startswith("_") and not is_override(node):
                    yield node
                    if isinstance(node, ast.ClassDef):
                        waiting.append(node)


def is_override(node: Definition) -> bool:
    """Whether the definition repeats one that is explained elsewhere."""
    marks = {last_word(decorator) for decorator in node.decorator_list}
    return bool(marks & {"override", "overload", "setter", "register"})


def last_word(node: ast.AST) -> str:
    """`c` of `a.b.c`; empty for what is no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
