"""The strip at the foot of the window that shows what takes its time."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui import theme
from ui.tasks import Task, Worker
from ui.widgets.card import words

PATIENCE = 300
"""Milliseconds a task may take before it is shown."""

STEPS = 1000


class ProgressStrip(QWidget):
    """Title, bar and cancel button of the titled task that is running."""

    appeared = Signal()
    vanished = Signal()

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._task: Task | None = None
        self.title = words("", "strong")
        self.words = words("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton("停止")
        self.cancel_button.clicked.connect(self._cancel)
        self._lay_out()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._appear)
        worker.task_started.connect(self._on_started)
        worker.task_progressed.connect(self._on_progressed)
        worker.task_ended.connect(self._on_ended)
        self.hide()

    @property
    def task(self) -> Task | None:
        """What is shown, or will be if it takes longer."""
        return self._task

    def _lay_out(self) -> None:
        space = theme.current().length
        row = QHBoxLayout(self)
        row.setContentsMargins(
            space("space_l"), space("space_s"), space("space_l"), space("space_s")
        )
        row.setSpacing(space("space_l"))
        row.addWidget(self.title)
        row.addWidget(self.bar, 1)
        row.addWidget(self.words)
        row.addWidget(self.cancel_button)

    def _on_started(self, task: Task) -> None:
        if task.title is None:
            return
        self._task = task
        self.title.setText(task.title)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("停止")
        self._show_progress(task)
        self._patience.start()

    def _on_progressed(self, task: Task) -> None:
        if task is self._task:
            self._show_progress(task)

    def _on_ended(self, task: Task) -> None:
        if task is not self._task:
            return
        self._task = None
        self._patience.stop()
        if not self.isHidden():
            self.hide()
            self.vanished.emit()

    def _appear(self) -> None:
        self.show()
        self.appeared.emit()

    def _show_progress(self, task: Task) -> None:
        known = task.fraction is not None
        self.bar.setRange(0, STEPS if known else 0)
        self.bar.setValue(round((task.fraction or 0) * STEPS))
        self.words.setText(task.words)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel_button.setEnabled(False)
            self.cancel_button.setText("正在停止…")
