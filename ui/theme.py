"""The look of the window: colours, lengths and fonts from one file of tokens.

`resources/theme/tokens.json` names every colour, distance and size, `window.qss` is
the style sheet with those names in it. Nothing else in the program knows a colour.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.tokens import OWN_FAMILY, font_file, tokens
from unionoffice import paths

ARROWS = {
    "arrow_up": ("up", "text_soft"),
    "arrow_down": ("down", "text_soft"),
    "arrow_left": ("previous", "text_soft"),
    "arrow_right": ("next", "text_soft"),
    "arrow_up_off": ("up", "icon_disabled"),
    "arrow_down_off": ("down", "icon_disabled"),
    "tick": ("tick", "on_accent"),
    "dash": ("dash", "on_accent"),
}
"""Pictures the style sheet asks for: the icon each is made of, and its colour."""

WINDOWS_FAMILY = "Microsoft YaHei UI"
OWN_BOLD_FAMILY = "UnionOffice Hei Bold"
RARE_FAMILY = "UnionOffice Song"


class Shade(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one shade: colours as text, lengths and font sizes in px."""

    shade: Shade
    colours: Mapping[str, str]
    lengths: Mapping[str, int]
    fonts: Mapping[str, int]

    def colour(self, name: str) -> QColor:
        """The colour of a token such as `accent`."""
        return QColor(self.colours[name])

    def length(self, name: str) -> int:
        """The distance of a token such as `space_m`, in logical pixels."""
        return self.lengths[name]

    def font(self, name: str, *, bold: bool = False) -> QFont:
        """The window's font in the size of a token such as `title`."""
        font = QFont(families(bold=bold))
        font.setPixelSize(self.fonts[name])
        font.setBold(bold and _on_windows())
        return font


class Change(QObject):
    """Tells those who draw with theme colours that the shade is another."""

    shade_changed = Signal(object)


@cache
def change() -> Change:
    """The one place to hear of a changed shade; carries the new `Theme`."""
    return Change()


@cache
def load(shade: Shade) -> Theme:
    """The tokens of a shade."""
    read = tokens()
    return Theme(shade, read["colours"][shade], read["lengths"], read["fonts"])


def current() -> Theme:
    """The theme the window has now; light until `dress` was called."""
    return load(_state.shade)


def dress(app: QApplication, shade: Shade) -> Theme:
    """Give the whole program a shade; may be called again to change it.

    Laying the style sheet on takes long, so it is done only if it is another one.
    """
    theme = load(shade)
    _state.shade = shade
    if not _state.dressed:
        _state.dressed = True
        app.setStyle("Fusion")
        _add_own_fonts()
        app.setFont(theme.font("body"))
    sheet = style_sheet(theme)
    if app.styleSheet() != sheet:
        app.setPalette(palette(theme))
        app.setStyleSheet(sheet)
        change().shade_changed.emit(theme)
    return theme


def system_shade(app: QApplication) -> Shade:
    """The shade the user chose for the whole computer."""
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Shade.DARK if dark else Shade.LIGHT


def add_rare_characters() -> None:
    """Load the large font for rare characters; call it after the first paint.

    The family is named in every font from the start, so nothing has to be set again.
    """
    QFontDatabase.addApplicationFont(str(font_file("UnionOfficeSong")))


def families(*, bold: bool = False) -> list[str]:
    """The font families of the window, best first; no system font elsewhere."""
    if _on_windows():
        return [WINDOWS_FAMILY, RARE_FAMILY]
    return [OWN_BOLD_FAMILY if bold else OWN_FAMILY, RARE_FAMILY]


def set_look(widget: QWidget, look: str) -> None:
    """Choose one of the looks of the style sheet, such as `title` or `primary`."""
    set_state(widget, "look", look)


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and draw the widget accordingly."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette(theme: Theme) -> QPalette:
    """The colours for whatever the style sheet does not reach."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.colour(name))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        off = theme.colour("text_disabled")
        made.setColor(QPalette.ColorGroup.Disabled, role, off)
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet with every name filled in.

    Raises:
        KeyError: the template names a token that does not exist.
    """
    template = (_folder() / "window.qss").read_text("utf-8")
    bold = "font-weight: bold;"
    if not _on_windows():
        bold = f'font-family: "{OWN_BOLD_FAMILY}", "{RARE_FAMILY}";'
    values = {**theme.colours, **theme.lengths, **theme.fonts, **_pictures(theme)}
    return Template(template).substitute(values, bold=bold)


def tinted(name: str, colour: str) -> bytes:
    """The SVG of an icon in a colour (`#rrggbb`)."""
    return _drawing(name).replace("currentColor", colour).encode()


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_soft",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "surface_raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Light: "surface_raised",
    QPalette.ColorRole.Midlight: "surface_soft",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Accent: "accent",
}


@dataclass(slots=True)
class _State:
    shade: Shade = Shade.LIGHT
    dressed: bool = False


_state = _State()


def _folder() -> Path:
    return paths.resources() / "theme"


def _on_windows() -> bool:
    return sys.platform == "win32"


def _add_own_fonts() -> None:
    if not _on_windows():
        for name in ("UnionOfficeHei", "UnionOfficeHeiBold"):
            QFontDatabase.addApplicationFont(str(font_file(name)))


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _scratch() -> QTemporaryDir:
    """A style sheet can only name files; this is where its tinted ones lie."""
    return QTemporaryDir()


def _pictures(theme: Theme) -> dict[str, str]:
    """Tinted files for the arrows, by the name the style sheet uses."""
    made = {}
    for word, (icon, colour) in ARROWS.items():
        file = Path(_scratch().path()) / f"{word}-{theme.shade}.svg"
        file.write_bytes(tinted(icon, theme.colours[colour]))
        made[word] = file.as_posix()
    return made
