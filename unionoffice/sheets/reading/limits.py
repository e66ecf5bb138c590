"""How much a table file may hold, so that reading it ends in time and in memory.

Whatever file comes, reading and planning it stay below 500 MB and, unless it is truly
large, below ten seconds. A roster of 100 000 rows and 20 columns fits with room to
spare; the largest union of a mine has a fifth of that.
"""

MAX_CELLS = 3_000_000
"""Cells of a file: 100 000 rows of 30 columns."""
MAX_LOAD = 4_500_000
_ROW_LOAD = 15
"""What a filled row costs beside its cells, in cells: a plan keeps 1.2 kB for it."""
MAX_VALUE_BYTES = 64 * 1024 * 1024
"""All the values of a file, packed; 100 000 × 20 take about 25 MB."""
MAX_TEXT_BYTES = 64 * 1024 * 1024
"""A text file on the disk; in UTF-16 100 000 × 20 take about 27 MB."""
MAX_ERRORS = 100_000
"""Cells of a sheet that show an error such as `#N/A`."""
MAX_SHEETS = 500
MAX_CELL_CHARACTERS = 32_767
"""What a cell of Excel can hold; the rules of a field take long over longer text."""
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_USED_COLUMNS = 200

READER_MEMORY_BYTES = 370 * 1024 * 1024
"""What the reading process may take: 100 000 × 20 take 205 MB as .xlsx, 310 as .ods."""

_FIRST_SECONDS = 8.0
_FREE_CELLS = 1_000_000
_SECONDS_PER_MILLION = 8.0


def load_of(rows: int, cells: int) -> int:
    """Weigh what is to be planned, in cells; 100 000 × 20 weigh 3 500 000."""
    return rows * _ROW_LOAD + cells


def seconds_for(cells: int) -> float:
    """Give the time the reader may take: eight seconds, more beyond a million cells.

    A million cells take a good second here and four on an old office PC; a file that
    needs longer is not large but hostile.
    """
    beyond = max(cells - _FREE_CELLS, 0) / 1_000_000
    return _FIRST_SECONDS + _SECONDS_PER_MILLION * beyond
