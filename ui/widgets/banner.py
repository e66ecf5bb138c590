"""The strip over a page that says what happened and offers what to do next."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from ui.messages import Notice, Offer, Tone
from ui.widgets.card import words

SECONDS_OF_OK = 6.0
"""How long good news stay."""


class Banner(QFrame):
    """One notice; a newer one takes its place. Escape or × closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.dismiss)
        self._icon = QLabel()
        self._words = words("", wrap=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setToolTip("关闭（Esc）")
        self._close.setAccessibleName("关闭提示")
        icons.put(self._close, "close", size=theme.current().length("icon_s"))
        self._close.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The offers as buttons."""
        return tuple(self._buttons)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; its seconds are counted from now."""
        self._clock.stop()
        self._words.setText(notice.sentence)
        self.setAccessibleName(notice.sentence)
        icons.put(self._icon, _ICONS[notice.tone], notice.tone)
        theme.set_state(self, "tone", notice.tone)
        self._offer(notice.offers)
        self.show()
        seconds = notice.seconds
        if seconds is None and notice.tone is Tone.OK:
            seconds = SECONDS_OF_OK
        if seconds is not None:
            self._clock.start(round(seconds * 1000))

    def dismiss(self) -> None:
        """Take the notice away."""
        self._clock.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        space = theme.current().length
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(
            space("space_l"), space("space_s"), space("space_s"), space("space_s")
        )
        self._row.setSpacing(space("space_m"))
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._close)

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(offer) for offer in offers]
        for place, button in enumerate(self._buttons):
            self._row.insertWidget(2 + place, button)

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.words)
        theme.set_look(button, "quiet")

        def taken() -> None:
            self.dismiss()
            offer.run()

        button.clicked.connect(taken)
        return button


_ICONS = {
    Tone.INFO: "info",
    Tone.OK: "ok",
    Tone.WARNING: "warning",
    Tone.ERROR: "error",
}
