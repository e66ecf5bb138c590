"""The papers of the hardship file, from the first visit to the decision (§2.3–2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.hardship.filing.files import FILES
from unionoffice.hardship.papers.master_form import MasterForms
from unionoffice.hardship.papers.paper_files import paper_files
from unionoffice.hardship.papers.paper_scope import WHO_OR_BLANK, chosen_or_blank
from unionoffice.hardship.papers.posting_paper import POSTING
from unionoffice.hardship.papers.refusal_paper import REFUSAL
from unionoffice.hardship.papers.summary_paper import SUMMARY
from unionoffice.hardship.papers.survey_paper import SURVEY
from unionoffice.printing import PaperJob, Setting, union_name

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.printing import Request


def master_forms(office: Office, request: Request) -> MasterForms:
    """困难职工档案表 of the files that were chosen, or a blank one."""
    found = paper_files(office, chosen_or_blank(office, request))
    told = request.settings
    return MasterForms(told["title"], told["union"], found, request.day)


MASTER_FORM = PaperJob(
    "hardship-file",
    "困难职工档案表",
    FILES.key,
    (
        Setting("title", "标题", "困难职工档案表"),
        Setting("union", "填报单位", union_name),
        WHO_OR_BLANK,
    ),
    master_forms,
)
FILE_PAPERS: tuple[PaperJob, ...] = (
    MASTER_FORM,
    SURVEY,
    POSTING,
    SUMMARY,
    REFUSAL,
)
"""Every paper of the hardship file, in the order of its procedure."""
