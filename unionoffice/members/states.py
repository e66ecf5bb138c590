"""The states of a membership: pure functions over events (domain.md §1.2).

A state is never edited. It is what the last event made of it, so that the members of
any past day can be counted. Every kind of event leads to one state, whatever was
before; whether it may follow at all is for `check` to say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from db.vocabulary import EventKind, EventReason, MemberNote, MemberState

E = EventKind
S = MemberState


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a membership.

    Attributes:
        kind: What happened.
        on: The day; None if nobody knows, which counts as before everything else.
        note: Why a member is away, with `EventKind.NOTED`.
        reason: Why the membership moved.
        educated: There is a record that the member was talked to.
        discussed: The committee of the union discussed it.
    """

    kind: EventKind
    on: date | None = None
    note: MemberNote | None = None
    reason: EventReason | None = None
    educated: bool = False
    discussed: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """What a state brings with it."""

    pays_dues: bool
    votes: bool
    benefits: Literal["有", "按规定", "无"]


LEADS_TO: Final[dict[EventKind, MemberState]] = {
    E.APPLIED: S.APPLYING,
    E.JOINED: S.MEMBER,
    E.TRANSFERRED_IN: S.MEMBER,
    E.NOTED: S.NOTED,
    E.NOTE_ENDED: S.MEMBER,
    E.RESERVED: S.RESERVED,
    E.RESUMED: S.MEMBER,
    E.TRANSFERRED_OUT: S.TRANSFERRED_OUT,
    E.WITHDRAWN: S.WITHDRAWN,
    E.AUTO_WITHDRAWN: S.AUTO_WITHDRAWN,
    E.EXPELLED: S.EXPELLED,
    E.DIED: S.DEAD,
}
"""The state after an event of each kind."""

IN_GOOD_STANDING: Final = frozenset({S.MEMBER, S.NOTED})
"""The states that count as members in statistics."""

_LEAVING: Final = {
    *(E.RESERVED, E.TRANSFERRED_OUT, E.WITHDRAWN, E.AUTO_WITHDRAWN),
    *(E.EXPELLED, E.DIED),
}
_ALLOWED: Final[dict[MemberState, frozenset[EventKind]]] = {
    S.NONE: frozenset({E.APPLIED, E.JOINED, E.TRANSFERRED_IN}),
    S.APPLYING: frozenset({E.JOINED, E.TRANSFERRED_IN, E.DIED}),
    S.MEMBER: frozenset({E.NOTED, *_LEAVING}),
    S.NOTED: frozenset({E.NOTED, E.NOTE_ENDED, *_LEAVING}),
    S.RESERVED: frozenset(
        {E.RESUMED, E.TRANSFERRED_OUT, E.WITHDRAWN, E.EXPELLED, E.DIED}
    ),
    S.TRANSFERRED_OUT: frozenset({E.TRANSFERRED_IN}),
    S.WITHDRAWN: frozenset({E.APPLIED}),
    S.AUTO_WITHDRAWN: frozenset({E.APPLIED}),
    S.EXPELLED: frozenset({E.APPLIED}),
    S.DEAD: frozenset(),
}
_FULL: Final = Rights(pays_dues=True, votes=True, benefits="有")
_HALF: Final = Rights(pays_dues=False, votes=False, benefits="按规定")
_NO_RIGHTS: Final = Rights(pays_dues=False, votes=False, benefits="无")


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by their day, unknown days first; of one day as they were given."""
    return sorted(events, key=lambda event: event.on or date.min)


def state_after(events: Iterable[Event], on: date | None = None) -> MemberState:
    """The state at the end of a day, or after all events if no day is given."""
    state = S.NONE
    for event in in_order(events):
        if on and event.on and event.on > on:
            break
        state = LEADS_TO[event.kind]
    return state


def allowed_next(state: MemberState) -> set[EventKind]:
    """The events that may follow in a state.

    Who left or was expelled may apply again and goes the whole way (§1.2); who has
    transferred out comes back by transfer.
    """
    return set(_ALLOWED[state])


def rights(state: MemberState) -> Rights:
    """Whether somebody in this state pays, votes and has the benefits of members."""
    if state in IN_GOOD_STANDING:
        return _FULL
    return _HALF if state is S.RESERVED else _NO_RIGHTS


def check(events: Sequence[Event]) -> list[tuple[Event, str]]:
    """The events that cannot have happened so, each with a sentence for the clerk."""
    problems = []
    state, before = S.NONE, None
    for event in in_order(events):
        sentence = _problem(event, state, before)
        if sentence:
            problems.append((event, sentence))
        state, before = LEADS_TO[event.kind], event
    return problems


def _problem(event: Event, state: MemberState, before: Event | None) -> str | None:
    if event.kind not in _ALLOWED[state]:
        return _why_not(event.kind, state)
    if event.kind is E.NOTED and event.note is None:
        return "请注明是借出、脱产学习、待岗还是内退。"
    if event.kind is E.AUTO_WITHDRAWN:
        return _what_is_missing(event)
    retired = before is not None and before.reason is EventReason.RETIRED
    if event.kind is E.RESUMED and retired:
        return "退休后保留会籍的，返聘也不恢复为正常会籍。"
    return None


def _why_not(kind: EventKind, state: MemberState) -> str:
    if state is S.DEAD:
        return f"会员已登记死亡，不能再登记“{kind.label}”。"
    if state in {S.WITHDRAWN, S.AUTO_WITHDRAWN, S.EXPELLED}:
        return f"“{state.label}”之后要重新申请入会，不能直接登记“{kind.label}”。"
    following = "、".join(word.label for word in E if word in _ALLOWED[state])
    return f"会籍状态是“{state.label}”时不能登记“{kind.label}”，可以登记：{following}。"


def _what_is_missing(event: Event) -> str | None:
    missing = [
        words
        for there, words in (
            (event.educated, "教育记录"),
            (event.discussed, "基层工会委员会的讨论记录"),
        )
        if not there
    ]
    return f"自动退会还缺少{'和'.join(missing)}。" if missing else None
