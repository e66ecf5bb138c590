"""Which hardship files a paper shows: the chosen ones, or those in a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import HardshipFile
from unionoffice.errors import Refused
from unionoffice.hardship.filing.files import FILES
from unionoffice.printing import Setting, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.vocabulary import FileState
    from unionoffice.office import Office
    from unionoffice.printing import Request

ASKED, BLANK = "所选", "空白表"
NONE_FOUND = f"没有符合条件的困难档案；要空白表，请把“范围”改成“{BLANK}”。"
WHO_OR_BLANK = Setting(
    "who",
    "范围",
    ASKED,
    choices=(ASKED, BLANK),
    help="所选：列表中的档案，没有选定时印空白表；空白表：由本人用笔填写",
)


def chosen_or_blank(office: Office, request: Request) -> Sequence[int]:
    """The files asked for; none where a blank form is wanted.

    Raises:
        Refused: files were asked for by conditions that none fulfils.
    """
    asked = request.ids is not None or request.view is not None
    if request.settings[WHO_OR_BLANK.name] == BLANK or not asked:
        return ()
    view, found = chosen(office, FILES, request)
    if not found and (view.conditions or view.search):
        raise Refused(NONE_FOUND)
    return found


def in_states(
    office: Office, request: Request, *states: Sequence[FileState]
) -> Sequence[int]:
    """The files picked one by one, or those of the list in the first states that occur.

    A list nobody picked from is never put on paper as it stands: most of its files
    have nothing to do with the paper.
    """
    _, keys = chosen(office, FILES, request)
    if request.ids is not None:
        return keys
    table = HardshipFile.__table__
    with office.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.state)).all()
        known = {row.id: row.state for row in rows}
    for group in states:
        wanted = set(map(str, group))
        found = [key for key in keys if known.get(key) in wanted]
        if found:
            request.note(found)
            return found
    request.note(())
    return ()
