"""Every paper of this area, family by family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents.certificates import PAPERS as CERTIFICATES
from unionoffice.documents.honours import PAPERS as HONOURS
from unionoffice.documents.letters import PAPERS as LETTERS
from unionoffice.documents.lists import PAPERS as LISTS
from unionoffice.documents.notices import PAPERS as NOTICES
from unionoffice.documents.overprint_papers import PAPERS as OVERPRINT
from unionoffice.documents.people_lists import PAPERS as PEOPLE_LISTS
from unionoffice.documents.posters import PAPERS as POSTERS

if TYPE_CHECKING:
    from unionoffice.printing import PaperJob

PAPERS: tuple[PaperJob, ...] = (
    *CERTIFICATES,
    *HONOURS,
    *LETTERS,
    *LISTS,
    *NOTICES,
    *OVERPRINT,
    *PEOPLE_LISTS,
    *POSTERS,
)
"""What can be written and printed without a register."""
