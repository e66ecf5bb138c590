"""The papers of the hardship area; plain lists come by themselves."""

from unionoffice.hardship.aid_papers import AID_PAPERS
from unionoffice.hardship.file_papers import FILE_PAPERS
from unionoffice.hardship.visit_papers import VISIT_PAPERS

PAPERS = (*FILE_PAPERS, *AID_PAPERS, *VISIT_PAPERS)
"""Every paper of the area."""
