"""The command that proves the account of a campaign, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice import money
from unionoffice.commands.answer import Answer, opened
from unionoffice.donations.books.balance import balance as account_of
from unionoffice.donations.papers.asked import told_campaign
from unionoffice.errors import InvalidInput

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.donations.books.balance import Entry

DRAFT = "未入账"


def balance(arguments: Namespace) -> Answer:
    """期初 + 收入 − 支出 = 期末 of a campaign, with everything it is made of.

    Raises:
        InvalidInput: no campaign is called so, or several are.
    """
    with opened(arguments) as office, office.reading() as connection:
        campaign = told_campaign(connection, arguments.campaign)
        if campaign is None:
            raise InvalidInput("请写明捐款活动的编号或名称。")
        told = account_of(connection, campaign.campaign_id)
    said = {
        "opening_fen": told.opening,
        "income_fen": told.income,
        "spent_fen": told.spent,
        "closing_fen": told.closing,
        "donors": told.donors,
        "proof": [_row(entry) for entry in told.proof],
    }
    lines = (f"{told.title}：{told.donors} 人（集体）捐款", *map(_line, told.proof))
    return Answer(said, (*lines, f"{told.sentence}。"))


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "date": None if entry.on is None else entry.on.isoformat(),
        "voucher": entry.voucher,
        "summary": entry.summary,
        "income_fen": entry.income,
        "spent_fen": entry.spent,
        "balance_fen": entry.balance,
    }


def _line(entry: Entry) -> str:
    amounts = map(money.show, (entry.income, entry.spent, entry.balance))
    day = "" if entry.on is None else entry.on.isoformat()
    return "\t".join((day, entry.voucher or DRAFT, entry.summary, *amounts))
