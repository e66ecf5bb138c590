"""The registers of the hardship area, in the order of the navigation."""

from unionoffice.hardship.aid import AID
from unionoffice.hardship.files import FILES
from unionoffice.hardship.judgements import JUDGEMENTS
from unionoffice.hardship.materials import LOOKS, MATERIALS
from unionoffice.hardship.parameters import STANDARDS
from unionoffice.hardship.people import HOUSEHOLD_PEOPLE
from unionoffice.hardship.round_entries import ROUND_ENTRIES
from unionoffice.hardship.rounds import ROUNDS
from unionoffice.hardship.steps import FILE_STEPS
from unionoffice.hardship.visit_rules import VISIT_RULES
from unionoffice.hardship.visits import VISITS

REGISTERS = (
    FILES,
    HOUSEHOLD_PEOPLE,
    JUDGEMENTS,
    FILE_STEPS,
    MATERIALS,
    AID,
    VISITS,
    ROUNDS,
    ROUND_ENTRIES,
    LOOKS,
    STANDARDS,
    VISIT_RULES,
)
