"""Writes a visit with its photos; both can be taken back together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.errors import OfficeError
from unionoffice.hardship.visiting import desk as visit_desk
from unionoffice.hardship.visiting import jobs as visit_jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.visits.photo_files import PhotoFile
    from unionoffice.hardship.visiting.desk import Wanted
    from unionoffice.office import Office
    from unionoffice.register.changes import Changes


@dataclass(frozen=True, slots=True)
class Saved:
    """A visit that was written, and the photos that came with it.

    Attributes:
        changes: the writes, in the order in which they were made.
        sentence: what was done.
        refused: why photos could not be kept, if any could not.
    """

    changes: tuple[Changes, ...]
    sentence: str
    refused: tuple[str, ...] = ()

    @property
    def batches(self) -> tuple[str, ...]:
        """What is to be undone, the newest first."""
        return tuple(c.batch for c in reversed(self.changes) if c.batch)


def write(office: Office, wanted: Wanted, photos: Sequence[PhotoFile]) -> Saved:
    """Write the visit, then its photos; a photo that is refused keeps nothing back.

    Raises:
        NotAccepted: the visit breaks a rule, or something is missing.
        Refused: it cannot be written.
    """
    made = visit_desk.save(office, wanted)
    done, refused = [made], []
    for visit in made.in_table("visit") if photos else ():
        for photo in photos:
            try:
                kept = visit_jobs.add_photo(office, visit, photo.content, photo.name)
            except OfficeError as problem:
                refused.append(problem.sentence)
            else:
                done.append(kept)
    count = len(done) - 1
    more = f"附照片 {count} 张。" if count else ""
    return Saved(tuple(done), f"{made.sentence}{more}", tuple(refused))


def undo(office: Office, saved: Saved) -> tuple[Changes, ...]:
    """Take the visit back, and its photos before it.

    Raises:
        Refused: it was changed since.
    """
    return tuple(office.undo(batch) for batch in saved.batches)
