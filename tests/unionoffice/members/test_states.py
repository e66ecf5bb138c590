"""The state machine of a membership, walked at random and step by step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import EventKind, EventReason, MemberNote, MemberState
from unionoffice.members.states import (
    LEADS_TO,
    Event,
    Rights,
    allowed_next,
    check,
    in_order,
    rights,
    state_after,
)

DAY = date(2020, 1, 1)
EVENTS = st.builds(
    Event,
    kind=st.sampled_from(EventKind),
    on=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    note=st.none() | st.sampled_from(MemberNote),
    reason=st.none() | st.sampled_from(EventReason),
    educated=st.booleans(),
    discussed=st.booleans(),
)


def lawful(kind: EventKind, on: date | None = DAY) -> Event:
    note = MemberNote.LENT if kind is EventKind.NOTED else None
    return Event(kind, on, note, educated=True, discussed=True)


@st.composite
def walks(draw: st.DrawFn) -> list[Event]:
    walk: list[Event] = []
    day = DAY
    for _ in range(draw(st.integers(0, 12))):
        choices = sorted(allowed_next(state_after(walk)))
        if not choices:
            break
        day += timedelta(days=draw(st.integers(0, 400)))
        walk.append(lawful(draw(st.sampled_from(choices)), day))
    return walk


@given(walks())
def test_whoever_does_only_what_is_allowed_is_never_blamed(walk: list[Event]) -> None:
    assert check(walk) == []


@given(st.lists(EVENTS, max_size=8))
def test_any_history_has_a_state_and_readable_complaints(events: list[Event]) -> None:
    assert state_after(events) in MemberState
    assert all(sentence.endswith("。") for _, sentence in check(events))


@given(walks(), st.sampled_from(EventKind))
def test_a_step_that_is_not_allowed_is_named(
    walk: list[Event], kind: EventKind
) -> None:
    event = lawful(kind, date(2100, 1, 1))
    named = [wrong for wrong, _ in check([*walk, event])]
    assert named == ([] if kind in allowed_next(state_after(walk)) else [event])


def test_every_state_can_be_reached() -> None:
    reached, fresh = {MemberState.NONE}, [MemberState.NONE]
    while fresh:
        following = {LEADS_TO[kind] for kind in allowed_next(fresh.pop())} - reached
        reached |= following
        fresh += following
    assert reached == set(MemberState)


def test_every_event_can_happen_somewhere() -> None:
    possible = set().union(*(allowed_next(state) for state in MemberState))
    assert possible == set(EventKind)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], MemberState.NONE),
        (["applied"], MemberState.APPLYING),
        (["applied", "joined"], MemberState.MEMBER),
        (["joined", "noted"], MemberState.NOTED),
        (["joined", "noted", "note_ended"], MemberState.MEMBER),
        (["joined", "noted", "reserved"], MemberState.RESERVED),
        (["joined", "reserved", "resumed"], MemberState.MEMBER),
        (["joined", "transferred_out", "transferred_in"], MemberState.MEMBER),
        (["joined", "withdrawn", "applied", "joined"], MemberState.MEMBER),
        (["transferred_in", "auto_withdrawn"], MemberState.AUTO_WITHDRAWN),
        (["joined", "expelled"], MemberState.EXPELLED),
        (["joined", "reserved", "died"], MemberState.DEAD),
    ],
)
def test_the_usual_histories_lead_where_the_rules_say(
    kinds: list[str], state: MemberState
) -> None:
    history = [lawful(EventKind(kind)) for kind in kinds]
    assert (state_after(history), check(history)) == (state, [])


def test_the_state_of_a_past_day_is_that_of_its_events() -> None:
    history = [
        lawful(EventKind.JOINED, date(2010, 5, 1)),
        lawful(EventKind.RESERVED, date(2020, 5, 1)),
    ]
    states = {
        day: state_after(history, day)
        for day in (date(2010, 4, 30), date(2010, 5, 1), date(2020, 4, 30))
    }
    assert list(states.values()) == ["00", "20", "20"]
    assert state_after(history) == "30"


def test_an_event_of_an_unknown_day_was_before_everything() -> None:
    history = [lawful(EventKind.RESERVED), lawful(EventKind.JOINED, None)]
    assert state_after(history) is MemberState.RESERVED
    assert state_after(history, date(1949, 10, 1)) is MemberState.MEMBER


def test_events_of_one_day_keep_their_order() -> None:
    history = [lawful(EventKind.RESERVED), lawful(EventKind.RESUMED)]
    assert in_order(history) == history


@pytest.mark.parametrize(
    ("educated", "discussed", "missing"),
    [
        (False, False, "教育记录和基层工会委员会的讨论记录"),
        (True, False, "讨论记录"),
        (False, True, "教育记录"),
    ],
)
def test_nobody_withdraws_automatically_without_talk_and_discussion(
    educated: bool, discussed: bool, missing: str
) -> None:
    leaving = Event(
        EventKind.AUTO_WITHDRAWN, DAY, educated=educated, discussed=discussed
    )
    [(event, sentence)] = check([lawful(EventKind.JOINED, None), leaving])
    assert event is leaving
    assert missing in sentence


def test_a_note_must_say_why() -> None:
    [(_, sentence)] = check(
        [lawful(EventKind.JOINED, None), Event(EventKind.NOTED, DAY)]
    )
    assert "借出" in sentence


def test_who_retired_stays_reserved_even_when_hired_again() -> None:
    history = [
        lawful(EventKind.JOINED, None),
        Event(EventKind.RESERVED, DAY, reason=EventReason.RETIRED),
        lawful(EventKind.RESUMED),
    ]
    [(event, sentence)] = check(history)
    assert event.kind is EventKind.RESUMED
    assert "返聘" in sentence


def test_who_left_has_to_apply_again() -> None:
    history = [lawful(EventKind.JOINED, None), lawful(EventKind.WITHDRAWN)]
    [(_, sentence)] = check([*history, lawful(EventKind.JOINED)])
    assert sentence == "“退会”之后要重新申请入会，不能直接登记“批准入会”。"


def test_a_refusal_says_what_would_be_possible() -> None:
    [(_, sentence)] = check([lawful(EventKind.RESUMED)])
    assert "可以登记：申请、批准入会、转入。" in sentence


def test_after_death_nothing_follows() -> None:
    [(_, sentence)] = check(
        [lawful(EventKind.JOINED), lawful(EventKind.DIED), lawful(EventKind.RESUMED)]
    )
    assert "已登记死亡" in sentence


def test_only_good_standing_pays_and_votes_and_reserved_has_benefits_by_rule() -> None:
    full, half, none = (
        Rights(pays_dues=True, votes=True, benefits="有"),
        Rights(pays_dues=False, votes=False, benefits="按规定"),
        Rights(pays_dues=False, votes=False, benefits="无"),
    )
    expected = dict.fromkeys(MemberState, none) | {
        MemberState.MEMBER: full,
        MemberState.NOTED: full,
        MemberState.RESERVED: half,
    }
    assert {state: rights(state) for state in MemberState} == expected
