"""The registers of the hardship area, in the order of the navigation."""

from unionoffice.hardship.files import FILES
from unionoffice.hardship.judgements import JUDGEMENTS
from unionoffice.hardship.materials import LOOKS, MATERIALS
from unionoffice.hardship.parameters import STANDARDS
from unionoffice.hardship.people import HOUSEHOLD_PEOPLE
from unionoffice.hardship.steps import FILE_STEPS

REGISTERS = (
    FILES,
    HOUSEHOLD_PEOPLE,
    JUDGEMENTS,
    FILE_STEPS,
    MATERIALS,
    LOOKS,
    STANDARDS,
)
