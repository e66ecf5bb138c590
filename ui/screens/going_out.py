"""What leaves a register: spreadsheets, text tables, deliveries, empty forms."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from ui import messages, tasks
from ui.messages import Notice, Offer, Tone
from ui.register.importing.delivery_form import DeliveryForm
from ui.register.printing.preview import Wish
from unionoffice.blank_papers.jobs import blank_key
from unionoffice.exchange.envelope import ENDING
from unionoffice.exchange.pack import Slip, pack, suggested_name
from unionoffice.exchange.strangers import unit_field
from unionoffice.office import UNION_NAME
from unionoffice.register.kinds import Reference
from unionoffice.sheets.writing.blank_form import write_blank_form
from unionoffice.sheets.writing.export import export
from unionoffice.sheets.writing.out_columns import entry_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.register.list_pane import Shown
    from ui.register.page import RegisterPage
    from ui.screens.desk import Desk
    from unionoffice.exchange.manifest import Manifest
    from unionoffice.register.register import Register

WORKBOOK = messages.FileKind("表格", ("xlsx",))
TEXT_TABLE = messages.FileKind("CSV 文本", ("csv",))
DELIVERY = messages.FileKind("报送文件", (ENDING,))
SENDER, UNIT, FOLDER = "delivery.sender", "delivery.unit", "delivery.folder"
SECONDS, LONG = 15, 120
ROUNDED = (
    "直接用 Excel 打开 CSV 会把 18 位身份证号的末几位变成 0，"
    "要在 Excel 里看，请导出 .xlsx。"
)
STICK = "stick"
"""The key of the page that looks over a stick."""


class GoingOut(QObject):
    """Asks what and where to, does it in the background, and tells what came of it."""

    preview_requested = Signal(object)
    """Show this `Wish` as it will be printed."""
    written = Signal(object)
    """The path of a file that is whole."""

    def __init__(self, desk: Desk, page: RegisterPage) -> None:
        """Write what this page shows."""
        super().__init__(page)
        self._desk, self._page = desk, page

    @property
    def _register(self) -> Register:
        return self._page.register

    def menu(self, shown: Shown) -> QMenu:
        """What can go out just now, as a menu over the export button."""
        whole = replace(shown, selected=())
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setToolTipsVisible(True)
        if shown.selected:
            words = f"只导出所选的 {len(shown.selected):,} 条…"
            menu.addAction(words, partial(self.ask_where_to_export, shown))
        words = f"导出列表中的 {len(shown.keys):,} 条…"
        listed = menu.addAction(words, partial(self.ask_where_to_export, whole))
        listed.setToolTip("和屏幕上一样的列、顺序和筛选")
        every = menu.addAction(
            "导出全部记录的全部项目…", partial(self.ask_where_to_export, None)
        )
        every.setToolTip("不管筛选和列，台账里有的都导出")
        text = partial(self.ask_where_to_export, shown, TEXT_TABLE)
        menu.addAction("导出为 CSV 文本…", text).setToolTip(ROUNDED)
        if not self._register.locked:
            self._add_forms(menu, shown)
        button = self._page.list.tools.export_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def export(self, shown: Shown | None, file: Path) -> None:
        """Write the rows that are shown, or everything there is, into a file."""
        office, register = self._desk.office, self._register
        view = office.view(register) if shown is None else shown.view
        columns = () if shown is None else shown.columns
        only = () if shown is None else shown.selected

        def work(progress: tasks.Progress) -> int:
            with office.reading() as connection:
                return export(connection, view, file, columns, progress, only=only)

        def done(count: int) -> None:
            note = ROUNDED if file.suffix.casefold() == ".csv" else ""
            told = f"已导出 {count:,} 条{register.noun}到“{file.name}”。{note}"
            self._tell(told, file, LONG if note else SECONDS)

        tasks.run(self._page, work, done, title=f"导出{register.title}")

    def write_blank_form(self, file: Path, *, usual: bool = False) -> None:
        """Write the register as an empty sheet to be filled in; tells where.

        Of a wide register only the `usual` columns are asked for, if so wished.
        """
        office, register = self._desk.office, self._register
        columns = entry_columns(register) if usual else ()

        def work(_progress: tasks.Progress) -> int:
            with office.reading() as connection:
                return write_blank_form(connection, register, file, columns)

        def done(_columns: int) -> None:
            words = f"空白表格已存为“{file.name}”，填好后用“导入”读回来。"
            self._tell(words, file)

        tasks.run(self._page, work, done, title=f"{register.title}空白表格")

    def ask_for_slip(self, shown: Shown) -> DeliveryForm:
        """Ask who hands in the rows that are shown, and for which unit."""
        count = len(shown.selected or shown.keys)
        which = "所选的" if shown.selected else "列表中的"
        what = f"报送{which} {count:,} 条{self._register.noun}（全部项目）"
        kept = self._desk.settings
        slip = Slip(kept.get(SENDER, self._desk.office.who), kept.get(UNIT, ""))
        form = DeliveryForm(self._page, what, slip)
        form.agreed.connect(partial(self._ask_where_to_pack, shown))
        tasks.run(form, lambda _progress: self._units(), partial(_offer_units, form))
        form.open()
        return form

    def pack(self, shown: Shown, slip: Slip, file: Path) -> None:
        """Write a delivery, and say how it is told intact."""
        office, register = self._desk.office, self._register
        self._desk.settings[FOLDER] = str(file.parent)

        def work(progress: tasks.Progress) -> Manifest:
            only = shown.selected
            return pack(office, shown.view, slip, file, progress, only=only)

        def done(manifest: Manifest) -> None:
            told = (
                f"已做成“{file.name}”：{manifest.rows:,} 条{register.noun}，"
                f"写完读回核对无误。核对码 {manifest.code}。"
            )
            self._tell(told, file, LONG)

        tasks.run(self._page, work, done, title="做成报送文件")

    def ask_where_to_export(
        self, shown: Shown | None, kind: messages.FileKind = WORKBOOK
    ) -> None:
        """Let a place be chosen; None exports everything there is."""
        day = self._desk.office.clock.today()
        name = f"{self._register.title}{day:%Y%m%d}.{kind.endings[0]}"
        self._ask("导出表格", name, kind, partial(self.export, shown))

    def _add_forms(self, menu: QMenu, shown: Shown) -> None:
        """Deliveries, and empty forms of sheet and paper."""
        menu.addSeparator()
        slip = menu.addAction("做成报送文件…", partial(self.ask_for_slip, shown))
        slip.setEnabled(bool(shown.keys))
        slip.setToolTip("一个文件，用 U 盘交到上级工会，对方直接导入")
        stick = partial(self._desk.page_requested.emit, STICK)
        menu.addAction("查看 U 盘里的报送文件", stick)
        menu.addSeparator()
        few, all_ = entry_columns(self._register), self._register.sheet.columns
        if len(few) < len(all_):
            ask = partial(self._ask_where_to_put_blank_form, usual=True)
            menu.addAction(f"空白表格（常用 {len(few)} 栏）…", ask)
        ask = partial(self._ask_where_to_put_blank_form, usual=False)
        menu.addAction(f"空白表格（全部 {len(all_)} 栏）…", ask)
        paper = Wish(shown.view, (), None, blank_key(self._register))
        preview = partial(self.preview_requested.emit, paper)
        menu.addAction("空白登记表（纸）…", preview)

    def _units(self) -> tuple[str, list[str]]:
        """The union's own name, and the units a delivery may be for."""
        office, item = self._desk.office, unit_field(self._register)
        names: list[str] = []
        if item is not None and isinstance(item.kind, Reference):
            names = [option.label for option in office.options(item.kind)]
        return office.fact(UNION_NAME), names

    def _ask_where_to_pack(self, shown: Shown, slip: Slip) -> None:
        kept, title = self._desk.settings, self._register.title
        kept[SENDER], kept[UNIT] = slip.sender, slip.unit
        name = suggested_name(title, slip.unit, self._desk.office.clock.today())
        last = Path(kept.get(FOLDER, ""))
        folder = last if last.is_absolute() and last.is_dir() else self._desk.folder
        write = partial(self.pack, shown, slip)
        place = folder / name
        messages.choose_save(self._page, "做成报送文件", place, [DELIVERY], write)

    def _ask_where_to_put_blank_form(self, *, usual: bool) -> None:
        name = f"{self._register.title}空白表格.xlsx"
        write = partial(self.write_blank_form, usual=usual)
        self._ask("空白表格", name, WORKBOOK, write)

    def _ask(
        self,
        title: str,
        name: str,
        kind: messages.FileKind,
        write: Callable[[Path], None],
    ) -> None:
        messages.choose_save(self._page, title, self._desk.folder / name, [kind], write)

    def _tell(self, sentence: str, file: Path, seconds: float = SECONDS) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        open_folder = Offer(
            "打开文件夹", lambda: _ignore(QDesktopServices.openUrl(folder))
        )
        self._page.show_notice(Notice(sentence, Tone.OK, (open_folder,), seconds))
        self.written.emit(file)


def _offer_units(form: DeliveryForm, found: tuple[str, list[str]]) -> None:
    own, names = found
    form.offer_units(names or [own])
    if not form.slip.unit:
        form.unit.setCurrentText(own)


def _ignore(_answer: object) -> None:
    """A deed whose answer nobody needs."""
