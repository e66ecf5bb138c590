"""House rules a linter does not know: each finds its bad example, and none in the tree.

A rule takes a `Source` and yields the lines that break it. An exception to a rule is
one entry in its `allowed`, with the reason.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from tests.source_text import Source, last_word

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("db", "unionoffice", "ui")

BOXES = {"QMessageBox", "QInputDialog", "QErrorMessage"}
THREADS = {"QThread", "QThreadPool", "QRunnable", "QtConcurrent"}
THREAD_MODULES = {"threading", "_thread", "concurrent", "asyncio"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("func", "now"),
    ("QDate", "currentDate"),
    ("QDateTime", "currentDateTime"),
    ("QDateTime", "currentDateTimeUtc"),
    ("QTime", "currentTime"),
}
HEX_COLOUR = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})(?!\w)", re.IGNORECASE
)
SQL_WRITE = re.compile(r"\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b", re.IGNORECASE)
WRITES = {"insert", "update", "delete"}
BARE_WAIVER = re.compile(r"#\s*(noqa: ([A-Z]+\d+[, ]*)+|type: ignore\[[\w, -]+\])\s*$")
GENERIC = (
    "ui/register/",
    "unionoffice/register/",
    "unionoffice/sheets/",
    "unionoffice/paper/",
    "unionoffice/office.py",
)
NO_AREAS = {
    "register",
    "sheets",
    "paper",
    "desk",
    "print_ledger",
    "commands",
    "exchange",
}
LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 60, 12

FOREIGN = {
    "path of a machine": r"/[w]ork/|/[r]oot/|/[h]ome/\w|[C]:\\Users\\",
    "package host": r"pypi\.org|[p]ythonhosted|[e]xtra-index-url|[-]-find-links",
    "author's tools": r"\b(c[l]aude|anthrop[i]c|chatgp[t]|cop[i]lot)\b|[b]rief\.md",
    "work left over": r"\b([T]ODO|[F]IXME|[X]XX)\b",
}
"""What has no business in a file of the project; written so as not to match itself."""

Findings = Iterator[tuple[int, str]]


@dataclass(frozen=True)
class Rule:
    """A rule, where it holds, who is excepted and why, and what it must find."""

    find: Callable[[Source], Findings]
    bad: tuple[str, ...]
    good: tuple[str, ...] = ()
    where: tuple[str, ...] = LAYERS
    allowed: dict[str, str] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Whether a module must keep the rule."""
        return path.startswith(self.where) and path not in self.allowed

    def broken_by(self, source: Source) -> list[str]:
        """Each breach as `file:line: what`."""
        return [f"{source.path}:{line}: {what}" for line, what in self.find(source)]


def message_boxes(source: Source) -> Findings:
    return ((line, name) for line, name in source.names() if name in BOXES)


def threads(source: Source) -> Findings:
    yield from ((line, name) for line, name in source.names() if name in THREADS)
    for line, name in source.imported:
        if name.split(".")[0] in THREAD_MODULES:
            yield line, name


def clocks(source: Source) -> Findings:
    for call, receiver, name in source.calls():
        if (receiver, name) in CLOCKS:
            yield call.lineno, f"{receiver}.{name}()"
    for line, name in source.imported:
        if name in {"time.time", "time.localtime"}:
            yield line, name


def hex_colours(source: Source) -> Findings:
    return ((line, s) for line, s in source.strings() if HEX_COLOUR.search(s))


def blocking_windows(source: Source) -> Findings:
    for call, receiver, name in source.calls():
        if name in {"exec", "exec_"}:
            yield call.lineno, f"{receiver}.{name}()"


