"""捐款, 支出, 点款 of a campaign: entered, booked for ever, reversed with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from db.vocabulary import CampaignState
from ui import icons, messages, theme
from ui.screens.donations import campaign_in_hand
from ui.screens.donations.campaign_rows import BOOKED, DRAFT, RowsTab
from unionoffice import money
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_gift,
    reverse_payment,
)

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.donations.desk.campaign import CampaignSheet

GIFTS = (
    *("given_on", "name", "unit_id", "amount", "way", "state", "voucher"),
    *("donor", "goods", "note"),
)
PAYMENTS = (
    *("paid_on", "summary", "amount", "recipient", "state", "voucher"),
    *("kind", "approver", "relation", "signed_on"),
)
COUNTS = ("counted_on", "total", "counter", "supervisor", "note")
NO_GIFTS = "用“快速登记”一笔笔录入，也可以在“捐款登记”里导入、粘贴 Excel 名单。"
NO_PAYMENTS = (
    "拨付受助人、结余处理在这里登记：谁审批、谁受领、什么关系，写全以后“入账”。"
)
NO_COUNTS = "现金募捐当场由两人清点，按面额填张数，合计自动算，和登记的现金对上。"
NO_ENTRY = "还没有“快速登记”，先用“新增”。"
FINAL = "入账以后凭证号不断、内容不能修改也不能撤销；记错了只能红冲。"
REVERSING = "会记一笔金额相反的账，原来的凭证保留，凭证号不断；不能撤销。"
LEAST_CHOSEN = 2
"""Gifts that have to be chosen for only those to be booked."""


class GiftsTab(RowsTab):
    """The gifts of a campaign; quick entry of many is a page of its own."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk, "donations", GIFTS, ("新增", NO_GIFTS))
        self.book_button = self.rows.add_button(
            "入账", "tick", "选两笔以上时只入账所选的（Ctrl+B）"
        )
        self.reverse_button = self.rows.add_button("红冲…", "undo")
        self.entry_button = self.rows.add_button("快速登记", "edit", "Ctrl+E")
        tools = self.rows.tools
        tools.removeWidget(self.entry_button)
        tools.insertWidget(0, self.entry_button)
        theme.set_look(self.entry_button, "primary")
        icons.put(
            self.entry_button, "edit", "on_accent", theme.current().length("icon_s")
        )
        self.has_entry = campaign_in_hand.has_entry()
        self.book_button.clicked.connect(self.book)
        self.reverse_button.clicked.connect(self.reverse)
        self.entry_button.clicked.connect(self.enter_quickly)
        self.on_key("Ctrl+B", self.book)

    @property
    @override
    def may_add(self) -> bool:
        return self.sheet is not None and self.sheet.takes_gifts

    @property
    def to_book(self) -> list[int]:
        """The drafts chosen, if there are several; empty means all of them."""
        chosen = self.in_state(DRAFT)
        return chosen if len(chosen) >= LEAST_CHOSEN else []

    @override
    def usual(self, sheet: CampaignSheet) -> dict[str, Any]:
        return {"given_on": self.desk.office.clock.today(), "way": "cash"}

    @override
    def offer(self) -> None:
        super().offer()
        sheet = self.sheet
        if sheet is None:
            return
        some = len(self.to_book)
        words = f"入账所选 {some} 笔" if some else f"全部入账 {sheet.drafts} 笔"
        self.book_button.setText(words if sheet.drafts else "入账")
        self.book_button.setEnabled(bool(sheet.drafts) and sheet.takes_gifts)
        one = len(self.selected) == 1 and len(self.in_state(BOOKED)) == 1
        self.reverse_button.setEnabled(one and not sheet.closed)
        self.entry_button.setEnabled(self.has_entry and sheet.takes_gifts)
        self.rows.told.setText(self._told(sheet))

    def enter_quickly(self) -> None:
        """Open the page on which gifts are entered quickly, with this campaign."""
        if self.sheet is not None and self.entry_button.isEnabled():
            campaign_in_hand.keep(self.desk, self.sheet.campaign_id)
            self.desk.page_requested.emit(campaign_in_hand.ENTRY)

    def book(self) -> None:
        """Ask once, then book the chosen drafts or all of them."""
        sheet, office, chosen = self.sheet, self.desk.office, self.to_book
        if sheet is None or not self.book_button.isEnabled():
            return
        key, ids = sheet.campaign_id, chosen or None
        count = len(chosen) or sheet.drafts
        total = "" if chosen else f"，共 {money.show(sheet.drafts_sum)} 元"
        messages.ask(
            self,
            f"把 {count} 笔捐款入账{total}？",
            "入账",
            "再看看",
            lambda: self.do("入账", lambda: book_gifts(office, key, ids=ids)),
            more=FINAL,
        )

    def reverse(self) -> None:
        """Ask why, then reverse the chosen gift."""
        office, chosen = self.desk.office, self.in_state(BOOKED)
        if len(chosen) == 1:
            messages.ask_words(
                self,
                "为什么要红冲这笔捐款？",
                "红冲",
                "返回",
                lambda why: self.do(
                    "红冲", lambda: reverse_gift(office, chosen[0], why)
                ),
                more=REVERSING,
            )

    def _told(self, sheet: CampaignSheet) -> str:
        if sheet.state is CampaignState.PREPARING:
            return "“开始募捐”以后登记捐款。"
        if not sheet.takes_gifts:
            return f"已到“{sheet.state.label}”，名单封账，不再登记捐款。"
        return "" if self.has_entry else NO_ENTRY


