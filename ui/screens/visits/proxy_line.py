"""When it was signed for, and who signed in place of somebody (代领)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.register.editing.editors import editor_for
from ui.screens.visits.strip_layout import Labelled
from ui.widgets.flow import FlowLayout
from unionoffice.errors import InvalidInput

if TYPE_CHECKING:
    from ui.register.editing.editor import Surroundings
    from unionoffice.register.register import Register

FIELDS = {
    "signed_on": ("签领日期", 124, "signed_on"),
    "signer": ("代领人（本人不填）", 128, "signer"),
    "signer_relation": ("与本人关系", 80, "relation"),
    "proxy_reason": ("代领原因", 116, "reason"),
    "proxy_id": ("代领人身份证号", 156, "proxy_id"),
    "over_reason": ("超限额原因", 160, "over_reason"),
}
"""Fields of a visit: the words here, the width, and what the job calls it."""
OVER_REASON = "over_reason"
OF_PROXY = ("signer", "signer_relation", "proxy_reason", "proxy_id")


class ProxyLine(QWidget):
    """The day is today at first; without a proxy everybody signs for themselves."""

    entered = Signal()

    def __init__(self, around: Surroundings, register: Register) -> None:
        """Take the fields of the visits' register: the same words, the same kinds."""
        super().__init__()
        fields = register.fields
        self.editors = {key: editor_for(fields[key].kind, around) for key in FIELDS}
        row = FlowLayout(self, gap=theme.current().length("space_m"))
        for key, editor in self.editors.items():
            label, width, _ = FIELDS[key]
            editor.inner.setAccessibleName(label)
            box = Labelled(label, editor, width)
            row.addWidget(box)
            if key == OVER_REASON:
                self.over_box = box
            if isinstance(editor.inner, QLineEdit):
                editor.inner.returnPressed.connect(self.entered)
        self.editors["signed_on"].set_value(around.today())

    @property
    def begun(self) -> bool:
        """Whether a proxy was begun."""
        for key in OF_PROXY:
            self.editors[key].commit()
        return any(self.editors[key].value() for key in OF_PROXY)

    def told(self, people: int) -> dict[str, Any]:
        """What is said of the signatures of so many people.

        Raises:
            InvalidInput: something cannot be read, there is no day, or one proxy
                would sign for several people.
        """
        said: dict[str, Any] = {}
        for key, (label, _, name) in FIELDS.items():
            editor = self.editors[key]
            editor.commit()
            if editor.problem:
                raise InvalidInput(f"{label}：{editor.problem}")
            said[name] = editor.value()
        if said["signed_on"] is None:
            raise InvalidInput("请填写签领日期。")
        if said["signer"] and people > 1:
            raise InvalidInput("代领要逐人登记，请只选一个人，或者清空代领人。")
        return said

    def ask_for_reason(self, *, wanted: bool) -> None:
        """Show the reason for going beyond a rule if it is wanted or was written."""
        written = bool(self.editors[OVER_REASON].value())
        self.over_box.setVisible(wanted or written)

    def clear(self) -> None:
        """Take the proxy away; day and reason stay."""
        for key in OF_PROXY:
            self.editors[key].set_value(None)
