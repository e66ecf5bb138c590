"""Asks what shall become of work that is not saved, in a banner over the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.messages import Notice, Offer, Tone

if TYPE_CHECKING:
    from ui.widgets.banner import Banner

Deed = Callable[[], None]


class Guard(QObject):
    """Puts one question at a time; closing the banner means to stay."""

    def __init__(self, banner: Banner) -> None:
        """Ask in this banner."""
        super().__init__(banner)
        self._banner = banner
        self._back: Deed | None = None
        # An offer's own answer comes first; a mere × means to stay.
        banner.closed.connect(lambda: QTimer.singleShot(0, self, self._stay))

    def ask(
        self,
        words: str,
        save: Callable[[Deed], None],
        then: Deed,
        otherwise: Deed | None = None,
    ) -> None:
        """Offer to save first, to go on without, or to stay.

        Args:
            words: what is not saved.
            save: saves, and does what it is given afterwards.
            then: what somebody wanted to do.
            otherwise: what to do where they stay.
        """
        offers = (
            Offer("保存", lambda: self._answer(lambda: save(then))),
            Offer("不保存", lambda: self._answer(then)),
            Offer("继续编辑", self._stay),
        )
        self._show(Notice(words, Tone.WARNING, offers))
        self._back = otherwise

    def ask_to_save(self, words: str, save: Callable[[Deed], None], then: Deed) -> None:
        """Offer to save and go on; there is no going on without."""
        offer = Offer("保存并继续", lambda: self._answer(lambda: save(then)))
        self._show(Notice(words, Tone.WARNING, (offer,)))

    def _show(self, notice: Notice) -> None:
        self._back = None
        self._banner.show_notice(notice)
        self._banner.buttons[0].setFocus()

    def _answer(self, call: Deed) -> None:
        self._back = None
        call()

    def _stay(self) -> None:
        back, self._back = self._back, None
        if back is not None:
            back()
