"""New stores, old stores, and the schema that models and migrations agree on."""

from __future__ import annotations

import lzma
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import db.engine
import db.migrate
from db import audit_check, people_index
from db.audit import transaction
from db.base import Base
from db.engine import APPLICATION_ID, connect, open_store
from db.errors import StoreProblem
from db.migrate import SCRIPTS, bring_up_to_date, create_store
from db.models import Person, Unit
from db.revisions import HEAD, KNOWN
from tests.offices import dump, occasion, python, whole

NEXT = f"{int(HEAD) + 1:04}"
"""The revision that the next program will bring."""

LATER = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("unit") as unit:
        unit.add_column(sa.Column("colour", sa.String(10)))
    {{more}}
"""

OLD_STORES = sorted((Path(__file__).parent.parent / "data" / "stores").glob("*.db.xz"))
"""A store with people in it of every revision that came before."""


VERSIONS = sorted((SCRIPTS / "versions").glob("*.py"))


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def test_models_and_migrations_are_one_schema(path: Path) -> None:
    engine = connect(path)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "render_as_batch": True}
            )
            assert compare_metadata(context, Base.metadata) == []
    finally:
        engine.dispose()


def test_a_migrated_store_has_the_very_indexes_of_the_models(
    path: Path, tmp_path: Path
) -> None:
    fresh = tmp_path / "models.db"
    engine = connect(fresh)
    Base.metadata.create_all(engine)
    engine.dispose()
    assert indexes(path) == indexes(fresh)


def indexes(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as store:
        found = store.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
        )
        return {name: " ".join(sql.replace('"', "").split()) for name, sql in found}


def test_the_known_revisions_are_those_of_the_scripts() -> None:
    found = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(found)) == KNOWN
    assert scripts().get_heads() == [HEAD]


def test_migration_files_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (SCRIPTS / "versions").glob("*.py"))
    numbers = [name.partition("_")[0] for name in names]
    assert tuple(numbers) == KNOWN
    assert [int(number) for number in numbers] == list(range(1, len(names) + 1))


def test_a_new_store_bears_our_mark_and_the_newest_revision(tmp_path: Path) -> None:
    path = tmp_path / "新 矿" / "office.db"
    create_store(path)
    with closing(sqlite3.connect(path)) as store:
        (mark,) = store.execute("PRAGMA application_id").fetchone()
        (revision,) = store.execute(
            "SELECT version_num FROM alembic_version"
        ).fetchone()
    assert (mark, revision) == (APPLICATION_ID, HEAD)
    opened = open_store(path)
    assert opened.check() == []
    opened.close()


def test_a_new_store_leaves_nothing_but_itself_and_its_lock(tmp_path: Path) -> None:
    create_store(tmp_path / "office.db")
    names = sorted(item.name for item in tmp_path.iterdir())
    assert names == ["office.db", "office.lock"]


def test_a_new_store_never_takes_the_place_of_an_old_one(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match="没有覆盖"):
        create_store(path)
    assert path.read_bytes() == before


def test_a_folder_called_with_per_cent_signs_is_no_trap(tmp_path: Path) -> None:
    path = tmp_path / "100%(a)s 完成#?" / "office.db"
    create_store(path)
    open_store(path).close()


def test_a_new_store_on_a_disk_without_room_leaves_no_half_store(
    tmp_path: Path,
) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a limit on the size of files")
    code = """
import resource, signal, sys
from pathlib import Path
from db.errors import StoreProblem
from db.migrate import create_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.dont_write_bytecode = True  # a module compiled now would be cut off
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    create_store(Path(sys.argv[1]))
except StoreProblem as problem:
    print(problem.sentence)
