"""The build leaves nothing out that the program needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = """
import importlib, pkgutil, sys
for root in ("db", "unionoffice", "ui"):
    package = importlib.import_module(root)
    for found in pkgutil.walk_packages(package.__path__, f"{root}."):
        if not found.name.endswith(("__main__", "migrations.env")):
            importlib.import_module(found.name)
print("\\n".join(sys.modules))
"""
ANYWHERE = {"pdb", "doctest", "pydoc", "curses", "distutils"}
"""What the standard library itself loads at times; the program does not call it."""


def excluded() -> set[str]:
    tree = ast.parse((ROOT / "build.spec").read_text("utf-8"))
    (listed,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "EXCLUDES"
    )
    found: list[str] = ast.literal_eval(listed)
    return set(found)


def test_nothing_that_is_imported_is_left_out() -> None:
    told = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", EVERYTHING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name for name in told.stdout.split() if name in excluded()}
    assert loaded - ANYWHERE == set()
