"""The papers of visits and of rounds of them (domain.md §2.8, §2.9)."""

from unionoffice.hardship.papers.approval_paper import VISIT_APPROVAL
from unionoffice.hardship.papers.route_paper import VISIT_ROUTES
from unionoffice.hardship.papers.signoff_paper import SIGNOFF
from unionoffice.hardship.papers.visit_form import VISIT_FORM
from unionoffice.hardship.papers.visit_letter import VISIT_LETTER
from unionoffice.hardship.papers.visit_summary import VISIT_SUMMARY

VISIT_PAPERS = (
    SIGNOFF,
    VISIT_ROUTES,
    VISIT_FORM,
    VISIT_APPROVAL,
    VISIT_LETTER,
    VISIT_SUMMARY,
)
"""What is signed, taken along, filed, decided by, sent, and reported."""
