"""Everything there is: the one line where each register and paper is listed."""

from unionoffice.members.register import REGISTERS as MEMBERS

REGISTERS = (*MEMBERS,)
