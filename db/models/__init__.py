"""Every table of the store, one module per area; importing this loads them all."""

from db import aid_pairs, campaign_books, household_seats, people_index, search_tables
from db.models import (
    donations,
    hardship,
    members,
    office,
    overprint,
    printed,
    reporting,
    sheets,
    templates,
    trail,
    units,
    visits,
)
from db.models.donations import (
    Campaign,
    CashCount,
    Donation,
    FundClaim,
    FundMember,
    LedgerLine,
    Payment,
)
from db.models.hardship import (
    Aid,
    FileLook,
    FileMaterial,
    FileStepTaken,
    HardshipFile,
    HardshipStandard,
    HouseholdMember,
    Judgement,
)
from db.models.members import Dues, MembershipEvent, Person
from db.models.office import Attachment, OfficeFact
from db.models.overprint import OverprintForm, PrinterOffset
from db.models.printed import PaperSeries, PrintedPaper, PrintRun
from db.models.reporting import ReportForm, ReportSubmission
from db.models.sheets import Delivery, Merged, NotTheSame, SheetLayout
from db.models.templates import TemplateVersion, TextTemplate
from db.models.trail import Batch, TrailEntry
from db.models.units import Unit
from db.models.visits import RoundEntry, Visit, VisitPhoto, VisitRound, VisitRule

__all__ = [
    "Aid",
    "Attachment",
    "Batch",
    "Campaign",
    "CashCount",
    "Delivery",
    "Donation",
    "Dues",
    "FileLook",
    "FileMaterial",
    "FileStepTaken",
    "FundClaim",
    "FundMember",
    "HardshipFile",
    "HardshipStandard",
    "HouseholdMember",
    "Judgement",
    "LedgerLine",
    "MembershipEvent",
    "Merged",
    "NotTheSame",
    "OfficeFact",
    "OverprintForm",
    "PaperSeries",
    "Payment",
    "Person",
    "PrintRun",
    "PrintedPaper",
    "PrinterOffset",
    "ReportForm",
    "ReportSubmission",
    "RoundEntry",
    "SheetLayout",
    "TemplateVersion",
    "TextTemplate",
    "TrailEntry",
    "Unit",
    "Visit",
    "VisitPhoto",
    "VisitRound",
    "VisitRule",
    "aid_pairs",
    "campaign_books",
    "donations",
    "hardship",
    "household_seats",
    "members",
    "office",
    "overprint",
    "people_index",
    "printed",
    "reporting",
    "search_tables",
    "sheets",
    "templates",
    "trail",
    "units",
    "visits",
]