class PaymentsTab(RowsTab):
    """The payments of a campaign: only what is left can be spent."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk, "payments", PAYMENTS, ("登记支出", NO_PAYMENTS))
        self.book_button = self.rows.add_button("入账", "tick", "Ctrl+B")
        self.reverse_button = self.rows.add_button("红冲…", "undo")
        self.book_button.clicked.connect(self.book)
        self.reverse_button.clicked.connect(self.reverse)
        self.on_key("Ctrl+B", self.book)

    @property
    @override
    def may_add(self) -> bool:
        sheet = self.sheet
        return sheet is not None and sheet.spends and sheet.books.closing > 0

    @override
    def usual(self, sheet: CampaignSheet) -> dict[str, Any]:
        told = {"paid_on": self.desk.office.clock.today(), "kind": "help"}
        if sheet.beneficiary:
            told |= {"recipient": sheet.beneficiary, "relation": "本人"}
        return told

    @override
    def offer(self) -> None:
        super().offer()
        sheet, one = self.sheet, len(self.selected) == 1
        if sheet is None:
            return
        waits = one and len(self.in_state(DRAFT)) == 1
        self.book_button.setEnabled(waits and sheet.spends)
        booked = one and len(self.in_state(BOOKED)) == 1
        self.reverse_button.setEnabled(booked and not sheet.closed)
        self.rows.told.setText(_left(sheet))

    def book(self) -> None:
        """Ask once, then book the chosen payment."""
        office, chosen = self.desk.office, self.in_state(DRAFT)
        if len(chosen) != 1 or not self.book_button.isEnabled():
            return
        messages.ask(
            self,
            "把这笔支出入账？",
            "入账",
            "再看看",
            lambda: self.do("入账", lambda: book_payment(office, chosen[0])),
            more=FINAL,
        )

    def reverse(self) -> None:
        """Ask why, then reverse the chosen payment."""
        office, chosen = self.desk.office, self.in_state(BOOKED)
        if len(chosen) == 1:
            messages.ask_words(
                self,
                "为什么要红冲这笔支出？",
                "红冲",
                "返回",
                lambda why: self.do(
                    "红冲", lambda: reverse_payment(office, chosen[0], why)
                ),
                more=REVERSING,
            )


class CountsTab(RowsTab):
    """The counted cash of a campaign beside the cash that was entered."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a campaign."""
        super().__init__(desk, "cash-counts", COUNTS, ("点款", NO_COUNTS))

    @override
    def usual(self, sheet: CampaignSheet) -> dict[str, Any]:
        return {"counted_on": self.desk.office.clock.today()}

    @override
    def show_head(self, sheet: CampaignSheet, *, other: bool) -> None:
        super().show_head(sheet, other=other)
        sentence, agrees = _compared(sheet)
        self.rows.told.setText(sentence)
        theme.set_state(self.rows.told, "tone", "" if agrees else "error")


def _left(sheet: CampaignSheet) -> str:
    if not sheet.spends:
        now = sheet.state.label
        return f"活动现在是“{now}”，不能登记支出。"
    left = sheet.books.closing
    if not left:
        return "没有结余，不能再登记支出。"
    told = f"还能支出 {money.show(left)} 元"
    if not sheet.drafts_sum:
        return f"{told}。"
    waits = money.show(sheet.drafts_sum)
    return f"{told}；有 {waits} 元捐款还没有入账，先入账，支出才能入账。"


def _compared(sheet: CampaignSheet) -> tuple[str, bool]:
    """The cash that waits beside the newest count; whether nothing speaks against."""
    cash = money.show(sheet.cash)
    if sheet.counted is None:
        return f"未入账的现金 {cash} 元，还没有点款。", True
    counted, day = sheet.counted, sheet.counted.on.isoformat()
    told = f"未入账的现金 {cash} 元；{day} 点款 {money.show(counted.total)} 元"
    gap = counted.total - sheet.cash
    if not sheet.cash or not gap:
        return f"{told}{'，对上了' if sheet.cash else ''}。", True
    word = "多" if gap > 0 else "少"
    return f"{told}，{word} {money.show(abs(gap))} 元，请核对再入账。", False
