"""The papers of the donations area; plain lists come by themselves."""

from unionoffice.donations.papers.appeal_paper import DONATION_APPEAL
from unionoffice.donations.papers.cash_paper import CASH_COUNT
from unionoffice.donations.papers.certificate_paper import DONATION_CERTIFICATES
from unionoffice.donations.papers.chart_paper import DONATION_CHARTS
from unionoffice.donations.papers.fund_sheet import FUND_SHEET
from unionoffice.donations.papers.payment_paper import PAYMENT_NOTICE
from unionoffice.donations.papers.receipt_paper import RECEIPTS
from unionoffice.donations.papers.roll_paper import DONATION_ROLL
from unionoffice.donations.papers.statement_paper import DONATION_STATEMENT
from unionoffice.donations.papers.thanks_paper import DONATION_THANKS

PAPERS = (
    DONATION_APPEAL,
    DONATION_ROLL,
    DONATION_STATEMENT,
    PAYMENT_NOTICE,
    RECEIPTS,
    CASH_COUNT,
    DONATION_CERTIFICATES,
    DONATION_THANKS,
    DONATION_CHARTS,
    FUND_SHEET,
)
"""From the appeal to the thanks."""
