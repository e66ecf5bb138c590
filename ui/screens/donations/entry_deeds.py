"""What the entry screen writes: rows, blocks, counts; and what can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.vocabulary import DonorKind
from ui.register.importing.typing_rows import block_of
from unionoffice.donations.desk.entry import pasted, saving

if TYPE_CHECKING:
    from unionoffice.donations.desk.entry.pasted import Pasted
    from unionoffice.donations.desk.entry.rows import Heading, TypedRow
    from unionoffice.donations.desk.entry.saving import Written
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

MOST_STEPS = 200


@dataclass(slots=True)
class Steps:
    """The writes of this screen that can be taken back, the newest last."""

    batches: list[str] = field(default_factory=list)

    def put(self, changes: Changes) -> None:
        """Remember a write."""
        if changes.batch:
            self.batches = [*self.batches[1 - MOST_STEPS :], changes.batch]

    def drop(self, batch: str) -> None:
        """A write was taken back elsewhere, or cannot be any more."""
        self.batches = [each for each in self.batches if each != batch]

    @property
    def newest(self) -> str | None:
        """What Ctrl+Z takes back."""
        return self.batches[-1] if self.batches else None

    def forget(self) -> None:
        """What was written is final now."""
        self.batches.clear()


def write(
    office: Office, row: TypedRow, heading: Heading, gift_id: int | None
) -> Written:
    """Write a typed row, or a draft anew.

    Raises:
        Refused: the store says no.
    """
    if gift_id is not None:
        return saving.change_gift(office, gift_id, row, heading)
    return saving.write_rows(office, [row], heading)


def paste(office: Office, text: str, heading: Heading) -> tuple[Pasted, Written]:
    """Write what can be written of a copied block.

    Raises:
        Refused: no amounts can be made out in it, or the store says no.
    """
    block = pasted.read_block(block_of(text))
    return block, saving.write_rows(office, block.rows, heading, pasted=True)


def told_of(block: Pasted, written: Written) -> str:
    """What became of a block, in sentences."""
    waiting = len(written.waiting)
    said = written.changes.sentence or "没有登记。"
    outside = sum(
        1
        for item in written.saved
        if item.row.donor is not None and item.row.donor.kind is DonorKind.OTHER
    )
    if outside:
        said += f"其中 {outside} 人名册上没有，按外单位登记。"
    if waiting:
        said += f"{waiting} 行还没有登记（红色的行），改好一行登记一行。"
    return said + block.sentence
