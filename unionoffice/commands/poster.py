"""The command that prints a poster from words alone; it needs no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands.answer import Answer
from unionoffice.documents.posters import poster_of
from unionoffice.printing import write_content

if TYPE_CHECKING:
    from argparse import Namespace


def poster(arguments: Namespace) -> Answer:
    """Large characters over many sheets, and a page that shows how to glue them.

    Raises:
        InvalidInput: something that was said about it cannot be.
        Refused: a character cannot be printed, or the file cannot be written.
    """
    made = poster_of(
        arguments.text,
        sheets=arguments.sheets,
        paper=arguments.paper,
        landscape=arguments.landscape,
        overlap=arguments.overlap,
        ground=arguments.ground,
        ink=arguments.ink,
        guide=not arguments.no_map,
    )
    write_content(made, arguments.out)
    tiling = made.tiling
    wide, high = (round(side) for side in tiling.size_mm)
    count = tiling.columns * tiling.rows
    said = {
        "file": str(arguments.out),
        "columns": tiling.columns,
        "rows": tiling.rows,
        "sheets": count,
        "paper": tiling.paper.name,
        "width_mm": wide,
        "height_mm": high,
    }
    line = f"海报：成品宽 {wide} 毫米、高 {high} 毫米，{count} 张，{arguments.out}"
    return Answer(said, (line,))
