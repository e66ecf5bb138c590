"""Every table of the store, one module per area; importing this loads them all."""

from db import people_index, search_tables
from db.models import (
    members,
    office,
    overprint,
    printed,
    reporting,
    sheets,
    templates,
    trail,
    units,
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

people_index.follow_persons()

__all__ = [
    "Attachment",
    "Batch",
    "Delivery",
    "Dues",
    "MembershipEvent",
    "Merged",
    "NotTheSame",
    "OfficeFact",
    "OverprintForm",
    "PaperSeries",
    "Person",
    "PrintRun",
    "PrintedPaper",
    "PrinterOffset",
    "ReportForm",
    "ReportSubmission",
    "SheetLayout",
    "TemplateVersion",
    "TextTemplate",
    "TrailEntry",
    "Unit",
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
]