def swallowed_errors(source: Source) -> Findings:
    for node in source.nodes:
        if not isinstance(node, ast.ExceptHandler) or not catches_everything(node):
            continue
        if not isinstance(node.body[-1], ast.Raise):
            yield node.lineno, "catches everything and goes on"


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether a handler names no error, or the mother of all errors."""
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(last_word(kind) in {"Exception", "BaseException"} for kind in kinds)


def sql_writes(source: Source) -> Findings:
    for line, name in source.imported:
        if name.startswith("sqlalchemy") and name.rpartition(".")[2] in WRITES:
            yield line, name
    for call, receiver, name in source.calls():
        bare = not call.args and not call.keywords
        if name in WRITES and (bare or receiver in {"sqlalchemy", "sa"}):
            yield call.lineno, f"{receiver}.{name}()"
    yield from ((line, s) for line, s in source.strings() if SQL_WRITE.match(s))


def sqlite(source: Source) -> Findings:
    return ((line, name) for line, name in source.imported if "sqlite" in name)


def named_registers(source: Source) -> Findings:
    """Generic code that knows which register it serves."""
    for line, name in source.imported:
        if name.startswith(tuple(f"unionoffice.{area}" for area in areas())):
            yield line, name
    keys = register_keys()
    yield from ((line, text) for line, text in source.strings() if text in keys)
    for node in source.nodes:
        if isinstance(node, ast.Compare) and asks_for_a_key(node):
            yield node.lineno, "asks which register it serves"


def asks_for_a_key(comparison: ast.Compare) -> bool:
    """Whether `….register.key` is compared with a word of the programmer's."""
    asked, word = comparison.left, comparison.comparators[0]
    if not isinstance(asked, ast.Attribute) or not isinstance(word, ast.Constant):
        return False
    of_register = asked.attr == "key" and last_word(asked.value) == "register"
    return of_register and isinstance(word.value, str)


def long_code(source: Source) -> Findings:
    lines = source.text.count("\n")
    if lines > LONGEST_MODULE:
        yield 1, f"{lines} lines"
    if "/migrations/" not in source.path:
        for function in source.functions():
            if length(function) > LONGEST_FUNCTION:
                yield function.lineno, f"{function.name}: {length(function)} lines"


def undocumented(source: Source) -> Findings:
    for node in source.public_things():
        if ast.get_docstring(node) is None:
            yield node.lineno, node.name


def waivers_without_a_reason(source: Source) -> Findings:
    for number, line in enumerate(source.text.splitlines(), start=1):
        if BARE_WAIVER.search(line):
            yield number, line.strip()


