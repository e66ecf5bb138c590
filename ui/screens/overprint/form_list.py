"""The office's forms by name, and what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.messages import Offer
from ui.widgets.empty_state import EmptyState
from unionoffice.paper.sizes import A3, A4, B5, K16, LARGE_K16, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unionoffice.documents.overprint import KeptForm
    from unionoffice.paper.certificate.overprint import OverprintForm

WIDTH = 188
SIZES = (
    A4.landscape,
    Paper("A4 竖", A4.width_mm, A4.height_mm),
    K16.landscape,
    Paper("正度 16 开 竖", K16.width_mm, K16.height_mm),
    LARGE_K16.landscape,
    B5.landscape,
    A3.landscape,
)
CUSTOM = Paper("自定尺寸", 260, 185)
"""The inner sheet of many certificate covers; both sides are typed in anyway."""
FIRST_STEPS = (
    "买来的证书、聘书放进打印机，只把姓名、正文、日期印到该在的地方，叫套打。"
    "先按证书的大小建一个格式，再在纸上拖动各处文字。"
)
_ID = int(Qt.ItemDataRole.UserRole)


class FormList(QWidget):
    """A list; every deed is a request to the page."""

    form_chosen = Signal(object)
    """The id of a form; None is the one that is not kept yet."""
    new_requested = Signal(object)
    """A form on this `Paper`."""
    copy_requested = Signal()
    rename_requested = Signal()
    discard_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.list = QListWidget()
        self.list.setAccessibleName("套打格式")
        self.new_button, self.more_button = QPushButton("新建"), QPushButton("更多")
        self.new_menu, self.more_menu = QMenu(self), QMenu(self)
        self._fill_menus()
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_item)

    def show_forms(
        self,
        kept: Sequence[KeptForm],
        now: int | None,
        draft: OverprintForm | None,
        *,
        dirty: bool,
    ) -> None:
        """Show these, the one under the pen as it stands there."""
        with QSignalBlocker(self.list):
            self.list.clear()
            if draft is not None and now is None:
                self._add(None, draft, dirty=True)
            for each in kept:
                open_ = draft is not None and each.id == now
                form = draft if open_ and draft is not None else each.form
                self._add(each.id, form, dirty=open_ and dirty)
            self.select(now)

    def select(self, record_id: int | None) -> None:
        """Mark the form that is edited, without telling anybody."""
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                if self.list.item(row).data(_ID) == record_id:
                    self.list.setCurrentRow(row)

    def offer(self, *, there: bool) -> None:
        """Offer what needs a form only where one is shown."""
        for action in (
            self.copy_action,
            self.rename_action,
            self.discard_action,
            self.export_action,
        ):
            action.setEnabled(there)

    def _add(self, record_id: int | None, form: OverprintForm, *, dirty: bool) -> None:
        mark = "　未保存" if dirty else ""
        size = f"{form.width_mm:g} × {form.height_mm:g} 毫米"
        name = form.name.strip() or "（没有名称）"
        item = QListWidgetItem(f"{name}\n{size}{mark}")
        item.setData(_ID, record_id)
        item.setToolTip(f"{name}\n{size}，{len(form.fields)} 处")
        self.list.addItem(item)

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.form_chosen.emit(item.data(_ID))

    def _fill_menus(self) -> None:
        for paper in SIZES:
            label = f"{paper.name}（{paper.width_mm:g} × {paper.height_mm:g}）"
            self.new_menu.addAction(label, partial(self.new_requested.emit, paper))
        self.new_menu.addSeparator()
        custom = partial(self.new_requested.emit, CUSTOM)
        self.new_menu.addAction("自定尺寸…", custom)
        more = self.more_menu
        self.copy_action = more.addAction("复制一份", self.copy_requested.emit)
        self.rename_action = more.addAction("改名", self.rename_requested.emit)
        self.discard_action = more.addAction("删除", self.discard_requested.emit)
        more.addSeparator()
        self.import_action = more.addAction("导入…", self.import_requested.emit)
        self.export_action = more.addAction("导出…", self.export_requested.emit)
        self.new_button.setMenu(self.new_menu)
        self.more_button.setMenu(more)

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.new_button, "add", size=space("icon_s"))
        self.list.setWordWrap(True)
        self.list.setSpacing(space("space_xs"))
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.new_button, 1)
        row.addWidget(self.more_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_m"))
        column.addLayout(row)
        column.addWidget(self.list, 1)


def no_forms(new: Callable[[Paper], None], take_in: Callable[[], None]) -> EmptyState:
    """What is said while there is no form, and how to begin."""
    offers = (
        Offer("新建 A4 横的格式", lambda: new(SIZES[0])),
        Offer("自定尺寸…", lambda: new(CUSTOM)),
        Offer("导入…", take_in),
    )
    return EmptyState("overprint", "还没有套打格式", FIRST_STEPS, offers)
