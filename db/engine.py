"""Opens and closes the store; everything that is SQLite's own stays in this room.

The store is one file. Reads take a connection of their own and never wait; there is
one writer at a time. Every failure of the file comes out as a `StoreProblem` with a
sentence, never as a driver's error.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.sql import func

from db.base import Base
from db.errors import RowRefused, StoreProblem, StoreTooNew
from db.lock import StoreLock
from db.revisions import HEAD, KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Engine

_log = logging.getLogger(__name__)

APPLICATION_ID = 0x554F4631
"""Marks the file as ours ("UOF1") in the header SQLite keeps for that."""

MAGIC = b"SQLite format 3\x00"
MARK_AT = slice(68, 72)
READ_ONLY = {"uri": "true", "mode": "ro"}
BUSY_MS = 5_000
CACHE_KIB = 65_536
PAGE_BYTES = 16_384
"""Measured: an import is written six per cent faster than in pages of 4 KiB."""
WAL_PAGES = 25_000
"""Pages the log may hold before it is copied into the file: a whole import, so that
nobody waits for the copying; closing the store copies what is left."""


class Store:
    """The open store: hands out connections for reading and for writing."""

    def __init__(self, path: Path, engine: Engine, lock: StoreLock) -> None:
        """Hold what `open_store` has opened."""
        self.path = path
        self.engine = engine
        self._lock = lock

    @property
    def folder(self) -> Path:
        """The data folder: the store and its attachments."""
        return self.path.parent

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state of the store.

        Raises:
            StoreProblem: the file cannot be read.
        """
        with sentences(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside one write transaction: all of it or nothing.

        Raises:
            StoreProblem: the disk is full, the file read-only or damaged.
            RowRefused: a constraint of the store forbids a row.
        """
        options = {"begin": "IMMEDIATE"}
        with sentences(), self.engine.connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    def check(self) -> list[str]:
        """Faults of the file itself, as sentences; an empty list is a healthy file."""
        with self.reading() as connection:
            words = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults = [word for word in words if word != "ok"]
        for fault in faults:
            _log.warning("the store is damaged: %s", fault)
        said = (
            [f"数据文件损坏（{len(faults)} 处），请用最近的备份恢复。"]
            if faults
            else []
        )
        said += [
            f"{_called(row[0])}第 {row[1]} 号引用了不存在的记录。" for row in orphans
        ]
        return said

    def close(self) -> None:
        """Close every connection and give the lock back."""
        self.engine.dispose()
        self._lock.release()


def open_store(path: Path) -> Store:
    """Open an existing, up-to-date store file (see `db.migrate` for older ones).

    Raises:
        StoreBusy: another program holds it.
        StoreTooNew: it was written by a newer program.
        StoreProblem: it is missing, not ours, damaged or cannot be written.
    """
    if not path.is_file():
        sentence = f"没有找到数据文件“{path}”，请先建立新的数据（init）。"
        raise StoreProblem(sentence)
    lock = StoreLock(path)
    lock.take()
    try:
        engine = _connect_current(path)
    except BaseException:
        lock.release()
        raise
    return Store(path, engine, lock)


def connect(path: Path, *, foreign_keys: bool = True, fast: bool = False) -> Engine:
    """An engine on the file with the settings that were measured to be safe.

    Args:
        path: the store file; made if it does not exist.
        foreign_keys: off only while a migration rebuilds tables.
        fast: no journal, no syncing: for a new file that nobody knows yet.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        connect_args={"check_same_thread": False, "isolation_level": None},
        json_serializer=None,
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401  DBAPI
        cursor = connection.cursor()
        for pragma in _pragmas(foreign_keys=foreign_keys, fast=fast):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {how}")

    return engine


def read_revision(path: Path) -> str:
    """The schema revision of a store file, without changing the file.

    Raises:
        StoreTooNew: a newer program wrote it.
        StoreProblem: it is no store of this program.
    """
    if not _bears_our_mark(path):
        sentence = f"“{path.name}”不是工会办公的数据文件，程序没有改动它。"
        raise StoreProblem(sentence)
    revision = _written_revision(path)
    if revision is None:
        sentence = f"“{path.name}”没有写明数据版本，可能已损坏，请用最近的备份恢复。"
        raise StoreProblem(sentence)
    if revision not in KNOWN:
        sentence = (
            "这份数据是用更新版本的程序保存的，当前程序不能打开。"
            "请安装新版程序；数据没有改动。"
        )
        raise StoreTooNew(sentence)
    return revision


def mark_as_ours(connection: Connection) -> None:
    """Write the product's mark into the file header."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def defer_references(connection: Connection) -> None:
    """Look at references only when the transaction ends, whatever their order."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def next_ids(connection: Connection, table: Table, count: int) -> range:
    """`count` fresh keys for `table`; safe because there is one writer at a time.

    The key of a row that an undo took away is never given to another row: the undo
    can be undone, and other rows then refer to the key again.
    """
    highest = max(
        connection.scalar(select(func.max(table.c.id))) or 0,
        connection.scalar(TRAILED, {"name": table.name}) or 0,
    )
    return range(highest + 1, highest + 1 + count)


def _connect_current(path: Path) -> Engine:
    if read_revision(path) != HEAD:
        sentence = "数据文件版本与程序不一致，需要先升级。"
        raise StoreProblem(sentence)
    engine = connect(path)
    with sentences(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM alembic_version")
    return engine


def _written_revision(path: Path) -> str | None:
    """Read it without the settings of `connect`, which would change a foreign file."""
    address = path.absolute().as_uri()
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=address, query=READ_ONLY)
    )
    try:
        with sentences(), engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            found = rows.scalar()
    finally:
        engine.dispose()
    return None if found is None else str(found)


