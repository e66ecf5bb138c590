"""What a page says when there is nothing on it yet, and what to do first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.messages import Offer
from ui.widgets.card import words


class EmptyState(QWidget):
    """An icon, a title, a sentence and buttons; the first button is the main one."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        offers: Sequence[Offer] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.set_look(self, "page")
        space = theme.current().length
        mark = QLabel()
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        icons.put(mark, icon, "icon_disabled", space("icon_l"))
        self.title = words(title, "heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = words(sentence, "soft", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(space("sentence"))
        self.say(sentence)
        self.buttons = [_button(offer) for offer in offers]
        for button in self.buttons[:1]:
            theme.set_look(button, "primary")
        self._lay_out(mark)

    def say(self, sentence: str) -> None:
        """Show another sentence, with room for all its lines."""
        self.sentence.setText(sentence)
        width = self.sentence.maximumWidth()
        self.sentence.setFixedHeight(max(self.sentence.heightForWidth(width), 0))

    def _lay_out(self, mark: QLabel) -> None:
        space = theme.current().length
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addStretch()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(space("space_m"))
        column.addStretch(2)
        column.addWidget(mark)
        column.addWidget(self.title)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(space("space_s"))
        column.addLayout(row)
        column.addStretch(3)


def _button(offer: Offer) -> QPushButton:
    button = QPushButton(offer.words)
    button.clicked.connect(lambda: offer.run())
    return button
