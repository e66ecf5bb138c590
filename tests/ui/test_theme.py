"""The look comes from one file of tokens, complete in both shades."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui import icons, theme
from ui.tokens import OWN_FAMILY
from unionoffice import paths

FOLDER = paths.resources() / "theme"
SHADES = list(theme.Shade)


@pytest.fixture
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    theme.dress(qapp, theme.Shade.LIGHT)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two colours as WCAG 2 measures it, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_both_shades_name_the_same_colours() -> None:
    light, dark = (theme.load(shade).colours for shade in SHADES)
    assert set(light) == set(dark)


@pytest.mark.parametrize("shade", SHADES)
def test_every_colour_is_one(shade: theme.Shade) -> None:
    look = theme.load(shade)
    assert [name for name in look.colours if not look.colour(name).isValid()] == []


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("text", "window"),
        ("text", "surface"),
        ("text", "nav"),
        ("text_soft", "window"),
        ("text_soft", "surface"),
        ("on_accent", "accent"),
        ("on_selection", "selection"),
        ("link", "surface"),
        ("error", "surface"),
        ("error", "error_soft"),
        ("warning", "warning_soft"),
        ("ok", "ok_soft"),
        ("info", "info_soft"),
    ],
)
def test_words_can_be_read_on_their_ground(
    shade: theme.Shade, words: str, ground: str
) -> None:
    look = theme.load(shade)
    assert contrast(look.colour(words), look.colour(ground)) >= 4.5


@pytest.mark.parametrize("shade", SHADES)
def test_the_style_sheet_is_filled_in(shade: theme.Shade) -> None:
    assert "$" not in theme.style_sheet(theme.load(shade))


def test_the_template_knows_no_colour_of_its_own() -> None:
    template = (FOLDER / "window.qss").read_text("utf-8")
    assert re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", template) == []


def test_no_length_and_no_colour_is_named_in_vain() -> None:
    tokens = json.loads((FOLDER / "tokens.json").read_text("utf-8"))
    names = {*tokens["colours"]["light"], *tokens["lengths"], *tokens["fonts"]}
    places = [FOLDER / "window.qss", *Path(theme.__file__).parent.rglob("*.py")]
    text = "\n".join(place.read_text("utf-8") for place in places)
    unused = {name for name in names if not re.search(rf"\b{name}\b", text)}
    # Tone names are put together with the tone; distances form a whole scale.
    assert {
        name for name in unused if not name.startswith(("space_", "radius_"))
    } == set()


def test_the_pictures_of_the_style_sheet_are_there_and_tinted(
    qapp: QApplication,
) -> None:
    look = theme.load(theme.Shade.DARK)
    files = [Path(f) for f in re.findall(r'url\("([^"]+)"\)', theme.style_sheet(look))]
    assert files
    for file in files:
        assert "currentColor" not in file.read_text("utf-8")
        assert not QImage(str(file)).isNull()


def test_dressing_changes_palette_style_sheet_and_font(
    qapp: QApplication, back_to_light: None
) -> None:
    theme.dress(qapp, theme.Shade.DARK)
    look = theme.load(theme.Shade.DARK)
    assert theme.current() is look
    assert qapp.palette().window().color() == look.colour("window")
    assert look.colours["accent"] in qapp.styleSheet()
    assert qapp.font().families()[0] == theme.families()[0]


def test_a_changed_shade_is_told(
    qtbot: QtBot, qapp: QApplication, back_to_light: None
) -> None:
    with qtbot.waitSignal(theme.change().shade_changed) as told:
        theme.dress(qapp, theme.Shade.DARK)
    assert told.args == [theme.load(theme.Shade.DARK)]


def test_icons_follow_the_shade(
    qtbot: QtBot, qapp: QApplication, back_to_light: None
) -> None:
    button, label = QPushButton(), QLabel()
    for widget in (button, label):
        qtbot.addWidget(widget)
        icons.put(widget, "people")
    light = button.icon().pixmap(20, 20).toImage(), label.pixmap().toImage()
    theme.dress(qapp, theme.Shade.DARK)
    assert button.icon().pixmap(20, 20).toImage() != light[0]
    assert label.pixmap().toImage() != light[1]


def test_the_own_fonts_are_loaded(qapp: QApplication) -> None:
    assert OWN_FAMILY in QFontDatabase.families()
    assert theme.OWN_BOLD_FAMILY in QFontDatabase.families()


def test_rare_characters_are_drawn_after_the_large_font_is_added(
    qapp: QApplication,
) -> None:
    theme.add_rare_characters()
    body = QFontMetrics(theme.current().font("body"))
    assert body.inFont("丂")
    assert not body.inFont("\U000e0fff")


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_takes_its_colour_from_the_theme(name: str) -> None:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    assert "currentColor" in drawing
    assert "#" not in drawing


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_and_touches_no_edge(
    name: str, qapp: QApplication
) -> None:
    image = icons.pixmap(name, "text", 48).toImage()
    inked = {
        (x, y)
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() > 40
    }
    assert inked
    assert not {spot for spot in inked if 0 in spot or 47 in spot}


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    icon = icons.icon("save")
    normal = icon.pixmap(20, 20).toImage()
    off = icon.pixmap(20, 20, icon.Mode.Disabled).toImage()
    assert normal != off


def test_a_state_changes_how_a_widget_is_drawn(qtbot: QtBot) -> None:
    button = QPushButton("保存")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage()
    theme.set_look(button, "primary")
    assert button.grab().toImage() != before
