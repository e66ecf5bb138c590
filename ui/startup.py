"""Puts the program together: the office opened behind the window, pages wired to it.

Nothing heavy is imported before the window was painted: the imports inside functions
are there for that, and run in the worker where they can.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui import tasks
from ui.messages import Notice, Tone
from ui.shell import choose_shade, show_window
from ui.widgets.navigation import PageSpec
from unionoffice.paths import store_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence
    from tempfile import TemporaryDirectory

    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.screens.desk import Desk
    from ui.screens.find_box import FindBox
    from ui.screens.register_room import RegisterRoom
    from ui.screens.welcome import Founding, WelcomePage
    from ui.theme import Shade
    from unionoffice.clock import Clock
    from unionoffice.errors import OfficeError
    from unionoffice.office import Office

WELCOME, HELP = "welcome", "help"
PEOPLE = "members"
"""The register whose records a search for people opens."""
SAMPLE_PEOPLE = 120


def unfold(app: QApplication, opening: QWidget, session: Session) -> MainWindow:
    """Show the main window in place of the one that says it is being opened."""
    return show_window(
        app, session.settings, session.open_office, session.make_pages, opening
    )


class Session:
    """One run of the program: its folder, the open office, the window's pages."""

    def __init__(
        self,
        folder: Path,
        settings: MutableMapping[str, str],
        *,
        clock: Clock | None = None,
    ) -> None:
        """Nothing is open yet."""
        self.folder = folder
        self.settings = settings
        self.desk: Desk | None = None
        self.find_box: FindBox | None = None
        self._clock = clock
        self._office: Office | None = None
        self._sample: TemporaryDirectory[str] | None = None

    def open_office(self, _progress: tasks.Progress) -> Office | None:
        """Open the store of the folder, in the worker; None if there is none yet.

        Raises:
            Refused: another program has it open, it is newer, damaged, …
        """
        from unionoffice.catalogue import REGISTERS
        from unionoffice.office import Office

        path = store_file(self.folder)
        if not path.exists():
            return None
        self._office = Office.open(path, REGISTERS, clock=self._clock)
        return self._office

    def make_pages(
        self, office: Office | None, window: MainWindow
    ) -> Sequence[PageSpec]:
        """The pages of an office, wired to the window; the first start without one."""
        window.navigation.setVisible(office is not None)
        window.top_bar.setVisible(office is not None)
        if office is None:
            return [self._first_start(window)]
        from ui.screens.desk import Desk
        from ui.screens.pages import pages
        from unionoffice.catalogue import GALLERY, PAPERS
        from unionoffice.members.find import warm_up

        self.desk = Desk(office, PAPERS, self.settings, GALLERY)
        self._wire(self.desk, window)
        self._show_union(self.desk, window)
        tasks.run(window, lambda _progress: warm_up(), _ignore, key="warm-up")
        return pages(self.desk)

    def close(self) -> None:
        """Close the store, if one is open, and throw away sample data."""
        office, self._office = self._office, None
        if office is not None:
            office.close()
        sample, self._sample = self._sample, None
        if sample is not None:
            sample.cleanup()

    def _first_start(self, window: MainWindow) -> PageSpec:
        def make() -> WelcomePage:
            from ui.screens.welcome import WelcomePage

            page = WelcomePage(str(self.folder))
            page.founding_requested.connect(partial(self._found, window, page))
            page.sample_requested.connect(partial(self._try_sample, window, page))
            return page

        window.set_status(store="", count="")
        return PageSpec(WELCOME, "欢迎", "home", "", make)

    def _found(self, window: MainWindow, page: WelcomePage, told: Founding) -> None:
        """Found the office that was told, in the worker."""

        def work(_progress: tasks.Progress) -> Office:
            from unionoffice.catalogue import REGISTERS
            from unionoffice.members.founding import set_up_units
            from unionoffice.office import Office

            name, path = told.union_name, store_file(self.folder)
            office = Office.found(path, REGISTERS, union_name=name, clock=self._clock)
            set_up_units(office, name, told.teams)
            return office

        def done(room: RegisterRoom) -> None:
            if told.from_roster:
                room.open_import()

        self._go_on(window, page, work, "正在建立资料…", done)

    def _try_sample(self, window: MainWindow, page: WelcomePage) -> None:
        """Fill a throwaway folder with invented people, and show that."""

        def work(progress: tasks.Progress) -> Office:
            from tempfile import TemporaryDirectory

            from unionoffice import samples
            from unionoffice.catalogue import REGISTERS
            from unionoffice.office import Office

            self._sample = TemporaryDirectory(
                prefix="unionoffice-sample-", ignore_cleanup_errors=True
            )
            path = store_file(Path(self._sample.name))
            name = "青石岭煤矿工会（样例）"
            office = Office.found(path, REGISTERS, union_name=name, clock=self._clock)
            samples.fill(office, SAMPLE_PEOPLE, 1, progress)
            return office

        def done(room: RegisterRoom) -> None:
            words = (
                "这是样例数据，人名都是编的，可以随意试。关闭后再打开就是自己的资料。"
            )
            room.show_notice(Notice(words))

        self._go_on(window, page, work, "正在准备样例数据…", done)

    def _go_on(
        self,
        window: MainWindow,
        page: WelcomePage,
        work: Callable[[tasks.Progress], Office],
        sentence: str,
        then: Callable[[RegisterRoom], None],
    ) -> None:
        """Make an office behind the first page, then show what there is."""
        page.setEnabled(False)
        page.show_notice(Notice(sentence))

        def done(office: Office) -> None:
            self._office = office
            window.set_pages(self.make_pages(office, window), first=PEOPLE)
            room = self._room(window, PEOPLE)
            if room is not None:
                then(room)

        def refused(error: OfficeError) -> None:
            page.setEnabled(True)
            page.show_notice(Notice(error.sentence, Tone.ERROR))

        tasks.run(page, work, done, failed=refused, title=sentence)

    def _wire(self, desk: Desk, window: MainWindow) -> None:
        from ui.screens.find_box import FindBox

        self.find_box = FindBox(desk, window.top_bar.search, window)
        self.find_box.person_requested.connect(
            lambda key: self._open_record(window, PEOPLE, key)
        )
        desk.record_requested.connect(partial(self._open_record, window))
        desk.new_record_requested.connect(partial(self._open_new, window))
        desk.file_given.connect(partial(self._open_file, window))
        desk.page_requested.connect(lambda key: _ignore(window.open_page(key)))
        desk.shade_requested.connect(self._choose_shade)
        desk.union_renamed.connect(window.set_union_name)
        desk.bus.changed.connect(lambda: self._count(desk, window))
        window.help_requested.connect(lambda _page: _ignore(window.open_page(HELP)))

    def _show_union(self, desk: Desk, window: MainWindow) -> None:
        from unionoffice.office import UNION_NAME

        window.set_union_name(desk.office.fact(UNION_NAME))
        window.set_status(store=f"资料：{desk.office.store.path}")
        self._count(desk, window)

    def _count(self, desk: Desk, window: MainWindow) -> None:
        """Say at the foot of the window how many people there are."""
        office, register = desk.office, desk.office.register(PEOPLE)
        tasks.run(
            desk,
            lambda _progress: len(office.ids(office.view(register))),
            lambda count: window.set_status(count=f"{register.noun} {count:,} 人"),
            key="count",
        )

    def _room(self, window: MainWindow, key: str) -> RegisterRoom | None:
        from ui.screens.register_room import RegisterRoom

        room = window.open_page(key)
        return room if isinstance(room, RegisterRoom) else None

    def _open_record(self, window: MainWindow, register: str, key: int) -> None:
        home = self._home(register)
        room = self._room(window, home)
        if room is None:
            return
        if home == register:
            room.leave(lambda: room.page.open_record(key))
        else:
            room.leave(lambda: room.open_part(register, key))

    def _open_new(
        self, window: MainWindow, register: str, values: Mapping[str, object]
    ) -> None:
        home = self._home(register)
        room = self._room(window, home)
        if room is None:
            return
        if home == register:
            room.leave(lambda: room.page.open_new(values))
        else:
            room.leave(lambda: room.begin_part(register, values))

    def _open_file(self, window: MainWindow, register: str, file: Path) -> None:
        home = self._home(register)
        room = self._room(window, home)
        if room is None:
            return
        if home == register:
            room.leave(lambda: _ignore(room.open_import(file)))
        else:
            room.leave(lambda: room.import_part(register, file))

    def _home(self, register: str) -> str:
        """The register on whose page the records of this one are worked on."""
        if self.desk is None:
            return register
        return self.desk.office.register(register).part_of or register

    def _choose_shade(self, shade: Shade | None) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            choose_shade(app, self.settings, shade)


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
