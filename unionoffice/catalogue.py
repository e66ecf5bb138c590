"""Everything there is: the one line where each register and paper is listed."""

from unionoffice.documents.papers import PAPERS as DOCUMENT_PAPERS
from unionoffice.members import sample as members_sample
from unionoffice.members.papers import PAPERS as MEMBERS_PAPERS
from unionoffice.members.register import REGISTERS as MEMBERS
from unionoffice.members.sample import ROSTER_FILE
from unionoffice.table_papers import papers

REGISTERS = (*MEMBERS,)

PAPERS = papers(REGISTERS, (*MEMBERS_PAPERS, *DOCUMENT_PAPERS))

SAMPLES = (members_sample.fill,)
"""What fills a store for tests and measurements, area by area."""

MONTHS = (members_sample.live_a_month,)
"""What happens in a month of the demonstration, area by area."""

ROSTERS = (("members", ROSTER_FILE),)
"""Files that the demonstration imports, and into which register."""
