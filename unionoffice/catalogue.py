"""Everything there is: the one line where each register and paper is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import AidKind
from unionoffice.blank_papers.jobs import blank_papers
from unionoffice.documents.papers import FAMILIES
from unionoffice.documents.papers import PAPERS as DOCUMENT_PAPERS
from unionoffice.donations import sample as donations_sample
from unionoffice.donations.desk.help_given import paid_to
from unionoffice.donations.papers.every import PAPERS as DONATION_PAPERS
from unionoffice.donations.register import REGISTERS as DONATIONS
from unionoffice.hardship import sample as hardship_sample
from unionoffice.hardship.aid.radar import SOURCES, Help
from unionoffice.hardship.papers.every import PAPERS as HARDSHIP_PAPERS
from unionoffice.hardship.register import REGISTERS as HARDSHIP
from unionoffice.members import sample as members_sample
from unionoffice.members.find_doubles import likely_doubles
from unionoffice.members.find_unit_doubles import likely_unit_doubles
from unionoffice.members.papers import PAPERS as MEMBERS_PAPERS
from unionoffice.members.register import REGISTERS as MEMBERS
from unionoffice.members.sample import ROSTER_FILE
from unionoffice.merging.pairs import Search
from unionoffice.print_ledger.register import registers as ledger_of
from unionoffice.printing import PaperJob
from unionoffice.table_papers import papers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from unionoffice.hardship.aid.radar import Asked

_OURS = (*MEMBERS, *HARDSHIP, *DONATIONS)
_OWN = (*MEMBERS_PAPERS, *HARDSHIP_PAPERS, *DONATION_PAPERS, *DOCUMENT_PAPERS)
_BLANK = blank_papers(_OURS)
_PAPERS = (
    *papers(_OURS, _OWN),
    *_BLANK,
)
_LEDGER = ledger_of((job.key, job.title) for job in _PAPERS)

REGISTERS = (*_OURS, *_LEDGER)

PAPERS = (*_PAPERS, *papers(_LEDGER))

_FAMILIES = (*FAMILIES, ("台账空白表", _BLANK))
_FAMILY = {job.key for _, family in _FAMILIES for job in family}

_AREAS = {
    register.key: area
    for area, registers in (("帮扶慰问", HARDSHIP), ("捐款", DONATIONS))
    for register in registers
}


def _family(area: str) -> tuple[PaperJob, ...]:
    """The papers of no other family that are of this area."""
    return tuple(
        job
        for job in _PAPERS
        if job.key not in _FAMILY and _AREAS.get(job.register or "", "会员") == area
    )


GALLERY = (
    *((area, _family(area)) for area in ("会员", "帮扶慰问", "捐款")),
    *_FAMILIES,
    ("打印登记", papers(_LEDGER)),
)
"""Every paper once, family by family, as the print gallery shows them."""

DOUBLES = (
    Search("members", likely_doubles, "证件号、姓名、出生日期、单位、电话和工号"),
    Search("units", likely_unit_doubles, "名称、上级、电话和其中的人"),
)
"""What finds records that were written twice, and of which register."""


def _campaigns_paid(connection: Connection, asked: Asked) -> Iterator[Help]:
    """What campaigns paid to a household, for the radar of double aid (§2.6)."""
    if asked.kind is AidKind.SCHOOLING:
        return
    home = asked.home
    for told in paid_to(
        connection, home.persons, home.id_numbers, asked.first, asked.last
    ):
        what = f"捐款“{told.campaign}”"
        yield Help(told.on, what, told.amount, "社会捐助", told.voucher)


SOURCES.append(_campaigns_paid)

SAMPLES = (members_sample.fill, hardship_sample.fill, donations_sample.fill)
"""What fills a store for tests and measurements, area by area."""

MONTHS = (
    members_sample.live_a_month,
    hardship_sample.help_for_a_month,
    donations_sample.collect_for_a_month,
)
"""What happens in a month of the demonstration, area by area."""

ROSTERS = (("members", ROSTER_FILE),)
"""Files that the demonstration imports, and into which register."""
