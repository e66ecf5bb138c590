"""Starts the program: `python -m unionoffice`, and the built one."""

import sys


def run() -> int:
    """Read a sheet apart if we were started for that, else obey the command line."""
    if sys.argv[1:2] == ["--read-sheet"]:
        from unionoffice.sheets.reading.worker import main as read_sheet

        return read_sheet(sys.argv[2:])
    from unionoffice.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
