"""The registers of the donations area, in the order of the navigation."""

from dataclasses import replace

from unionoffice.donations.books.counts import CASH_COUNTS
from unionoffice.donations.books.deeds import GIFT_ACTIONS
from unionoffice.donations.books.ledger import LEDGER
from unionoffice.donations.books.payments import PAYMENTS
from unionoffice.donations.campaigns.register import CAMPAIGNS as COLLECTIONS
from unionoffice.donations.fund.claims import FUND_CLAIMS
from unionoffice.donations.fund.deeds import FUND_ACTIONS
from unionoffice.donations.fund.members import FUND_MEMBERS
from unionoffice.donations.fund.rules import with_fund
from unionoffice.donations.gifts.register import DONATIONS as GIFTS

CAMPAIGNS = with_fund(COLLECTIONS, FUND_ACTIONS)
"""The campaigns, of which some are funds with rules of their own."""

DONATIONS = replace(GIFTS, actions=GIFT_ACTIONS)
"""The gifts with what the books do with them."""

REGISTERS = (
    CAMPAIGNS,
    DONATIONS,
    PAYMENTS,
    LEDGER,
    CASH_COUNTS,
    FUND_MEMBERS,
    FUND_CLAIMS,
)
