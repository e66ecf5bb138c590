"""Every table of the store, one module per area; importing this loads them all."""

from db import people_index, search_tables
from db.models import members, office, trail, units
from db.models.members import Dues, MembershipEvent, Person
from db.models.office import Attachment, OfficeFact
from db.models.trail import Batch, TrailEntry
from db.models.units import Unit

people_index.follow_persons()

__all__ = [
    "Attachment",
    "Batch",
    "Dues",
    "MembershipEvent",
    "OfficeFact",
    "Person",
    "TrailEntry",
    "Unit",
    "members",
    "office",
    "people_index",
    "search_tables",
    "trail",
    "units",
]
