"""A round of visits (两节送温暖) is begun: who is on its list, and what is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import HardshipFile, Person, RoundEntry, VisitRound
from db.vocabulary import FileState, HardshipCategory
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.rounds.rows import (
    entries,
    open_round,
    refuse_served,
    some_entries,
)
from unionoffice.hardship.visiting.fill import open_files
from unionoffice.office import changes_of
from unionoffice.register.changes import Changes
from unionoffice.register.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from db.vocabulary import FundSource, VisitOccasion
    from unionoffice.hardship.visiting.gift import Gift
    from unionoffice.money import Fen
    from unionoffice.office import Office

PART = 400
LONGEST_NAME = 60


def create(
    office: Office,
    name: str,
    occasion: VisitOccasion,
    planned_on: date,
    *,
    budget: Fen | None = None,
    source: FundSource | None = None,
    note: str | None = None,
) -> Changes:
    """Begin a round; its key is in `Changes.in_table("visit_round")`.

    Raises:
        InvalidInput: it has no name, or the budget is below zero.
    """
    called = name.strip()
    if not called or len(called) > LONGEST_NAME:
        raise InvalidInput(f"请填写活动名称，最多 {LONGEST_NAME} 个字。")
    if budget is not None and budget < 0:
        raise InvalidInput("预算不能小于零。")
    row = {
        "name": called,
        "occasion": str(occasion),
        "planned_on": planned_on,
        "budget": budget,
        "source": str(source) if source else None,
        "handler": office.who,
        "note": note,
    }
    with office.transaction(f"新建慰问活动：{called}") as writer:
        writer.insert(VisitRound, row)
    return changes_of(writer.written, f"已新建慰问活动“{called}”。")


def choose(
    office: Office,
    round_id: int,
    people: Sequence[int] | View,
    gift: Gift,
    *,
    kind: str | None = None,
) -> Changes:
    """Put people on the list of a round, with what each of them is given.

    Args:
        office: the office.
        round_id: which round.
        people: keys of persons, or a list of members as it was set up on the screen.
        gift: what each of them is given.
        kind: what the group is called, so that its gift can be set again.

    Raises:
        Refused: nobody was chosen, or the round is closed.
    """
    keys = office.ids(people) if isinstance(people, View) else list(people)
    with office.transaction(f"选择慰问对象（{len(keys)} 人）") as writer:
        found = _put(writer.connection, round_id, dict.fromkeys(keys, kind), gift)
        if found:
            writer.insert_many(RoundEntry, found)
    return changes_of(writer.written, _chosen(len(found), len(set(keys)), gift))


def choose_files(
    office: Office,
    round_id: int,
    gift: Gift,
    *,
    categories: Sequence[str] = (),
    kind: str | None = None,
) -> Changes:
    """Put the heads of the hardship files on record (在档) on the list.

    Only those of some categories if any are named; without a `kind` each group is
    called by its category.

    Raises:
        Refused: no such file is on record, or the round is closed.
    """
    file = HardshipFile
    wanted = select(file.person_id, file.category).where(
        file.deleted_at.is_(None), file.state == FileState.LIVE
    )
    if categories:
        wanted = wanted.where(file.category.in_(list(map(str, categories))))
    with office.transaction("从困难档案选择慰问对象") as writer:
        rows = writer.connection.execute(wanted.order_by(file.id)).all()
        if not rows:
            raise Refused("没有符合条件的在档困难档案。")
        kinds = {row[0]: kind or category_words(row[1]) for row in rows}
        found = _put(writer.connection, round_id, kinds, gift)
        if found:
            writer.insert_many(RoundEntry, found)
    return changes_of(writer.written, _chosen(len(found), len(kinds), gift))


def remove(office: Office, entry_ids: Sequence[int]) -> Changes:
    """Take people off the list who were chosen by mistake.

    Raises:
        Refused: one of them has signed, or the round is closed.
    """
    with office.transaction(f"移出慰问名单（{len(entry_ids)} 人）") as writer:
        _, some = some_entries(writer.connection, entry_ids)
        refuse_served(some, "移出名单")
        writer.discard(RoundEntry, [item.entry_id for item in some])
    return changes_of(writer.written, f"已移出名单 {len(some)} 人。")


def set_gift(
    office: Office,
    round_id: int,
    gift: Gift,
    *,
    kind: str | None = None,
    entry_ids: Sequence[int] | None = None,
) -> Changes:
    """Set what a group is given: of one `kind`, or these entries, or everybody.

    Who has signed keeps what was signed for.

    Raises:
        Refused: nobody is there who could be given it, one of `entry_ids` has signed,
            or the round is closed.
    """
    with office.transaction(f"设定慰问标准：{gift.words}") as writer:
        open_round(writer.connection, round_id)
        if entry_ids is not None:
            _, some = some_entries(writer.connection, entry_ids)
            refuse_served(some, "改动慰问内容")
        else:
            some = [
                item
                for item in entries(writer.connection, round_id)
                if not item.served and (kind is None or item.kind == kind)
            ]
        if not some:
            raise Refused("名单中没有可以设定的人。")
        writer.update_many(RoundEntry, {item.entry_id: gift.fields for item in some})
    words = f"已设定 {len(some)} 人：{gift.words}。"
    return changes_of(writer.written, words)


def category_words(category: str | None) -> str | None:
    """What a group of a category is called."""
    return HardshipCategory(category).label if category else None


def _put(
    connection: Connection,
    round_id: int,
    kinds: Mapping[int, str | None],
    gift: Gift,
) -> list[dict[str, object]]:
    """The new rows of a list: people who are not on it yet."""
    open_round(connection, round_id)
    if not kinds:
        raise Refused("请先选择慰问对象。")
    keys = list(kinds)
    there = _there(connection, round_id)
    living = _living(connection, keys)
    files = open_files(connection, keys)
    return [
        {
            "round_id": round_id,
            "person_id": key,
            "file_id": files.get(key),
            "kind": kinds[key],
            **gift.fields,
        }
        for key in keys
        if key in living and key not in there
    ]


def _there(connection: Connection, round_id: int) -> set[int]:
    """Who is on the list already."""
    entry = RoundEntry
    wanted = select(entry.person_id).where(
        entry.round_id == round_id, entry.deleted_at.is_(None)
    )
    return set(connection.scalars(wanted))


def _living(connection: Connection, keys: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        wanted = select(Person.id).where(
            Person.id.in_(part), Person.deleted_at.is_(None)
        )
        found.update(connection.scalars(wanted))
    return found


def _chosen(put: int, wanted: int, gift: Gift) -> str:
    if not put:
        return "所选的人都已在名单中，没有重复加入。"
    already = f"；{wanted - put} 人已在名单中" if wanted > put else ""
    return f"已加入名单 {put} 人，每人 {gift.words}{already}。"