RULES = {
    "message boxes live in ui/messages.py": Rule(
        message_boxes,
        bad=(
            "from PySide6.QtWidgets import QMessageBox",
            "QtWidgets.QInputDialog.getText(None, '', '')",
        ),
        allowed={"ui/messages.py": "the only place that asks or tells"},
    ),
    "threads live in ui/tasks.py": Rule(
        threads,
        bad=(
            "import threading",
            "from concurrent.futures import ThreadPoolExecutor",
            "from PySide6.QtCore import QThread",
            "QtCore.QThreadPool.globalInstance()",
        ),
        good=("import subprocess",),
        allowed={
            "ui/tasks.py": "the one place that knows about threads",
            "ui/app.py": "hears of exceptions in threads, starts none",
        },
    ),
    "only unionoffice/clock.py asks for the time": Rule(
        clocks,
        bad=(
            "date.today()",
            "dt.datetime.now(UTC)",
            "time.time()",
            "from time import time",
            "select(func.now())",
            "QDate.currentDate()",
        ),
        good=("clock.today()", "office.clock.now()", "time.monotonic()"),
        allowed={"unionoffice/clock.py": "its job"},
    ),
    "colours stand in the theme's tokens": Rule(
        hex_colours,
        bad=("QColor('#c8102e')", "style = 'border: 1px solid #fff'"),
        good=('"""Like #fff."""', "number_format = '#,##0.00'", "x = '第#1号'"),
    ),
    "nothing is modal": Rule(
        blocking_windows,
        bad=("dialog.exec()", "QMenu(self).exec_(point)"),
        good=("menu.popup(point)", "dialog.open()"),
        where=("ui/",),
        allowed={"ui/app.py": "runs the event loop"},
    ),
    "errors are never swallowed": Rule(
        swallowed_errors,
        bad=(
            "try:\n    f()\nexcept Exception:\n    pass",
            "try:\n    f()\nexcept:\n    pass",
            "try:\n    f()\nexcept (ValueError, BaseException) as e:\n    pass",
        ),
        good=(
            "try:\n    f()\nexcept OSError:\n    g()",
            "try:\n    f()\nexcept BaseException:\n    close()\n    raise",
        ),
        allowed={
            "ui/app.py": "the last resort: one calm dialog, work kept",
            "ui/tasks.py": "an error in the worker is carried to the reporter",
            "unionoffice/cli.py": "composition root",
            "unionoffice/__main__.py": "composition root",
        },
    ),
    "only db writes": Rule(
        sql_writes,
        bad=(
            "from sqlalchemy import select, update",
            "session.execute(table.insert(), rows)",
            "text('DELETE FROM person')",
            "sa.delete(Person)",
        ),
        good=(
            "rows.insert(0, row)",
            "seen.update(keys)",
            "from sqlalchemy import func",
        ),
        where=("unionoffice/",),
    ),
    "only db knows SQLite": Rule(
        sqlite,
        bad=("import sqlite3", "from sqlalchemy.dialects.sqlite import insert"),
        good=("import sqlalchemy",),
        where=("unionoffice/", "ui/"),
    ),
    "generic code names no register": Rule(
        named_registers,
        bad=(
            "from unionoffice.members.register import MEMBERS",
            "hidden = {'members'}",
            "if register.key == 'anything':\n    pass",
        ),
        good=(
            '"""Like members."""',
            "if register.key == other.key:\n    pass",
            "if column.key == 'uid':\n    pass",
        ),
        where=GENERIC,
    ),
    "modules and functions are short": Rule(
        long_code,
        bad=("x = 1\n" * 401, "def f():\n" + "    x = 1\n" * 60),
        good=("x = 1\n" * 400, "def f():\n" + "    x = 1\n" * 59),
        allowed={
            "db/migrations/versions/0001_first_tables.py": "written by Alembic",
            "db/migrations/versions/0002_paper.py": "written by Alembic",
            "db/migrations/versions/0003_sheets.py": "written by Alembic",
            "db/migrations/versions/0004_hardship.py": "written by Alembic",
            "db/migrations/versions/0005_donations.py": "written by Alembic",
        },
    ),
    "public things say what they are for": Rule(
        undocumented,
        bad=("class A:\n    x = 1", 'class A:\n    """A."""\n    def b(self): ...'),
        good=(
            "def _f(): ...",
            "class _A:\n    def b(self): ...",
            'class A:\n    """A."""\n    @override\n    def b(self): ...',
        ),
    ),
    "a waiver gives its reason": Rule(
        waivers_without_a_reason,
        bad=("x = 1  # noqa: A001", "x = f()  # type: ignore[attr-defined]"),
        good=("x = 1  # noqa: A001 - the trade's own word", "f()  # noqa: S301  DATA"),
        where=(*LAYERS, "tests/", "run.py"),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_finds_what_breaks_it_and_nothing_else(name: str) -> None:
    rule = RULES[name]
    path = rule.where[0]
    missed = [text for text in rule.bad if not rule.broken_by(Source(path, text))]
    wronged = [text for text in rule.good if rule.broken_by(Source(path, text))]
    assert (missed, wronged) == ([], [])


@dataclass
class Tree:
    """What was found in one walk over all modules."""

    breaches: dict[str, list[str]] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def tree() -> Tree:
    """Every module looked at once; its syntax tree is forgotten at once."""
    found = Tree({name: [] for name in RULES})
    for source in sources():
        for name, rule in RULES.items():
            if rule.covers(source.path):
                found.breaches[name] += rule.broken_by(source)
        if in_layers(source):
            found.lengths += map(length, source.functions())
    return found


@pytest.mark.parametrize("name", RULES)
def test_the_tree_keeps_the_rule(name: str, tree: Tree) -> None:
    assert tree.breaches[name] == []


def test_half_of_all_functions_are_very_short(tree: Tree) -> None:
    assert median(tree.lengths or [0]) <= MEDIAN_FUNCTION


def test_every_foreign_key_is_indexed_and_every_constraint_named() -> None:
    models = pytest.importorskip("db.models")
    base = pytest.importorskip("db.base")
    assert models
    assert list(schema_problems(base.Base.metadata)) == []


def test_a_schema_without_index_or_names_is_found_out() -> None:
    bad = MetaData()
    Table("unit", bad, Column("id", Integer, primary_key=True))
    unit: Column[int] = Column("unit_id", ForeignKey("unit.id"))
    age = Column("age", Integer)
    Table("person", bad, unit, age, CheckConstraint("age > 0"))
    assert set(schema_problems(bad)) == {
        "unit: PrimaryKeyConstraint without a name",
        "person: ForeignKeyConstraint without a name",
        "person: CheckConstraint without a name",
        "person.unit_id: no index",
    }


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_speaks_of_anything_but_the_project(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    assert [
        f"{name}: {line}" for name, line in text_lines() if pattern.search(line)
    ] == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("path of a machine", "see /ho" + "me/me/notes.txt"),
        ("package host", "--extra-" + "index-url x"),
        ("author's tools", "written with cl" + "aude"),
        ("work left over", "# TO" + "DO: later"),
    ],
)
def test_a_line_that_speaks_of_something_else_is_found_out(
    what: str, line: str
) -> None:
    assert re.search(FOREIGN[what], line)


def schema_problems(metadata: MetaData) -> Iterator[str]:
    """Foreign keys a list would scan for, and constraints a migration cannot name."""
    for table in metadata.tables.values():
        for constraint in table.constraints:
            if constraint.name is None and constraint is not empty_key(table):
                yield f"{table.name}: {type(constraint).__name__} without a name"
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        indexed |= {column.name for column in list(table.primary_key.columns)[:1]}
        for column in table.columns:
            lead = column.unique or column.name in indexed or leads_a_unique_key(column)
            if column.foreign_keys and not lead:
                yield f"{table.name}.{column.name}: no index"


def sources(*, named: str = "*.py") -> Iterator[Source]:
    """Every Python module of the project, or those with a name."""
    files = [ROOT / "run.py"] if named == "*.py" else []
    for folder in (*LAYERS, "tests"):
        files += sorted((ROOT / folder).rglob(named))
    for file in files:
        yield Source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))


