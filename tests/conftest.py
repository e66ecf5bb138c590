"""What holds for every test: no screen, no network, no user folder, no stray log."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before anything imports PySide6. Set, not defaulted: a test never opens a window.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Where Python may not keep compiled files beside the sources, every worker and every
# program the tests start would compile all of them anew.
if sys.dont_write_bytecode:
    COMPILED = Path(__file__).resolve().parents[1] / ".pytest_cache" / "compiled"
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(COMPILED)
    os.environ["PYTHONPYCACHEPREFIX"] = str(COMPILED)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.util import LRUCache
from typing_extensions import override

# The same examples on every machine and no judging by the clock. Shrinking a failure
# may take minutes; only somebody who sits before it waits for that.
WITHOUT_SHRINKING = tuple(phase for phase in Phase if phase is not Phase.shrink)
settings.register_profile(
    "steady",
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=WITHOUT_SHRINKING if os.environ.get("CI") else tuple(Phase),
)
settings.register_profile(
    "thorough", settings.get_profile("steady"), max_examples=1000, derandomize=False
)
settings.load_profile("steady")
"""For a night of searching: pytest --hypothesis-profile=thorough."""

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
"""Where Linux and Windows programs look for a user's files."""


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a user who has no files yet."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable, place in HOME_VARIABLES.items():
            patch.setenv(variable, str(folder / place))
        yield folder


@pytest.fixture(autouse=True)
def user_folder(empty_home: Path) -> Path:
    """An empty home, so that no test reads or writes the files of a real user."""
    run = empty_home / "run"
    if [*empty_home.iterdir()] != [run] or any(run.iterdir()):
        shutil.rmtree(empty_home)
        empty_home.mkdir()
        run.mkdir(mode=0o700)
    return empty_home


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail the test that connects to another machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True, scope="session")
def known_statements() -> Iterator[None]:
    """Let all stores of a worker share what SQLAlchemy knows of their statements.

    It keeps compiled statements for each engine and dialect; the program has one of
    each, the tests make thousands that are alike and would compile anew in each.
    """
    compiled = LRUCache[Any, Any](2000)

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    def alike(one: Dialect, other: object) -> bool:
        return type(one) is type(other)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLiteDialect, "__eq__", alike)
        patch.setattr(SQLiteDialect, "__hash__", lambda one: hash(type(one)))
        event.listen(Engine, "engine_connect", share)
        yield
        event.remove(Engine, "engine_connect", share)


def guarded(connect: Any) -> Any:  # noqa: ANN401 - two methods of unlike types
    """`connect`, but only to this machine."""

    def connect_locally(opened: socket.socket, address: Any) -> Any:  # noqa: ANN401 - any address family
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("localhost", "127.0.0.1", "::1"):
            pytest.fail(f"the test opens a network connection to {host}")
        return connect(opened, address)

    return connect_locally


class Listener(logging.Handler):
    """Keeps every record of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that logs a warning, unless it is marked `expects_log`."""
    listener = Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    expected = request.node.get_closest_marker("expects_log") is not None
    if listener.records and not expected:
        lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in listener.records]
        pytest.fail("the test logged:\n" + "\n".join(lines), pytrace=False)
