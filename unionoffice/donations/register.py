"""The registers of the donations area, in the order of the navigation."""

from dataclasses import replace

from unionoffice.donations.books.counts import CASH_COUNTS
from unionoffice.donations.books.deeds import GIFT_ACTIONS
from unionoffice.donations.books.ledger import LEDGER
from unionoffice.donations.books.payments import PAYMENTS
from unionoffice.donations.campaigns.register import CAMPAIGNS
from unionoffice.donations.gifts.register import DONATIONS as GIFTS

DONATIONS = replace(GIFTS, actions=GIFT_ACTIONS)
"""The gifts with what the books do with them."""

REGISTERS = (CAMPAIGNS, DONATIONS, PAYMENTS, LEDGER, CASH_COUNTS)
