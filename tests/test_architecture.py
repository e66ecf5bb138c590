"""The import graph is the architecture: it holds, and each contract has teeth.

The contracts stand in pyproject.toml. Every case below copies the tree, adds imports
to it, and asks the linter again; what one contract forbids is tried in one copy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = "Seen stands on done, done stands on kept"
QT = "Qt lives in ui only"
SQL = "The window knows no SQL and only the vocabulary of the store"
INSIDE_OFFICE = "Inside unionoffice nobody looks up"
INSIDE_UI = "Inside ui nobody looks up"
INSIDE_SHEETS = "Inside the sheets nobody looks up"
INSIDE_HARDSHIP = "Inside the hardship area nobody looks up"
INSIDE_DONATIONS = "Inside the donations area nobody looks up"
CONTRACTS = {
    *(LAYERS, QT, SQL, INSIDE_OFFICE, INSIDE_UI, INSIDE_SHEETS, INSIDE_HARDSHIP),
    INSIDE_DONATIONS,
}

ALLOWED = [
    ("unionoffice/cli.py", "import ui.app"),
    ("unionoffice/__main__.py", "import unionoffice.cli"),
    ("unionoffice/members/rules.py", "import db.base"),
    ("unionoffice/office.py", "import sqlalchemy"),
    ("unionoffice/desk/today.py", "import unionoffice.members.rules"),
    ("ui/screens/person.py", "import db.vocabulary"),
    ("ui/screens/person.py", "import unionoffice.office"),
    ("ui/app.py", "import ui.screenshots"),
    ("ui/widgets/banner.py", "import ui.theme"),
    ("ui/tasks.py", "import ui.messages"),
]
"""Imports the architecture wants to be possible: file, statement."""

FORBIDDEN = [
    (LAYERS, "db/base.py", "import unionoffice.errors"),
    (LAYERS, "unionoffice/money.py", "from ui import theme"),
    (LAYERS, "unionoffice/cli.py", "import ui.main_window"),
    (QT, "unionoffice/money.py", "import PySide6"),
    (QT, "unionoffice/paper/preview.py", "from PySide6.QtGui import QImage"),
    (QT, "db/engine.py", "import shiboken6"),
    (SQL, "ui/theme.py", "import sqlalchemy"),
    (SQL, "ui/screens/person.py", "from sqlalchemy.orm import Session"),
    (SQL, "ui/register/page.py", "import sqlite3"),
    (SQL, "ui/screens/person.py", "import db.base"),
    (SQL, "ui/register/page.py", "from db import engine"),
    (
        INSIDE_SHEETS,
        "unionoffice/sheets/reading/read.py",
        "import unionoffice.sheets.planning.plan",
    ),
    (
        INSIDE_HARDSHIP,
        "unionoffice/hardship/judging/figures.py",
        "import unionoffice.hardship.filing.steps",
    ),
    (
        INSIDE_DONATIONS,
        "unionoffice/donations/campaigns/states.py",
        "import unionoffice.donations.gifts.fields",
    ),
    (
        INSIDE_OFFICE,
        "unionoffice/hardship/aid/jobs.py",
        "import unionoffice.donations",
    ),
    (INSIDE_OFFICE, "unionoffice/members/jobs.py", "import unionoffice.hardship"),
    (INSIDE_OFFICE, "unionoffice/members/jobs.py", "import unionoffice.desk"),
    (INSIDE_OFFICE, "unionoffice/register/kind.py", "import unionoffice.office"),
    (INSIDE_OFFICE, "unionoffice/office.py", "import unionoffice.members.rules"),
    (
        INSIDE_OFFICE,
        "unionoffice/paper/wall/roll.py",
        "import unionoffice.sheets.reader",
    ),
    (INSIDE_OFFICE, "unionoffice/errors.py", "import unionoffice.register.kind"),
    (INSIDE_OFFICE, "unionoffice/desk/today.py", "import unionoffice.cli"),
    (INSIDE_OFFICE, "unionoffice/odds_and_ends.py", "import unionoffice.office"),
    (INSIDE_UI, "ui/widgets/banner.py", "import ui.screens.person"),
    (INSIDE_UI, "ui/register/page.py", "import ui.screens.person"),
    (INSIDE_UI, "ui/theme.py", "import ui.widgets.banner"),
    (INSIDE_UI, "ui/screens/person.py", "import ui.main_window"),
    (INSIDE_UI, "ui/main_window.py", "import ui.app"),
    (INSIDE_UI, "ui/odds_and_ends.py", "import ui.theme"),
]
"""Imports it forbids: the contract that must break, file, statement."""


def test_the_tree_keeps_every_contract() -> None:
    report = lint(ROOT)
    assert verdicts(report) == dict.fromkeys(CONTRACTS, "KEPT"), report


def test_the_imports_the_architecture_wants_are_allowed(tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path)
    for file, statement in ALLOWED:
        plant(tree, file, statement)
    report = lint(tree)
    assert verdicts(report) == dict.fromkeys(CONTRACTS, "KEPT"), report


@pytest.fixture(scope="module")
def said_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What the linter says of a tree with all imports that one contract forbids."""

    @cache
    def report(contract: str) -> str:
        tree = copy_of_the_tree(tmp_path_factory.mktemp("tree"))
        for broken, file, statement in FORBIDDEN:
            if broken == contract:
                plant(tree, file, statement)
        return lint(tree)

    return report


