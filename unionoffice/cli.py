"""The headless face: the office's jobs for scripts, schedules and tests.

Exit 0: done. 1: the input or the world said no, in one Chinese sentence on stderr.
2: wrong usage. With `--json` stdout carries one JSON value and nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.clock import Clock
from unionoffice.errors import OfficeError
from unionoffice.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unionoffice.commands import Answer

    Command = Callable[..., argparse.ArgumentParser]

DONE, REFUSED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without a command open the window."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        told = _parser().parse_args(arguments)
    except SystemExit as stop:
        return DONE if stop.code in {0, None} else MISUSED
    try:
        return _run(told)
    except OfficeError as error:
        return _refuse(error.sentence)
    except KeyboardInterrupt:
        return _refuse("已中断，没有保存的内容已全部退回。")
    except Exception:  # noqa: BLE001  the composition root: no traceback at a user
        return _refuse(f"程序出错，这次操作没有完成。{_write_down(told)}")


def window() -> int:
    """Open the window (the `gui-scripts` entry)."""
    return main([])


def _run(told: argparse.Namespace) -> int:
    if told.command is None:
        return _open_window(told)
    if told.command == "screenshots":
        return _take_screenshots(told)
    if told.command == "demo":
        return _demonstrate(told)
    from unionoffice import commands

    answer: Answer = getattr(commands, told.job)(told)
    _say(told, answer)
    return DONE if answer.ok else REFUSED


def _say(told: argparse.Namespace, answer: Answer) -> None:
    if told.json:
        _print(json.dumps(answer.said, ensure_ascii=False))
        return
    for line in answer.lines:
        _print(line)


def _demonstrate(told: argparse.Namespace) -> int:
    from unionoffice import commands

    made = commands.demo(told, (lambda _line: None) if told.json else _print)
    if told.json:
        _print(json.dumps(made.said, ensure_ascii=False))
    if told.no_window or not _has_screen():
        return DONE
    told.data = made.folder
    return _open_window(told)


def _open_window(told: argparse.Namespace) -> int:
    from ui import app

    return app.open_window(told.data)


def _take_screenshots(told: argparse.Namespace) -> int:
    from ui import app

    made = app.take_screenshots(told.folder)
    if told.json:
        _print(json.dumps([str(path) for path in made], ensure_ascii=False))
    else:
        _print(f"已保存 {len(made)} 张图片到 {told.folder}")
    return DONE


def _has_screen() -> bool:
    import os

    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _write_down(told: argparse.Namespace) -> str:
    """Put the mistake into the log, never on the screen; says where it is."""
    log = data_folder(told.data) / "log" / "unionoffice.log"
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


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="只在标准输出打印一个 JSON 值",
    )
    parser = argparse.ArgumentParser(
        prog="unionoffice", description="工会办公：不带命令时打开窗口。"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹")
    parser.add_argument("--json", action="store_true", help="打印 JSON")
    commands = parser.add_subparsers(dest="command", metavar="命令")

    def command(name: str, words: str, job: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=words, description=words, parents=[shared]
        )
        made.set_defaults(job=job or name)
        return made

    demo = command("demo", "用样例数据演示全部工作，打印每一种纸件")
    demo.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="演示后不打开窗口")
    command("init", "建立新的空数据").add_argument("--name", required=True)
    command("registers", "列出台账")
    command("papers", "列出纸件")
    _sheet_commands(command)
    _list_commands(command)
    sample = command("sample", "建立样例数据，用于试用和测量")
    sample.add_argument("--people", type=_count, required=True, metavar="N")
    sample.add_argument("--seed", type=int, default=1, metavar="S")
    command("check", "检查数据是否完整")
    command("screenshots", "把每个页面存成 PNG").add_argument("folder", type=Path)
    return parser


def _sheet_commands(command: Command) -> None:
    import_ = command("import", "从表格导入；不加 --apply 只预览", "import_")
    import_.add_argument("register", help="台账名，见 registers")
    import_.add_argument("file", type=Path)
    import_.add_argument("--sheet", help="只读这一个工作表")
    import_.add_argument("--apply", action="store_true", help="写入")
    import_.add_argument("--report", type=Path, metavar="OUT.xlsx", help="退回的行")
    command("undo", "撤销一次操作").add_argument("batch", help="操作编号")
    export = command("export", "导出为表格")
    export.add_argument("register")
    export.add_argument("out", type=Path, metavar="OUT.xlsx")
    export.add_argument("--all-columns", action="store_true", help="导出全部项目")


def _list_commands(command: Command) -> None:
    find = command("find", "按姓名、拼音、首字母、尾号找人")
    find.add_argument("text")
    find.add_argument("--limit", type=_count, default=20, metavar="N")
    rows = command("rows", "列出台账中的记录")
    rows.add_argument("register")
    rows.add_argument("--where", action="append", default=[], metavar="项目=内容")
    rows.add_argument("--limit", type=_count, metavar="N")
    print_ = command("print", "打印纸件为 PDF", "print_")
    print_.add_argument("paper", help="纸件名，见 papers")
    print_.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    print_.add_argument("--where", action="append", default=[], metavar="项目=内容")
    print_.add_argument("--set", action="append", default=[], metavar="名称=内容")


def _count(words: str) -> int:
    number = int(words)
    if number < 1:
        message = "应为正整数"
        raise argparse.ArgumentTypeError(message)
    return number
