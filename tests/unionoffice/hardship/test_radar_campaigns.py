"""The radar of double aid sees what a campaign paid to the same household."""

from __future__ import annotations

from datetime import date

from db.vocabulary import AidKind, CampaignState
from tests.offices import new
from tests.unionoffice.hardship.filing import (
    file,
    live,
    member,
    number,
    person,
    standard,
)
from unionoffice.donations.books.booking import (
    book_gifts,
    book_payment,
    reverse_payment,
)
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.hardship.aid.radar import helped
from unionoffice.office import Office

DAY = date(2026, 3, 10)


def sentences(office: Office, home: int, kind: AidKind = AidKind.MEDICAL) -> list[str]:
    with office.reading() as connection:
        return [told.sentence for told in helped(connection, home, DAY, kind=kind)]


def test_a_payment_of_a_campaign_is_help_until_it_is_reversed(office: Office) -> None:
    standard(office)
    head = person(office, "周望山", 1)
    home = file(office, head)
    member(office, home, "林秀枝", id_number=number(22))
    live(office, home)
    campaign = new(
        office,
        "campaigns",
        title="为周望山同志献爱心",
        kind="case",
        person_id=head,
        meeting="委员会",
        leftover="转入帮扶",
        begins_on=date(2026, 3, 2),
    )
    move_on(office, campaign, CampaignState.OPEN)
    gift = {"campaign_id": campaign, "given_on": date(2026, 3, 3)}
    new(office, "donations", amount=900_000, **gift)
    book_gifts(office, campaign)
    told = {
        "kind": "help",
        "paid_on": date(2026, 3, 5),
        "summary": "拨付",
        "approver": "孙和平",
        "relation": "配偶",
    }
    paid = new(
        office,
        "payments",
        campaign_id=campaign,
        amount=500_000,
        recipient="林秀枝",
        **told,
    )
    book_payment(office, paid)
    (sentence,) = sentences(office, home)
    assert "2026-03-05" in sentence
    assert "为周望山同志献爱心" in sentence
    assert "2026-0002" in sentence
    assert sentences(office, home, AidKind.SCHOOLING) == []
    reverse_payment(office, paid, "退回")
    assert sentences(office, home) == []
