"""Who of a round gets nothing and why, and which team visits whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.models import RoundEntry
from db.vocabulary import LeftOut
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.rounds.proposals import proposals
from unionoffice.hardship.rounds.rows import (
    entries,
    named,
    open_round,
    refuse_served,
    some_entries,
)
from unionoffice.hardship.rounds.teams import shares
from unionoffice.office import changes_of
from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office

LONGEST_WORDS, LONGEST_TEAM = 200, 40


def leave_out(
    office: Office, entry_ids: Sequence[int], reason: LeftOut, words: str | None = None
) -> Changes:
    """Give these people nothing, for a reason that stays on the list.

    Raises:
        InvalidInput: the reason is 其他 and no words say which.
        Refused: one of them has signed, or the round is closed.
    """
    told = (words or "").strip()[:LONGEST_WORDS] or None
    if reason is LeftOut.OTHER and told is None:
        raise InvalidInput("请写明排除的原因。")
    with office.transaction(f"慰问名单排除（{reason.label}）") as writer:
        _, some = some_entries(writer.connection, entry_ids)
        refuse_served(some, "排除")
        change = {"left_out": str(reason), "left_out_words": told, "team": None}
        writer.update_many(RoundEntry, {item.entry_id: change for item in some})
    return changes_of(writer.written, f"已排除 {len(some)} 人（{reason.label}）。")


def leave_out_proposed(
    office: Office, round_id: int, entry_ids: Sequence[int] | None = None
) -> Changes:
    """Follow the proposals, all of them or those of some entries; one transaction.

    Raises:
        Refused: nobody is proposed, or the round is closed.
    """
    with office.transaction("按提示排除慰问对象") as writer:
        open_round(writer.connection, round_id)
        found = proposals(writer.connection, round_id)
        if entry_ids is not None:
            wanted = set(entry_ids)
            found = [item for item in found if item.entry_id in wanted]
        if not found:
            raise Refused("没有提示要排除的人。")
        writer.update_many(
            RoundEntry,
            {
                item.entry_id: {
                    "left_out": str(item.reason),
                    "left_out_words": item.words,
                    "team": None,
                }
                for item in found
            },
        )
    counts = Counter(item.reason for item in found)
    parts = "、".join(f"{reason.label} {count}" for reason, count in counts.items())
    return changes_of(writer.written, f"已排除 {len(found)} 人：{parts}。")


def take_back(office: Office, entry_ids: Sequence[int]) -> Changes:
    """Let people who were left out be given something after all.

    Raises:
        Refused: none of them was left out, or the round is closed.
    """
    with office.transaction(f"取消排除（{len(entry_ids)} 人）") as writer:
        _, some = some_entries(writer.connection, entry_ids)
        back = [item for item in some if item.left_out is not None]
        if not back:
            raise Refused("所选的人都没有被排除。")
        nothing = {"left_out": None, "left_out_words": None}
        writer.update_many(RoundEntry, {item.entry_id: nothing for item in back})
    return changes_of(writer.written, f"已恢复 {len(back)} 人。")


def split_teams(office: Office, round_id: int, teams: Sequence[str]) -> Changes:
    """Share the people among visiting teams by their units (see `round_teams`).

    Raises:
        Refused: nobody is on the list, the names of the teams are not usable, there
            are more teams than units, or the round is closed.
    """
    if any(len(name.strip()) > LONGEST_TEAM for name in teams):
        raise Refused(f"慰问组的名称最多 {LONGEST_TEAM} 个字。")
    with office.transaction(f"分配慰问组（{len(teams)} 组）") as writer:
        open_round(writer.connection, round_id)
        some = [
            item
            for item in entries(writer.connection, round_id)
            if item.left_out is None
        ]
        if not some:
            raise Refused("名单中还没有人，请先选择慰问对象。")
        found = shares(Counter(item.unit_id for item in some), teams)
        writer.update_many(
            RoundEntry, {item.entry_id: {"team": found[item.unit_id]} for item in some}
        )
    counts = Counter(found[item.unit_id] for item in some)
    words = "、".join(f"{team} {counts[team]} 人" for team in dict.fromkeys(counts))
    return changes_of(writer.written, f"已分组：{words}。")


def set_team(office: Office, entry_ids: Sequence[int], team: str | None) -> Changes:
    """Put these people into a team by hand, or out of every team.

    Raises:
        Refused: one of them is left out, or the round is closed.
    """
    name = (team or "").strip()[:LONGEST_TEAM] or None
    with office.transaction(f"调整慰问组：{name or '不分组'}") as writer:
        _, some = some_entries(writer.connection, entry_ids)
        out = [item.name for item in some if item.left_out is not None]
        if out and name:
            raise Refused(f"已排除的人不能分组：{named(out)}。")
        writer.update_many(RoundEntry, {item.entry_id: {"team": name} for item in some})
    return changes_of(writer.written, f"已调整 {len(some)} 人。")
