"""A small font for characters that the program's own fonts lack, made for a test."""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from unionoffice.paths import resources

RARE = "𠮷"
COMPOSITE = "𠮶"
"""Drawn as two glyphs of 吉, the second smaller."""


def rare_font(folder: Path, units: int = 1000) -> Path:
    """A font of the name that Windows has for rare characters."""
    font = TTFont(resources() / "fonts" / "UnionOfficeTitle.ttf")
    options = subset.Options()
    options.name_IDs = ["*"]
    options.layout_features = []
    options.drop_tables += ["vhea", "vmtx"]
    chosen = subset.Subsetter(options)
    chosen.populate(text="吉")
    chosen.subset(font)
    glyph = font.getBestCmap()[ord("吉")]
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(glyph, (1, 0, 0, 1, 0, 0))
    pen.addComponent(glyph, (0.5, 0, 0, 0.5, 300, 100))
    font["glyf"]["twice"] = pen.glyph()
    font["hmtx"]["twice"] = font["hmtx"][glyph]
    wide = CmapSubtable.newSubtable(12)
    wide.platformID, wide.platEncID, wide.language = 3, 10, 0
    wide.cmap = {ord("吉"): glyph, ord(RARE): glyph, ord(COMPOSITE): "twice"}
    font["cmap"].tables.append(wide)
    if units != 1000:
        scale_upem(font, units)
    font["name"].setName("SimSun-ExtB", 1, 3, 1, 0x409)
    font["name"].setName(f"RareOf{units}", 6, 3, 1, 0x409)
    path = folder / "simsunb.ttf"
    font.save(path)
    return path


def rare_collection(folder: Path) -> Path:
    """The same font as the second of a collection, as Windows keeps SimSun."""
    alone = rare_font(folder)
    first, second = TTFont(alone), TTFont(alone)
    first["name"].setName("Another", 1, 3, 1, 0x409)
    collection = TTCollection()
    collection.fonts = [first, second]
    path = folder / "simsunb.ttc"
    collection.save(path)
    alone.unlink()
    return path