@pytest.mark.parametrize(("contract", "file", "statement"), FORBIDDEN)
def test_an_illegal_import_breaks_its_contract(
    contract: str, file: str, statement: str, said_of: Callable[[str], str]
) -> None:
    report = said_of(contract)
    assert verdicts(report).get(contract) == "BROKEN", report
    module = file.removesuffix(".py").replace("/", ".")
    assert accused(report, contract) & accusations(module, statement), report


def test_qt_is_not_reached_through_another_module_either(tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path)
    plant(tree, "unionoffice/sheets/reader.py", "import ui.widgets.banner")
    plant(tree, "ui/widgets/banner.py", "import PySide6.QtWidgets")
    assert verdicts(lint(tree))[QT] == "BROKEN"


def copy_of_the_tree(folder: Path) -> Path:
    """The layers and their contracts in a folder of their own."""
    for layer in ("db", "unionoffice", "ui"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / layer, folder / layer, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def plant(tree: Path, file: str, statement: str) -> None:
    """Add an import to a module, and make the modules that are not there yet."""
    make_module(tree, tree / file)
    for name in imported_modules(statement):
        target = tree.joinpath(*name.split("."))
        if (tree / name.split(".")[0]).is_dir() and not target.is_dir():
            make_module(tree, target.with_suffix(".py"))
    with (tree / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{statement}\n")


def imported_modules(statement: str) -> list[str]:
    """`a.b` of `import a.b`; `a` and `a.b` of `from a import b`."""
    words = statement.split()
    return [words[1]] if words[0] == "import" else [words[1], f"{words[1]}.{words[3]}"]


def make_module(tree: Path, module: Path) -> None:
    """An empty module in regular packages, unless it is there."""
    for folder in module.relative_to(tree).parents:
        if folder != Path():
            (tree / folder).mkdir(exist_ok=True, parents=True)
            (tree / folder / "__init__.py").touch()
    module.touch()


def lint(folder: Path) -> str:
    """What import-linter says about the tree in `folder`."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    surroundings = os.environ | {"PYTHONPATH": "", "PYTHONUTF8": "1", "COLUMNS": "200"}
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return answer.stdout + answer.stderr


def verdicts(report: str) -> dict[str, str]:
    """Contract name and KEPT or BROKEN."""
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", report, re.MULTILINE))


def accused(report: str, contract: str) -> set[str]:
    """`a -> b` of each import, and each module, that the contract itself forbids.

    A chain of several imports is told in several lines and is not among them.
    """
    _, _, section = report.partition(f"\n{contract}\n---")
    (section, *_) = re.split(r"\n\n\n(?=.+\n---)", section)
    alone = r"^- +(\S+(?: -> \S+)?)(?: \(.+\))?\n\n"
    return set(re.findall(alone, section + "\n\n", re.MULTILINE))


def accusations(module: str, statement: str) -> set[str]:
    """How the linter may call the import; of a foreign package it knows the name."""
    names = imported_modules(statement)
    called = {*names, names[0].split(".")[0]}
    return {module, *(f"{module} -> {name}" for name in called)}
