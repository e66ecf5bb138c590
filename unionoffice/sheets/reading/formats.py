"""The kinds of table file that can be taken in, said once for window and commands."""

WORKBOOK_ENDINGS = ("xlsx", "xlsm", "xls", "ods")
TEXT_ENDINGS = ("csv", "tsv", "txt")
ENDINGS = WORKBOOK_ENDINGS + TEXT_ENDINGS
"""How the names of such files end, no dot; what a file really is, its bytes tell."""


def spoken() -> str:
    """Name the kinds as a clerk reads them."""
    return (
        f"Excel、WPS 或 LibreOffice 的 {_listed(WORKBOOK_ENDINGS)}，"
        f"或者 {_listed(TEXT_ENDINGS)} 文本表格"
    )


def _listed(endings: tuple[str, ...]) -> str:
    return "、".join(f".{ending}" for ending in endings)
