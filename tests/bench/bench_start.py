"""How soon the first window is painted, beside an empty PySide6 window.

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
import sys, time
began = time.perf_counter()
from unionoffice import cli
from ui import main_window
class Window(main_window.MainWindow):
    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.first_painted.connect(self.tell)
    def tell(self):
        print(time.perf_counter() - began, flush=True)
        import os
        os._exit(0)
from ui import app
app.MainWindow = Window
sys.exit(cli.main(["--data", sys.argv[1]]))
"""


def run(times: int = TIMES) -> list[Figure]:
    """Start both windows in turns and compare the medians."""
    empty: list[float] = []
    ours: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        _started(EMPTY, folder)
        _started(OURS, folder)
        for _ in range(times):
            empty.append(_started(EMPTY, folder))
            ours.append(_started(OURS, folder))
    bare, mine = median(empty) * 1000, median(ours) * 1000
    return [
        Figure("empty PySide6 window, first paint", bare, "ms"),
        Figure("our window, first paint", mine, "ms"),
        Figure("ours ÷ empty", mine / bare, "×", TIMES_EMPTY),
    ]


def _started(program: str, folder: str) -> float:
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
    return float(done.stdout.split()[0])


if __name__ == "__main__":
    sys.exit(not show("start", run(int(sys.argv[1]) if sys.argv[1:] else TIMES)))
