"""The papers of the hardship area; plain lists come by themselves."""

from unionoffice.hardship.papers.aid_papers import AID_PAPERS
from unionoffice.hardship.papers.file_papers import FILE_PAPERS
from unionoffice.hardship.papers.visit_papers import VISIT_PAPERS

PAPERS = (*FILE_PAPERS, *AID_PAPERS, *VISIT_PAPERS)
"""Every paper of the area."""
