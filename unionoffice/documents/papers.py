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
from unionoffice.documents.template_papers import PAPERS as TEMPLATES

if TYPE_CHECKING:
    from unionoffice.printing import PaperJob

FAMILIES: tuple[tuple[str, tuple[PaperJob, ...]], ...] = (
    ("公文与通知", NOTICES),
    ("书信与张贴", LETTERS),
    ("光荣榜与红榜", HONOURS),
    ("证书与聘书", CERTIFICATES),
    ("签到与名单", (*LISTS, *PEOPLE_LISTS)),
    ("海报与横幅", POSTERS),
    ("模板", TEMPLATES),
    ("套打与校准", OVERPRINT),
)
"""What can be written and printed without a register, as the gallery shows it."""

PAPERS = tuple(job for _, family in FAMILIES for job in family)
