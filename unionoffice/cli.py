"""The headless face: the office's jobs for scripts, schedules and tests.

Exit 0: done. 1: the input or the world said no, in one Chinese sentence on stderr.
2: wrong usage. With `--json` stdout carries one JSON value and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.errors import OfficeError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from unionoffice.commands import Answer

DONE, REFUSED, MISUSED = 0, 1, 2
DATA = ("--data", "DIR")
"""The words beside which nothing but the window can be meant."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without a command open the window."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (len(words) == len(DATA) and words[0] == DATA[0]):
        folder = Path(words[1]) if words else None
        return _guarded(lambda: _open_window(folder), folder)
    from unionoffice.arguments import parser

    try:
        told = parser().parse_args(words)
    except SystemExit as stop:
        return DONE if stop.code in {0, None} else MISUSED
    return _guarded(lambda: _run(told), told.data)


def window() -> int:
    """Open the window (the `gui-scripts` entry)."""
    return main([])


def _guarded(work: Callable[[], int], folder: Path | None) -> int:
    try:
        return work()
    except OfficeError as error:
        return _refuse(error.sentence)
    except KeyboardInterrupt:
        return _refuse("已中断，没有保存的内容已全部退回。")
    except Exception:  # noqa: BLE001  the composition root: no traceback at a user
        return _refuse(f"程序出错，这次操作没有完成。{_write_down(folder)}")


def _run(told: Namespace) -> int:
    if told.command is None:
        return _open_window(told.data)
    if told.command == "screenshots":
        return _take_screenshots(told)
    if told.command == "demo":
        return _demonstrate(told)
    from unionoffice.commands import command

    answer = command(told.job)(told)
    _say(told, answer)
    return DONE if answer.ok else REFUSED


def _say(told: Namespace, answer: Answer) -> None:
    if told.json:
        _print(_json(answer.said))
        return
    for line in answer.lines:
        _print(line)


def _demonstrate(told: Namespace) -> int:
    from unionoffice.commands import everyday

    made = everyday.demo(told, (lambda _line: None) if told.json else _print)
    if told.json:
        _print(_json(made.said))
    if told.no_window or not _has_screen():
        return DONE
    return _open_window(made.folder)


def _open_window(folder: Path | None) -> int:
    from ui import app

    return app.open_window(folder)


def _take_screenshots(told: Namespace) -> int:
    from ui import app

    made = app.take_screenshots(told.folder)
    if told.json:
        _print(_json([str(path) for path in made]))
    else:
        _print(f"已保存 {len(made)} 张图片到 {told.folder}")
    return DONE


def _has_screen() -> bool:
    import os

    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _json(said: object) -> str:
    import json

    return json.dumps(said, ensure_ascii=False)


def _write_down(folder: Path | None) -> str:
    """Put the mistake into the log, never on the screen; says where it is."""
    import traceback

    from unionoffice.clock import Clock
    from unionoffice.paths import data_folder

    log = data_folder(folder) / "log" / "unionoffice.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{Clock().now():%Y-%m-%d %H:%M:%S}\n{traceback.format_exc()}\n")
    except OSError:
        return "日志也没有能够写入。"
    return f"详细情况已写入“{log}”。"


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
