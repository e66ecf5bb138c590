"""The registers of the hardship area, in the order of the navigation."""

from unionoffice.hardship.aid.register import AID
from unionoffice.hardship.filing.files import FILES
from unionoffice.hardship.filing.judgements import JUDGEMENTS
from unionoffice.hardship.filing.materials import LOOKS, MATERIALS
from unionoffice.hardship.filing.parameters import STANDARDS
from unionoffice.hardship.filing.people import HOUSEHOLD_PEOPLE
from unionoffice.hardship.filing.steps import FILE_STEPS
from unionoffice.hardship.rounds.entries import ROUND_ENTRIES
from unionoffice.hardship.rounds.rounds import ROUNDS
from unionoffice.hardship.visiting.rules import VISIT_RULES
from unionoffice.hardship.visiting.visits import VISITS

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
