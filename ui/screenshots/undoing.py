"""A picture of an undo that is decided row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screenshots.album import Album, Look, settle
from ui.screenshots.staging import SIZE
from ui.startup import PEOPLE

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from unionoffice.office import Office

REASON = "导入会员：调岗名单.xlsx（变更 24 条）"
MOVED = 24
LARGE = 1.5


def move_a_few(office: Office) -> str:
    """A roster gave people another post; two of them were edited since, one is gone."""
    register = office.register(PEOPLE)
    keys = office.ids(office.view(register))[20 : 20 + MOVED]
    with office.transaction(REASON, kind="import") as writer:
        told = {key: {"post": "班长", "duty": "群监员"} for key in keys}
        writer.update_many(register.model, told)
    first, second, third, *_ = keys
    office.save(office.draft(register, first).with_values(phone="13805370011"))
    office.save(office.draft(register, second).with_values(post="队长"))
    office.discard(register, [third])
    return writer.written.batch or ""


def draw_undoing(made: Album, office: Office, window: MainWindow, mark: str) -> None:
    """The page of decisions; in the light also on a display set to 150 %."""
    from ui.screens.trail import TrailRoom

    batch = move_a_few(office)
    room = window.open_page("trail")
    if not isinstance(room, TrailRoom):
        raise TypeError(room)
    settle()
    room.decide(batch)
    made.take(window, f"undo{mark}")
    if not mark and Look.LARGE in made.looks:
        window.resize(SIZE / LARGE)
        made.take(window, "undo-150", ratio=LARGE)
        window.resize(SIZE)
    room.go_back()
    settle()