"""
    words, _ = python(code, tmp_path / "office.db").communicate()
    assert "磁盘" in words
    assert [item.name for item in tmp_path.iterdir()] == ["office.lock"]


def test_a_store_that_is_up_to_date_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    assert bring_up_to_date(path) is None
    assert path.read_bytes() == before


@pytest.fixture
def filled(path: Path) -> Path:
    """A store of the revision before the one a test adds, with something in it."""
    store = open_store(path)
    with transaction(store, occasion()) as writer:
        unit = writer.insert(Unit, {"name": "采煤一队", "kind": "team"})
        writer.insert(Person, {"name": "张三", "unit_id": unit})
    store.close()
    return path


def next_revision(
    folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "pass"
) -> None:
    """Pretend that this program is one revision ahead, with a script of its own."""
    target = folder / "migrations"
    (target / "versions").mkdir(parents=True)
    for name in ("env.py", *(f"versions/{each.name}" for each in VERSIONS)):
        (target / name).write_bytes((SCRIPTS / name).read_bytes())
    (target / "versions" / f"{NEXT}_colour.py").write_text(LATER.format(more=more))
    monkeypatch.setattr(db.migrate, "SCRIPTS", target)
    monkeypatch.setattr(db.migrate, "HEAD", NEXT)
    monkeypatch.setattr(db.engine, "HEAD", NEXT)
    monkeypatch.setattr(db.engine, "KNOWN", (*KNOWN, NEXT))


def test_an_older_store_is_upgraded_and_the_old_file_kept(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(filled)
    next_revision(tmp_path / "next", monkeypatch)
    kept = bring_up_to_date(filled)
    assert kept is not None
    assert kept.name == f"office.before-{NEXT}.db"
    assert whole(kept) == before
    after = whole(filled)
    assert after.pop("alembic_version") == [(NEXT,)]
    (unit,) = after.pop("unit")
    assert unit[:-1] == before["unit"][0]
    assert {**after} == {
        name: rows
        for name, rows in before.items()
        if name not in {"unit", "alembic_version"}
    }
    store = open_store(filled)
    assert store.check() == []
    store.close()


def test_there_is_an_old_store_of_every_revision_but_the_newest() -> None:
    assert tuple(file.name[:4] for file in OLD_STORES) == KNOWN[:-1]


@pytest.mark.parametrize("packed", OLD_STORES, ids=lambda file: file.name)
def test_a_kept_old_store_comes_up_to_date_with_all_its_rows(
    packed: Path, tmp_path: Path
) -> None:
    old = tmp_path / "office.db"
    old.write_bytes(lzma.decompress(packed.read_bytes()))
    before = whole(old)
    assert before["person"]
    bring_up_to_date(old)
    after = whole(old)
    assert after["alembic_version"] == [(HEAD,)]
    assert {name: after[name] for name in before if name != "alembic_version"} == {
        name: rows for name, rows in before.items() if name != "alembic_version"
    }
    store = open_store(old)
    assert store.check() == []
    with store.reading() as connection:
        assert list(audit_check.problems(connection)) == []
        assert people_index.problems(connection) == []
    store.close()


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "more",
    [
        'op.execute("UPDATE person SET unit_id = 99")',
        'op.execute("SELECT * FROM nothing")',
    ],
)
def test_an_upgrade_that_fails_leaves_the_old_store_as_it_was(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    before = filled.read_bytes()
    next_revision(tmp_path / "next", monkeypatch, more)
    with pytest.raises(StoreProblem):
        bring_up_to_date(filled)
    assert filled.read_bytes() == before
    leftovers = {item.name for item in tmp_path.iterdir()} - {"next", "office.lock"}
    assert leftovers == {"office.db"}


def test_what_a_crash_left_in_the_journal_is_upgraded_too(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = """
import os, sys
from pathlib import Path
from db import audit_check, people_index
from db.audit import transaction
from db.engine import open_store
from db.models import Unit
from tests.offices import occasion
store = open_store(Path(sys.argv[1]))
with transaction(store, occasion()) as writer:
    writer.insert(Unit, {"name": "综掘队", "kind": "team"})
os._exit(9)
"""
    process = python(crash, filled)
    process.communicate()
    assert process.returncode == 9
    assert filled.with_name("office.db-wal").stat().st_size > 0
    next_revision(tmp_path / "next", monkeypatch)
    bring_up_to_date(filled)
    assert [row[3] for row in dump(filled)["unit"]] == ["采煤一队", "综掘队"]
