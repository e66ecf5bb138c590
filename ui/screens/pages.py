"""Every page of the window: one for each register, then the hand-built screens.

A hand-built screen whose key is that of a register is that register's page. Registers
that are worked on in the page of another one (`part_of`) have none of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ui.screens.donations.campaign_room import CampaignsRoom
from ui.screens.donations.entry_page import EntryPage
from ui.screens.donations.entry_room import GiftsRoom
from ui.screens.doubles.room import DoublesRoom
from ui.screens.figures import FiguresRoom
from ui.screens.gallery import Gallery
from ui.screens.going_out import STICK
from ui.screens.hardship.room import HardshipRoom
from ui.screens.help import HelpPage
from ui.screens.overprint.room import OverprintRoom
from ui.screens.printers import PrintersRoom
from ui.screens.register_room import RegisterRoom
from ui.screens.reporting.room import ReportingRoom
from ui.screens.settings import SettingsPage
from ui.screens.stick import StickPage
from ui.screens.templates.room import TemplatesRoom
from ui.screens.trail import TrailRoom
from ui.screens.visits.room import VisitsRoom
from ui.screens.visits.rounds_room import RoundsRoom
from ui.widgets.navigation import PageSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screens.desk import Desk
    from unionoffice.printing import PaperJob
    from unionoffice.register.register import Register

PRINTING, OFFICE = "打印", "办公"
PAPERS, HELP = "papers", "help"


@dataclass(frozen=True)
class Screen:
    """A hand-built screen: its place in the navigation and what makes it.

    In place of a register's page it stands where the register stands.
    """

    key: str
    title: str
    icon: str
    make: Callable[[Desk], QWidget]
    group: str = OFFICE


SCREENS = (
    Screen(PAPERS, "打印", "print", Gallery, PRINTING),
    Screen("templates", "文书模板", "template", TemplatesRoom, PRINTING),
    Screen("overprint-forms", "套打格式", "overprint", OverprintRoom, PRINTING),
    Screen("printers", "打印机校准", "calibrate", PrintersRoom, PRINTING),
    Screen("visits", "走访慰问", "people", VisitsRoom, "帮扶"),
    Screen("rounds", "慰问活动", "calendar", RoundsRoom, "帮扶"),
    Screen("hardship-files", "困难档案", "home", HardshipRoom, "帮扶"),
    Screen("campaigns", "捐款活动", "heart", CampaignsRoom, "捐款"),
    Screen("gift-entry", "快速登记", "edit", EntryPage, "捐款"),
    Screen("donations", "捐款登记", "dues", GiftsRoom, "捐款"),
    Screen("doubles", "查重", "doubles", DoublesRoom),
    Screen("reporting", "上报报表", "report", ReportingRoom),
    Screen(STICK, "报送文件", "stick", StickPage),
    Screen("trail", "操作记录", "history", TrailRoom),
    Screen("settings", "设置", "settings", SettingsPage),
    Screen(HELP, "帮助", "help", lambda _desk: HelpPage()),
)
"""The hand-built screens, in the order of the navigation."""


def pages(desk: Desk) -> list[PageSpec]:
    """The pages of an open office, group by group; screens before registers."""
    registers = [
        _page_of(desk, register) for register in desk.office if not register.part_of
    ]
    theirs = {spec.key for spec in registers}
    figures = [_figures(desk, job) for job in desk.papers if job.sheets is not None]
    screens = [
        PageSpec(
            screen.key,
            screen.title,
            screen.icon,
            screen.group,
            partial(screen.make, desk),
        )
        for screen in SCREENS
        if screen.key not in theirs
    ]
    groups = list(dict.fromkeys(each.group for each in (*registers, *figures)))
    return sorted(
        (*figures, *screens, *registers), key=lambda each: groups.index(each.group)
    )


def _page_of(desk: Desk, register: Register) -> PageSpec:
    """The page of a register: built by hand if there is such a screen."""
    own = next((each for each in SCREENS if each.key == register.key), None)
    make = partial(own.make, desk) if own else partial(RegisterRoom, desk, register)
    key, title = register.key, register.title
    return PageSpec(key, title, register.icon, register.group, make)


def _figures(desk: Desk, job: PaperJob) -> PageSpec:
    title = job.title.removesuffix("月报")
    return PageSpec(
        job.key, title, "statistics", OFFICE, partial(FiguresRoom, desk, job)
    )
