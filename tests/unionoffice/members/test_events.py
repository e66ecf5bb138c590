"""会籍变动: the desk lets in only what can have happened so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.offices import edit, new, shown, value
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted


@pytest.fixture
def member(office: Office) -> int:
    return new(office, "members", name="张三", joined_on=date(2020, 1, 1))


def happen(office: Office, member: int, kind: str, day: date, **more: object) -> int:
    told = {"person_id": member, "kind": kind, "happened_on": day, **more}
    return new(office, "events", **told)


def test_somebody_joins_only_once(office: Office, member: int) -> None:
    with pytest.raises(NotAccepted):
        happen(office, member, "joined", date(2021, 1, 1))


def test_nobody_comes_back_from_the_dead(office: Office, member: int) -> None:
    happen(office, member, "died", date(2024, 1, 1))
    with pytest.raises(NotAccepted, match="死亡"):
        happen(office, member, "resumed", date(2025, 1, 1))
    assert value(office, "members", member, "state") == "70"


def test_an_event_is_judged_at_its_place_in_time(office: Office, member: int) -> None:
    happen(office, member, "reserved", date(2024, 1, 1))
    with pytest.raises(NotAccepted):
        happen(office, member, "resumed", date(2023, 1, 1))
    happen(office, member, "resumed", date(2025, 1, 1))


def test_automatic_withdrawal_needs_education_and_discussion(
    office: Office, member: int
) -> None:
    day = date(2025, 1, 1)
    with pytest.raises(NotAccepted, match="教育记录"):
        happen(office, member, "auto_withdrawn", day)
    with pytest.raises(NotAccepted, match="讨论记录"):
        happen(office, member, "auto_withdrawn", day, educated=True)
    happen(office, member, "auto_withdrawn", day, educated=True, discussed=True)


def test_a_note_says_why_the_member_is_away(office: Office, member: int) -> None:
    with pytest.raises(NotAccepted, match="借出"):
        happen(office, member, "noted", date(2025, 1, 1))
    happen(office, member, "noted", date(2025, 1, 1), away="lent")
    assert value(office, "members", member, "state") == "21"


def test_an_event_on_which_others_stand_is_not_taken_away(
    office: Office, member: int
) -> None:
    happen(office, member, "reserved", date(2024, 1, 1))
    register = office.register("events")
    later, first = office.ids(office.view(register))
    with pytest.raises(Refused, match="会籍经过不能成立"):
        office.discard(register, [first])
    office.discard(register, [later])
    office.discard(register, [first])
    assert value(office, "members", member, "state") == "00"


def test_an_event_can_be_corrected(office: Office, member: int) -> None:
    event = happen(office, member, "reserved", date(2024, 1, 1))
    edit(office, "events", event, happened_on=date(2024, 2, 1), reason="retired")
    assert shown(office, "events", "kind", "happened_on", "reason")[0] == (
        "reserved",
        date(2024, 2, 1),
        "retired",
    )


def test_an_event_without_a_person_is_refused(office: Office) -> None:
    with pytest.raises(NotAccepted, match="请填写会员"):
        new(office, "events", kind="joined")
