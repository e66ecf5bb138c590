"""The registers of the members' area, in the order of the navigation."""

from unionoffice.members.events import EVENTS
from unionoffice.members.ledger import DUES
from unionoffice.members.persons import MEMBERS
from unionoffice.members.units import UNITS

REGISTERS = (MEMBERS, EVENTS, DUES, UNITS)