def _bears_our_mark(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StoreProblem(f"无法读取数据文件“{path}”，请检查文件权限。") from error
    ours = APPLICATION_ID.to_bytes(4, "big")
    return header.startswith(MAGIC) and header[MARK_AT] == ours


def _pragmas(*, foreign_keys: bool, fast: bool) -> list[str]:
    keys = "ON" if foreign_keys else "OFF"
    pragmas = [f"busy_timeout = {BUSY_MS}", f"foreign_keys = {keys}"]
    if fast:
        return [
            f"page_size = {PAGE_BYTES}",
            *pragmas,
            "journal_mode = OFF",
            "synchronous = OFF",
        ]
    return [
        *pragmas,
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
        "temp_store = MEMORY",
        f"wal_autocheckpoint = {WAL_PAGES}",
    ]


@contextmanager
def sentences() -> Iterator[None]:
    """Say a driver's error in Chinese.

    Raises:
        RowRefused: a constraint forbids a row, or a text cannot be stored.
        StoreProblem: anything else that the file says no to.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise RowRefused("文字中有无法保存的字符，请删去后再试。") from error
    except IntegrityError as error:
        raise _refused(str(error.orig)) from error
    except DatabaseError as error:
        raise StoreProblem(_file_sentence(str(error.orig))) from error


def _refused(words: str) -> RowRefused:
    """What the driver says of a constraint, without its words for our columns."""
    rule, _, named = words.partition(" constraint failed: ")
    table, columns = _columns(named)
    called = _called(table)
    match rule:
        case "UNIQUE":
            sentence = f"已有相同的{called}记录{{}}，不能重复登记。"
        case "NOT NULL":
            sentence = f"{called}记录缺少必填内容{{}}，没有保存。"
        case "FOREIGN KEY constraint failed":
            sentence = "还有其他记录引用这条记录，不能这样改动。"
        case _:
            sentence = f"{_called(_bound_by(named))}记录不符合数据规则，没有保存。"
    return RowRefused(sentence, table=table, columns=columns)


def _columns(named: str) -> tuple[str, tuple[str, ...]]:
    """The table and columns of `dues.person_id, dues.month`."""
    pairs = [item.partition(".") for item in named.split(", ")]
    columns = tuple(column for _, dot, column in pairs if dot)
    return (pairs[0][0], columns) if columns else ("", ())


def _bound_by(constraint: str) -> str:
    """The table that a named rule belongs to."""
    for table in Base.metadata.sorted_tables:
        if any(rule.name == constraint for rule in table.constraints):
            return table.name
    return ""


def _called(name: str) -> str:
    """The Chinese name of a table."""
    table = Base.metadata.tables.get(name)
    return (table.comment or "") if table is not None else ""


TRAILED = text("SELECT max(record_id) FROM trail_entry WHERE table_name = :name")
FILE_SENTENCES = (
    ("disk is full", "磁盘空间已满，这次改动没有保存。请腾出空间后再试。"),
    ("readonly", "数据文件是只读的，不能保存。请检查文件夹权限或 U 盘写保护。"),
    ("unable to open", "无法打开数据文件，请检查文件夹是否存在、是否可以写入。"),
    ("locked", "数据文件正被另一个程序使用，请稍后再试。"),
    ("not a database", "这个文件不是数据文件，或者已经损坏。"),
    ("malformed", "数据文件已损坏，请用最近的备份恢复。"),
    ("disk I/O", "读写磁盘出错，请检查硬盘或 U 盘是否拔出。"),
    ("no such table", "这个文件缺少应有的数据表，不是完整的数据文件。"),
)


def _file_sentence(words: str) -> str:
    for mark, sentence in FILE_SENTENCES:
        if mark in words:
            return sentence
    _log.warning("the store says: %s", words)
    return (
        "数据文件出错，这次操作没有完成。请重新打开程序再试；若仍不行，请用备份恢复。"
    )
