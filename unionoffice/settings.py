"""What a person arranged on this computer: a small JSON file in the data folder."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from typing_extensions import override

FILE = "settings.json"
DAMAGED = "settings.damaged.json"

logger = logging.getLogger(__name__)


class Settings(MutableMapping[str, str]):
    """Settings by name; every change is written at once, whole or not at all.

    Nothing of the office's records is kept here. A file that cannot be understood is
    kept aside and the settings begin anew; a folder that cannot be written to loses
    the arrangement, never the work.
    """

    def __init__(self, folder: Path) -> None:
        """Read what was arranged before."""
        self.path = folder / FILE
        self._held = _read(self.path)

    @override
    def __getitem__(self, name: str) -> str:
        return self._held[name]

    @override
    def __setitem__(self, name: str, value: str) -> None:
        if self._held.get(name) != value:
            self._held[name] = value
            self._write()

    @override
    def __delitem__(self, name: str) -> None:
        del self._held[name]
        self._write()

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    @override
    def __len__(self) -> int:
        return len(self._held)

    def _write(self) -> None:
        words = json.dumps(self._held, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, words)
        except OSError as error:
            logger.info("settings not written: %s", error)


def _read(path: Path) -> dict[str, str]:
    try:
        told: Any = json.loads(path.read_text("utf-8"))
    except OSError:
        return {}
    except ValueError:
        return _put_aside(path)
    if not isinstance(told, dict):
        return _put_aside(path)
    return {name: value for name, value in told.items() if isinstance(value, str)}


def _put_aside(path: Path) -> dict[str, str]:
    logger.info("settings damaged, kept as %s", DAMAGED)
    try:
        path.replace(path.with_name(DAMAGED))
    except OSError as error:
        logger.info("damaged settings not kept aside: %s", error)
    return {}


def _replace(path: Path, words: str) -> None:
    """Put the words where the path leads, through a file beside it."""
    import tempfile  # not needed before the first window

    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(words)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
