"""Every paper of this area, family by family."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionoffice.printing import PaperJob

PAPERS: tuple[PaperJob, ...] = ()
"""What can be written and printed without a register."""
