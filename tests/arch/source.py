"""The source tree as the house rules read it."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below the folders, parsed once for all rules."""
    return tuple(
        _parsed(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))
    )


@cache
def _parsed(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path, text, ast.parse(text))


def files(*, skipped: frozenset[str]) -> Iterator[Path]:
    """Every file of the tree; folders with a skipped name are not entered."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [one for one in folders if one not in skipped and "cache" not in one]
        yield from (Path(folder) / name for name in names if name not in skipped)


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Every call with its dotted name as written (`self.dialog.exec` → that)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """The dotted name of an expression, '' for what has none; a call in it counts as `()`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""
