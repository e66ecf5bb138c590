"""Starts the reading process, listens to it, and sees to it that it ends."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias, cast

from unionoffice.errors import Refused
from unionoffice.sheets.reading.limits import MAX_CELL_CHARACTERS, MAX_USED_COLUMNS
from unionoffice.sheets.reading.packed import plain
from unionoffice.sheets.reading.sniff import FileKind
from unionoffice.sheets.reading.watch import Watch

READER_ARGUMENT = "--read-sheet"
RESAVE = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件后再导入。"
_READER_MODULE = "unionoffice.sheets.reading.worker"
_POLL_SECONDS = 0.05
_COUNT_BYTES = 4
_LONGEST_PATH = 240
_PROBLEMS = {
    "password": "设有打开密码，请在 Excel/WPS 中去掉密码后另存再导入。",
    "damaged": f"读不出来，它可能已损坏，或者用了少见的写法。{RESAVE}",
    "memory": "太大，内存不够。请分成几个文件导入。",
    "text": f"里有一个单元格的文字超过了 {MAX_CELL_CHARACTERS} 个字，请删短后再导入。",
    "wide": f"超过了 {MAX_USED_COLUMNS} 列，请只留下需要导入的列。",
    "cells": "里的内容太多，一次导入不了。请分成几个文件导入。",
}

Word = tuple[object, ...]
Rows = tuple[int, bytes]
Said: TypeAlias = "Connection[object, object]"


@contextmanager
def reader(path: Path, kind: FileKind, sheet: str | None) -> Iterator[Said]:
    """Start the reading process; when the caller is done it is gone.

    Raises:
        Refused: the file cannot be copied for it.
    """
    with _readable(path, kind) as readable:
        receiver, sender = Pipe(duplex=False)
        with receiver:
            with sender:
                process = _start(readable, sheet, handle=sender.fileno())
            try:
                yield receiver
            finally:
                process.kill()
                process.wait()


def messages(pipe: Said, path: Path, watch: Watch) -> Iterator[Word | Rows]:
    """Yield the words and the packed rows of the reading process, with its `("end",)`.

    Raises:
        Refused: it found the file unreadable, or died; the sentence says so.
    """
    while True:
        while not pipe.poll(_POLL_SECONDS):
            watch.check()
        watch.check()
        message = _received(pipe, path)
        if message[0] == "problem":
            raise Refused(f"“{path.name}”{_PROBLEMS[str(message[1])]}")
        yield message
        if message[0] == "end":
            return


def _received(pipe: Said, path: Path) -> Word | Rows:
    try:
        said = pipe.recv_bytes()
    except (EOFError, OSError) as dead:
        raise Refused(
            f"“{path.name}”读不出来，它可能已损坏，或者大得超出了内存。{RESAVE}"
        ) from dead
    if said[:1] == b"r":
        start = 1 + _COUNT_BYTES
        return int.from_bytes(said[1:start], "little"), said[start:]
    return cast("Word", plain(said[1:]))


@contextmanager
def _readable(path: Path, kind: FileKind) -> Iterator[Path]:
    """Give the path under a name that tells the kind, which the reader goes by.

    A file under a wrong name, or deeper than Windows lets programs reach, is copied.
    """
    absolute = path.absolute()
    ending = path.suffix.removeprefix(".")
    fits = ending == kind or (kind is FileKind.XLSX and ending == "xlsm")
    if fits and len(str(absolute)) < _LONGEST_PATH and str(absolute).isprintable():
        yield absolute
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / f"table.{kind}"
        try:
            shutil.copyfile(path, copy)
        except OSError as closed:
            sentence = f"打不开“{path.name}”，请关闭正在使用它的程序后重试。"
            raise Refused(sentence) from closed
        yield copy


def _start(path: Path, sheet: str | None, handle: int) -> "subprocess.Popen[bytes]":
    arguments = [str(handle), str(path), *([sheet] if sheet else [])]
    command = [*_reader_command(), *arguments]
    quiet = subprocess.DEVNULL
    if sys.platform == "win32":
        os.set_handle_inheritable(handle, True)
        return subprocess.Popen(  # noqa: S603 - our own program, our own arguments
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=_environment(),
            creationflags=subprocess.CREATE_NO_WINDOW,
            startupinfo=subprocess.STARTUPINFO(
                lpAttributeList={"handle_list": [handle]}
            ),
        )
    return subprocess.Popen(  # noqa: S603 - our own program, our own arguments
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=_environment(),
        pass_fds=(handle,),
    )


def _reader_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, READER_ARGUMENT]
    return [sys.executable, "-m", _READER_MODULE]


def _environment() -> dict[str, str]:
    """Let the reader find this very package, wherever it was started from."""
    found = importlib.util.find_spec("unionoffice")
    places = found.submodule_search_locations if found else None
    home = [str(Path(place).parent) for place in places or ()]
    known = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join([*home, *([known] if known else [])])
    return {**os.environ, "PYTHONPATH": paths}
