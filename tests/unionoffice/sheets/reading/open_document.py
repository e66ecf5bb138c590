"""OpenDocument tables written by hand, to the byte, for the tests of reading."""

import zipfile
from pathlib import Path

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text")
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc"'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(
    folder: Path,
    *rows: str,
    name: str = "名册.ods",
    mimetype: str = MIMETYPE,
    manifest: str = "<manifest/>",
    opening: str = "",
) -> Path:
    """An OpenDocument table of one sheet with these rows."""
    content = (
        f'<?xml version="1.0"?>{opening}<office:document-content {SPACES} {CALCEXT}>'
        '<office:body><office:spreadsheet><table:table table:name="名册">'
        f"{''.join(rows)}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def row(*cells: str, times: int | str = 1) -> str:
    repeated = f'table:number-rows-repeated="{times}"'
    return f"<table:table-row {repeated}>{''.join(cells)}</table:table-row>"


def cell(words: str, attributes: str = "", *, times: int | str = 1) -> str:
    repeated = f'table:number-columns-repeated="{times}"'
    kind = attributes or 'office:value-type="string"'
    text = f"<text:p>{words}</text:p>"
    return f"<table:table-cell {repeated} {kind}>{text}</table:table-cell>"


def empty(times: int | str = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'
