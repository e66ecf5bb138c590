"""A date as people type it, with a calendar to choose from."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, theme
from unionoffice.errors import InvalidInput


class DayEdit(QLineEdit):
    """Takes loose text such as 20200314 or 2020.3.14; may be empty.

    The text is read when the keyboard leaves the field or Enter is pressed. What
    cannot be read stays as it was typed, with a complaint. Alt+↓ opens the calendar.
    """

    day_changed = Signal(object)
    """The new `date`, or None for an empty field."""
    complained = Signal(str)
    """Why the text is no date; empty when it is one again."""

    def __init__(
        self,
        parse: Callable[[str], date | None],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """Take the reader of text (it raises `InvalidInput`) and the clock."""
        super().__init__(parent)
        self._parse, self._today = parse, today
        self._day: date | None = None
        self._complaint = ""
        self.setPlaceholderText("如 2020-03-14")
        self._opener = QAction("打开日历（Alt+↓）", self)
        icons.put(self._opener, "calendar", size=theme.current().length("icon_s"))
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self.read_text)
        self.textEdited.connect(lambda: self._complain(""))

    @property
    def day(self) -> date | None:
        """The date last understood; None for an empty field."""
        return self._day

    @property
    def complaint(self) -> str:
        """Why the text is no date, else empty."""
        return self._complaint

    def set_day(self, day: date | None) -> None:
        """Show a date; tells nobody."""
        self._day = day
        self.setText(day.isoformat() if day else "")
        self._complain("")

    def read_text(self) -> bool:
        """Understand what was typed; False with a complaint if that is impossible."""
        try:
            day = self._parse(self.text()) if self.text().strip() else None
        except InvalidInput as error:
            self._complain(error.sentence)
            return False
        self._accept(day)
        return True

    def open_calendar(self) -> QFrame:
        """Show the calendar under the field."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setObjectName("popup")
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        calendar = _calendar(self._day or self._today())
        column.addWidget(calendar)

        def chosen(picked: QDate) -> None:
            popup.close()
            self._accept(date(picked.year(), picked.month(), picked.day()))

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        return popup

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _accept(self, day: date | None) -> None:
        changed = day != self._day
        self.set_day(day)
        if changed:
            self.day_changed.emit(day)

    def _complain(self, sentence: str) -> None:
        theme.set_state(self, "state", "bad" if sentence else "")
        if sentence != self._complaint:
            self._complaint = sentence
            self.setToolTip(sentence)
            self.complained.emit(sentence)


def _calendar(day: date) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.Chinese))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(
        QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
    )
    calendar.setHorizontalHeaderFormat(
        QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
    )
    rest = QTextCharFormat()
    rest.setForeground(theme.current().colour("text_soft"))
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, rest)
    length = theme.current().length
    calendar.setMinimumSize(length("calendar_width"), length("calendar_height"))
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    return calendar
