"""How soon the first window is painted, beside an empty PySide6 window.

Measured from the first line of the process, with imports: until the empty window has
painted itself; until the first window a person sees (`ui.opening`, which says that the
program is being opened) has; and, without a limit, until the main window that takes its
place has. Ours is started the normal way, by `unionoffice --data FOLDER`.

Both are started in processes of their own, in turns, so that both meet the same
machine. Run: `python -m tests.bench.bench_start [TIMES]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, show

ROOT = Path(__file__).parent.parent.parent
TIMES = 9
TIMES_EMPTY = 1.6

EMPTY = """
import sys, time
began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.perf_counter() - began, flush=True)
        app.quit()
window = Window()
window.resize(1200, 700)
window.show()
app.exec()
"""

OURS = """
import os, sys, time
began = time.perf_counter()
from unionoffice import cli
from ui import opening
def tell():
    print(time.perf_counter() - began, flush=True)
def finish():
    tell()
    os._exit(0)
class Window(opening.OpeningWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.painted.connect(tell)
        self.painted.connect(hook)
def hook():
    from ui import main_window
    made = main_window.MainWindow.__init__
    def init(self, *arguments, **more):
        made(self, *arguments, **more)
        self.first_painted.connect(finish)
    main_window.MainWindow.__init__ = init
opening.OpeningWindow = Window
sys.exit(cli.main(["--data", sys.argv[1]]))
"""


def run(times: int = TIMES) -> list[Figure]:
    """Start both windows in turns and compare the medians."""
    empty: list[float] = []
    ours: list[float] = []
    whole: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        _started(EMPTY, folder)
        _started(OURS, folder)
        for _ in range(times):
            empty += _started(EMPTY, folder)
            first, main = _started(OURS, folder)
            ours.append(first)
            whole.append(main)
    bare, mine = median(empty) * 1000, median(ours) * 1000
    return [
        Figure("empty PySide6 window, first paint", bare, "ms"),
        Figure("our first window, first paint", mine, "ms"),
        Figure("our main window, first paint", median(whole) * 1000, "ms"),
        Figure("ours ÷ empty", mine / bare, "×", TIMES_EMPTY),
    ]


def _started(program: str, folder: str) -> list[float]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", program, folder],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [float(word) for word in done.stdout.split()]


if __name__ == "__main__":
    sys.exit(not show("start", run(int(sys.argv[1]) if sys.argv[1:] else TIMES)))