@cache
def areas() -> tuple[str, ...]:
    """Folders of unionoffice that are an area of the office's work."""
    folders = (folder.name for folder in (ROOT / "unionoffice").glob("[a-z]*/"))
    return tuple(name for name in folders if name not in NO_AREAS)


@cache
def register_keys() -> frozenset[str]:
    """The keys of all registers that are declared, and those of the first three."""
    keys = {"members", "units", "memberships"}
    declarations = sources(named="*register.py")
    for node in (node for s in declarations for node in s.nodes):
        if isinstance(node, ast.Call) and last_word(node.func) == "Register":
            values = [k.value for k in node.keywords if k.arg == "key"]
            keys |= {str(v.value) for v in values if isinstance(v, ast.Constant)}
    return frozenset(keys)


def text_lines() -> Iterator[tuple[str, str]]:
    """File and line of every text file of the project."""
    for file in project_files():
        try:
            text = (ROOT / file).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        yield from ((file, line) for line in text.splitlines())


def project_files() -> Iterable[str]:
    """What git tracks; in an unpacked archive, all that is not a tool's cache."""
    tracked = tracked_files()
    if tracked:
        return [name for name in tracked if (ROOT / name).is_file()]
    folders = [*LAYERS, "resources", "tests", "docs", "packaging"]
    files = [file for name in folders for file in (ROOT / name).rglob("*")]
    files += ROOT.iterdir()
    kept = (f for f in files if f.is_file() and "__pycache__" not in f.parts)
    return [file.relative_to(ROOT).as_posix() for file in kept]


def tracked_files() -> list[str]:
    """What git tracks here; nothing where there is no git or no repository."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    answer = subprocess.run(  # noqa: S603 - git, found on the path
        [git, "ls-files", "-z"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [name for name in answer.stdout.split("\0") if name]


def in_layers(source: Source) -> bool:
    """Whether the module is part of the program."""
    return source.path.startswith(LAYERS)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def empty_key(table: Table) -> PrimaryKeyConstraint | None:
    """What SQLAlchemy keeps as the primary key of a table that has none."""
    return None if list(table.primary_key.columns) else table.primary_key


def leads_a_unique_key(column: Column[object]) -> bool:
    """Whether a unique constraint begins with the column, which indexes it."""
    keys = (c for c in column.table.constraints if isinstance(c, UniqueConstraint))
    return any(next(iter(key.columns)) is column for key in keys)
