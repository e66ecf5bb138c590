"""Makes new stores and brings old ones up to date, never on the file itself.

An old store is copied with SQLite's own backup, the copy is upgraded and checked, and
only then takes the place of the old file, which stays beside it under its revision.
"""

from __future__ import annotations

from pathlib import Path

from db.backup import copy_store
from db.engine import connect, mark_as_ours, read_revision, sentences
from db.errors import StoreProblem
from db.lock import StoreLock
from db.revisions import HEAD

SCRIPTS = Path(__file__).parent / "migrations"


def create_store(path: Path) -> None:
    """Make a new, empty store; the file appears only when it is complete.

    Raises:
        StoreProblem: there is a store already, or the folder cannot be written to.
    """
    if path.exists():
        sentence = f"“{path}”已经有数据了，没有覆盖。"
        raise StoreProblem(sentence)
    lock = _lock_in_new_folder(path)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    try:
        _upgrade(draft)
        draft.replace(path)
    except OSError as error:
        raise StoreProblem(_cannot_write(path)) from error
    finally:
        draft.unlink(missing_ok=True)
        lock.release()


def bring_up_to_date(path: Path) -> Path | None:
    """Upgrade an older store by way of a checked copy.

    Returns where the old file was kept, or None if nothing had to be done.

    Raises:
        StoreTooNew, StoreBusy, StoreProblem: the old file stays as it was.
    """
    lock = StoreLock(path)
    lock.take()
    copy = path.with_suffix(".upgrading")
    try:
        revision = read_revision(path)
        if revision == HEAD:
            return None
        copy.unlink(missing_ok=True)
        copy_store(path, copy)
        _upgrade(copy)
        kept = path.with_name(f"{path.stem}.before-{HEAD}{path.suffix}")
        copy_store(path, kept)
        _forget_journal(path)
        copy.replace(path)
    except OSError as error:
        raise StoreProblem(_cannot_write(path)) from error
    finally:
        copy.unlink(missing_ok=True)
        lock.release()
    return kept


def _lock_in_new_folder(path: Path) -> StoreLock:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreProblem(_cannot_write(path)) from error
    lock = StoreLock(path)
    lock.take()
    return lock


def _upgrade(path: Path) -> None:
    """Run the revisions with foreign keys off, then prove that none is broken."""
    from alembic import command
    from alembic.config import Config

    engine = connect(path, foreign_keys=False, fast=True)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with sentences(), engine.connect() as connection:
            mark_as_ours(connection)
            connection.commit()
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            connection.commit()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            words = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    finally:
        engine.dispose()
    if broken or list(words) != ["ok"]:
        sentence = "升级数据时发现数据不完整，已停止升级，原来的数据没有改动。"
        raise StoreProblem(sentence)


def _forget_journal(path: Path) -> None:
    """Take away what SQLite kept beside the old file: it must not meet the new one."""
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _cannot_write(path: Path) -> str:
    return (
        f"无法在文件夹“{path.parent}”中保存数据，"
        "请检查文件夹是否只读、磁盘是否已满、U 盘是否写保护。"
    )
