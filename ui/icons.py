"""Our own line icons, drawn in the colours of the theme.

An icon is an SVG of 24 px in `resources/icons` that says `currentColor`. Icons put on
a widget with `put` follow when the shade changes.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ui import theme
from unionoffice import paths


def names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


def icon(name: str, colour: str = "icon", size: int = 20) -> QIcon:
    """An icon in the colour of a token, paler where it is disabled.

    `size` is the largest it will be shown in, in logical pixels. It is a picture of
    the present shade: draw it again (or use `put`) when the shade changes.
    """
    made = QIcon()
    for ratio in _ratios():
        made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Selected)
        off = pixmap(name, "icon_disabled", size, ratio)
        made.addPixmap(off, QIcon.Mode.Disabled)
    return made


def pixmap(
    name: str, colour: str = "icon", size: int = 20, ratio: float = 1
) -> QPixmap:
    """An icon as a square picture of `size` logical pixels."""
    return _drawn(name, theme.current().colours[colour], size, ratio)


def put(
    target: QAbstractButton | QAction | QLabel,
    name: str,
    colour: str = "icon",
    size: int = 20,
) -> None:
    """Show an icon on a button, an action or a label, now and in the other shade."""
    target.setProperty("icon_name", name)
    target.setProperty("icon_colour", colour)
    target.setProperty("icon_size", size)
    _show(target)
    _follow()


def _ratios() -> set[float]:
    """The device pixel ratios of all screens, so that every icon is sharp on each."""
    return {screen.devicePixelRatio() for screen in QApplication.screens()}


@cache
def _follow() -> None:
    theme.change().shade_changed.connect(_redraw)


def _redraw() -> None:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton | QLabel):
            _show(widget)
        for action in widget.actions():
            _show(action)


def _show(target: QAbstractButton | QAction | QLabel) -> None:
    name = target.property("icon_name")
    if not name:
        return
    colour, size = target.property("icon_colour"), target.property("icon_size")
    if isinstance(target, QLabel):
        target.setPixmap(pixmap(name, colour, size, target.devicePixelRatioF()))
        return
    target.setIcon(icon(name, colour, size))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(size, size))


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(theme.tinted(name, colour)))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
