"""The rows of a file that did not go in, kept as a sheet to be mended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui import messages, tasks
from ui.messages import Notice, Tone
from unionoffice.sheets.planning.rejected import NOT_TAKEN, write_rejected_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from unionoffice.sheets.planning.plan import Plan

WORKBOOK = messages.FileKind("表格", ("xlsx",))


def count_outside(plan: Plan) -> int:
    """How many rows do not go in because something is wrong or unanswered."""
    return sum(plan.counts[state] for state in NOT_TAKEN)


def ask_where_to_keep(
    owner: QWidget, plan: Plan, tell: Callable[[Notice], None]
) -> None:
    """Let the person say into which file; `tell` hears what was written."""
    messages.choose_save(
        owner,
        "另存没有导入的行",
        Path(f"{Path(plan.source).stem}-未导入的行.xlsx"),
        [WORKBOOK],
        partial(keep_outside, owner, plan, tell),
    )


def keep_outside(
    owner: QWidget, plan: Plan, tell: Callable[[Notice], None], file: Path
) -> None:
    """Write the rows with the reasons; `tell` hears how many there were."""
    tasks.run(
        owner,
        lambda _progress: write_rejected_rows(plan, file),
        lambda count: tell(
            Notice(f"已把 {count} 行和原因存到“{file.name}”，改好后再导入。", Tone.OK)
        ),
    )
