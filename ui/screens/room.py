"""A page with room over it: for a while a wizard or a preview takes its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import messages
from ui.messages import BannerHost, Notice


@runtime_checkable
class MayLose(Protocol):
    """A page that may hold work which is not saved yet."""

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""


class Room(QStackedWidget):
    """Shows its page, or what was put over it; going back brings the page again."""

    def __init__(self, page: QWidget) -> None:
        """Show the page."""
        super().__init__()
        self._page = page
        self.addWidget(page)
        self.setFocusProxy(page)

    @property
    def over(self) -> QWidget | None:
        """What is shown over the page, if anything is."""
        shown = self.currentWidget()
        return None if shown is self._page else shown

    def show_over(self, widget: QWidget) -> None:
        """Show something over the page, in place of what was shown there before."""
        self.go_back()
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()

    def go_back(self) -> None:
        """Show the page again and throw away what was over it."""
        over = self.over
        if over is None:
            return
        self.setFocusProxy(self._page)
        self.removeWidget(over)
        over.deleteLater()
        self.setCurrentWidget(self._page)
        self._page.setFocus()

    def leave(self, then: Callable[[], None]) -> None:
        """Go back to the page and do `then`; ask first if something would be lost."""
        lost = unsaved_of(self.over)

        def go() -> None:
            self.go_back()
            then()

        if lost:
            messages.ask(self, f"{lost}，要离开吗？", "离开", "留下", go, danger=True)
        else:
            go()

    def unsaved(self) -> str:
        """What would be lost, in words; empty if nothing."""
        told = (unsaved_of(self.widget(place)) for place in range(self.count()))
        return "\n".join(filter(None, told))

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over what is shown."""
        shown: object = self.currentWidget()
        if isinstance(shown, BannerHost):
            shown.show_notice(notice)


def unsaved_of(page: object) -> str:
    """What would be lost with a page, in words; empty if nothing."""
    return page.unsaved() if isinstance(page, MayLose) else ""
